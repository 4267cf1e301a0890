/** Rows of households (户表、联系户表): what an import does with them. The caller asks its own policy and records the import. */
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { holdsAny, isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { endWishes } from './households.contacts.queries.ts'
import { longestNumber } from './households.contract.ts'
import { sealedPhone, sealedPlaces } from './households.row.actions.ts'
import * as queries from './households.rows.queries.ts'
import { householdNumber } from './households.rules.ts'
import { contactRowFault, overlaps, rowFault } from './households.rows.rules.ts'
import { basisOf, contactSheet, preferenceOf, type ContactRow, type HouseholdRow } from './households.workbook.ts'

/** Enters homes; those whose number is known stay as they are. */
export async function applyHouseholdRows(context: Context, rows: readonly ReadRow<HouseholdRow>[]): Promise<Applied> {
  const { db, townId, now, today, actor } = context
  await queries.lockHouseholds(db, townId)
  const [known, units, may] = [await queries.householdsByCode(db), await unitsByKey(context), await placesFor(context)]
  const faults: RowFault[] = []
  const created: queries.ToldHousehold[] = []
  let unchanged = 0
  // sealing what twenty thousand homes say takes a second
  const numbered = rows.map(({ row, values }) => ({ row, values: { ...values, code: householdNumber(values.code) } }))
  for await (const { row, values } of givingWay(byKey(numbered, ({ code }: HouseholdRow) => code, 'code', faults).values())) {
    const unit = units.get(values.unitCode)
    const wrong = rowFault(values, today)
    if (known.has(values.code)) unchanged += 1
    else if (!unit) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (!may(unit.id)) faults.push({ row, key: 'unitCode', message: '这里的户不归您登记。' })
    else if (values.code.length > longestNumber) faults.push({ row, key: 'code', message: `户号最多${longestNumber}个字。` })
    else if (wrong) faults.push({ row, ...wrong })
    else created.push(tell(context, values, unit.id))
  }
  await queries.insertTold(db, townId, now, isPerson(actor) ? actor.personId : null, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

const tell = (context: Context, values: HouseholdRow, unitId: string): queries.ToldHousehold => ({
  id: newId(context.now.getTime()),
  changeIds: [newId(context.now.getTime()), newId(context.now.getTime())],
  periodId: newId(context.now.getTime()),
  code: values.code,
  unitId,
  headSealed: context.sealing.seal(values.head, sealedPlaces.head),
  addressSealed: context.sealing.seal(values.address, sealedPlaces.address),
  ...sealedPhone(context, values.phone),
  contactPreference: values.preference === null ? 'atHome' : preferenceOf(values.preference),
  from: values.from,
  until: values.until,
})

/** Enters contacts that both agreed to; the same row again changes nothing. */
export async function applyContactRows(context: Context, rows: readonly ReadRow<ContactRow>[]): Promise<Applied> {
  const { db, townId, now, today, actor } = context
  await queries.lockHouseholds(db, townId)
  const [homes, people, known] = [await queries.householdsByCode(db), await queries.peopleByCode(db), await queries.knownContacts(db)]
  const faults: RowFault[] = []
  const created: queries.ToldContact[] = []
  let unchanged = 0
  const numbered = rows.map(({ row, values }) => ({ row, values: { ...values, householdCode: householdNumber(values.householdCode) } }))
  for await (const { row, values } of givingWay(byKey(numbered, contactSheet.keyOf, 'personCode', faults).values())) {
    const home = homes.get(values.householdCode)
    const memberId = people.get(values.personCode)
    const wrong = contactRowFault(values, today)
    const others = home ? (known.get(home.id) ?? []) : []
    if (!home) faults.push({ row, key: 'householdCode', message: `没有户号为“${values.householdCode}”的户，或它不归您登记。` })
    else if (!memberId) faults.push({ row, key: 'personCode', message: `没有编码为“${values.personCode}”的人员。` })
    else if (others.some(other => other.memberId === memberId && other.startedOn === values.from)) unchanged += 1
    else if (wrong) faults.push({ row, ...wrong })
    else if (!home.occupied && values.until === null) faults.push({ row, key: 'until', message: '这一户已不在这里，请写结束日期。' })
    else if (others.some(other => overlaps(other, values)))
      faults.push({ row, key: 'from', message: '这一户同一时间已有联系人，或正在征求意见。' })
    else {
      const told = {
        id: newId(now.getTime()),
        householdId: home.id,
        memberId,
        basis: basisOf(values.basis),
        from: values.from,
        until: values.until,
        nameShown: values.shown === '是',
      }
      created.push(told)
      known.set(home.id, [...others, { householdId: home.id, memberId, startedOn: values.from, endedOn: values.until }])
    }
  }
  await queries.insertToldContacts(db, townId, isPerson(actor) ? actor.personId : null, created)
  await endWishes(
    db,
    created.map(({ householdId }) => householdId),
  )
  return { created: created.length, updated: 0, unchanged, faults }
}

/** Where the actor may enter homes: a job and the town's clerk, who bring a ledger in, anywhere. */
async function placesFor({ actor, db }: Context): Promise<(unitId: string) => boolean> {
  if (!isPerson(actor) || holdsAny(actor, ['townClerk'])) return () => true
  const kept = await queries.keptUnits(db)
  return unitId => kept.has(unitId)
}
