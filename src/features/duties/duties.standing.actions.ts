/**
 * How duties stand (事项状态): the records decide, whoever looks and whenever.
 *
 * Reading compares with the records as they are now; the job writes what it finds. So a list never waits for the night, and a
 * reader's look is no change of his.
 */
import { fulfilments, type AskedPeriod } from '#features/indicators/indicators.fulfilments.actions.ts'
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

/** The proof of each duty that has one. */
async function proofsOf(context: Context, rows: readonly Row[]): Promise<Map<string, Proof>> {
  const groups = [...Map.groupBy(rows, ({ templateId, periodFrom }) => `${templateId} ${periodFrom}`).values()]
  const asked = groups.map(group => ({
    ...group[0]!,
    period: { from: group[0]!.periodFrom, to: group[0]!.periodTo },
    ids: [...new Set(group.map(({ bodyId, unitId }) => bodyId ?? unitId))],
  }))
  const proofs = new Map<string, Proof>()
  for (const [at, proved] of (await provedBy(context, asked)).entries()) {
    const { templateId, periodFrom } = asked[at]!
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
    const [proofs] = await provedBy(context, [{ ...template, askingUnitId: template.unitId, period, ids }])
    for (const { ownerId, unitId, bodyId } of owners) {
      const proof = proofs!.get(ownerId)
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

/** What records may fulfil, in one period. */
export interface Provable extends Pick<Row, 'fulfilledBy' | 'leastRows' | 'binds' | 'askingUnitId'> {
  period: Period
  /** Who owes it. */
  ids: readonly string[]
}

/**
 * By owner, the record that fulfils each of them in its period. A year of monthly lists asks the same of the same records twelve times, and
 * several lists ask alike: what differs in the period or the owners alone is one question to the records.
 */
export async function provedBy(context: Context, asked: readonly Provable[]): Promise<Map<string, Proof>[]> {
  const proofs = new Map(asked.map(each => [each, new Map<string, Proof>()]))
  const open = asked.filter(({ fulfilledBy, period, ids }) => fulfilledBy && period.from <= context.today && ids.length > 0)
  const alike = Map.groupBy(open, each => [each.fulfilledBy, each.leastRows, each.binds, each.askingUnitId].join(' '))
  for (const group of alike.values()) {
    const { fulfilledBy, leastRows: least, binds: by, askingUnitId } = group[0]!
    const indicator = context.indicators.get(fulfilledBy!)
    if (!indicator) continue
    const sharing = [...Map.groupBy(group, ({ period }) => `${period.from} ${period.to}`).values()]
    const periods = sharing.map(same => askedPeriod(same, context.today))
    const found = await fulfilments(context, indicator, askingUnitId, periods, { by, least })
    const byOwner = new Map(found.map(each => [`${each.period} ${each.ownerId}`, each]))
    for (const [period, same] of sharing.entries())
      for (const each of same)
        for (const id of each.ids) {
          const { day = null, rowId = null } = byOwner.get(`${period} ${id}`) ?? {}
          if (day !== null && rowId !== null) proofs.get(each)!.set(id, { day, rowId })
        }
  }
  return [...proofs.values()]
}

/** One period of several that ask about it, with the owners of them all. */
function askedPeriod(same: readonly Provable[], today: string): AskedPeriod {
  const { from, to } = same[0]!.period
  return { from, to, asOf: to < today ? to : today, ids: [...new Set(same.flatMap(({ ids }) => ids))] }
}

/** Throws invalid (422) for days that are none or too many. */
export function requirePeriod(from: string, to: string) {
  if (from > to) throw invalidField('#/to', '截止日要在开始日之后')
  if (daysBetween(from, to) > 400) throw invalidField('#/from', '一次最多看13个月')
}
