/** Commitments (微心愿): what happens at night. */
import type { Job } from '#platform/server/job.ts'
import { wishStep } from './commitments.rules.ts'
import { settleWish } from './commitments.wishes.actions.ts'
import { wishesRemembered } from './commitments.wishes.queries.ts'

/** A wish ends when its time is over, or is filed some time after it was fulfilled; and forgets for whom it was. */
export const settleWishes: Job = {
  name: 'commitments.settleWishes',
  cron: '20 0 * * *',
  summary: '过了期的、办成很久的微心愿，办结并删掉为谁',
  find: async ({ db, today }) => (await wishesRemembered(db)).filter(wish => wishStep(wish, today) !== null).map(({ id }) => id),
  each: settleWish,
}
