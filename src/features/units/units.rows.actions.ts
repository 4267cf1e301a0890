/** Rows of units (组织单元表): what an import does with them. The caller asks its own policy and records the import. */
import type { Context } from '#platform/server/action.ts'
import { keptIf } from '#platform/database/attempt.ts'
import type { Applied, RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { ReadRow, RowOf } from '#platform/shared/sheet.ts'
import { planChange, type Change } from './units.change.rules.ts'
import * as maps from './units.map.queries.ts'
import type { TownMap } from './units.map.rules.ts'
import * as queries from './units.rows.queries.ts'
import { planRows, type NumberedUnitRow } from './units.rows.rules.ts'
import { unitKindOf, type unitSheet } from './units.workbook.ts'

/**
 * Enters and changes units; rows with a fault are left out, the others are written. The same rows again change nothing. What the map refuses of
 * a row is known once the rows before it are written: then all is undone and done again without it, so that no half of a row stays.
 */
export async function applyUnitRows(context: Context, rows: readonly ReadRow<RowOf<typeof unitSheet>>[]): Promise<Applied> {
  const { db, townId } = context
  await maps.lockMap(db, townId)
  let wanted = rows.map(({ row, values }) => ({ row, values: { ...values, kind: unitKindOf(values.kind) } }))
  const refused: RowFault[] = []
  for (;;) {
    const tried = await keptIf(
      db,
      () => write(context, wanted),
      answer => answer.refused.length === 0,
    )
    if (tried.refused.length === 0) return { ...tried.applied, faults: [...tried.applied.faults, ...refused] }
    refused.push(...tried.refused)
    wanted = wanted.filter(({ row }) => !refused.some(fault => fault.row === row))
  }
}

/** Writes the rows that have no fault of their own; `refused` are those that the map does not take. */
async function write(context: Context, wanted: readonly NumberedUnitRow[]): Promise<{ applied: Applied; refused: RowFault[] }> {
  const { db, townId, today, now } = context
  const plan = planRows(await queries.knownUnits(db), wanted, today, () => newId(now.getTime()))
  await queries.setKeys(db, plan.keyed)
  await queries.setOpening(db, plan.openedEarlier)
  await queries.replacePeriods(db, townId, plan.renamed, today)
  await queries.insertUnits(db, townId, plan.created, today)
  const changes = [
    ...plan.moved.map(({ row, unitId, parentId }) => ({ row, day: today, change: { verb: 'move', unitId, parentId } as const })),
    ...plan.closed.map(({ row, unitId, closedOn }) => ({ row, day: closedOn, change: { verb: 'close', unitId } as const })),
  ]
  let map = changes.length > 0 ? await maps.loadMap(db, today) : null
  const refused: RowFault[] = []
  for (const change of changes) map = await carryOut(context, refused, map!, change)
  const { created, updated, unchanged, faults } = plan
  return { applied: { created: created.length, updated, unchanged, faults }, refused }
}

interface Wanted {
  row: number
  day: string
  change: Extract<Change, { verb: 'move' | 'close' }>
}

/** A change as by its verb, and the map after it; what the verb refuses is a fault of the row. */
async function carryOut(
  { db, townId, today }: Context,
  refused: RowFault[],
  before: TownMap,
  { row, day, change }: Wanted,
): Promise<TownMap> {
  try {
    const { after, periods } = planChange(before, change, day, today)
    const unit = after.units.get(change.unitId)!
    await maps.writeChange(db, {
      townId,
      today,
      effectiveOn: day,
      opened: [],
      closed: change.verb === 'close' ? [unit] : [],
      changed: [unit.id],
      successions: after.successions.slice(before.successions.length),
      periods,
    })
    return after
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    refused.push({ row, key: null, message: error.errors[0]?.detail ?? error.detail ?? error.kind.title })
    return before
  }
}

/** Units by the workbook's key, with the days between which they stand. For the other sheets of a workbook. */
export const unitsByKey = (context: Context) => queries.unitsByKey(context.db)

/** For each unit the units with authority over it today. For the other sheets of a workbook. */
export const authoritiesOf = (context: Context, unitIds: readonly string[]) =>
  queries.authorities(context.db, context.today, [...new Set(unitIds)])
