/** Trainings (培训): who may do what, and when. The organiser keeps the roll; hours are taken back by a second person. */
import { holds, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { TrainingSessionState } from './trainings.contract.ts'
import { sessionMachine } from './trainings.rules.ts'

export interface SessionFacts {
  /** Ids from the town down to the organiser's unit. */
  path: readonly string[]
  state: TrainingSessionState
  startsAt: Date
  creditedBy: string | null
  /** Its roll names nobody any more: it is as it is. */
  rollForgottenOn: string | null
}

const organiser = (actor: Actor, session: Pick<SessionFacts, 'path'> | null) =>
  session !== null && holds(actor, ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary'], session.path)
const open = (session: SessionFacts | null) =>
  session !== null && session.rollForgottenOn === null && (session.state === 'planned' || session.state === 'held')
const possible = (name: Parameters<typeof sessionMachine.can>[1]) => (session: SessionFacts | null) =>
  session !== null && session.rollForgottenOn === null && sessionMachine.can(session.state, name)
const begun = (session: SessionFacts | null, now: Date) => session !== null && session.startsAt <= now

const readable = { who: isPerson, says: 'anyone signed in' }
const kept = { who: organiser, when: open, says: 'the organiser; until the hours are credited' }

export const trainingPolicy = definePolicy<
  SessionFacts | null,
  | 'courses'
  | 'list'
  | 'get'
  | 'roll'
  | 'hours'
  | 'createCourse'
  | 'create'
  | 'edit'
  | 'cancel'
  | 'enterNames'
  | 'candidates'
  | 'changeEntry'
  | 'takeAttendance'
  | 'hold'
  | 'credit'
  | 'reopen'
>('trainings', {
  courses: readable,
  list: readable,
  get: readable,
  roll: { who: isPerson, says: 'anyone signed in, of the lines that they may read' },
  hours: { who: isPerson, says: 'anyone signed in, of the people that they may read' },
  createCourse: { who: organiser, says: 'the office of the unit or above' },
  create: { who: organiser, says: 'the office of the unit or above' },
  edit: kept,
  cancel: { who: organiser, when: possible('cancel'), says: 'the organiser; while planned' },
  enterNames: kept,
  candidates: { who: organiser, says: 'the organiser' },
  changeEntry: kept,
  takeAttendance: {
    who: organiser,
    when: (session, now) => open(session) && begun(session, now),
    says: 'the organiser; once it has begun, until the hours are credited',
  },
  hold: {
    who: organiser,
    when: (session, now) => possible('hold')(session) && begun(session, now),
    says: 'the organiser; once it has begun',
  },
  credit: { who: organiser, when: possible('credit'), says: 'the organiser; once held' },
  reopen: {
    who: (actor, session) => organiser(actor, session) && isPerson(actor) && session!.creditedBy !== actor.personId,
    when: possible('reopen'),
    says: 'the organiser, but another person than who credited the hours',
  },
})
