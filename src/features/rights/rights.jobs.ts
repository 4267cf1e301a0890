/** Rights over one's own data (个人信息权利): what happens at night. */
import type { Context } from '#platform/server/action.ts'
import type { Job } from '#platform/server/job.ts'
import { addWorkingDays, dayOf, monthsAfter } from '#platform/shared/calendar.ts'
import * as queries from './rights.queries.ts'
import { answerWithin, yearsKept } from './rights.rules.ts'

/** Days that were counted before the year's holidays were published, counted again when they are (DATA-14). */
export const redate: Job = {
  name: 'rights.redate',
  cron: '20 0 * * *',
  summary: '放假安排补录了，估算的答复日重新算',
  find: async context => (await redated(context)).map(({ id }) => id),
  async each(context, id) {
    await queries.lockRequest(context.db, id)
    const row = (await redated(context)).find(each => each.id === id)
    if (!row) return
    await queries.redateRequest(context.db, id, { dueOn: row.due.day, dueEstimated: row.due.estimated })
    await context.record('rights.redate', { kind: 'rightsRequest', id }, { dueOn: row.due.day })
  },
}

/** What was asked and answered, three years after it was closed, as it says in 我的信息. */
export const forget: Job = {
  name: 'rights.forget',
  cron: '50 3 * * *',
  summary: '办结满3年的个人信息申请，删除',
  find: ({ db, today }) => queries.listForgettable(db, monthsAfter(today, -12 * yearsKept)),
  async each(context, id) {
    await queries.deleteRequest(context.db, id)
    await context.record('rights.forget', { kind: 'rightsRequest', id })
  },
}

const aDay = 24 * 3_600_000

/** A code opens nothing once it is over; that one was given stays in the log. */
export const forgetCodes: Job = {
  name: 'rights.forgetCodes',
  cron: '40 3 * * *',
  summary: '删掉一天前过期的查看码',
  find: ({ db, now }) => queries.spentCodes(db, new Date(now.getTime() - aDay)),
  each: async ({ db }, id) => void (await queries.deleteCode(db, id)),
}

/** What a later day or a sure one is known of by now. */
async function redated(context: Context) {
  const calendar = await context.calendar()
  return (await queries.listEstimated(context.db))
    .map(row => ({ ...row, due: addWorkingDays(calendar, dayOf(row.receivedAt), answerWithin) }))
    .filter(({ dueOn, due }) => due.day !== dueOn || !due.estimated)
}
