/** Rows of venues (阵地表): what an import does with them. The caller asks its own policy and records the import. */
import { bodiesByKey } from '#features/bodies/bodies.rows.actions.ts'
import { authoritiesOf, unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { writeMost } from '#platform/database/attempt.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import { holdsAny, isPerson } from '#platform/shared/actor.ts'
import type { ReadRow, RowOf } from '#platform/shared/sheet.ts'
import { insertVenues, lockCoded, lockVenues, updateVenues, venuesByKey, type RowFields } from './venues.rows.queries.ts'
import { venuePolicy } from './venues.policy.ts'
import { rowFault } from './venues.rules.ts'
import { venueKindOf, venueStatusOf, type venueSheet } from './venues.workbook.ts'

type Row = ReadRow<RowOf<typeof venueSheet>>
type Known = Awaited<ReturnType<typeof venuesByKey>> extends Map<string, infer V> ? V : never

/** Enters and changes venues; rows with a fault are left out, the others are written. The same rows again change nothing. */
export async function applyVenueRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId, today, now } = context
  await lockVenues(db, townId)
  await lockCoded(
    db,
    rows.map(({ values }) => values.code),
  )
  const [known, units, bodies] = [await venuesByKey(db), await unitsByKey(context), await bodiesByKey(context)]
  const kept = await keptBy(
    context,
    [...units.values()].map(({ id }) => id),
  )
  const faults: RowFault[] = []
  const created: { row: number; venue: RowFields & { id: string } }[] = []
  const updated: (RowFields & { id: string })[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, ({ code }: Row['values']) => code, 'code', faults).values())) {
    const old = known.get(values.code)
    const unit = units.get(values.unitCode)
    const bodyId = values.bodyCode === null ? null : bodies.get(values.bodyCode)
    if (!unit) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (!kept(unit.id))
      faults.push({ row, key: 'unitCode', message: `“${values.unitCode}”不归您管。请删掉这一行，或请那里的办事员导入。` })
    else if (old && !kept(old.fields.unitId))
      faults.push({ row, key: 'code', message: `编码“${values.code}”别的单位已经用了。请换一个编码。` })
    else if (bodyId === undefined) faults.push({ row, key: 'bodyCode', message: `没有编码为“${values.bodyCode}”的组织。` })
    else {
      const fields = fieldsOf(values, unit.id, bodyId)
      const fault = rowFault(fields, old?.fields.status ?? null, today)
      if (fault) faults.push({ row, ...fault })
      else if (!old) created.push({ row, venue: { id: newId(now.getTime()), ...fields } })
      else if (same(old, fields)) unchanged += 1
      else updated.push({ id: old.id, ...fields })
    }
  }
  const late = await writeMost(db, created, some =>
    insertVenues(
      db,
      townId,
      some.map(({ venue }) => venue),
    ),
  )
  await updateVenues(db, updated)
  faults.push(...late.map(({ row }) => ({ row, key: 'code', message: '这个编码刚刚有人用了。请再试算一次。' })))
  return { created: created.length - late.length, updated: updated.length, unchanged, faults }
}

/** Whether a venue may stand in the unit: what the caller could also enter one by one. */
async function keptBy(context: Context, unitIds: readonly string[]): Promise<(unitId: string) => boolean> {
  const { actor } = context
  // the town's office keeps all of the town, also what lay in units that are gone and have no office above them
  if (!isPerson(actor) || holdsAny(actor, ['townClerk'])) return () => true
  const paths = await authoritiesOf(context, unitIds)
  return unitId => venuePolicy.allows('create', actor, { path: paths.get(unitId) ?? [], status: 'inUse' })
}

const fieldsOf = (values: Row['values'], unitId: string, bodyId: string | null): RowFields => ({
  kind: venueKindOf(values.kind),
  name: values.name,
  unitId,
  bodyId,
  address: values.address ?? '',
  hours: values.hours ?? '',
  phone: values.phone,
  services: [...(values.services ?? [])],
  status: venueStatusOf(values.status),
  openedOn: values.openedOn,
  closedOn: values.closedOn,
  externalCode: values.code,
})

const same = ({ fields: old }: Known, fields: RowFields) =>
  (Object.keys(fields) as (keyof RowFields)[]).every(key => JSON.stringify(old[key]) === JSON.stringify(fields[key]))
