/**
 * Workbook layout (表格版式): how every ledger of the house looks, on the screen and on A4.
 *
 * Source: conventions XLS-01, XLS-02, XLS-05, XLS-07.
 */
import type { Border, Borders, Fill, Font, PageSetup, Row, Workbook, Worksheet } from 'exceljs'
import { columnLetter, type Column, type Sheet } from '../shared/sheet.ts'
import { orderHeader } from './workbook-marks.ts'

/** Rows above the data: title, 填报 line, header. */
export const headRows = { title: 1, report: 2, header: 3, first: 4 } as const
/** The last row that choice lists and text formats reach. */
export const lastRow = 20_003

const thin: Partial<Border> = { style: 'thin', color: { argb: 'FFBFBFBF' } }
export const borders: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin }
export const font: Partial<Font> = { name: '宋体', size: 11 }
export const grey: Partial<Font> = { ...font, color: { argb: 'FF8C8C8C' }, italic: true }
const headFill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } }
export const wrongFill: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } }

/** What stands around the rows. */
export interface Surroundings {
  /** 填报单位, e.g. "西樵镇"; blank in a template. */
  reportedBy?: string
  /** 填报日期 as "2026年1月5日"; blank in a template. */
  reportedOn?: string
  /** Printed at the foot of each page and under the table. */
  stamp?: string
}

/** A4 across, as many pages long as it needs and one wide: no column stands on a sheet of its own. */
export const onPaper: Partial<PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
}

/** An empty worksheet with its title, 填报 line, header, widths, print set-up and validation lists. */
export function addLedger(book: Workbook, sheet: Sheet, around: Surroundings, lists: Map<string, string>): Worksheet {
  const page = book.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: headRows.header }],
    pageSetup: { ...onPaper, printTitlesRow: `${headRows.title}:${headRows.header}` },
    headerFooter: { oddFooter: `${around.stamp ? `&L${around.stamp.replaceAll('&', '&&')}` : ''}&R第&P页 共&N页` },
  })
  const count = sheet.columns.length + 1
  page.columns = [{ width: 7 }, ...sheet.columns.map(column => ({ width: widthOf(column), style: { font, numFmt: formatOf(column) } }))]
  writeTitle(page, sheet.title, count)
  writeReportLine(page, around, count)
  const header = page.getRow(headRows.header)
  header.values = [orderHeader, ...sheet.columns.map(column => `${column.header}${column.required ? '*' : ''}`)]
  styleHeader(header, count)
  sheet.columns.forEach((column, at) => {
    const list = lists.get(`${sheet.name}/${column.key}`)
    if (list) offerChoices(page, columnLetter(at + 2), list, { from: headRows.first, to: lastRow })
  })
  return page
}

export function writeTitle(page: Worksheet, title: string, columns: number): void {
  page.mergeCells(headRows.title, 1, headRows.title, Math.max(columns, 2))
  const cell = page.getCell(headRows.title, 1)
  cell.value = title
  cell.font = { ...font, size: 16, bold: true }
  cell.alignment = { horizontal: 'center', vertical: 'middle' }
  page.getRow(headRows.title).height = 30
}

function writeReportLine(page: Worksheet, around: Surroundings, columns: number): void {
  const places: [number, string][] = [
    [1, `填报单位：${around.reportedBy ?? ''}`],
    [Math.max(2, Math.ceil(columns / 2)), `填报日期：${around.reportedOn ?? ''}`],
  ]
  for (const [column, text] of places) {
    const cell = page.getCell(headRows.report, column)
    cell.value = text
    cell.numFmt = '@'
    cell.font = font
  }
}

export function styleHeader(header: Row, columns: number): void {
  header.height = 24
  for (let column = 1; column <= columns; column += 1) {
    const cell = header.getCell(column)
    cell.font = { ...font, bold: true }
    cell.fill = headFill
    cell.border = borders
    cell.numFmt = '@'
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
}

/** XLS-02: everything that is no day and no number is text for the whole column. */
export const formatOf = (column: Column) => (column.kind === 'day' ? 'yyyy-mm-dd' : column.kind === 'integer' ? '0' : '@')

const widths: Record<Column['kind'], number> = {
  text: 24,
  name: 12,
  phone: 15,
  code: 18,
  codes: 24,
  list: 24,
  day: 13,
  integer: 8,
  choice: 16,
}
export const widthOf = (column: Column) => Math.max(column.width ?? widths[column.kind], column.header.length * 2 + 3)

/** Points for a text that goes on in further lines; not every program measures them when it opens a file. Excel's most is 409. */
export function heightOf(text: string, width: number): number {
  // a Chinese character is as wide as two digits
  const across = (line: string) => [...line].reduce((sum, point) => sum + (point > '\u2000' ? 2 : 1), 0)
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(across(line) / (width - 2))), 0)
  return Math.min(409, lines * 15)
}

/** A list that the program offers and holds people to. The runtime has dataValidations; its types forgot them. */
export function offerChoices(page: Worksheet, letter: string, list: string, rows: { from: number; to: number }): void {
  const { dataValidations } = page as unknown as { dataValidations: { add(range: string, rule: object): void } }
  dataValidations.add(`${letter}${rows.from}:${letter}${rows.to}`, {
    type: 'list',
    allowBlank: true,
    formulae: [list],
    showErrorMessage: true,
    errorTitle: '不在选项里',
    error: '请从下拉框里选一项。全部选项在“字典”表。',
  })
}

/** Text as a cell takes it: what looks like an escape (_x0041_) stays what it is. */
export const asCellText = (text: string) => text.replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')

/** Programs disagree on the days before it, for 1900 was no leap year: those are text. */
export const firstCellDay = '1900-03-01'

/** Excel's own day number. */
export const asCellDay = (day: string) => new Date(`${day}T00:00:00Z`)
