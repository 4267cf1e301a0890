/** Requests (诉求): what happens at night. Each case in a transaction of its own, and safe to do twice. */
import type { Context } from '#platform/server/action.ts'
import type { Job } from '#platform/server/job.ts'
import { lockCase, move, recordStep, storedDays, storedDaysBefore, tellDrift } from './requests.case.actions.ts'
import { tellMerged } from './requests.duplicates.actions.ts'
import { climbFrom, resumeCase } from './requests.desk.actions.ts'
import { removeForgotten, listForgotten } from './requests.photo.queries.ts'
import * as queries from './requests.job.queries.ts'
import { listEvents } from './requests.queries.ts'
import { openStates, requestMachine } from './requests.rules.ts'

/** A proposal nobody answered in ten working days: 未回应, which is never counted as satisfied. */
export const lapse: Job = {
  name: 'requests.lapse',
  cron: '5 0 * * *',
  summary: '等居民确认满10个工作日的，记为未回应',
  find: context => queries.listUnanswered(context.db, context.today),
  async each(context, id) {
    const row = await lockCounted(context, id)
    if (row.state !== 'proposed' || row.answerDueOn === null || row.answerDueOn >= context.today) return
    await move(context, row, {
      event: 'requests.lapse',
      state: requestMachine.next(row.state, 'lapse'),
      set: { closedAt: context.now },
    })
    await tellMerged(context, row, 'unanswered')
  },
}

/** A pause ends on its day. */
export const endPauses: Job = {
  name: 'requests.endPauses',
  cron: '10 0 * * *',
  summary: '暂缓到期的，接着办',
  find: context => queries.listPausesOver(context.db, context.today),
  async each(context, id) {
    const row = await lockCase(context, id)
    if (row.state === 'paused' && row.pauseUntil !== null && row.pauseUntil <= context.today) await resumeCase(context, row)
  },
}

/** A level that did not act in its time: the case climbs to the next. */
export const climbOverdue: Job = {
  name: 'requests.climbOverdue',
  cron: '15 0 * * *',
  summary: '这一级到时限没人接的，自动往上一级转',
  find: context => queries.listLevelOverdue(context.db, context.today),
  async each(context, id) {
    const row = await lockCounted(context, id)
    const overdue = row.levelDueOn !== null && row.levelDueOn < context.today && requestMachine.can(row.state, 'climb')
    if (overdue && row.handlerPath.length > 1) await climbFrom(context, row, 'requests.climbOverdue')
  },
}

/**
 * The case, locked, with its days as its log and the calendar of today give them. What ends or moves a case at midnight does not go by a
 * day that the night's recount, which comes later, would have put right: holidays published meanwhile give the resident more time.
 */
async function lockCounted(context: Context, id: string) {
  const row = await lockCase(context, id)
  return (await recountCase(context, id)).length > 0 ? lockCase(context, id) : row
}

/** Cases that ended so long ago are proved no more. */
const provedDays = 40

/** Recomputes the days of every case that is open or ended lately from its log; a difference is corrected and reported as an event. */
export const recount: Job = {
  name: 'requests.recount',
  cron: '30 1 * * *',
  summary: '从办理记录重新算一遍时限，和存的对账',
  find: context => queries.listCounted(context.db, openStates, new Date(context.now.getTime() - provedDays * 86_400_000)),
  async each(context, id) {
    const row = await lockCase(context, id)
    await recountCase(context, row.id)
  },
}

/**
 * Compares the stored days with the log's. Returns the columns that differed. Days that were right until the holidays of a year were
 * published have only moved with them, which is told apart from a fault.
 */
export async function recountCase(context: Context, id: string): Promise<string[]> {
  const [stored, events] = await Promise.all([queries.findStoredDays(context.db, id), listEvents(context.db, id)])
  if (!stored) return []
  const calendar = await context.calendar()
  const told = [events, stored.kind, calendar, context.today] as const
  const counted = storedDays(...told)
  const differing = differingIn(stored, counted)
  if (differing.length === 0 && stored.clockUsed === counted.clockUsed) return []
  await queries.storeDays(context.db, id, counted)
  if (differing.length === 0) return []
  const wasRight = storedDaysBefore(...told).some(days => differingIn(stored, days).length === 0)
  if (wasRight) await context.recordNext('requests.countHolidays', { kind: 'request', id }, { fields: differing })
  else await tellDrift(context, id, differing)
  return differing
}

type Days = ReturnType<typeof storedDays>

/** Days used are as of the last step; they are counted anew wherever they are shown. */
const differingIn = (stored: Days, counted: Days) =>
  (Object.keys(counted) as (keyof Days)[]).filter(key => key !== 'clockUsed' && stored[key] !== counted[key])

/**
 * Counts from the log, for every case there ever was, how often its resident was asked and said no; a difference from what the
 * case holds is corrected and reported. Statistics read the stored counts.
 */
export const recountAnswers: Job = {
  name: 'requests.recountAnswers',
  cron: '35 1 * * *',
  summary: '从办理记录重新数一遍问过居民几次，和存的对账',
  find: async context => (await queries.listMiscounted(context.db, null)).map(({ id }) => id),
  async each(context, id) {
    await lockCase(context, id)
    const [counted] = await queries.listMiscounted(context.db, id)
    if (!counted) return
    await queries.storeAnswers(context.db, id, counted)
    await tellDrift(context, id, ['askedCount', 'rejectedCount'])
  },
}

/** Photos whose form was never sent go after two hours. */
export const forgetPhotos: Job = {
  name: 'requests.forgetPhotos',
  cron: '*/20 * * * *',
  summary: '没有提交的照片，两小时后删掉',
  find: async context => (await listForgotten(context.db, new Date(context.now.getTime() - 2 * 3_600_000))).map(({ id }) => id),
  each: (context, id) => removeForgotten(context.db, id),
}

/** Contact data goes 12 months after a case has ended: kept no longer than the work needs (domain §32.2 P4, PIPL art. 19). */
export const forgetContacts: Job = {
  name: 'requests.forgetContacts',
  cron: '45 1 * * *',
  summary: '办结满12个月的，删掉称呼、电话和住址',
  find: context => queries.listContactsOver(context.db, new Date(context.now.getTime() - 365 * 86_400_000)),
  async each(context, id) {
    const row = await lockCase(context, id)
    if (row.closedAt === null) return
    await queries.forgetContact(context.db, id)
    await recordStep(context, row, 'requests.forgetContact', { fields: ['name', 'phone', 'address'] })
  },
}
