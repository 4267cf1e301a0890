/** Rows of plates (挂牌表): what an import does with them, and the sheet that goes out. The caller asks its own policy and records the import. */
import { householdNumber } from '#features/households/households.workbook.ts'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { rowsOf, workbookFile } from '#platform/server/workbook.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { codeDigestOf } from './plates.code.actions.ts'
import { endpoints } from './plates.contract.ts'
import { plateDoorPolicy } from './plates.policy.ts'
import { placeOf } from './plates.queries.ts'
import * as queries from './plates.rows.queries.ts'
import { rowFault } from './plates.rows.rules.ts'
import { plateSheet, type PlateSheetRow } from './plates.workbook.ts'

type Row = ReadRow<PlateSheetRow>

/** Enters plates that everyone agreed to; a household that has one keeps it. The same rows again change nothing. */
export async function applyPlateRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId, now, today, actor } = context
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0, faults: [] }
  await queries.lockPlates(db, townId)
  const homes = await queries.homesByCode(db, today)
  const people = await queries.peopleByCode(db)
  const full = await queries.fullMembersOn(db, today)
  const known = await queries.knownPlates(db)
  const numbers = new Map(
    known.flatMap(({ number, householdId }) => (number === null ? [] : [[householdNumber(number), householdId] as const])),
  )
  const own = new Map(known.map(plate => [plate.householdId, plate]))
  const faults: RowFault[] = []
  const created: queries.ToldPlate[] = []
  const counts = { created: 0, unchanged: 0 }
  // in one writing, as the household's number is kept: 柳河－０００１ is 柳河-0001
  const numbered = rows.map(({ row, values: { householdCode, number, ...values } }) => ({
    row,
    values: { ...values, householdCode: householdNumber(householdCode), number: number && householdNumber(number) },
  }))
  const lines = Map.groupBy(byKey(numbered, plateSheet.keyOf, 'personCode', faults).values(), ({ values }) => values.householdCode)
  for await (const [code, group] of givingWay(lines)) {
    const home = homes.get(code)
    const [first] = group.map(({ values }) => values)
    const personIds = group.map(({ values }) => people.get(values.personCode))
    const wrong = group.flatMap(({ row, values }, at): RowFault[] => {
      const personId = personIds[at]
      const fault = rowFault(values, first!, today)
      if (!home) return [{ row, key: 'householdCode', message: `没有户号为“${code}”的户，或它不归您登记。` }]
      if (!personId) return [{ row, key: 'personCode', message: `没有编码为“${values.personCode}”的人员。` }]
      if (fault) return [{ row, ...fault }]
      return full.has(personId) ? [] : [{ row, key: 'personCode', message: '要是名册上的正式党员。' }]
    })
    const old = home && own.get(home.id)
    if (old && wrong.length === 0 && isSame(old, first!, personIds)) counts.unchanged += group.length
    else if (wrong.length > 0) faults.push(...wrong)
    else if (old) faults.push({ row: group[0]!.row, key: 'householdCode', message: '这一户已有牌，内容不同。变动请在党员户页面办。' })
    else if (first!.number !== null && numbers.has(first!.number))
      faults.push({ row: group[0]!.row, key: 'number', message: '这个牌号已经用在另一户。' })
    else {
      const id = newId(now.getTime())
      if (first!.number !== null) numbers.set(first!.number, home!.id)
      const { agreedOn, number, mountedOn } = first!
      const members = personIds.map(personId => ({ id: newId(now.getTime()), personId: personId! }))
      created.push({ id, home: home!, agreedOn, number, mountedOn, codeDigest: codeDigestOf(context, id), members })
      counts.created += group.length
    }
  }
  await queries.insertTold(db, townId, isPerson(actor) ? actor.personId : null, created)
  return { ...counts, updated: 0, faults }
}

const isSame = (old: queries.KnownPlate, row: Row['values'], personIds: readonly (string | undefined)[]) =>
  (old.number && householdNumber(old.number)) === row.number &&
  old.agreedOn === row.agreedOn &&
  old.mountedOn === row.mountedOn &&
  old.personIds.length === personIds.length &&
  personIds.every(id => old.personIds.includes(id!))

export const exportPlates = action(endpoints.export, async (context, { body: { unitId } }) => {
  const { db, today, now } = context
  const unit = await findUnit(context, unitId)
  context.require(plateDoorPolicy, 'export', await placeOf(db, today, unit.id))
  const rows = await queries.platesForExport(db, today, unit.id)
  await context.record('plates.export', { kind: 'export', id: newId(now.getTime()), unitId: unit.id }, { rows: rows.length })
  const around = { reportedBy: unit.name, reportedOn: plainDate(today), stamp: plainDate(today) }
  return workbookFile(`挂牌${unit.shortName}${today}`, [rowsOf(plateSheet, rows)], around)
})
