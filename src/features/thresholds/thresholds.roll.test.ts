/** Rolls, proxies, kin and days (应到名册): tables of the rules; the last column is the reason. Source: domain §3, §33. */
import { expect, test } from 'vitest'
import type { Calendar } from '#platform/shared/calendar.ts'
import { earliestMeeting, noticeRefusal, periodEnd } from './thresholds.days.rules.ts'
import { declarationsDue, proxyRefusal, rollOf, supervisorsTooNear, tooNearRefusal, type RollMark } from './thresholds.roll.rules.ts'
import { statuteByKey } from './thresholds.statutes.rules.ts'

const ruleOf = (key: string) => statuteByKey.get(key)!

const proxy = { householdKey: 'h1', holderHouseholdKey: 'h1', inWriting: true, holderMayVote: true, isNearRelative: true }
test.each([
  ['collectiveMembers.2025', proxy, null, 'a member of the same household'],
  ['collectiveMembers.2025', { ...proxy, holderHouseholdKey: 'h2' }, '只能委托同一户的成员', 'case 3: outside the household'],
  ['collectiveMembers.2025', { ...proxy, inWriting: false }, '委托要有书面的委托书', 'by word of mouth'],
  ['collectiveMembers.2025', { ...proxy, holderMayVote: false }, '受委托的人自己要有表决权', 'a child, or no member'],
  ['villageElectors.2018', { ...proxy, isNearRelative: false }, '只能委托有选举权的近亲属', 'a neighbour'],
  ['villageElectors.2018', { ...proxy, holderHouseholdKey: 'h2' }, null, 'a near relative who lives elsewhere'],
  ['branchMeeting.2018', proxy, '支部党员大会不能委托别人投票', 'the Party knows no proxies'],
] as const)('%s, proxy %j: %s (%s)', (key, given, words, _why) => expect(proxyRefusal(ruleOf(key), given)).toBe(words))

const year2026: Calendar = {
  years: new Set([2026]),
  exceptions: new Map(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(day => [day, 'off'])),
}
test.each([
  ['2026-04-01', 10, '2026-04-14', 'ten days end on Saturday the 11th, so on Monday the 13th'],
  ['2026-06-01', 10, '2026-06-12', 'case 6: called on the 1st, ten full days end with the 11th'],
  ['2026-06-01', 0, '2026-06-01', 'no notice is asked for'],
])('notice on %s of %i days: a meeting from %s (%s)', (on, days, first, _why) =>
  expect(earliestMeeting(year2026, on, days).day).toBe(first),
)

test.each([
  ['2026-06-01', '2026-06-12', null, 'the first day'],
  ['2026-06-01', '2026-06-11', '2026年6月1日通知，要满10天，最早2026年6月12日开会', 'a day early'],
])('notice on %s, held on %s: %s (%s)', (on, held, words, _why) => expect(noticeRefusal(year2026, 10, on, held)).toBe(words))
test('without a notice period only a meeting before its own notice is refused', () => {
  expect(noticeRefusal(year2026, null, '2026-06-02', '2026-06-02')).toBeNull()
  expect(noticeRefusal(year2026, null, '2026-06-02', '2026-06-01')).toBe('开会的日子早于通知的日子')
})
test('case 7: a disclosure that ends on National Day ends on the first working day after the holiday', () =>
  expect(periodEnd(year2026, '2026-09-24', 7)).toEqual({ day: '2026-10-08', estimated: false }))

test.each([
  [['a'], ['b', 'c'], [['a', 'b']], ['b'], 'case 8: the proposer’s spouse'],
  [['a'], ['b', 'c'], [['c', 'a']], ['c'], 'kinship has no direction'],
  [['a'], ['a', 'b'], [], ['a'], 'the proposer in person'],
  [['a'], ['b', 'c'], [['b', 'c']], [], 'kin of each other, not of the proposer'],
] as const)('proposed by %j, supervised by %j, kin %j: too near %j (%s)', (proposers, supervisors, kinship, near, _why) => {
  const found = supervisorsTooNear(proposers, supervisors, kinship)
  expect(found).toEqual(near)
  expect(tooNearRefusal(found) === null).toBe(near.length === 0)
})

test('case 9: one person in three bodies is allowed, and is asked three times', () => {
  const seats = (['branchMeeting', 'villagerRepresentatives', 'collectiveBoard'] as const).map(body => ({ personId: 'a', body }))
  expect(declarationsDue(seats).map(({ asks }) => asks)).toEqual([
    '支部党员大会：这件事和您或您的近亲属有关吗？',
    '村民代表会议：这件事和您或您的近亲属有关吗？',
    '理事会（社委会）：这件事和您或您的近亲属有关吗？',
  ])
})

const mark = (changes: Partial<RollMark> = {}): RollMark => ({
  standing: 'voter',
  leftOut: false,
  present: true,
  recused: false,
  ...changes,
})
const times = (count: number, changes: Partial<RollMark> = {}) => Array.from({ length: count }, () => mark(changes))
test.each([
  [
    [...times(4), mark({ standing: 'probationary' })],
    { all: 4, eligible: 4, present: 4, recused: 0 },
    'case 10: a probationary member is not counted',
  ],
  [[...times(4), mark({ standing: 'observer' })], { all: 4, eligible: 4, present: 4, recused: 0 }, 'an observer speaks and has no vote'],
  [[...times(4), mark({ standing: 'onProbation' })], { all: 4, eligible: 4, present: 4, recused: 0 }, '留党察看'],
  [[...times(4), ...times(3, { leftOut: true, present: false })], { all: 7, eligible: 4, present: 4, recused: 0 }, 'case 11'],
  [[...times(4), ...times(3, { leftOut: true })], { all: 7, eligible: 7, present: 7, recused: 0 }, 'who was left out and comes, votes'],
  [[...times(3), mark({ recused: true })], { all: 4, eligible: 4, present: 4, recused: 1 }, 'recused, and still due'],
  [
    [...times(3), mark({ recused: true, present: false })],
    { all: 4, eligible: 4, present: 3, recused: 0 },
    'who is away has nothing to leave',
  ],
])('the roll of %j is %j (%s)', (marks, numbers, _why) => expect(rollOf('voters', marks)).toEqual({ route: 'voters', ...numbers }))
