/** Commitments (微心愿): what happens at night. */
import type { Job } from '#platform/server/job.ts'
import { expireWish } from './commitments.wishes.actions.ts'
import { wishesOver } from './commitments.wishes.queries.ts'

/** A wish that nobody took up in its time ends, and forgets for whom it was. */
export const expireWishes: Job = {
  name: 'commitments.expireWishes',
  cron: '20 0 * * *',
  summary: '到期没人认领的微心愿，办结并删掉为谁',
  find: context => wishesOver(context.db, context.today),
  each: expireWish,
}
