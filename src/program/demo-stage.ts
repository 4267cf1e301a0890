/** Days of the past (示例的日子), on which people of the demonstration act through the actions as they would at the console. */
import { loadActor } from '#features/people/people.actions.ts'
import type { Action, Context } from '#platform/server/action.ts'
import { perform, type RawInput } from '#platform/server/perform.ts'
import type { Platform } from '#platform/server/platform.ts'
import { inTransaction } from '#platform/server/transaction.ts'
import { startOf } from '#platform/shared/calendar.ts'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'

const nineHours = 9 * 3_600_000

export const asJob = <T>(platform: Platform, work: (context: Context) => Promise<T>) =>
  inTransaction(platform, { kind: 'job', townId: platform.townId, name: 'program.start' }, work)

/** The person with the posts of the day of `platform`. */
export const actorOf = (platform: Platform, personId: string) => {
  const bare = { kind: 'person', townId: platform.townId, personId, accountId: personId, posts: [] } as const
  return inTransaction(platform, bare, context => loadActor({ ...context, actor: bare }))
}

export function stageOf(platform: Platform, day: string) {
  const at = new Date(startOf(day).getTime() + nineHours)
  const then: Platform = { ...platform, now: () => at }
  return {
    job: <T>(work: (context: Context) => Promise<T>) => asJob(then, work),
    async act<E extends Endpoint>(
      personId: string,
      action: Action<E>,
      input: RawInput,
      ifMatch: number | null = null,
    ): Promise<OutputOf<E>> {
      return perform(then, action, await actorOf(then, personId), input, { ifMatch })
    },
    /** Anyone, without an account. */
    ask<E extends Endpoint>(action: Action<E>, input: RawInput): Promise<OutputOf<E>> {
      return perform(then, action, { kind: 'public', townId: platform.townId }, input)
    },
  }
}
export type Stage = ReturnType<typeof stageOf>
