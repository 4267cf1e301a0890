/**
 * Requests (诉求): the workflow and its limits, as tables and pure functions.
 *
 * Sources: design D1 and issue HOUSE (workflow, clocks); conventions 6.2 (lamps: yellow at 20 % or two
 * working days); 民法典 art. 201 and 203 (counting days). The limits themselves are the town's own and
 * proposed: data to be adopted, never presented as law.
 */
import { addDays } from '#platform/shared/calendar.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { RequestState } from './requests.contract.ts'

export const requestMachine = defineStateMachine({
  initial: 'submitted',
  states: [
    'submitted',
    'accepted',
    'notAccepted',
    'assigned',
    'inProgress',
    'paused',
    'proposed',
    'rejectedByResident',
    'solved',
    'unanswered',
    'returned',
    'withdrawn',
    'merged',
  ],
  transitions: {
    accept: { from: ['submitted'], to: 'accepted' },
    refuse: { from: ['submitted'], to: 'notAccepted' },
    assign: { from: ['accepted', 'returned', 'rejectedByResident'], to: 'assigned' },
    take: { from: ['accepted', 'assigned', 'rejectedByResident'], to: 'inProgress' },
    giveBack: { from: ['assigned', 'inProgress', 'rejectedByResident'], to: 'returned' },
    passOn: { from: ['assigned', 'inProgress', 'rejectedByResident'], to: 'assigned' },
    climb: { from: ['submitted', 'accepted', 'assigned', 'inProgress', 'returned', 'rejectedByResident'], to: 'submitted' },
    pause: { from: ['inProgress'], to: 'paused' },
    resume: { from: ['paused'], to: 'inProgress' },
    propose: { from: ['inProgress'], to: 'proposed' },
    /** The resident's own, or entered on the resident's behalf: nobody else closes a case as solved. */
    confirm: { from: ['proposed'], to: 'solved' },
    reject: { from: ['proposed'], to: 'rejectedByResident' },
    lapse: { from: ['proposed'], to: 'unanswered' },
    withdraw: {
      from: ['submitted', 'accepted', 'assigned', 'inProgress', 'paused', 'proposed', 'rejectedByResident', 'returned'],
      to: 'withdrawn',
    },
    reopen: { from: ['solved', 'unanswered'], to: 'accepted' },
    /** By a joint meeting (联席会议): anew to whom it decided, or straight to the resident with its answer. */
    decide: { from: ['submitted', 'accepted', 'assigned', 'inProgress', 'returned', 'rejectedByResident'], to: 'assigned' },
    decideAnswer: { from: ['submitted', 'accepted', 'assigned', 'inProgress', 'returned', 'rejectedByResident'], to: 'proposed' },
    /** 关于干部，转镇纪委: laid anew before the office that such a case would have gone to. */
    referToDiscipline: {
      from: ['submitted', 'accepted', 'assigned', 'inProgress', 'paused', 'proposed', 'rejectedByResident', 'returned'],
      to: 'submitted',
    },
    merge: { from: ['submitted', 'accepted', 'assigned', 'inProgress', 'returned', 'rejectedByResident'], to: 'merged' },
    /** The case that it was merged into was withdrawn or not accepted, or its reporter says that what was done does not solve this one. */
    separate: { from: ['merged'], to: 'submitted' },
  },
})

/** States in which someone still owes the resident something. */
export const openStates = [
  'submitted',
  'accepted',
  'assigned',
  'inProgress',
  'paused',
  'proposed',
  'rejectedByResident',
  'returned',
] as const satisfies readonly RequestState[]
export const isOpen = (state: RequestState) => (openStates as readonly RequestState[]).includes(state)
/** States in which the level that holds the case has to act, and its clock runs. */
export const levelStates = ['submitted', 'accepted', 'returned'] as const satisfies readonly RequestState[]

/** Limits of the workflow, in working days unless the name says otherwise. The town's own, to be adopted. */
export const limits = {
  /** From submission to acceptance. */
  intake: 2,
  /** The resident answers a proposal, or the case is 未回应. */
  answer: 10,
  /** Calendar days after closing within which a case may be reopened, once. */
  reopenDays: 30,
  /** Returns after which a case goes on the joint meeting's list. */
  returnsToJointMeeting: 3,
  /** A pause lasts at most so many calendar days. */
  pauseDays: 60,
} as const

/** Working days a level has to act before the case climbs, by the kind of its unit. */
export const levelLimits: Readonly<Record<string, number>> = {
  householdGroup: 2,
  grid: 2,
  quarter: 3,
  cooperative: 3,
  community: 5,
  village: 5,
  zone: 5,
  town: 7,
}
export const levelLimit = (unitKind: string) => levelLimits[unitKind] ?? 5

/** May the case be reopened on `today`? Once, within 30 days after it was closed. */
export const canReopen = (closedOn: string | null, reopenedCount: number, today: string) =>
  closedOn !== null && reopenedCount === 0 && today <= addDays(closedOn, limits.reopenDays)

/**
 * May the reporter of a duplicate say that it is not solved for them? From when the kept case is said to be done: its own reporter answers
 * for nobody else. As long as that one could still open it again.
 */
export const maySayOtherwise = (kept: RequestState | null, closedOn: string | null, today: string) =>
  kept === 'proposed' || ((kept === 'solved' || kept === 'unanswered') && canReopen(closedOn, 0, today))

/**
 * How often the resident was asked and said no, once the case has moved into `to`: whatever leads to 'proposed' asks, be it a
 * proposal or the answer of a joint meeting. Kept with the case, and counted anew every night.
 */
export const answersAfter = (row: { state: RequestState; askedCount: number; rejectedCount: number }, to: RequestState) => ({
  askedCount: row.askedCount + (to === 'proposed' && row.state !== to ? 1 : 0),
  rejectedCount: row.rejectedCount + (to === 'rejectedByResident' && row.state !== to ? 1 : 0),
})

/** A case about officials goes around the village: the town keeps it and handles it. `path` begins with the town. */
export const aroundVillage = (path: readonly string[]) => ({ custodyUnitId: path[0]!, handlerUnitId: path[0]! })

/** The third return puts the case on the list for the joint meeting. */
export const goesToJointMeeting = (returnCount: number) => returnCount >= limits.returnsToJointMeeting

/** Is it waiting for the joint meeting? A case that was decided comes back to the list with its next return. */
export const isOnJointList = (row: { jointMeetingOn: string | null; jointDecidedOn: string | null }) =>
  row.jointMeetingOn !== null && row.jointDecidedOn === null

/** Is it with whom a joint meeting chose? Then it is neither passed on nor sent up; they can return it for a reason not heard yet. */
export const isBoundByMeeting = (row: {
  jointHandlerId: string | null
  assignedPersonId: string | null
  assignedBodyId: string | null
  handlerUnitId: string
}) => row.jointHandlerId !== null && row.jointHandlerId === (row.assignedPersonId ?? row.assignedBodyId ?? row.handlerUnitId)

/**
 * Whom a joint meeting leaves a case with, so that no desk gives it to anyone else: whom the last one chose, also after the
 * resident was not content or opened it again, or the next one, for whose list it stands. Null: it is the desk's to give.
 */
export const meetingHold = (row: Parameters<typeof isBoundByMeeting>[0] & Parameters<typeof isOnJointList>[0]) =>
  isOnJointList(row) ? ('waiting' as const) : isBoundByMeeting(row) ? ('chosen' as const) : null

/** Rejected by the resident and on the list: what is done with it is the meeting's, and nobody goes on meanwhile. */
export const restsForMeeting = (row: { state: RequestState } & Parameters<typeof isOnJointList>[0]) =>
  row.state === 'rejectedByResident' && isOnJointList(row)

/** What whoever returned or rejected it does to a case that a meeting decided: the next meeting hears of it. */
export const goesBackToMeeting = {
  /** It was with whom the meeting chose, or this is the third return. */
  onReturn: (row: Parameters<typeof isBoundByMeeting>[0], returnCount: number) => goesToJointMeeting(returnCount) || isBoundByMeeting(row),
  /** What the resident was asked about was the meeting's own answer, so that nobody was chosen. */
  onRejection: (askedBy: string | undefined) => askedBy === 'requests.decideAnswer',
}

/** What is wrong with a meeting's decision, and at which field; null if it can be carried out. */
export function misfitOf({ kind, bodyId, unitId, withBodyIds, text }: MeetingDecision): { field: string; detail: string } | null {
  const handlers = [bodyId, unitId].filter(Boolean).length
  if (kind === 'answer') {
    if (handlers > 0 || withBodyIds.length > 0) return { field: 'bodyId', detail: '直接答复的，不写谁办' }
    return text ? null : { field: 'text', detail: '请写怎么答复居民' }
  }
  if (handlers !== 1) return { field: 'bodyId', detail: '请选一家来办' }
  if (kind === 'handler') return withBodyIds.length > 0 ? { field: 'withBodyIds', detail: '几家一起办的，请选“分开办”' } : null
  if (withBodyIds.length === 0) return { field: 'withBodyIds', detail: '请选还有谁一起办' }
  if (new Set([bodyId, ...withBodyIds]).size < withBodyIds.length + 1)
    return { field: 'withBodyIds', detail: '牵头的和一起办的不能是同一家' }
  return text ? null : { field: 'text', detail: '请写谁办哪一部分' }
}

interface MeetingDecision {
  kind: 'handler' | 'split' | 'answer'
  bodyId?: string | undefined
  unitId?: string | undefined
  withBodyIds: readonly string[]
  text?: string | undefined
}

/** What of the log the bar on returning needs. */
export interface LoggedStep {
  name: string
  details: Readonly<Record<string, unknown>>
}

/**
 * The joint meeting's decision that bars `handlerId` from returning the case for `reason`, or null. The meeting has heard the
 * reasons cited before it; whoever it decided on does the case or finds another reason.
 */
export function barringDecision<E extends LoggedStep>(events: readonly E[], handlerId: string | null, reason: string): E | null {
  const at = events.findLastIndex(({ name }) => name === 'requests.decide')
  if (at < 0 || handlerId === null) return null
  const { bodyId, unitId } = events[at]!.details
  const wasHeard = events.slice(0, at).some(({ name, details }) => name === 'requests.giveBack' && details.reason === reason)
  return wasHeard && (bodyId ?? unitId) === handlerId ? events[at]! : null
}

/**
 * A title until the clerk writes a better one: the first clause, at most 24 characters.
 */
export function titleOf(text: string): string {
  const clause =
    text
      .split(/[\n，。！？；,.!?;]/u)
      .map(part => part.trim())
      .find(part => part.length > 1) ?? text.trim()
  const points = [...clause]
  return points.length <= 24 ? clause : `${points.slice(0, 23).join('')}…`
}

/** "爱国 2026 - 417" and "爱国2026—0417" are one number. */
export function normaliseNumber(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[—–－_]/g, '-')
  const found = /^(.+?)(\d{4})-?(\d{1,6})$/u.exec(plain)
  return found ? `${found[1]!.replace(/-$/, '')}${found[2]}-${found[3]!.padStart(4, '0')}` : plain
}

export const numberOf = (shortName: string, year: number, running: number) => `${shortName}${year}-${String(running).padStart(4, '0')}`
