/** Star ratings (评星定级): what happens by itself. Points go with the facts that they are reckoned from, once two cycles lie in between. */
import type { Job } from '#platform/server/job.ts'
import { cyclesWithScores, deleteScores } from './ratings.queries.ts'
import { cyclesKept } from './ratings.rules.ts'

/** 原始分留两个周期 (domain §13): the star stays. */
export const deleteOldScores: Job = {
  name: 'ratings.deleteOldScores',
  cron: '50 1 * * *',
  summary: '评星的原始分和事实留两个周期，到期删除，星级保留',
  find: ({ db, today }) => cyclesWithScores(db, Number(today.slice(0, 4)) - cyclesKept),
  async each(context, id) {
    await deleteScores(context.db, id, context.today)
    await context.record('ratings.deleteOldScores', { kind: 'ratingCycle', id })
  },
}
