/** Bodies (组织): who may do what. What organisations a town has is public; the town office keeps the list. */
import { holdsAny } from '#platform/shared/actor.ts'
import { definePolicy, type PolicyRule } from '#platform/shared/policy.ts'

const anyone: PolicyRule<null> = { who: () => true, says: 'anyone' }
const office: PolicyRule<null> = { who: actor => holdsAny(actor, ['townClerk']), says: "the town's clerk" }

export const bodyPolicy = definePolicy<null, 'list' | 'get' | 'create' | 'rename' | 'move' | 'cover' | 'merge' | 'split' | 'dissolve'>(
  'bodies',
  {
    list: anyone,
    get: anyone,
    create: office,
    rename: office,
    move: office,
    cover: office,
    merge: office,
    split: office,
    dissolve: office,
  },
)
