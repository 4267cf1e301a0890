/** Duties (清单事项): what happens by itself. Each template and each duty in a transaction of its own, and safe to do twice. */
import type { Context } from '#platform/server/action.ts'
import type { Job } from '#platform/server/job.ts'
import * as queries from './duties.queries.ts'
import { dueDay } from './duties.rules.ts'
import { generate, standing } from './duties.standing.actions.ts'
import { listInForce, lockTemplate } from './duties.templates.queries.ts'

/** The duties of the periods to come. */
export const makeDuties: Job = {
  name: 'duties.makeDuties',
  cron: '35 0 * * *',
  summary: '按已发出的清单，生成下一期的事项',
  find: async context => (await listInForce(context.db, context.today)).map(({ id }) => id),
  async each(context, id) {
    const template = await lockTemplate(context.db, context.today, id)
    if (template?.state !== 'issued') return
    const made = await generate(context, template)
    if (made > 0) await context.record('duties.generate', { kind: 'dutyTemplate', id, unitId: template.unitId }, { made })
  },
}

/** Closes what the records fulfil, opens again what lost its record, and marks what is late. */
export const settle: Job = {
  name: 'duties.settle',
  cron: '25 * * * *',
  summary: '有记录的自动完成，记录没了的重新打开，过了日子的标为逾期',
  async find(context) {
    const stored = await queries.listSettleable(context.db, context.today)
    const now = await standing(context, stored)
    return stored.filter((row, index) => differs(row, now[index]!)).map(({ id }) => id)
  },
  async each(context, id) {
    await queries.lockDuty(context.db, id)
    const stored = await queries.findDuty(context.db, id)
    if (stored) await settleOne(context, stored)
  },
}

const differs = (a: queries.DutyRow, b: queries.DutyRow) => a.state !== b.state || a.doneOn !== b.doneOn || a.doneRow !== b.doneRow

async function settleOne(context: Context, stored: queries.DutyRow) {
  const [now] = await standing(context, [stored])
  if (!now || !differs(stored, now)) return
  await queries.settleDuty(context.db, stored.id, {
    state: now.state,
    doneOn: now.doneOn,
    doneRow: now.doneRow,
    waivedReason: now.waivedReason,
  })
  await context.record('duties.settle', { kind: 'duty', id: stored.id, unitId: stored.unitId }, { from: stored.state, to: now.state })
}

/** Days that were counted before the year's holidays were published, counted again when they are (DATA-14). */
export const redate: Job = {
  name: 'duties.redate',
  cron: '15 0 * * *',
  summary: '放假安排补录了，估算的到期日重新算',
  find: async context => (await redated(context)).map(({ id }) => id),
  async each(context, id) {
    await queries.lockDuty(context.db, id)
    for (const { unitId, due } of await redated(context, id)) {
      await queries.redateDuty(context.db, id, { dueOn: due.day, dueEstimated: due.estimated })
      await context.record('duties.redate', { kind: 'duty', id, unitId }, { dueOn: due.day })
    }
  },
}

/** What a later day or a sure one is known of by now. */
async function redated(context: Context, id: string | null = null) {
  const calendar = await context.calendar()
  return (await queries.listEstimated(context.db, id))
    .map(row => ({ ...row, due: dueDay(row, { from: row.periodFrom, to: row.periodTo }, calendar) }))
    .filter(({ dueOn, due }) => due.day !== dueOn || !due.estimated)
}
