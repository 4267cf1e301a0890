/** Meetings (组织生活): who may do what, and when. An organisation's own office keeps its meetings; a correction takes a second person. */
import { holds, holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { keeperRolesOf, type MeetingKind, type MeetingState } from './meetings.contract.ts'
import { hasBegun, meetingMachine } from './meetings.rules.ts'

export interface MeetingFacts {
  /** Ids from the town down to the unit that the body stands for. */
  path: readonly string[]
  kind: MeetingKind
  state: MeetingState
  /** The roll stands for a vote. */
  rollFixed: boolean
  startsAt: Date
  /** Who wrote the minutes as they stand; null: nobody, or a workbook. */
  lastWriterId: string | null
}

const keeper = (actor: Actor, meeting: Pick<MeetingFacts, 'path' | 'kind'> | null) =>
  meeting !== null && holds(actor, keeperRolesOf(meeting.kind), meeting.path)
const unwritten = ({ state, rollFixed }: MeetingFacts) => !rollFixed && (state === 'planned' || state === 'held')

const readable = { who: isPerson, says: 'anyone signed in, of what they may read' }
const kept = {
  who: keeper,
  when: (meeting: MeetingFacts | null) => meeting !== null && unwritten(meeting),
  says: 'who keeps the meetings of the organisation; until the roll is fixed for a vote or the minutes are written',
}

export const meetingPolicy = definePolicy<
  MeetingFacts | null,
  | 'list'
  | 'get'
  | 'hosts'
  | 'roll'
  | 'create'
  | 'edit'
  | 'cancel'
  | 'enterNames'
  | 'enterMembers'
  | 'copyRoll'
  | 'earlierRolls'
  | 'candidates'
  | 'changeEntry'
  | 'takeAttendance'
  | 'hold'
  | 'writeMinutes'
  | 'correct'
  | 'addAction'
>('meetings', {
  list: readable,
  get: readable,
  hosts: readable,
  roll: { who: isPerson, says: 'who holds a post over the organisation, and those on the roll' },
  create: { who: keeper, says: 'who keeps the meetings of the organisation' },
  edit: kept,
  cancel: {
    who: keeper,
    when: meeting => meeting !== null && !meeting.rollFixed && meetingMachine.can(meeting.state, 'cancel'),
    says: 'who keeps the meetings of the organisation; while planned and before the roll is fixed for a vote',
  },
  enterNames: kept,
  enterMembers: kept,
  copyRoll: kept,
  earlierRolls: { who: keeper, says: 'who keeps the meetings of the organisation' },
  candidates: { who: keeper, says: 'who keeps the meetings of the organisation' },
  changeEntry: kept,
  takeAttendance: {
    who: keeper,
    when: (meeting, now) => meeting !== null && unwritten(meeting) && hasBegun(meeting.startsAt, now),
    says: 'who keeps the meetings of the organisation; once it has begun, until the minutes are written',
  },
  hold: {
    who: keeper,
    when: (meeting, now) => meeting !== null && meetingMachine.can(meeting.state, 'hold') && hasBegun(meeting.startsAt, now),
    says: 'who keeps the meetings of the organisation; once it has begun',
  },
  writeMinutes: {
    who: keeper,
    when: meeting => meeting !== null && meetingMachine.can(meeting.state, 'writeMinutes'),
    says: 'who keeps the meetings of the organisation; once held',
  },
  correct: {
    who: (actor, meeting) => keeper(actor, meeting) && isPerson(actor) && meeting!.lastWriterId !== actor.personId,
    when: meeting => meeting !== null && meetingMachine.can(meeting.state, 'correct'),
    says: 'a second person who keeps the meetings of the organisation; once minuted',
  },
  addAction: {
    who: keeper,
    when: meeting => meeting !== null && (meeting.state === 'held' || meeting.state === 'minuted'),
    says: 'who keeps the meetings of the organisation; once held',
  },
})

export interface ActionFacts {
  /** Of the meeting's unit. */
  path: readonly string[]
  kind: MeetingKind
  ownerId: string
  done: boolean
  accepted: boolean
}

const owner = (actor: Actor, { ownerId }: ActionFacts) => isPerson(actor) && actor.personId === ownerId
const second = (actor: Actor, action: ActionFacts) => keeper(actor, action) && !owner(actor, action)

export const actionPolicy = definePolicy<ActionFacts, 'finishAction' | 'acceptAction' | 'returnAction'>('meetings', {
  finishAction: { who: owner, when: action => !action.done, says: 'its owner; until done' },
  acceptAction: {
    who: second,
    when: action => action.done && !action.accepted,
    says: 'who keeps the meetings of the organisation, never the owner; once done',
  },
  returnAction: {
    who: second,
    when: action => action.done && !action.accepted,
    says: 'who keeps the meetings of the organisation, never the owner; once done',
  },
})

/** What belongs to the town as a whole. */
export const packPolicy = definePolicy<{ full: boolean } | null, 'packs' | 'nameItem'>('meetings', {
  packs: readable,
  nameItem: {
    who: actor => holdsAny(actor, ['townClerk']),
    when: pack => pack !== null && !pack.full,
    says: 'the town’s clerk; until all items are named',
  },
})
