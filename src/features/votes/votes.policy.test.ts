/** Votes (表决会议): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { MeetingKind } from '#features/meetings/meetings.contract.ts'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { registerPolicy, votePolicy, type VotingFacts } from './votes.policy.ts'

const town = ['t']
const village = ['t', 'v']
const cooperative = ['t', 'v', 'c']
const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const now = new Date('2026-03-02T01:00:00Z')
const voting = (changes: Partial<VotingFacts> = {}): VotingFacts => ({
  path: cooperative,
  kind: 'assembly',
  state: 'planned',
  rollFixed: false,
  startsAt: new Date('2026-03-02T00:00:00Z'),
  ballot: null,
  proposedBy: null,
  brokenOffBy: null,
  chairId: null,
  ...changes,
})
const party = { kind: 'generalMeeting' as MeetingKind }

const read = 'list get'
const before = `${read} convene drawRoll giveProxy fixRoll table observe minuteOpinion document attach file detach`
const ofParty = `${read} convene drawRoll leaveOut giveProxy fixRoll table observe minuteOpinion document attach file detach`
test.each([
  ['the public', { kind: 'public', townId: 1 } as const, '', '', 'it has no account'],
  ['town clerk', someone('townClerk', town), before, ofParty, 'the office that enters from paper'],
  ['village secretary', someone('villageSecretary', village), before, ofParty, 'keeps both'],
  ['village clerk', someone('villageClerk', village), before, ofParty, 'keeps both'],
  ['cooperative director', someone('cooperativeDirector', cooperative), before, `${read} document file`, 'nothing of Party life'],
  [
    'director next door',
    someone('cooperativeDirector', ['t', 'v', 'd']),
    `${read} document file`,
    `${read} document file`,
    'another cooperative',
  ],
  ['branch secretary', someone('branchSecretary', cooperative), `${read} document file`, ofParty, 'attends an assembly without a vote'],
  ['supervisor', someone('supervisor', village), `${read} document file`, `${read} document file`, 'watches and enters nothing'],
  ['town leader', someone('townLeader', town), `${read} document file`, `${read} document file`, 'keeps no meetings'],
  ['system administrator', someone('systemAdministrator', town), `${read} document file`, `${read} document file`, 'keeps the machine'],
] as const)('what %s may do with an assembly and with a branch meeting before the roll is fixed', (_who, actor, assembly, branch, _why) => {
  expect(votePolicy.allowed(actor, voting(), now).join(' ')).toBe(assembly)
  expect(votePolicy.allowed(actor, voting(party), now).join(' ')).toBe(branch)
})

const director = someone('cooperativeDirector', cooperative)
test.each([
  [
    voting({ startsAt: new Date('2026-03-02T01:00:00.001Z') }),
    'convene drawRoll giveProxy table observe minuteOpinion document attach file detach',
    'nobody is there before it begins',
  ],
  [
    voting({ ballot: 'tabled' }),
    'convene drawRoll giveProxy fixRoll table recuse cancel observe minuteOpinion document attach file detach',
    'a matter can still be taken off',
  ],
  [
    voting({ rollFixed: true, ballot: 'rollFixed' }),
    'convene mark takeBackMark close proposeCancellation observe minuteOpinion document attach file detach',
    'the roll stands, the vote is open',
  ],
  [
    voting({ rollFixed: true, ballot: 'closed' }),
    'convene proposeCorrection observe minuteOpinion document attach file detach',
    'closed once',
  ],
  [
    voting({ rollFixed: true, ballot: 'closed', proposedBy: 'q' }),
    'convene confirmCorrection dropCorrection observe minuteOpinion document attach file detach',
    'a second person agrees',
  ],
  [
    voting({ rollFixed: true, ballot: 'closed', proposedBy: 'p' }),
    'convene dropCorrection observe minuteOpinion document attach file detach',
    'never who proposed, who may take it back',
  ],
  [voting({ rollFixed: true, ballot: 'cancelled' }), 'convene observe minuteOpinion document attach file detach', 'taken off'],
  [
    voting({ state: 'minuted', rollFixed: true, ballot: 'closed' }),
    'convene proposeCorrection document attach file',
    'the minutes are written',
  ],
  [voting({ state: 'cancelled' }), 'convene document file', 'called off'],
] as const)('what a director may do: %#', (facts, allowed, _why) => {
  expect(votePolicy.allowed(director, facts, now).join(' ')).toBe(`list get ${allowed}`)
})

const chair = someone('branchSecretary', cooperative, 'chair')
const broken = (changes: Partial<VotingFacts> = {}) => voting({ rollFixed: true, ballot: 'rollFixed', chairId: 'chair', ...changes })
test.each([
  [director, broken(), 'proposeCancellation', true, 'the office says that the meeting broke off'],
  [chair, broken(), 'proposeCancellation', true, 'so does who chairs it, whatever the post'],
  [chair, broken({ chairId: 'q' }), 'proposeCancellation', false, 'another’s meeting'],
  [someone('supervisor', village), broken(), 'proposeCancellation', false, 'watches'],
  [director, broken({ brokenOffBy: 'q' }), 'proposeCancellation', false, 'proposed already'],
  [director, broken({ ballot: 'closed' }), 'proposeCancellation', false, 'a result is corrected, never called off'],
  [chair, broken({ brokenOffBy: 'p' }), 'confirmCancellation', true, 'the chair agrees'],
  [director, broken({ brokenOffBy: 'chair' }), 'confirmCancellation', true, 'the chair proposed it'],
  [director, broken({ brokenOffBy: 'q' }), 'confirmCancellation', false, 'two, and neither is the chair'],
  [director, broken({ brokenOffBy: 'q', chairId: null }), 'confirmCancellation', true, 'no chair is written'],
  [director, broken({ brokenOffBy: 'p' }), 'confirmCancellation', false, 'never who proposed'],
  [chair, broken({ brokenOffBy: 'chair' }), 'confirmCancellation', false, 'nor a chair alone'],
  [chair, broken({ brokenOffBy: 'p' }), 'dropCancellation', true, 'the second one refuses'],
  [director, broken({ brokenOffBy: 'p' }), 'dropCancellation', true, 'taken back'],
  [director, broken({ brokenOffBy: null }), 'dropCancellation', false, 'nothing waits'],
  [chair, broken({ brokenOffBy: 'p', ballot: 'cancelled' }), 'dropCancellation', false, 'two have agreed'],
  [chair, broken({ brokenOffBy: 'p', ballot: 'closed' }), 'confirmCancellation', false, 'the result was quicker'],
] as const)('breaking off %#', (actor, facts, name, isAllowed, _why) => {
  expect(votePolicy.allowed(actor, facts, now).includes(name)).toBe(isAllowed)
})

const reads = 'hosts register declarations'
const keeps = 'hosts register enterVoter changeVoter declarations declare'
test.each([
  ['town clerk', someone('townClerk', town), keeps, 'the office'],
  ['cooperative director', director, keeps, 'keeps the register'],
  ['branch secretary', someone('branchSecretary', cooperative), reads, 'attends'],
  ['supervisor', someone('supervisor', village), reads, 'watches'],
  ['town leader', someone('townLeader', town), 'hosts', 'no names'],
  ['grid leader', someone('gridLeader', cooperative), 'hosts', 'no names'],
] as const)('what %s may do with a register', (_who, actor, allowed, _why) => {
  expect(registerPolicy.allowed(actor, { path: cooperative, kind: 'assembly' }, now).join(' ')).toBe(allowed)
})

test('the register of a Party committee is for those who keep Party life', () => {
  const ofCommittee = { path: cooperative, kind: 'committeeMeeting' as const }
  const may = (role: Role, path: string[]) => registerPolicy.allowed(someone(role, path), ofCommittee, now).join(' ')
  expect([may('branchSecretary', cooperative), may('supervisor', village), may('cooperativeDirector', cooperative)]).toEqual([
    keeps,
    'hosts',
    'hosts',
  ])
})
