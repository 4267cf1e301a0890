/** Accounts (账号): who may do what. The three administrators (三员) are kept apart: none of them can do another's work. */
import { isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

/** Nothing to ask about but the caller: lists, and what is one's own. */
export const accountsPolicy = definePolicy('accounts', {
  mine: { who: (actor: Actor, _: null) => isPerson(actor), says: 'anyone signed in, about themselves' },
})
