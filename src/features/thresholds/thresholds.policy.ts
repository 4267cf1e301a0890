/**
 * Thresholds (表决门槛): who may do what, and when.
 *
 * The town settles and tightens; a village's secretary may only tighten for the village (domain §27). Whoever proposed does not adopt.
 */
import { holds, holdsAny, isPerson } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export interface ThresholdFacts {
  /** Ids from the town down to the place. */
  path: readonly string[]
  /** Who made the open proposal; null: there is none. */
  proposedBy: string | null
}

const anyone = { who: () => true, says: 'anyone; proposals are shown where they were made and above' }

export const thresholdPolicy = definePolicy<ThresholdFacts, 'list' | 'get' | 'propose' | 'adopt'>('thresholds', {
  list: anyone,
  get: anyone,
  propose: {
    who: (actor, { path }) => holds(actor, ['townClerk', 'villageSecretary'], path),
    says: "the town's clerk; for a village also its secretary, stricter only",
  },
  adopt: {
    who: (actor, { path, proposedBy }) =>
      holds(actor, ['townClerk', 'townLeader'], path) && isPerson(actor) && actor.personId !== proposedBy,
    says: "the town's clerk or a leader of the town, not who proposed it",
  },
})

/** Days that no law fixes are the town's. */
export const periodPolicy = definePolicy<Pick<ThresholdFacts, 'proposedBy'>, 'listPeriods' | 'proposePeriod' | 'adoptPeriod'>(
  'thresholds',
  {
    listPeriods: { who: () => true, says: 'anyone; proposals are shown to the town' },
    proposePeriod: { who: actor => holdsAny(actor, ['townClerk']), says: "the town's clerk" },
    adoptPeriod: {
      who: (actor, { proposedBy }) => holdsAny(actor, ['townClerk', 'townLeader']) && isPerson(actor) && actor.personId !== proposedBy,
      says: "the town's clerk or a leader of the town, not who proposed it",
    },
  },
)
