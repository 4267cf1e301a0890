/** Units (组织单元): who may do what. The map of a town is public; the town office keeps it. */
import { holds } from '#platform/shared/actor.ts'
import { definePolicy, type PolicyRule } from '#platform/shared/policy.ts'

export interface UnitFacts {
  /** Ids from the town down to the unit; of the parent for a unit that is to be set up. */
  path: readonly string[]
}

const anyone: PolicyRule<UnitFacts | null> = { who: () => true, says: 'anyone' }
const office: PolicyRule<UnitFacts | null> = {
  who: (actor, unit) => unit !== null && holds(actor, ['townClerk'], unit.path),
  says: "the town's clerk",
}

export const unitPolicy = definePolicy<
  UnitFacts | null,
  'list' | 'get' | 'history' | 'create' | 'rename' | 'move' | 'merge' | 'split' | 'close'
>('units', {
  list: anyone,
  get: anyone,
  history: anyone,
  create: office,
  rename: office,
  move: office,
  merge: office,
  split: office,
  close: office,
})
