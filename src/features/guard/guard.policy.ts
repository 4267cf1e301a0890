/** The formalism guard (形式主义防线): who may ask it. Pure; one entry per endpoint. */
import { postsOf } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export const guardPolicy = definePolicy<null, 'rules' | 'check' | 'refusals'>('guard', {
  rules: { who: () => true, says: 'anyone' },
  check: { who: actor => postsOf(actor).length > 0, says: 'anyone who holds a post' },
  refusals: { who: () => true, says: 'anyone' },
})
