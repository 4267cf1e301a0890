/** Volunteer Xiqiao (志愿西樵): what the clock does to slots. One slot at a time, and safe to do twice. */
import type { Job } from '#platform/server/job.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { relationsSince } from '#platform/shared/retention.ts'
import { forgetCode } from './volunteering.codes.actions.ts'
import { spentCodes } from './volunteering.codes.queries.ts'
import { forgetContact, reachableActivities } from './volunteering.forget.queries.ts'
import { asOfNow, findSlot, subjectOf } from './volunteering.present.actions.ts'
import * as queries from './volunteering.queries.ts'
import { deleteLeft, leftBehind } from './volunteering.people.queries.ts'
import { lockSlot } from './volunteering.signups.queries.ts'

export const advance: Job = {
  name: 'volunteering.advance',
  cron: '*/10 * * * *',
  summary: '到点的场次转为正在服务、已结束；公布次日起进入核对期，满7天没有异议就定下来',
  async find(context) {
    const rows = await queries.unsettledSlots(context.db, context.today)
    const now = await asOfNow(context, rows)
    return rows.filter(({ state }, index) => state !== now[index]!.state).map(({ id }) => id)
  },
  async each(context, id) {
    await lockSlot(context.db, id)
    const slot = await findSlot(context, id)
    await queries.updateSlot(context.db, id, { state: slot.state })
    await context.record('volunteering.advance', subjectOf(slot), { to: slot.state })
  },
}

const dayAfter = 24 * 3_600_000

export const forgetCodes: Job = {
  name: 'volunteering.forgetCodes',
  cron: '40 3 * * *',
  summary: '删掉一天前过期的报名验证码',
  find: ({ db, now }) => spentCodes(db, new Date(now.getTime() - dayAfter)),
  each: forgetCode,
}

export const forgetLeft: Job = {
  name: 'volunteering.forgetLeft',
  cron: '5 0 * * *',
  summary: '不参加的期限到了，删掉收回登记的人留下的记录',
  find: ({ db, today }) => leftBehind(db, today),
  each: async ({ db }, personId) => void (await deleteLeft(db, personId)),
}

/** What was over before it is no relation any more. */
const overSince = (today: string) => startOf(addDays(relationsSince(today), 1))

export const forgetContacts: Job = {
  name: 'volunteering.forgetContacts',
  cron: '50 3 * * *',
  summary: '最后一场办完满6个月的志愿活动，删掉联系电话',
  find: ({ db, today }) => reachableActivities(db, overSince(today)),
  async each(context, id) {
    const activity = await forgetContact(context.db, id, overSince(context.today))
    if (activity) await context.record('volunteering.forgetContact', { kind: 'volunteerActivity', id, unitId: activity.unitId })
  },
}
