/** People and posts (人员与任职): the rules. */
import { describe, expect, test } from 'vitest'
import { roles, type Role } from '#platform/shared/actor.ts'
import { deputyFault, endFault, fateOf, mayGrant, searchOf, termFault, type HeldTerm } from './people.rules.ts'
import { scopeSentence, trailSentence } from './people.sentences.ts'

const held = (role: Role, unitId: string) => ({ role, unitId })

describe('who may give which post', () => {
  const village = ['t', 'v']
  const granted = (role: Role, at: string, path = village, guarded = true) =>
    roles.filter(wanted => mayGrant([held(role, at)], wanted, path, guarded)).join(' ')
  const others = roles.filter(role => !['systemAdministrator', 'securityAdministrator', 'auditAdministrator'].includes(role)).join(' ')
  test.each<[string, string, string]>([
    ['a system administrator, anywhere', granted('systemAdministrator', 't', ['x']), others],
    [
      'a system administrator of a town without a security administrator',
      granted('systemAdministrator', 't', ['x'], false),
      roles.join(' '),
    ],
    ["the town's clerk in a village", granted('townClerk', 't'), others],
    ["the town's clerk of a town without a security administrator", granted('townClerk', 't', village, false), others],
    ['a village secretary at home', granted('villageSecretary', 'v'), 'villageClerk branchSecretary cooperativeDirector gridLeader'],
    ['a village clerk at home', granted('villageClerk', 'v'), 'branchSecretary cooperativeDirector gridLeader'],
    ['a village secretary next door', granted('villageSecretary', 'w'), ''],
    ['a village secretary in the town office', granted('villageSecretary', 'v', ['t']), ''],
    ['a branch secretary', granted('branchSecretary', 'v'), ''],
    ['a town leader', granted('townLeader', 't'), ''],
    ['a security administrator', granted('securityAdministrator', 't'), 'systemAdministrator securityAdministrator auditAdministrator'],
    ['an audit administrator', granted('auditAdministrator', 't'), ''],
  ])('%s: %s', (_who, actual, expected) => {
    expect(actual).toBe(expected)
  })
})

const term = (role: Role, from: string, to: string | null, postId: string = role): HeldTerm => ({ id: role, postId, role, from, to })

describe('a term beside others', () => {
  test.each([
    [term('villageClerk', '2026-01-01', '2026-01-01'), [], 'backwards', 'not a day long'],
    [term('villageClerk', '2026-01-01', null), [term('villageClerk', '2020-01-01', '2026-01-02')], 'twice', 'the same post, a day shared'],
    [term('villageClerk', '2026-01-01', null), [term('villageClerk', '2020-01-01', '2026-01-01')], null, 'one ends where the other begins'],
    [term('villageClerk', '2026-01-01', null), [term('supervisor', '2020-01-01', null)], null, 'one person, many posts'],
    [term('systemAdministrator', '2026-01-01', null), [term('auditAdministrator', '2020-01-01', null)], 'apart', 'three administrators'],
    [
      term('systemAdministrator', '2026-01-01', null),
      [term('auditAdministrator', '2020-01-01', '2026-01-01')],
      null,
      'one after the other',
    ],
    [
      term('systemAdministrator', '2026-01-01', null),
      [term('systemAdministrator', '2020-01-01', null, 'other')],
      null,
      'two posts of one kind',
    ],
  ] as const)('%o beside %o: %s, %s', (wanted, others, expected, _why) => {
    expect(termFault(wanted, [...others])).toBe(expected)
  })
})

test('a deputy never has two of the three administrators in hand', () => {
  const days = { from: '2026-03-01', to: '2026-03-10' }
  expect(deputyFault([term('systemAdministrator', '2020-01-01', null)], [term('auditAdministrator', '2020-01-01', null)], days)).toBe(true)
  expect(deputyFault([term('systemAdministrator', '2020-01-01', null)], [term('auditAdministrator', '2026-03-10', null)], days)).toBe(false)
  expect(deputyFault([term('villageClerk', '2020-01-01', null)], [term('auditAdministrator', '2020-01-01', null)], days)).toBe(false)
})

describe('the last day of a term', () => {
  const today = '2026-03-02'
  test.each([
    ['2026-03-02', null, true, 'today'],
    ['2026-03-01', null, true, 'told a day late'],
    ['2026-02-28', null, false, 'what was is not rewritten'],
    ['2026-12-31', null, true, 'ahead'],
    ['2019-12-31', null, false, 'before it began'],
    ['2026-03-02', '2026-01-01', false, 'it has ended'],
  ] as const)('%s of a term until %s: %s, %s', (lastOn, to, sound, _why) => {
    expect(endFault({ from: '2020-01-01', to }, lastOn, today) === null).toBe(sound)
  })
})

test.each([
  ['199 0000-1234', 'phone', '19900001234'],
  ['Ou WeiMing', 'pinyin', 'ouweiming'],
  ["lü'bu", 'pinyin', 'lvbu'],
  ['伟明', 'name', '伟明'],
  ['12', 'name', '12'],
])('what “%s” looks for: %s', (typed, kind, text) => {
  expect(searchOf(typed)).toEqual({ kind, text })
})

describe('the sentence behind a scope', () => {
  const reach = {
    role: 'villageClerk' as Role,
    unitName: '柳河村',
    bodyName: null,
    deputyForName: null,
    since: '2021-01-10',
    to: null,
    awayFrom: null,
    awayTo: null,
    unitCount: 13,
    merged: [],
  }
  test.each<[string, object, string]>([
    ['one’s own post', {}, '你是柳河村的村（社区）办事员（2021年1月10日起）。你能看到柳河村和下面12个单位的记录。'],
    [
      'until a day',
      { to: '2026-12-01', unitCount: 1 },
      '你是柳河村的村（社区）办事员（2021年1月10日起，到2026年11月30日为止）。你能看到柳河村的记录。',
    ],
    [
      'after a merger',
      { unitCount: 1, merged: ['东塘村'] },
      '你是柳河村的村（社区）办事员（2021年1月10日起）。你能看到柳河村的记录，也包括并入的东塘村。',
    ],
    [
      'as a deputy',
      { role: 'villageSecretary', deputyForName: '李少玲', awayFrom: '2026-03-02', awayTo: '2026-03-10', unitCount: 1 },
      '李少玲请假，你代理柳河村的村（社区）党委书记（2026年3月2日起，到2026年3月9日为止）。你能看到柳河村的记录。',
    ],
    [
      'in a department',
      { role: 'departmentOfficer', unitName: '西樵镇', bodyName: '环保办' },
      '你是环保办（西樵镇）的镇职能部门工作人员（2021年1月10日起）。你能看到交给环保办的事，看不到各村的全部记录。',
    ],
    [
      'an administrator',
      { role: 'auditAdministrator', unitName: '西樵镇' },
      '你是西樵镇的审计管理员（2021年1月10日起）。管理员只管账号、设置和日志，看不到居民的事。',
    ],
    [
      'at a unit that is gone',
      { unitName: null },
      '你是已撤销的单位的村（社区）办事员（2021年1月10日起）。这个单位已经撤销，这个岗位看不到任何单位的记录。',
    ],
  ])('%s', (_what, changes, expected) => {
    expect(scopeSentence({ ...reach, ...changes })).toBe(expected)
  })
})

test('who opened a phone number is told with the reason', () => {
  expect(trailSentence('people.revealPhone', { reason: 'arrangeWork' }, '李少玲')).toBe('李少玲查看了电话：安排工作')
})

const facts = { enteredOn: '2020-01-01', forgetOn: null, forgottenOn: null, isTied: false, isNamed: true }
test.each([
  [{ isTied: true }, null, 'there is a relation'],
  [{}, 'announce', 'there was none for five months'],
  [{ enteredOn: '2025-10-03' }, null, 'entered since: there may be one yet'],
  [{ enteredOn: '2025-10-02' }, 'announce', 'five months ago to the day'],
  [{ forgetOn: '2026-03-03' }, null, 'its day was told and comes tomorrow'],
  [{ forgetOn: '2026-03-02' }, 'forget', 'today, and records name the person'],
  [{ forgetOn: '2026-03-02', isNamed: false }, 'remove', 'and nothing does'],
  [{ forgetOn: '2026-03-02', isTied: true }, 'keep', 'a relation was entered in time'],
  [{ forgottenOn: '2025-12-01' }, null, 'closed already'],
  [{ forgottenOn: '2025-12-01', isTied: true }, 'recall', 'and there is a relation again'],
  [{ forgottenOn: '2025-12-01', isNamed: false }, 'remove', 'closed, and the last record that told the name is gone'],
] as const)('of a record with %j becomes %s, because %s', (changes, fate, _why) => {
  expect(fateOf({ ...facts, ...changes }, '2026-03-02')).toBe(fate)
})
