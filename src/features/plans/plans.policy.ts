/** Work plans (工作计划): who may do what, and when. Pure; one entry per endpoint. */
import { holds, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export interface PlanFacts {
  /** The units with authority over the one whose plan it is. */
  path: readonly string[]
  adopted?: boolean
  /** Of an item: adopted, and neither done nor dropped. */
  open?: boolean
}

const office = (actor: Actor, plan: PlanFacts | null) =>
  plan !== null && holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], plan.path)

export const planPolicy = definePolicy<PlanFacts | null, 'list' | 'get' | 'create' | 'edit' | 'adopt' | 'revise' | 'accept' | 'drop'>(
  'plans',
  {
    list: { who: () => true, says: 'anyone' },
    get: { who: () => true, says: 'anyone' },
    create: { who: office, says: 'the office of the unit or above' },
    edit: { who: office, when: plan => plan?.adopted === false, says: 'the office whose plan it is, or above; a draft' },
    adopt: { who: office, when: plan => plan?.adopted === false, says: 'the office whose plan it is, or above; a draft' },
    revise: { who: office, when: plan => plan?.adopted === true, says: 'the office whose plan it is, or above; once adopted' },
    accept: { who: office, when: plan => plan?.open ?? false, says: 'the office whose plan it is, or above; while open' },
    drop: { who: office, when: plan => plan?.open ?? false, says: 'the office whose plan it is, or above; while open' },
  },
)
