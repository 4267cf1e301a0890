/** Requests (诉求): who may do what, and when. Pure; one entry per action. */
import { holds, holdsAny, isPerson, servesIn, type Actor, type Role } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { RequestState } from './requests.contract.ts'
import { counterRoles, counterRolesFor, deskRoles, deskRolesFor, officialsDeskRoles } from './requests.desks.rules.ts'
import { isInvolved, type HandledCase } from './requests.involved.rules.ts'
import {
  canReopen,
  isBoundByMeeting,
  isOnJointList,
  isOpen,
  maySayOtherwise,
  meetingHold,
  requestMachine,
  restsForMeeting,
} from './requests.rules.ts'

/** Who decides at a joint meeting. */
export const deciderRoles: readonly Role[] = ['townLeader', 'townClerk', 'townDiscipline']

export interface RequestFacts extends HandledCase {
  id: string
  state: RequestState
  /** Unit ids from the town down to the one that keeps the record. */
  custodyPath: readonly string[]
  handlerUnitId: string
  jointMeetingOn: string | null
  jointDecidedOn: string | null
  /** Whom the last joint meeting chose, while that stands. */
  jointHandlerId: string | null
  closedAt: Date | null
  reopenedCount: number
  /** How the case that it was merged into stands; known to its reporter alone. */
  keptState?: RequestState | null
  keptClosedAt?: Date | null
}

/** The desk of the level that handles the case, and the desks above it. */
const desk = (actor: Actor, r: RequestFacts) => holds(actor, deskRolesFor(r), r.handlerPath)

/** Whoever the case was given to, a deputy included; the desk itself if it was given to nobody else. */
function worker(actor: Actor, r: RequestFacts): boolean {
  if (r.assignedPersonId !== null)
    return isPerson(actor) && (actor.personId === r.assignedPersonId || actor.posts.some(post => post.deputyFor === r.assignedPersonId))
  return r.assignedBodyId === null ? desk(actor, r) : servesIn(actor, r.assignedBodyId)
}

const either = (actor: Actor, r: RequestFacts) => desk(actor, r) || worker(actor, r)
const resident = (actor: Actor, r: RequestFacts) => actor.kind === 'receipt' && actor.requestId === r.id

const counter = (actor: Actor, r: RequestFacts) => holds(actor, counterRolesFor(r), r.custodyPath)

/** Someone at a counter who took part in handling the case, in person or by an office. */
export const involvedCounter = (actor: Actor, r: RequestFacts) => isPerson(actor) && counter(actor, r) && isInvolved(actor, r)
const uninvolvedCounter = (actor: Actor, r: RequestFacts) => isPerson(actor) && counter(actor, r) && !isInvolved(actor, r)

/** The town's own desk, which keeps the joint meeting. */
const townDesk = (actor: Actor, r: RequestFacts) => holds(actor, r.aboutOfficials ? officialsDeskRoles : ['townClerk'], r.custodyPath)

const possible = (name: Parameters<typeof requestMachine.can>[1]) => (r: RequestFacts) => requestMachine.can(r.state, name)

export const requestPolicy = definePolicy<
  RequestFacts,
  | 'get'
  | 'listHandlers'
  | 'accept'
  | 'refuse'
  | 'assign'
  | 'take'
  | 'giveBack'
  | 'passOn'
  | 'climb'
  | 'pause'
  | 'resume'
  | 'propose'
  | 'confirmOnBehalf'
  | 'referToDiscipline'
  | 'merge'
  | 'edit'
  | 'copyTo'
  | 'reveal'
  | 'reissueCode'
  | 'finishCall'
  | 'putOnJointList'
  | 'decide'
  | 'track'
  | 'confirm'
  | 'reject'
  | 'remark'
  | 'withdraw'
  | 'reopen'
  | 'separate'
>('requests', {
  get: { who: isPerson, says: 'anyone signed in who can read the case (scope, assignment, copy)' },
  listHandlers: { who: either, says: 'the desk or whoever has the case' },
  accept: { who: desk, when: possible('accept'), says: 'the desk of the level or above, while waiting' },
  refuse: { who: desk, when: possible('refuse'), says: 'the desk of the level or above, while waiting' },
  assign: {
    who: desk,
    when: r => requestMachine.can(r.state, 'assign') && meetingHold(r) === null,
    says: 'the desk, once accepted, returned or rejected by the resident, unless a joint meeting chose who has it or is to choose',
  },
  take: {
    who: worker,
    when: r => requestMachine.can(r.state, 'take') && !restsForMeeting(r),
    says: 'whoever the case was given to, unless the resident was not content and a joint meeting is to decide',
  },
  giveBack: {
    who: worker,
    when: r => requestMachine.can(r.state, 'giveBack') && (r.assignedBodyId ?? r.assignedPersonId) !== null && !restsForMeeting(r),
    says: 'whoever the case was given to, with a listed reason',
  },
  passOn: {
    who: either,
    when: r => requestMachine.can(r.state, 'passOn') && !isBoundByMeeting(r) && !restsForMeeting(r),
    says: 'the desk or whoever has the case, unless a joint meeting chose who has it',
  },
  climb: {
    who: desk,
    when: r => requestMachine.can(r.state, 'climb') && r.handlerPath.length > 1 && !isBoundByMeeting(r) && !restsForMeeting(r),
    says: 'the desk, below the town, unless a joint meeting chose who has it',
  },
  pause: { who: either, when: possible('pause'), says: 'the desk or whoever has the case, while in progress' },
  resume: { who: either, when: possible('resume'), says: 'the desk or whoever has the case, while paused' },
  propose: { who: worker, when: possible('propose'), says: 'whoever has the case, while in progress' },
  confirmOnBehalf: {
    who: uninvolvedCounter,
    when: possible('confirm'),
    says: 'a counter that took no part in handling the case, while the resident is asked',
  },
  referToDiscipline: {
    who: desk,
    when: r => !r.aboutOfficials && requestMachine.can(r.state, 'referToDiscipline'),
    says: 'the desk, while open, of a case that did not go around the village yet',
  },
  merge: { who: desk, when: possible('merge'), says: 'the desk, while open and not paused' },
  edit: { who: desk, when: r => r.state !== 'merged', says: 'the desk' },
  copyTo: { who: either, when: r => isOpen(r.state), says: 'the desk or whoever has the case, while open' },
  reveal: { who: either, says: 'the desk or whoever has the case, with a listed reason that the resident sees' },
  reissueCode: {
    who: uninvolvedCounter,
    says: 'a counter that took no part in handling the case (nobody has until it is accepted), after checking identity',
  },
  finishCall: { who: either, says: 'the desk or whoever has the case' },
  putOnJointList: {
    who: townDesk,
    when: r => isOpen(r.state) && !isOnJointList(r),
    says: "the town's desk, while open and not on the list",
  },
  decide: {
    who: townDesk,
    when: r => isOnJointList(r) && r.involved.length > 0 && requestMachine.can(r.state, 'decide'),
    says: "the town's desk, of cases on the list that were accepted once",
  },
  track: { who: resident, says: "the bearer of the case's query code" },
  confirm: { who: resident, when: possible('confirm'), says: 'the resident alone, while asked' },
  reject: { who: resident, when: possible('reject'), says: 'the resident alone, while asked' },
  remark: { who: resident, when: r => isOpen(r.state), says: 'the resident, while open' },
  withdraw: { who: resident, when: possible('withdraw'), says: 'the resident, while open' },
  reopen: {
    who: resident,
    when: (r, now) => requestMachine.can(r.state, 'reopen') && canReopen(r.closedAt && dayOf(r.closedAt), r.reopenedCount, dayOf(now)),
    says: 'the resident, once within 30 days',
  },
  separate: {
    who: resident,
    when: (r, now) =>
      requestMachine.can(r.state, 'separate') &&
      maySayOtherwise(r.keptState ?? null, r.keptClosedAt ? dayOf(r.keptClosedAt) : null, dayOf(now)),
    says: 'the reporter of a duplicate, once the case that is kept is said to be done, until 30 days after its end',
  },
})

/** What needs no case: speaking, entering, lists. */
export const requestDoorPolicy = definePolicy<
  null,
  | 'submit'
  | 'enter'
  | 'list'
  | 'count'
  | 'findByPhone'
  | 'export'
  | 'listCalls'
  | 'statistics'
  | 'inbox'
  | 'countInbox'
  | 'overview'
  | 'jointList'
  | 'byState'
  | 'lookUp'
  | 'publicCases'
>('requests', {
  submit: { who: () => true, says: 'anyone' },
  enter: { who: actor => holdsAny(actor, counterRoles), says: 'a counter' },
  list: { who: isPerson, says: 'anyone signed in, within their scope' },
  count: { who: isPerson, says: 'anyone signed in, within their scope' },
  findByPhone: { who: actor => holdsAny(actor, counterRoles), says: 'a counter, within its scope' },
  export: {
    who: actor => holdsAny(actor, [...deskRoles, ...officialsDeskRoles, 'departmentOfficer']),
    says: 'desks and departments, within their scope; whole telephones only of cases they handle, after a one-time code',
  },
  listCalls: { who: isPerson, says: 'anyone signed in, their own desks' },
  statistics: { who: isPerson, says: 'anyone signed in, within their scope' },
  inbox: { who: isPerson, says: 'anyone signed in, their own work' },
  countInbox: { who: isPerson, says: 'anyone signed in, their own work' },
  overview: { who: isPerson, says: 'anyone signed in, within their scope' },
  jointList: { who: isPerson, says: 'anyone signed in, within their scope' },
  byState: { who: isPerson, says: 'anyone signed in, within their scope' },
  lookUp: { who: () => true, says: 'anyone with number and code' },
  publicCases: { who: () => true, says: 'anyone' },
})
