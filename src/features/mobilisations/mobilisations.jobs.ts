/** Mobilisations (动员): what happens at night. */
import { addDays, startOf } from '#platform/shared/calendar.ts'
import type { Job } from '#platform/server/job.ts'
import * as queries from './mobilisations.queries.ts'

/** Days in which a shift of the last evening can still be confirmed, by then without a name: the office is asleep when it ends. */
const confirmableDays = 3
const since = (today: string) => startOf(addDays(today, -confirmableDays))

/** People are cleared from the roster the night after a mobilisation ended (PIPL art. 19, 47; domain §21). */
export const purgeRosters: Job = {
  name: 'mobilisations.purge',
  cron: '20 0 * * *',
  summary: '动员结束的，当夜删掉值守名单里的人，只留下数；最后几天没确认的，三天后删掉',
  find: context => queries.listUnpurged(context.db, context.today, since(context.today)),
  async each(context, id) {
    const row = await queries.lockMobilisation(context.db, id)
    if (!row || row.endsOn > context.today) return
    await queries.dropUnconfirmed(context.db, id, since(context.today))
    if (row.purgedAt) return
    const left = await queries.purge(context.db, id, context.now)
    await context.record('mobilisations.purge', { kind: 'mobilisation', id }, { left })
  },
}
