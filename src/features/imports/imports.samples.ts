/** Imports (工作簿导入): a town with codes, and workbooks about it; for tests. */
import { bodySheet } from '#features/bodies/bodies.workbook.ts'
import { peopleSheet, termSheet, type PersonRow, type TermRow } from '#features/people/people.workbook.ts'
import { aStaffedVillage, type SampleTown } from '#features/requests/requests.samples.ts'
import { caseSheet, stepSheet } from '#features/requests/requests.workbook.ts'
import { unitSheet, type UnitRow } from '#features/units/units.workbook.ts'
import { venueSheet, type VenueRow } from '#features/venues/venues.workbook.ts'
import type { Database } from '#platform/database/database.ts'
import { newBook, toBuffer } from '#platform/server/workbook-write.ts'
import { rowsOf, writeExport, xlsxMediaType, type SheetRows } from '#platform/server/workbook.ts'
import type { RowOf } from '#platform/shared/sheet.ts'
import { identityOf, type useApp } from '../../../tests/support/app.ts'
import { endpoints, type ImportWithErrors } from './imports.contract.ts'

let towns = 0

/** A village whose codes nobody else has, with its office and the town's. */
export async function aCodedVillage(db: Database): Promise<SampleTown & { code: string }> {
  const at = await aStaffedVillage(db)
  towns += 1
  const code = `V${towns}`
  await db.updateTable('unit').set({ externalCode: code }).where('id', '=', at.village.id).execute()
  return { ...at, code }
}

export const aUnitRow = (parentCode: string, changes: Partial<UnitRow> = {}): UnitRow => ({
  code: `${parentCode}-01`,
  name: '福寿里经济社',
  shortName: '福寿里',
  kind: '经济社',
  parentCode,
  openedOn: '2010-01-01',
  closedOn: null,
  ...changes,
})

export const aPersonRow = (unitCode: string, changes: Partial<PersonRow> = {}): PersonRow => ({
  code: `${unitCode}-R1`,
  name: '陈大妹',
  phone: '13900001234',
  unitCode,
  ...changes,
})

export const aTermRow = (unitCode: string, changes: Partial<TermRow> = {}): TermRow => ({
  personCode: `${unitCode}-R1`,
  role: '村（社区）办事员',
  title: '办事员',
  unitCode,
  bodyCode: null,
  from: '2021-01-10',
  until: null,
  shown: '否',
  ...changes,
})

export const aVenueRow = (unitCode: string, changes: Partial<VenueRow> = {}): VenueRow => ({
  code: `${unitCode}-Z1`,
  name: '福寿里党群服务站',
  kind: '党群服务站',
  unitCode,
  bodyCode: null,
  address: '福寿里12号',
  hours: null,
  phone: '0757-00001234',
  services: ['事项代办', '图书借阅'],
  status: '使用中',
  openedOn: '2019-07-01',
  closedOn: null,
  ...changes,
})

export interface BookRows {
  units?: UnitRow[]
  bodies?: RowOf<typeof bodySheet>[]
  people?: PersonRow[]
  terms?: TermRow[]
  venues?: VenueRow[]
  cases?: RowOf<typeof caseSheet>[]
  steps?: RowOf<typeof stepSheet>[]
}

/** A workbook as an office keeps it: title, 填报 line, rows, 合计 as a formula, foot. */
export function aWorkbook({ units, bodies, people, terms, venues, cases, steps }: BookRows): Promise<Buffer> {
  const pages: SheetRows[] = [
    ...(units ? [rowsOf(unitSheet, units)] : []),
    ...(bodies ? [rowsOf(bodySheet, bodies)] : []),
    ...(people ? [rowsOf(peopleSheet, people)] : []),
    ...(terms ? [rowsOf(termSheet, terms)] : []),
    ...(venues ? [rowsOf(venueSheet, venues)] : []),
    ...(cases ? [rowsOf(caseSheet, cases)] : []),
    ...(steps ? [rowsOf(stepSheet, steps)] : []),
  ]
  return writeExport(pages, { reportedBy: '西樵镇' })
}

/** The workbook with cells typed over it, e.g. { 人员: { C4: '' } }. */
export async function typedOver(bytes: Buffer, cells: Record<string, Record<string, unknown>>): Promise<Buffer> {
  const book = await newBook()
  await book.xlsx.load(bytes as never)
  for (const [sheet, changes] of Object.entries(cells))
    for (const [place, value] of Object.entries(changes)) book.getWorksheet(sheet)!.getCell(place).value = value as never
  return toBuffer(book)
}

/** A village's workbook: a unit, two people with their posts, a place. */
export async function aTownsBook(db: Database) {
  const at = await aCodedVillage(db)
  const { code } = at
  const bytes = await aWorkbook({
    units: [aUnitRow(code)],
    people: [aPersonRow(`${code}-01`, { code: `${code}-R1` }), aPersonRow(code, { code: `${code}-R2`, name: '黄志强', phone: null })],
    terms: [aTermRow(code), aTermRow(`${code}-01`, { personCode: `${code}-R2`, role: '户联系党小组组长', title: '组长' })],
    venues: [aVenueRow(`${code}-01`, { code: `${code}-Z1` })],
  })
  return { ...at, bytes }
}

/** The same with three mistakes: a name that is none, a formula in a column of data, a post of nobody. */
export async function aWrongBook(db: Database) {
  const town = await aTownsBook(db)
  const bytes = await typedOver(town.bytes, {
    人员: { C4: '12345', D5: { formula: '1+1', result: 2 } },
    任职: { B5: '没有这人' },
  })
  return { ...town, bytes }
}

/** How the office's programs bring files, and what then stands in the database. */
export const importsOf = (app: TestApp) => ({
  async send(who: string | null, bytes: Buffer, headers: Record<string, string> = {}) {
    const answer = await app.raw({
      method: 'POST',
      url: '/api/imports',
      headers: { 'content-type': xlsxMediaType, ...identityOf(who), ...headers },
      payload: bytes,
    })
    return { status: answer.statusCode, body: answer.json<ImportWithErrors & { type: string; title: string; detail: string }>() }
  },
  commit: (who: string, importId: string, rows: 'all' | 'right' = 'all') =>
    app.call(who, endpoints.commit, { params: { importId }, body: { rows } }),
  download: (who: string, url: string) => app.raw({ method: 'GET', url, headers: identityOf(who) }),
  peopleOf: (code: string) =>
    app.owner
      .selectFrom('person')
      .where('externalCode', 'like', `${code}-R%`)
      .select(['externalCode', 'name'])
      .orderBy('externalCode')
      .execute(),
})

type TestApp = Pick<ReturnType<typeof useApp>, 'raw' | 'call' | 'owner'>
