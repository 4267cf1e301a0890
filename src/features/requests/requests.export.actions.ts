/**
 * Export of cases (诉求导出).
 *
 * Whoever takes a list out leaves a purpose and an event. Telephones are left out or masked; whole ones go only to whoever may
 * open them case by case, after a one-time code, and each is an opening that the resident sees. Source: PIPL art. 6, 51.
 */
import { requireFreshSecondFactor } from '#features/accounts/accounts.actions.ts'
import { namesOf } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { rowsOf, workbookFile, writeCsv } from '#platform/server/workbook.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { maskPhone } from '#platform/shared/masking.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { RowOf } from '#platform/shared/sheet.ts'
import { timeText } from '#platform/shared/told-time.ts'
import { sealedPlaces } from './requests.case.actions.ts'
import { namesOfCategories } from './requests.categories.queries.ts'
import { lampOf } from './requests.clock.rules.ts'
import { endpoints, exportProblems, exportPurposeNames, mostExported, mostOpened, type ExportPurpose } from './requests.contract.ts'
import { listForExport, type ExportedCase } from './requests.export.queries.ts'
import { exportSheet } from './requests.export.workbook.ts'
import { requestDoorPolicy, requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'
import { channelNames, lampNames, solvedByNames, stateNames } from './requests.words.ts'

export const exportCases = action(endpoints.export, async (context, { body: { filters, purpose, phones, format } }) => {
  context.require(requestDoorPolicy, 'export', null)
  if (phones === 'full') requireFreshSecondFactor(context)
  const cases = await listForExport(context.db, filters, mostExported + 1)
  if (cases.length > mostExported) throw new Problem(exportProblems.tooMany, `符合条件的超过${mostExported}件，请分几次导出。`)
  const opened = phones === 'full' ? cases.filter(row => row.phoneSealed !== null && mayOpen(context, row)) : []
  if (opened.length > mostOpened) throw new Problem(exportProblems.tooMany, `完整电话一次最多${mostOpened}个，请缩小范围。`)
  for (const { id, unitId } of opened)
    await context.recordNext('requests.reveal', { kind: 'request', id, unitId }, { field: 'phone', reason: 'export', purpose })
  const used = Object.keys(filters).filter(name => filters[name as keyof typeof filters] !== undefined)
  const id = newId(context.now.getTime())
  await context.record(
    'requests.export',
    { kind: 'export', id },
    { purpose, phones, format, filters: used, rows: cases.length, opened: opened.length },
  )
  const page = rowsOf(exportSheet, await told(context, cases, phones, new Set(opened.map(row => row.id))))
  const name = `诉求${context.today}`
  if (format === 'csv') return { fileName: `${name}.csv`, mediaType: 'text/csv', bytes: Buffer.from(writeCsv(page)) }
  const around = { reportedBy: context.config.townName, reportedOn: plainDate(context.today), stamp: await stampOf(context, purpose) }
  return workbookFile(name, [page], around)
})

const mayOpen = ({ actor, now }: Context, row: ExportedCase) => requestPolicy.allowed(actor, row, now).includes('reveal')

async function told(context: Context, cases: readonly ExportedCase[], phones: 'none' | 'masked' | 'full', opened: ReadonlySet<string>) {
  const unitIds = cases.flatMap(row => [row.unitId, row.handlerUnitId])
  const units = await queries.namesOfUnits(context.db, unitIds)
  const bodies = await queries.namesOfBodies(
    context.db,
    cases.flatMap(row => row.assignedBodyId ?? []),
  )
  const people = await namesOf(
    context,
    cases.flatMap(row => row.assignedPersonId ?? []),
  )
  const categories = await namesOfCategories(context.db)
  const phoneOf = (row: ExportedCase) => {
    if (phones === 'none' || row.phoneSealed === null) return null
    const phone = context.sealing.open(row.phoneSealed, sealedPlaces.phone)
    return opened.has(row.id) ? phone : maskPhone(phone)
  }
  const handlerOf = ({ assignedPersonId, assignedBodyId, handlerUnitId }: ExportedCase) =>
    (assignedPersonId ? people.get(assignedPersonId) : assignedBodyId ? bodies.get(assignedBodyId) : units.get(handlerUnitId)?.name) ??
    '工作人员'
  return cases.map((row): RowOf<typeof exportSheet> => ({
    number: row.number,
    title: row.title,
    state: stateNames[row.state],
    lamp: lampNames[lampOf({ state: row.clockState, dueOn: row.dueOn, soonOn: row.soonOn }, context.today)],
    category: row.categoryId ? (categories.get(row.categoryId) ?? null) : null,
    village: units.get(row.unitId)?.villageName ?? null,
    place: units.get(row.unitId)?.name ?? null,
    channel: channelNames[row.channel],
    outsideNumber: row.outsideNumber,
    submittedOn: dayOf(row.submittedAt),
    dueOn: row.dueOn,
    handler: handlerOf(row),
    closedOn: row.closedAt ? dayOf(row.closedAt) : null,
    solvedBy: row.solvedBy && solvedByNames[row.solvedBy],
    returns: row.returnCount,
    reopened: row.reopenedCount,
    phone: phoneOf(row),
  }))
}

/** Who took it, when, and what for: printed on every page. */
async function stampOf(context: Context, purpose: ExportPurpose): Promise<string> {
  const { actor, now } = context
  const name = isPerson(actor) ? ((await namesOf(context, [actor.personId])).get(actor.personId) ?? '') : ''
  return `导出人：${name}　${timeText(now)}　用途：${exportPurposeNames[purpose]}`
}
