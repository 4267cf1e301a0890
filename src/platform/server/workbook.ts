/**
 * Workbooks (表格): the one door for xlsx and CSV, in and out.
 *
 * A feature declares a sheet (platform/shared/sheet.ts) and gets its template, export, reading and
 * error workbook from here. What lies behind the door can be replaced: exceljs writes, and the
 * house's own stream reader reads.
 *
 * Source: conventions §2.4.
 */
import type { FileAnswer } from '../shared/primitives.ts'
import { Later } from './action.ts'
import { writeExport } from './workbook-apart.ts'
import type { Surroundings } from './workbook-layout.ts'
import type { SheetRows } from './workbook-write.ts'

export { writeCsv } from './csv.ts'
export { writeErrorWorkbook, writeExport } from './workbook-apart.ts'
export type { Surroundings } from './workbook-layout.ts'
export { readWorkbook, type SheetReading, type WorkbookReading } from './workbook-read.ts'
export { rowsOf, writeTemplate, type SheetRows } from './workbook-write.ts'
export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The answer of a download: an xlsx of the pages, written when the transaction that read them is over. `name` without ending. */
export const workbookFile = (name: string, pages: readonly SheetRows[], around: Surroundings): Later<FileAnswer> =>
  new Later(async () => ({ fileName: `${name}.xlsx`, mediaType: xlsxMediaType, bytes: await writeExport(pages, around) }))
