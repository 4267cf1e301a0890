/** The ledger of duty in an export (履职台账导出): what a workbook can tell whole; steps under way stay on the pages. */
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { catalogue } from './commitments.catalogue.rules.ts'
import * as queries from './commitments.rows.queries.ts'
import * as sheet from './commitments.workbook.ts'
import { holdingStateNames, reportInStateNames, wishStateNames } from './commitments.words.ts'

const codesOfPeople = async ({ db }: Context) => new Map([...(await queries.peopleIds(db))].map(([code, id]) => [id, code]))
const orNull = (text: string) => (text === '' ? null : text)
const sorted = <Row>(rows: Row[], keyOf: (row: Row) => string) => rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

export async function exportReportInRows(context: Context): Promise<sheet.ReportInSheetRow[]> {
  const [people, units] = [await codesOfPeople(context), await codesOfUnits(context)]
  const rows = (await queries.knownReports(context.db)).map(
    ({ personId, unitId, workUnit, workContact, state, reportedOn, gridUnitId }) => ({
      personCode: people.get(personId)!,
      unitCode: units.get(unitId)!,
      workUnit: orNull(workUnit),
      workContact: orNull(workContact),
      state: reportInStateNames[state === 'renewed' ? 'inGrid' : state],
      reportedOn,
      gridCode: gridUnitId === null ? null : units.get(gridUnitId)!,
    }),
  )
  return sorted(rows, sheet.reportInSheet.keyOf)
}

export async function exportServicePostRows(context: Context): Promise<sheet.ServicePostSheetRow[]> {
  const units = await codesOfUnits(context)
  const rows = (await queries.knownPosts(context.db))
    .filter(({ closedOn }) => closedOn === null)
    .map(({ code, unitId, kindCode, headcount, conditions, openedOn }) => ({
      code,
      unitCode: units.get(unitId)!,
      kind: catalogue.find(entry => entry.code === kindCode)!.name,
      headcount,
      conditions: orNull(conditions),
      openedOn,
    }))
  return sorted(rows, sheet.servicePostSheet.keyOf)
}

export async function exportPostHoldingRows(context: Context): Promise<sheet.PostHoldingSheetRow[]> {
  const people = await codesOfPeople(context)
  const posts = new Map(
    (await queries.knownPosts(context.db)).filter(({ closedOn }) => closedOn === null).map(({ id, code }) => [id, code]),
  )
  const told = sheet.toldHoldings.options as readonly string[]
  // One line for a member on a post: the last time.
  const last = new Map((await queries.knownHoldings(context.db)).map(holding => [`${holding.postId}/${holding.personId}`, holding]))
  const rows = [...last.values()]
    .map(({ state, ...holding }) => ({ ...holding, state: state === 'evaluated' ? ('serving' as const) : state }))
    .filter(({ state, postId }) => told.includes(state) && posts.has(postId))
    .map(({ postId, personId, state, ...days }) => ({
      postCode: posts.get(postId)!,
      personCode: people.get(personId)!,
      state: holdingStateNames[state],
      ...days,
    }))
  return sorted(rows, sheet.postHoldingSheet.keyOf)
}

export async function exportWishRows(context: Context): Promise<sheet.WishSheetRow[]> {
  const units = await codesOfUnits(context)
  const told = sheet.toldWishes.options as readonly string[]
  const rows = (await queries.knownWishes(context.db))
    .filter(({ state }) => told.includes(state))
    .map(({ unitId, state, ...wish }) => ({ ...wish, unitCode: units.get(unitId)!, state: wishStateNames[state] }))
  return sorted(rows, sheet.wishSheet.keyOf)
}
