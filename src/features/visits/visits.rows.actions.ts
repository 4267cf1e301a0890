/** Rows of visits (走访表): what an import does with them. The caller asks its own policy and records the import. */
import { householdNumber } from '#features/households/households.workbook.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import * as queries from './visits.rows.queries.ts'
import { outcomeOf, visitSheet, type VisitSheetRow } from './visits.workbook.ts'

/**
 * Enters visits that are over; one that is known stays as it is. What a household has deleted is not brought in again, and nobody
 * is told that it did.
 */
export async function applyVisitRows(context: Context, rows: readonly ReadRow<VisitSheetRow>[]): Promise<Applied> {
  const { db, townId, now, today } = context
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0, faults: [] }
  await queries.lockVisits(db, townId)
  const [homes, people, known] = [await queries.staysByCode(db), await queries.peopleByCode(db), await queries.knownVisits(db)]
  const faults: RowFault[] = []
  const created: queries.ToldVisit[] = []
  let unchanged = 0
  const numbered = rows.map(({ row, values }) => ({ row, values: { ...values, householdCode: householdNumber(values.householdCode) } }))
  for await (const { row, values } of givingWay(byKey(numbered, visitSheet.keyOf, 'visitedOn', faults).values())) {
    const { householdCode, visitedOn, personCode } = values
    const stays = homes.get(householdCode)
    const stay = stays?.find(({ validFrom, validTo }) => validFrom <= visitedOn && (validTo === null || visitedOn < validTo))
    const personId = personCode === null ? null : people.get(personCode)
    const outcome = outcomeOf(values.outcome)
    const before = stay && known.get(queries.keyOf(stay.householdId, visitedOn))
    if (!stays) faults.push({ row, key: 'householdCode', message: `没有户号为“${householdCode}”的户，或它不归您登记。` })
    else if (visitedOn > today) faults.push({ row, key: 'visitedOn', message: '走访日期不能在以后。' })
    else if (!stay) faults.push({ row, key: 'visitedOn', message: '那天这一户不住在这里。' })
    else if (personId === undefined) faults.push({ row, key: 'personCode', message: `没有编码为“${personCode}”的人员。` })
    else if (before === outcome || stay.noLedger) unchanged += 1
    else if (before !== undefined) faults.push({ row, key: 'outcome', message: '那天的走访已有记录，结果不同。' })
    else created.push({ id: newId(now.getTime()), stay, visitedOn, personId, outcome })
  }
  await queries.insertTold(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}
