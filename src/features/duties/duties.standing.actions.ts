/**
 * How duties stand (事项状态): the records decide, whoever looks and whenever.
 *
 * Reading compares with the records as they are now; the job writes what it finds. So a list never waits for the night, and a
 * reader's look is no change of his.
 */
import { fulfilments } from '#features/indicators/indicators.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { addDays, daysBetween } from '#platform/shared/calendar.ts'
import { invalidField } from '#platform/shared/problem.ts'
import type { Duty } from './duties.contract.ts'
import { dutyPolicy } from './duties.policy.ts'
import * as queries from './duties.queries.ts'
import { daysAhead, dueDay, goneReason, isFreed, lampOf, periodsOf, stateOn, wasOnTime, type Period } from './duties.rules.ts'
import { boundOwners, type TemplateRow } from './duties.templates.queries.ts'

type Row = queries.DutyRow
type Proof = { day: string; rowId: string }

const keyOf = (templateId: string, periodFrom: string, ownerId: string) => `${templateId} ${periodFrom} ${ownerId}`

/** The proof of each duty that has one: one query for each template and period. */
async function proofsOf(context: Context, rows: readonly Row[]): Promise<Map<string, Proof>> {
  const groups = Map.groupBy(rows, ({ templateId, periodFrom }) => `${templateId} ${periodFrom}`)
  const proofs = new Map<string, Proof>()
  for (const group of groups.values()) {
    const { templateId, askingUnitId, periodFrom, periodTo } = group[0]!
    const ids = [...new Set(group.map(({ bodyId, unitId }) => bodyId ?? unitId))]
    const proved = await provedBy(context, group[0]!, askingUnitId, { from: periodFrom, to: periodTo }, ids)
    for (const [ownerId, proof] of proved) proofs.set(keyOf(templateId, periodFrom, ownerId), proof)
  }
  return proofs
}

/** The duties as they stand now, by the records. */
export async function standing(context: Context, rows: readonly Row[]): Promise<Row[]> {
  const proofs = await proofsOf(
    context,
    rows.filter(row => !isFreed(row)),
  )
  return rows.map(row => {
    const proof = proofs.get(keyOf(row.templateId, row.periodFrom, row.bodyId ?? row.unitId))
    const state = stateOn(row, proof !== undefined, context.today)
    return {
      ...row,
      state,
      doneOn: state === 'done' ? proof!.day : null,
      doneRow: state === 'done' ? proof!.rowId : null,
      waivedReason: state === 'waived' ? (row.waivedReason ?? goneReason(row.bodyId)) : null,
    }
  })
}

/** As the console shows them. */
export async function present(context: Context, rows: readonly Row[], nameOf: (personId: string) => string | undefined): Promise<Duty[]> {
  const calendar = await context.calendar()
  const paths = await queries.authorityOver(
    context.db,
    rows.map(({ askingUnitId }) => askingUnitId),
    context.today,
  )
  return rows.map(row => {
    const indicator = row.fulfilledBy ? context.indicators.get(row.fulfilledBy) : undefined
    return {
      ...row,
      lamp: lampOf(row, context.today, calendar),
      onTime: wasOnTime(row),
      link: row.doneRow ? (indicator?.consolePage?.(row.doneRow) ?? null) : null,
      fulfilledByName: indicator?.nameZh ?? null,
      waivedByName: row.waivedBy ? (nameOf(row.waivedBy) ?? null) : row.state === 'waived' ? '自动' : null,
      allowedActions: dutyPolicy
        .allowed(context.actor, { path: paths.get(row.askingUnitId) ?? [], state: row.state }, context.now)
        .filter(name => name === 'waive'),
    }
  })
}

/**
 * Makes the duties that the template owes by now, each once and as the records have it; returns how many. The template's row
 * must be locked.
 */
export async function generate(context: Context, template: TemplateRow): Promise<number> {
  const horizon = addDays(context.today, daysAhead)
  // Each as long as it is: what is asked once has the list's own last day, however far that is.
  const periods = periodsOf(template.frequency, template.from, template.to).filter(({ from }) => from <= horizon)
  const calendar = await context.calendar()
  const known = await queries.dutyKeys(context.db, template.id)
  const rows: queries.NewDuty[] = []
  for (const period of periods) {
    // Who stands on the last day of a period that is over, else today.
    const day = period.to < context.today ? period.to : context.today
    const due = dueDay(template, period, calendar)
    // Nothing falls due before it was asked for.
    if (due.day < template.from) continue
    const owners = (await boundOwners(context.db, template, day)).filter(({ ownerId }) => !known.has(`${ownerId} ${period.from}`))
    const ids = owners.map(({ ownerId }) => ownerId)
    const proofs = await provedBy(context, template, template.unitId, period, ids)
    for (const { ownerId, unitId, bodyId } of owners) {
      const proof = proofs.get(ownerId)
      const standing = { state: 'upcoming', waivedBy: null, gone: false, periodFrom: period.from, dueOn: due.day } as const
      rows.push({
        id: newId(context.now.getTime()),
        template_id: template.id,
        unit_id: unitId,
        body_id: bodyId,
        period_from: period.from,
        period_to: period.to,
        due_on: due.day,
        due_estimated: due.estimated,
        state: stateOn(standing, proof !== undefined, context.today),
        done_on: proof?.day ?? null,
        done_row: proof?.rowId ?? null,
      })
    }
  }
  await queries.insertDuties(context.db, context.townId, rows)
  return rows.length
}

/** By owner, the record that fulfils it in the period. */
export async function provedBy(
  context: Context,
  { fulfilledBy, leastRows: least, binds: by }: Pick<Row, 'fulfilledBy' | 'leastRows' | 'binds'>,
  askingUnitId: string,
  { from, to }: Period,
  ids: readonly string[],
): Promise<Map<string, Proof>> {
  const indicator = fulfilledBy ? context.indicators.get(fulfilledBy) : undefined
  if (!indicator || from > context.today || ids.length === 0) return new Map()
  const question = { unitId: askingUnitId, from, to, asOf: to < context.today ? to : context.today }
  const found = await fulfilments(context, indicator, question, { by, ids, least })
  return new Map(found.flatMap(({ ownerId, day, rowId }) => (day !== null && rowId !== null ? [[ownerId, { day, rowId }]] : [])))
}

/** Throws invalid (422) for days that are none or too many. */
export function requirePeriod(from: string, to: string) {
  if (from > to) throw invalidField('#/to', '截止日要在开始日之后')
  if (daysBetween(from, to) > 400) throw invalidField('#/from', '一次最多看13个月')
}
