/** Work that waits (待办): who may read it. Each feature lists only what is the caller's own. */
import { isPerson } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export const todoPolicy = definePolicy<null, 'list'>('todos', {
  list: { who: actor => isPerson(actor), says: 'anyone signed in, their own' },
})
