/** Commitments (双报到): who may do what with report-ins, notes and hours. Nobody decides over oneself. */
import { holds, isPerson, postsOf, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { entryMachine, noteMachine, reportInMachine } from './commitments.rules.ts'
import type { ServiceEntryState, ReportNoteState, ReportInState } from './commitments.shapes.contract.ts'

/** Where a duty is kept. */
export interface DutyPlace {
  /** Ids from the town down to the unit. */
  path: readonly string[]
  /** Party bodies that stand for one of them, for the clerks of each. */
  line: readonly string[]
}
export interface ReportInFacts extends DutyPlace {
  personId: string
  state: ReportInState
}
export interface NoteFacts extends DutyPlace {
  personId: string
  state: ReportNoteState
}
export interface EntryFacts extends DutyPlace {
  personId: string
  state: ServiceEntryState
}

/** The secretaries of the unit and above, the clerk of its Party line, the town office: as memberships are kept. */
export const keepsDuties = (actor: Actor, { path, line }: DutyPlace) =>
  holds(actor, ['townClerk', 'villageSecretary', 'branchSecretary'], path) ||
  postsOf(actor).some(
    ({ role, unitId, bodyId }) => role === 'villageClerk' && path.includes(unitId) && bodyId !== null && line.includes(bodyId),
  )
export const isSelf = (actor: Actor, personId: string) => isPerson(actor) && actor.personId === personId

type Of = DutyPlace & { personId: string }
export const keeper = (actor: Actor, of: Of | null) => of !== null && keepsDuties(actor, of) && !isSelf(actor, of.personId)
export const self = (actor: Actor, of: Of | null) => of !== null && isSelf(actor, of.personId)
export const readable = { who: isPerson, says: 'anyone signed in, of what they may read' }

const possible = (name: Parameters<typeof reportInMachine.can>[1]) => (of: ReportInFacts | null) =>
  of !== null && reportInMachine.can(of.state, name)
const step = (name: Parameters<typeof reportInMachine.can>[1]) => ({
  who: keeper,
  when: possible(name),
  says: 'the village’s Party line or the town office, never of oneself; as the state allows',
})

export const reportInPolicy = definePolicy<
  ReportInFacts | null,
  | 'mine'
  | 'overview'
  | 'reportIns'
  | 'invite'
  | 'reportIn'
  | 'withdraw'
  | 'accept'
  | 'refuse'
  | 'assignGrid'
  | 'renew'
  | 'leave'
  | 'exempt'
  | 'writeNote'
>('commitments', {
  mine: { who: isPerson, says: 'anyone signed in, of oneself' },
  overview: { who: isPerson, says: 'anyone signed in; numbers of what they may read' },
  reportIns: readable,
  invite: { who: keeper, says: 'the village’s Party line or the town office, never oneself' },
  reportIn: { who: (actor, of) => self(actor, of) || keeper(actor, of), says: 'the person, or the counter of the village' },
  withdraw: step('withdraw'),
  accept: step('accept'),
  refuse: step('refuse'),
  assignGrid: step('assignGrid'),
  renew: step('renew'),
  leave: step('leave'),
  exempt: step('exempt'),
  writeNote: {
    who: keeper,
    when: of => of !== null && ['accepted', 'inGrid', 'renewed', 'left'].includes(of.state),
    says: 'the village’s Party line or the town office, never of oneself; while it holds, and when the person has left',
  },
})

export const notePolicy = definePolicy<NoteFacts | null, 'readNote' | 'reviseNote' | 'sendNote'>('commitments', {
  readNote: { who: self, when: of => of !== null && noteMachine.can(of.state, 'read'), says: 'the person; until it is sent' },
  reviseNote: {
    who: keeper,
    when: of => of !== null && noteMachine.can(of.state, 'revise'),
    says: 'who writes it; until it is sent',
  },
  sendNote: {
    who: keeper,
    when: of => of !== null && noteMachine.can(of.state, 'send'),
    says: 'who writes it; unless the person objects',
  },
})

export const entryPolicy = definePolicy<EntryFacts | null, 'entries' | 'enterHours' | 'confirmHours' | 'refuseHours'>('commitments', {
  entries: readable,
  enterHours: { who: (actor, of) => self(actor, of) || keeper(actor, of), says: 'the person, or the organiser' },
  confirmHours: {
    who: keeper,
    when: of => of !== null && entryMachine.can(of.state, 'confirmHours'),
    says: 'the organiser, never of oneself; once',
  },
  refuseHours: {
    who: keeper,
    when: of => of !== null && entryMachine.can(of.state, 'refuseHours'),
    says: 'the organiser, never of oneself; once',
  },
})
