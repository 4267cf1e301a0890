/** Decisions (四议两公开): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { decisionPolicy, type DecisionFacts } from './decisions.policy.ts'

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
const now = new Date(0)
const facts: DecisionFacts = {
  path: cooperative,
  line: 'collective',
  state: 'registered',
  createdBy: 'w',
  urgentAskedBy: null,
  urgentSignedBy: null,
  ratifiedOn: null,
  fell: false,
  advisedBy: 'b',
}
const allowed = (actor: Actor, changes: Partial<DecisionFacts>) =>
  decisionPolicy
    .allowed(actor, { ...facts, ...changes }, now)
    .filter(name => name !== 'list' && name !== 'get' && name !== 'file')
    .join(' ')

const publicActor: Actor = { kind: 'public', townId: 1 }
const secretary = someone('villageSecretary', village)
const onTheWay = 'begin withdraw declare table conclude'
// oxfmt-ignore
test.each([
  ['the public', publicActor, 'registered', 'comment', 'says what it thinks'],
  ['the public', publicActor, 'resolved', '', 'not once it is decided'],
  ['the secretary', secretary, 'draft', 'begin write submit declare reply attach detach', 'writes'],
  ['the secretary', secretary, 'registered', 'begin withdraw refuse declare table conclude advise answerOpinion comment reply attach detach urge', 'keeps it going'],
  ['the secretary', secretary, 'partyResearched', `${onTheWay} answerOpinion comment reply attach detach`, 'the opinion was heard before'],
  ['the secretary', secretary, 'assemblyCalled', `${onTheWay} answerOpinion comment reply attach`, 'what the meeting was called about stays'],
  ['the secretary', secretary, 'resolved', 'begin declare answerOpinion reply enterListing draftNotice implement', 'discloses'],
  ['the secretary', secretary, 'objected', 'begin declare answerOpinion reply implement sendBack', 'the objection is not the secretary’s to decide'],
  ['the secretary', secretary, 'implementing', 'begin declare answerOpinion reply enterListing draftNotice close', 'carries out'],
  ['the secretary', secretary, 'closed', 'begin answerOpinion reply archive', 'archives'],
  ['the secretary', secretary, 'annulled', 'begin answerOpinion reply', 'is bound'],
  ['the director', someone('cooperativeDirector', cooperative), 'resolved', 'begin declare answerOpinion reply enterListing draftNotice implement', 'keeps the cooperative’s own matters'],
  ['the director', someone('cooperativeDirector', cooperative), 'registered', 'begin withdraw declare table conclude advise answerOpinion comment reply attach detach urge', 'refuses none'],
  ['the secretary next door', someone('villageSecretary', ['t', 'w']), 'registered', 'comment', 'another village'],
  ['the branch’s secretary', someone('branchSecretary', cooperative), 'registered', 'declare advise comment', 'gives the members’ opinion'],
  ['a branch’s secretary elsewhere', someone('branchSecretary', ['t', 'v', 'd']), 'registered', 'comment', 'another cooperative'],
  ['a supervisor', someone('supervisor', village), 'registered', 'declare comment', 'watches'],
  ['the town’s clerk', someone('townClerk', town), 'registered', 'replaceSupervisor comment preCheck', 'looks at the text, and never decides in the village’s stead'],
  ['the town’s clerk', someone('townClerk', town), 'closed', 'replaceSupervisor order', 'carries out an order'],
  ['a leader of the town', someone('townLeader', town), 'resolved', 'replaceSupervisor order', 'no longer, once it is decided'],
  ['the discipline office', someone('townDiscipline', town), 'resolved', 'order', 'too'],
  ['the system’s administrator', someone('systemAdministrator', town), 'registered', 'comment', 'sees what everybody sees'],
] as const)('%s%.0s, %s: %s (%s)', (_who, actor, state, names, _why) => expect(allowed(actor, { state })).toBe(names))

test('nobody is the last to approve their own', () => {
  const writer = someone('villageSecretary', village, 'w')
  expect(allowed(writer, {})).not.toContain('refuse')
  const adviser = someone('villageClerk', village, 'b')
  expect(allowed(adviser, { state: 'membersHeard' })).not.toContain('answerOpinion')
  const asked = { urgentAskedBy: 'p' }
  expect(allowed(secretary, asked)).not.toContain('confirmUrgency')
  expect(allowed(someone('supervisor', village, 's'), asked)).toContain('confirmUrgency')
  expect(allowed(someone('townLeader', town, 'l'), asked)).toContain('confirmUrgency')
  expect(allowed(someone('villageClerk', village, 'k'), asked)).not.toContain('confirmUrgency') // two signatures, of which one is the secretary's or from outside
})

test('an emergency is voted on while it is carried out, once', () => {
  const urgent = { state: 'implementing', urgentAskedBy: 'x', urgentSignedBy: 'y' } as const
  expect(allowed(secretary, urgent)).toContain('table conclude advise')
  expect(allowed(secretary, { ...urgent, ratifiedOn: '2026-03-10' })).not.toContain('table')
})

test('a director has no say in a village’s matter', () =>
  expect(allowed(someone('cooperativeDirector', village), { line: 'village', path: village })).toBe('comment'))
