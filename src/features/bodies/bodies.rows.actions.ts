/** Rows of bodies (组织表): what an import does with them. The caller asks its own policy and records the import. */
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { Applied } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow, RowOf } from '#platform/shared/sheet.ts'
import { loadBodies, lockBodies } from './bodies.queries.ts'
import { insertBodies, replaceLives } from './bodies.rows.queries.ts'
import { planRows } from './bodies.rows.rules.ts'
import { bodyKindOf, type bodySheet } from './bodies.workbook.ts'

/** Enters and changes bodies; rows with a fault are left out, the others are written. The same rows again change nothing. */
export async function applyBodyRows(context: Context, rows: readonly ReadRow<RowOf<typeof bodySheet>>[]): Promise<Applied> {
  const { db, townId, today, now } = context
  await lockBodies(db, townId)
  const bodies = await loadBodies(db)
  const bodyByCode = codesOf(bodies)
  const wanted = rows.map(({ row, values }) => ({ row, values: { ...values, kind: bodyKindOf(values.kind).kind } }))
  const plan = planRows({ bodies, bodyByCode, unitByCode: await unitsByKey(context) }, wanted, today, () => newId(now.getTime()))
  await insertBodies(db, townId, plan.created)
  await replaceLives(db, townId, [...plan.changed.values()])
  return { created: plan.created.length, updated: plan.changed.size, unchanged: plan.unchanged, faults: plan.faults }
}

/** Bodies by the workbook's key, or by their id if they have none. For the other sheets of a workbook. */
export const bodiesByKey = async (context: Context) => codesOf(await loadBodies(context.db))

const codesOf = (bodies: Awaited<ReturnType<typeof loadBodies>>) =>
  new Map([...bodies.values()].map(({ id, externalCode }) => [externalCode ?? id, id]))
