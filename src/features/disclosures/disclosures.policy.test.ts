/** Disclosure (公示公开): the permission matrix. */
import { expect, test } from 'vitest'
import { roles, type Actor, type Role } from '#platform/shared/actor.ts'
import { noticePolicy, objectionPolicy, sideOf, type NoticeFacts } from './disclosures.policy.ts'

const holder = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const now = new Date(0)
const anyones = 'list get file poster'
const facts = (changes: Partial<NoticeFacts> = {}): NoticeFacts => ({
  path: ['t', 'v'],
  state: 'draft',
  work: 'draft',
  isOver: true,
  openObjections: 0,
  writers: ['writer'],
  near: ['kin'],
  showsPersons: false,
  isDown: false,
  isOut: false,
  ...changes,
})
const allowed = (actor: Actor, changes: Partial<NoticeFacts> = {}) =>
  noticePolicy.allowed(actor, facts(changes), now).join(' ').replace(anyones, '').trim()

const writing = 'draft write mask attach detach findings acceptFinding submit discard'
test.each(roles)('what a %s at the place may do with a draft', role => {
  const expected: Partial<Record<Role, string>> = {
    townClerk: writing,
    villageSecretary: writing,
    villageClerk: writing,
    branchSecretary: writing,
    cooperativeDirector: writing,
    supervisor: 'findings',
    townDiscipline: 'findings',
  }
  expect(allowed(holder(role, ['t', 'v']))).toBe(expected[role] ?? '')
})

const clerk = holder('villageClerk', ['t', 'v'])
const supervisor = holder('supervisor', ['t', 'v'])
const out = { state: 'published', work: null, isOut: true } as const

// oxfmt-ignore
test.each([
  [clerk, { state: 'checked', work: 'checked' }, 'draft findings sendBack', 'two people: the office never publishes'],
  [supervisor, { state: 'checked', work: 'checked' }, 'findings sendBack publish', 'the second person'],
  [holder('supervisor', ['t', 'v'], 'writer'), { state: 'checked', work: 'checked' }, 'findings sendBack', 'who wrote or submitted it'],
  [holder('supervisor', ['t', 'v'], 'kin'), { state: 'checked', work: 'checked' }, 'findings sendBack', 'near to whom it concerns'],
  [holder('townDiscipline', ['t']), { state: 'checked', work: 'checked' }, 'findings sendBack publish', 'stands in'],
  [holder('townClerk', ['t']), { state: 'checked', work: 'checked' }, 'draft findings sendBack', 'the town’s clerk is an office too'],
  [clerk, { ...out, isOver: false }, 'draft findings correct object receive question post takeDown', 'while the period runs'],
  [clerk, { ...out }, 'draft findings correct object receive question conclude post takeDown', 'once it is over'],
  [clerk, { ...out, openObjections: 1 }, 'draft findings correct object receive question post takeDown', 'no result with an open objection'],
  [clerk, { ...out, work: 'draft' }, `draft write mask attach detach findings acceptFinding submit discard object receive question post takeDown`, 'a correction beside it'],
  [clerk, { ...out, isDown: true }, 'draft findings object receive question conclude post takeDown', 'nobody would see the next version'],
  [clerk, { ...out, showsPersons: true, isOver: false }, 'draft findings correct object receive question post takeDown', 'a list stays its whole period'],
  [clerk, { ...out, showsPersons: true, state: 'concluded' }, 'draft findings question post takeDown unpublish', 'then it may come down'],
  [clerk, { ...out, state: 'concluded' }, 'draft findings question post takeDown', 'nothing is changed afterwards'],
  [clerk, { ...out, state: 'withdrawn' }, 'draft findings question post takeDown', 'nor once it was withdrawn'],
  [supervisor, { ...out }, 'findings object receive question post takeDown', 'the result is the office’s'],
  [holder('townLeader', ['t']), { ...out }, 'object receive question', 'the town takes objections'],
  [holder('villageClerk', ['t', 'w']), { ...out }, 'object question', 'another village'],
  [holder('branchSecretary', ['t', 'v', 'g']), { ...out }, 'object question', 'a cooperative below: not the village’s notices'],
] as const)('%#: may do what is left in that state', (actor, changes, names, _why) => expect(allowed(actor, changes)).toBe(names))

test('what anyone may do', () => {
  expect(noticePolicy.allowed({ kind: 'public', townId: 1 }, facts(out), now)).toEqual([
    'list',
    'get',
    'file',
    'poster',
    'object',
    'question',
  ])
  expect(noticePolicy.allowed({ kind: 'public', townId: 1 }, facts({ ...out, state: 'concluded' }), now)).toEqual([
    'list',
    'get',
    'file',
    'poster',
    'question',
  ])
})

// oxfmt-ignore
test.each([
  [supervisor, 'open', 'decide words', 'supervisor', 'the supervisors’ word'],
  [holder('townDiscipline', ['t']), 'open', 'decide words', 'supervisor', 'stands in where the only supervisor published it'],
  [holder('townClerk', ['t']), 'open', 'decide words', 'town', 'the town’s word'],
  [holder('townLeader', ['t']), 'open', 'decide words', 'town', 'the town’s word'],
  [clerk, 'open', '', null, 'the respondent’s office decides nothing'],
  [holder('supervisor', ['t', 'v'], 'publisher'), 'open', '', 'supervisor', 'whoever published it'],
  [holder('supervisor', ['t', 'v'], 'mover'), 'open', 'words', 'supervisor', 'spoke for the town before'],
  [holder('townClerk', ['t'], 'mover'), 'open', 'decide words', 'town', 'may think again for the same side'],
  [supervisor, 'dismissed', 'words', 'supervisor', 'decided is decided'],
  [holder('supervisor', ['t', 'w']), 'open', '', null, 'another village’s supervisor'],
] as const)('%#: what one may do with an objection', (actor, state, names, side, _why) => {
  const path = ['t', 'v']
  const spoken = [{ givenBy: 'mover', side: 'town' }] as const
  expect(objectionPolicy.allowed(actor, { path, state, respondents: ['publisher'], spoken }, now).join(' ')).toBe(names)
  expect(sideOf(actor, path)).toBe(side)
})
