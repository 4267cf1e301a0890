/**
 * Homes in an export (户导出): the two sheets of a place, by those who keep them.
 *
 * Masked unless asked otherwise. Whole fields need a one-time code, and each is an opening that the household sees.
 */
import { requireFreshSecondFactor } from '#features/accounts/accounts.actions.ts'
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { rowsOf, workbookFile } from '#platform/server/workbook.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { maskName, maskPhone } from '#platform/shared/masking.ts'
import { Problem } from '#platform/shared/problem.ts'
import { endpoints, mostExported, problems } from './households.contract.ts'
import { householdDoorPolicy } from './households.policy.ts'
import { authorityOver } from './households.queries.ts'
import { sealedPlaces, subjectOf } from './households.row.actions.ts'
import * as queries from './households.rows.queries.ts'
import { basisNames, exportPurposeNames, preferenceNames } from './households.words.ts'
import { contactSheet, householdSheet, type ContactRow, type HouseholdRow } from './households.workbook.ts'

export const exportHomes = action(endpoints.export, async (context, { body: { unitId, purpose, sealed } }) => {
  const { db, today, now } = context
  const unit = await findUnit(context, unitId)
  context.require(householdDoorPolicy, 'export', { path: await authorityOver(db, today, unit.id) })
  if (sealed === 'full') requireFreshSecondFactor(context)
  const homes = await queries.homesForExport(db, today, unit.id, mostExported + 1)
  if (homes.length > mostExported) throw new Problem(problems.tooManyHomes, `这里的户超过${mostExported}户，请分网格导出。`)
  if (sealed === 'full')
    for (const home of homes)
      await context.record('households.reveal', subjectOf(home), {
        fields: ['head', 'address', ...(home.phoneSealed === null ? [] : ['phone'])],
        reason: 'export',
      })
  await context.record(
    'households.export',
    { kind: 'export', id: newId(now.getTime()), unitId: unit.id },
    { purpose, sealed, rows: homes.length },
  )
  const units = await codesOfUnits(context)
  const contacts = await queries.contactsForExport(
    db,
    homes.map(({ id }) => id),
  )
  const pages = [
    rowsOf(
      householdSheet,
      homes.map(home => rowOf(context, home, units.get(home.unitId)!, sealed === 'full')),
    ),
    rowsOf(contactSheet, contacts.map(contactOf)),
  ]
  const around = {
    reportedBy: unit.name,
    reportedOn: plainDate(today),
    stamp: `${plainDate(today)}　用途：${exportPurposeNames[purpose]}`,
  }
  return workbookFile(`户${unit.shortName}${today}`, pages, around)
})

type Home = Awaited<ReturnType<typeof queries.homesForExport>>[number]

function rowOf({ sealing }: Context, home: Home, unitCode: string, whole: boolean): HouseholdRow {
  const head = sealing.open(home.headSealed!, sealedPlaces.head)
  const address = sealing.open(home.addressSealed!, sealedPlaces.address)
  const phone = home.phoneSealed && sealing.open(home.phoneSealed, sealedPlaces.phone)
  return {
    code: home.code,
    unitCode,
    head: whole ? head : maskName(head),
    address: whole ? address : `${[...address].slice(0, 2).join('')}***`,
    phone: phone && (whole ? phone : maskPhone(phone)),
    preference: preferenceNames[home.contactPreference],
    from: home.occupiedFrom,
    until: home.occupiedTo,
  }
}

const contactOf = (contact: Awaited<ReturnType<typeof queries.contactsForExport>>[number]): ContactRow => ({
  householdCode: contact.code,
  personCode: contact.externalCode ?? contact.memberId,
  // By its own card it was there itself.
  basis: basisNames[contact.basis ?? 'present'],
  from: contact.startedOn!,
  until: contact.endedOn,
  shown: contact.nameShown ? '是' : '否',
})
