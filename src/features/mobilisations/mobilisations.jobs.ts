/** Mobilisations (动员): what happens at night. */
import type { Job } from '#platform/server/job.ts'
import * as queries from './mobilisations.queries.ts'

/** People are cleared from the roster the night after a mobilisation ended (PIPL art. 19, 47; domain §21). */
export const purgeRosters: Job = {
  name: 'mobilisations.purge',
  cron: '20 0 * * *',
  summary: '动员结束的，当夜删掉值守名单里的人，只留下数',
  find: context => queries.listUnpurged(context.db, context.today),
  async each(context, id) {
    const row = await queries.lockMobilisation(context.db, id)
    if (!row || row.purgedAt || row.endsOn > context.today) return
    const left = await queries.purge(context.db, id, context.now)
    await context.record('mobilisations.purge', { kind: 'mobilisation', id }, { left })
  },
}
