/** Rights over one's own data (个人信息权利): what happens at night. */
import type { Context } from '#platform/server/action.ts'
import type { Period } from '#platform/server/about.ts'
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

/**
 * The one job of all periods that features promise on 我的信息: each says there how long, and how the person goes. What is counted stays.
 */
export const forgetInTime: Job = {
  name: 'rights.forgetInTime',
  cron: '15 4 * * *',
  summary: '满10年的培训名册、报到、岗位和履职，去掉是谁，只留次数',
  async find(context) {
    const found: string[] = []
    for (const [name, period] of periods(context)) {
      const items = await period.find(context, monthsAfter(context.today, -period.months))
      found.push(...items.map(item => `${name} ${item}`))
    }
    return found
  },
  async each(context, item) {
    const [name, ...rest] = item.split(' ')
    await periods(context).get(name!)?.forget(context, rest.join(' '))
  },
}

const periods = ({ about }: Context) =>
  new Map<string, Period<Context>>(about.flatMap(({ name, ends }) => (ends !== null && 'months' in ends ? [[name, ends]] : [])))

/** What a later day or a sure one is known of by now. */
async function redated(context: Context) {
  const calendar = await context.calendar()
  return (await queries.listEstimated(context.db))
    .map(row => ({ ...row, due: addWorkingDays(calendar, dayOf(row.receivedAt), answerWithin) }))
    .filter(({ dueOn, due }) => due.day !== dueOn || !due.estimated)
}
