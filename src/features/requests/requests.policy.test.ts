/** Requests (诉求): the permission matrix is the test. A new action or state makes rows fail until someone decides. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { RequestState } from './requests.contract.ts'
import { requestPolicy, type RequestFacts } from './requests.policy.ts'

const now = new Date('2026-03-10T02:00:00Z')
/** The case: at a household group (t > v > g), handled there once it was accepted, given to department d. */
const facts = (state: RequestState, changes: Partial<RequestFacts> = {}): RequestFacts => ({
  id: 'r',
  state,
  handlerPath: ['t', 'v', 'g'],
  custodyPath: ['t', 'v', 'g'],
  handlerUnitId: 'g',
  assignedBodyId: 'd',
  assignedPersonId: null,
  involved: state === 'submitted' ? [] : ['g', 'd'],
  aboutOfficials: false,
  jointMeetingOn: null,
  jointDecidedOn: null,
  jointHandlerId: null,
  closedAt: state === 'solved' ? new Date('2026-03-01T02:00:00Z') : null,
  reopenedCount: 0,
  keptState: null,
  keptClosedAt: null,
  ...changes,
})

const paths: Record<string, string[]> = { t: ['t'], v: ['t', 'v'], g: ['t', 'v', 'g'], w: ['t', 'w'] }
const someone = (role: Role, unitId: string, bodyId: string | null = null, personId = `${role} of ${unitId}`): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: personId,
  posts: [{ postId: 'p', role, unitId, path: paths[unitId]!, bodyId, deputyFor: null }],
})
const resident: Actor = { kind: 'receipt', townId: 1, requestId: 'r' }
const neighbour: Actor = { kind: 'receipt', townId: 1, requestId: 'another' }

const deskOnWaiting = 'get listHandlers accept refuse climb referToDiscipline merge edit copyTo reveal reissueCode finishCall'
test.each([
  // who                                       submitted        assigned                                    proposed                                solved
  [
    'group leader',
    someone('gridLeader', 'g'),
    deskOnWaiting,
    'get listHandlers passOn climb referToDiscipline merge edit copyTo reveal finishCall',
    'get listHandlers referToDiscipline edit copyTo reveal finishCall',
    'get listHandlers edit reveal finishCall',
  ],
  [
    'village clerk',
    someone('villageClerk', 'v'),
    deskOnWaiting,
    'get listHandlers passOn climb referToDiscipline merge edit copyTo reveal reissueCode finishCall',
    'get listHandlers confirmOnBehalf referToDiscipline edit copyTo reveal reissueCode finishCall',
    'get listHandlers edit reveal reissueCode finishCall',
  ],
  [
    'town clerk',
    someone('townClerk', 't'),
    `${deskOnWaiting} putOnJointList`,
    'get listHandlers passOn climb referToDiscipline merge edit copyTo reveal reissueCode finishCall putOnJointList',
    'get listHandlers confirmOnBehalf referToDiscipline edit copyTo reveal reissueCode finishCall putOnJointList',
    'get listHandlers edit reveal reissueCode finishCall',
  ],
  ['clerk next door', someone('villageClerk', 'w'), 'get', 'get', 'get', 'get'],
  [
    'officer of the department',
    someone('departmentOfficer', 't', 'd'),
    'get listHandlers copyTo reveal finishCall',
    'get listHandlers take giveBack passOn copyTo reveal finishCall',
    'get listHandlers copyTo reveal finishCall',
    'get listHandlers reveal finishCall',
  ],
  ['officer of another', someone('departmentOfficer', 't', 'e'), 'get', 'get', 'get', 'get'],
  ['town leader', someone('townLeader', 't'), 'get', 'get', 'get', 'get'],
  ['supervisor', someone('supervisor', 'v'), 'get', 'get', 'get', 'get'],
  ['system administrator', someone('systemAdministrator', 't'), 'get', 'get', 'get', 'get'],
  ['the resident', resident, 'track remark withdraw', 'track remark withdraw', 'track confirm reject remark withdraw', 'track reopen'],
  ['another resident', neighbour, '-', '-', '-', '-'],
  ['anyone', { kind: 'public', townId: 1 }, '-', '-', '-', '-'],
] as const)('what the %s may do', (_who, actor, ...expected) => {
  const states = ['submitted', 'assigned', 'proposed', 'solved'] as const
  expect(states.map(state => requestPolicy.allowed(actor, facts(state), now).join(' ') || '-')).toEqual(expected)
})

test.each([
  // what changes, who, action, allowed, why
  [
    { aboutOfficials: true, handlerPath: ['t'], custodyPath: ['t'] },
    someone('townClerk', 't'),
    'accept',
    false,
    'a case about officials lies on the discipline office’s desk alone',
  ],
  [
    { aboutOfficials: true, handlerPath: ['t'], custodyPath: ['t'] },
    someone('townDiscipline', 't'),
    'accept',
    true,
    'and that office accepts it',
  ],
  [
    { jointMeetingOn: '2026-03-02', involved: ['g'] },
    someone('townClerk', 't'),
    'decide',
    true,
    'the town office records what a joint meeting decided',
  ],
  [{}, someone('villageClerk', 'v'), 'referToDiscipline', true, 'whoever may give it to somebody may let it go around the village'],
  [{}, someone('departmentOfficer', 't', 'd'), 'referToDiscipline', false, 'a department that works on it gives it back'],
  [{ jointMeetingOn: '2026-03-02' }, someone('villageClerk', 'v'), 'decide', false, 'a village does not decide for the meeting'],
  [
    { aboutOfficials: true, jointMeetingOn: '2026-03-02', handlerPath: ['t'], custodyPath: ['t'] },
    someone('townClerk', 't'),
    'decide',
    false,
    'nor the town office about officials',
  ],
  [{}, someone('villageClerk', 'v'), 'putOnJointList', false, 'the list is the town’s'],
  [{ assignedBodyId: null }, someone('gridLeader', 'g'), 'take', true, 'a case given to nobody else is the desk’s own'],
  [{ assignedPersonId: 'x', assignedBodyId: null }, someone('villageClerk', 'v'), 'take', false, 'given to a person: nobody else takes it'],
  [{ assignedPersonId: 'x', assignedBodyId: null }, someone('villageClerk', 'v', null, 'x'), 'take', true, 'that person does'],
  [
    { handlerPath: ['t', 'v'], involved: ['v'] },
    someone('gridLeader', 'g'),
    'accept',
    false,
    'once it has climbed, the lower desk lets go',
  ],
] as const)('%j: %o may %s → %s: %s', (changes, actor, action, allowed, _why) => {
  expect(requestPolicy.allows(action, actor, facts('submitted', changes as Partial<RequestFacts>))).toBe(allowed)
})

test.each([
  // who, how the kept case stands, may separate, why
  [resident, 'proposed', true, 'its reporter says whether it is solved'],
  [resident, 'inProgress', false, 'nothing is said yet'],
  [neighbour, 'proposed', false, 'another’s code opens another case'],
  [someone('villageClerk', 'v'), 'proposed', false, 'a desk says nothing in the reporter’s place'],
] as const)('a duplicate: %o, the kept case %s → %s: %s', (actor, keptState, allowed, _why) => {
  expect(requestPolicy.allowed(actor, facts('merged', { keptState }), now).includes('separate')).toBe(allowed)
})

test.each([
  // state, changes, may be referred, why
  ['paused', {}, true, 'open, though it stands still'],
  ['returned', { jointMeetingOn: '2026-03-02' }, true, 'a joint meeting does not decide about officials'],
  ['solved', {}, false, 'the reporter opens it again first'],
  ['merged', {}, false, 'the one that is kept is referred, and takes its duplicates along'],
  ['submitted', { aboutOfficials: true }, false, 'it went around the village at once'],
] as const)('a case %s with %j may be referred to the discipline office: %s: %s', (state, changes, expected, _why) => {
  const actor = someone('aboutOfficials' in changes ? 'townDiscipline' : 'townClerk', 't')
  expect(requestPolicy.allowed(actor, facts(state, changes as Partial<RequestFacts>), now).includes('referToDiscipline')).toBe(expected)
})

test('someone standing in for a colleague on leave acts with the colleague’s work', () => {
  const deputy: Actor = {
    kind: 'person',
    townId: 1,
    personId: 'y',
    accountId: 'y',
    posts: [{ postId: 'p', role: 'villageClerk', unitId: 'v', path: ['t', 'v'], bodyId: null, deputyFor: 'x' }],
  }
  expect(requestPolicy.allows('take', deputy, facts('assigned', { assignedPersonId: 'x', assignedBodyId: null }))).toBe(true)
})

test.each([
  // state, changes, may be decided, why
  ['returned', { jointMeetingOn: '2026-03-02' }, true, 'returned a third time and waiting'],
  ['submitted', { jointMeetingOn: '2026-03-02', involved: ['g'] }, true, 'climbed since: it was accepted once'],
  ['submitted', { jointMeetingOn: '2026-03-02' }, false, 'never accepted: it has no limit yet'],
  ['returned', {}, false, 'not on the list'],
  ['returned', { jointMeetingOn: '2026-03-02', jointDecidedOn: '2026-03-04' }, false, 'decided already'],
  ['proposed', { jointMeetingOn: '2026-03-02' }, false, 'the resident is being asked'],
  ['paused', { jointMeetingOn: '2026-03-02' }, false, 'it stands still for a reason that everyone can read'],
] as const)('a case %s with %j may be decided: %s, %s', (state, changes, expected, _why) => {
  expect(requestPolicy.allowed(someone('townClerk', 't'), facts(state, changes), now).includes('decide')).toBe(expected)
})

test.each([
  // state, changes, what may be done of handing it on, why
  ['assigned', {}, 'passOn climb', 'no meeting'],
  ['assigned', { jointHandlerId: 'd' }, '-', 'the meeting chose the department that has it'],
  ['inProgress', { jointHandlerId: 'd' }, '-', 'also once it works'],
  ['rejectedByResident', {}, 'assign passOn climb', 'not content, and no meeting chose: the desk gives it anew'],
  ['rejectedByResident', { jointHandlerId: 'd' }, '-', 'also when the resident is not content: whom the meeting chose goes on'],
  ['rejectedByResident', { jointDecidedOn: null }, '-', 'not content, and on the list: the next meeting chooses'],
  ['returned', { jointDecidedOn: null }, 'climb', 'returned, and on the list: assigned by the meeting'],
  ['accepted', { jointDecidedOn: null }, 'climb', 'put on the list by the office: assigned by the meeting'],
  ['inProgress', { jointHandlerId: 'g', assignedBodyId: null }, '-', 'the meeting chose a desk'],
  ['inProgress', { jointHandlerId: 'e' }, 'passOn climb', 'whoever has it now is not whom the meeting chose'],
  ['returned', { jointHandlerId: null }, 'assign climb', 'a decision stood, and whom it chose has it no more'],
] as const)('a case %s with %j may go on by: %s: %s', (state, changes, expected, _why) => {
  const joint = { jointMeetingOn: '2026-03-02', jointDecidedOn: '2026-03-04', ...changes }
  const allowed = requestPolicy.allowed(someone('gridLeader', 'g'), facts(state, joint), now)
  expect(allowed.filter(name => ['assign', 'passOn', 'climb'].includes(name)).join(' ') || '-').toBe(expected)
})

test.each([
  // changes, what whoever has it may do, why
  [{ jointHandlerId: 'd' }, 'take giveBack', 'whom the meeting chose goes on, or returns it for a new reason'],
  [{ jointDecidedOn: null, jointHandlerId: null }, '-', 'it rests until the meeting'],
] as const)('rejected by the resident with %j: the department may %s: %s', (changes, expected, _why) => {
  const joint = { jointMeetingOn: '2026-03-02', jointDecidedOn: '2026-03-04', ...changes }
  const allowed = requestPolicy.allowed(someone('departmentOfficer', 't', 'd'), facts('rejectedByResident', joint), now)
  expect(allowed.filter(name => ['take', 'giveBack', 'passOn', 'assign'].includes(name)).join(' ') || '-').toBe(expected)
})
