/** The formalism guard (形式主义防线): who may ask it. Pure; one entry per endpoint. */
import { holdsAny, postsOf } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

/** A refused demand on the public list. */
export interface RefusalFacts {
  isWithheld: boolean
}

export const guardPolicy = definePolicy<RefusalFacts | null, 'rules' | 'check' | 'refusals' | 'withhold'>('guard', {
  rules: { who: () => true, says: 'anyone' },
  check: { who: actor => postsOf(actor).length > 0, says: 'anyone who holds a post' },
  refusals: { who: () => true, says: 'anyone' },
  withhold: {
    who: actor => holdsAny(actor, ['privacyOfficer']),
    when: refusal => refusal !== null && !refusal.isWithheld,
    says: 'the privacy officer; once',
  },
})
