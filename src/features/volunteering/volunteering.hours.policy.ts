/** Volunteer hours (志愿时长): who may do what, and when. Whoever enters does not approve, and nobody decides about own hours. */
import { holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { office, organises, oversees, type Organised } from './volunteering.policy.ts'
import { disputeUntil } from './volunteering.rules.ts'

export interface HoursFacts extends Organised {
  personId: string
  enteredBy: string | null
  state: 'pending' | 'standing' | 'refused'
  postedOn: string | null
  locked: boolean
  disputed: boolean
  /** Flagged and not looked at yet. */
  flagged: boolean
  /** The correction that waits for someone, and who of the office agreed already. */
  correction: { agreedBy: string | null } | null
}

const isMine = (actor: Actor, facts: HoursFacts | null) => isPerson(actor) && facts !== null && actor.personId === facts.personId
const isBy = (actor: Actor, personId: string | null) => isPerson(actor) && actor.personId === personId
const other = (actor: Actor, facts: HoursFacts | null): facts is HoursFacts => facts !== null && !isMine(actor, facts)

export const hoursPolicy = definePolicy<
  HoursFacts | null,
  | 'hours'
  | 'anomalies'
  | 'caps'
  | 'setCap'
  | 'decideLater'
  | 'review'
  | 'dispute'
  | 'answerDispute'
  | 'proposeCorrection'
  | 'decideCorrection'
>('volunteering', {
  hours: { who: isPerson, says: 'anyone signed in, of the hours that they may read' },
  anomalies: { who: isPerson, says: 'anyone signed in, of what they oversee' },
  caps: { who: () => true, says: 'anyone' },
  setCap: { who: actor => holdsAny(actor, ['townClerk']), says: 'the town’s office' },
  decideLater: {
    who: (actor, facts) => other(actor, facts) && office(actor, facts) && !isBy(actor, facts.enteredBy),
    when: facts => facts!.state === 'pending',
    says: 'the office, but neither who entered them nor whose they are; while they wait',
  },
  review: {
    who: (actor, facts) => other(actor, facts) && oversees(actor, facts),
    when: facts => facts!.flagged,
    says: 'the organiser’s organiser; while they are flagged',
  },
  dispute: {
    who: isMine,
    when: (facts, now) => facts!.state === 'standing' && !facts!.disputed && dayOf(now) <= disputeUntil(facts!.postedOn!),
    says: 'the volunteer; within seven days of posting',
  },
  answerDispute: {
    who: (actor, facts) => other(actor, facts) && organises(actor, facts),
    when: facts => facts!.disputed,
    says: 'the organiser, never about own hours; while a dispute is open',
  },
  proposeCorrection: {
    who: (actor, facts) => isMine(actor, facts) || (facts !== null && organises(actor, facts)),
    when: facts => facts!.locked && facts!.correction === null,
    says: 'the volunteer or the organiser; once the hours are locked',
  },
  decideCorrection: {
    who: (actor, facts) =>
      other(actor, facts) && office(actor, facts) && !(facts.correction !== null && isBy(actor, facts.correction.agreedBy)),
    when: facts => facts!.correction !== null,
    says: 'the office, but neither who agreed already nor whose hours they are; while a correction waits',
  },
})
