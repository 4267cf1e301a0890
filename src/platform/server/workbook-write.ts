/**
 * Workbook writing (生成表格): templates and exports, in one shape.
 *
 * What is exported can be imported again as it is. Every text is written as a string, so that
 * nothing a resident typed can run as a formula (ASVS 1.2.10); days are real dates.
 *
 * Source: conventions XLS-01, XLS-02, XLS-05, XLS-07.
 */
import type { Row, Style, Workbook, Worksheet } from 'exceljs'
import { columnLetter, type Column, type Sheet, type ValuesOf } from '../shared/sheet.ts'
import {
  addLedger,
  asCellDay,
  asCellText,
  borders,
  font,
  formatOf,
  grey,
  headRows,
  heightOf,
  onPaper,
  widthOf,
  type Surroundings,
  firstCellDay,
} from './workbook-layout.ts'
import { dictionaryName, guideName, sampleMark, versionMark, versionRow } from './workbook-marks.ts'

/** One sheet and what to write into it. */
export interface SheetRows<Columns extends readonly Column[] = readonly Column[]> {
  sheet: Sheet<Columns>
  rows: readonly ValuesOf<Columns>[]
}

/** Pairs a sheet with its rows; keeps their types together. */
export const rowsOf = <Columns extends readonly Column[]>(sheet: Sheet<Columns>, rows: readonly ValuesOf<Columns>[]) =>
  ({ sheet, rows }) as unknown as SheetRows

/** An xlsx to fill in: validation lists, one greyed sample row a sheet, 填写说明 and 字典. */
export async function writeTemplate(sheets: readonly Sheet[], around: Surroundings = {}): Promise<Buffer> {
  const book = await newBook()
  addGuide(book, sheets)
  const lists = planLists(sheets)
  for (const sheet of sheets) {
    const page = addLedger(book, sheet, around, lists)
    writeSample(page.getRow(headRows.first), sheet)
    const blankRows = 20
    for (let at = 1; at <= blankRows; at += 1) frameRow(page.getRow(headRows.first + at), sheet.columns.length + 1)
    writeFoot(page, sheet, headRows.first + blankRows + 1, around)
  }
  addDictionary(book, sheets)
  return toBuffer(book)
}

/** An xlsx of rows in the template's shape; with `around.stamp` it says who exported it and when. */
export async function writeExport(sheets: readonly SheetRows[], around: Surroundings): Promise<Buffer> {
  const book = await newBook()
  const declared = sheets.map(({ sheet }) => sheet)
  const lists = planLists(declared)
  for (const { sheet, rows } of sheets) {
    const page = addLedger(book, sheet, around, lists)
    rows.forEach((values, at) => writeRow(page.getRow(headRows.first + at), sheet, values, at + 1))
    writeFoot(page, sheet, headRows.first + rows.length, around)
  }
  addDictionary(book, declared)
  return toBuffer(book)
}

/** exceljs takes a third of a second to load: only those who write wait for it. */
export async function newBook(): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs')
  return new exceljs.Workbook()
}

export const toBuffer = async (book: Workbook) => Buffer.from(await book.xlsx.writeBuffer())

function writeRow(row: Row, sheet: Sheet, values: Record<string, unknown>, order: number): void {
  const first = row.getCell(1)
  first.style = framed.plain
  first.value = order
  sheet.columns.forEach((column, at) => {
    const cell = row.getCell(at + 2)
    const value = values[column.key]
    cell.style = isLong(column) ? framed.long : framed[formatOf(column)]
    if (value === null || value === undefined) return
    if (isLong(column)) row.height = Math.max(row.height ?? 15, heightOf(textOf(value), widthOf(column)))
    if (Array.isArray(value)) cell.value = asCellText(textOf(value))
    else if (typeof value === 'number') cell.value = value
    else cell.value = column.kind === 'day' && String(value) >= firstCellDay ? asCellDay(String(value)) : asCellText(String(value))
  })
}

const textOf = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value))

/** One object for all cells of a kind: exceljs writes a style that it has met before without looking at it again. */
const framed = {
  plain: { font, border: borders },
  long: { font, border: borders, numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  '@': { font, border: borders, numFmt: '@' },
  '0': { font, border: borders, numFmt: '0' },
  'yyyy-mm-dd': { font, border: borders, numFmt: 'yyyy-mm-dd' },
} as const satisfies Record<string, Partial<Style>>

/** Text that may be longer than its column: it goes on in the next line, or the next cell would hide the end. */
const isLong = ({ kind }: Column) => kind === 'text' || kind === 'list' || kind === 'codes'

function frameRow(row: Row, columns: number): void {
  for (let column = 1; column <= columns; column += 1) {
    const cell = row.getCell(column)
    cell.border = borders
    cell.font = font
  }
}

function writeSample(row: Row, sheet: Sheet): void {
  row.values = [sampleMark, ...sheet.columns.map(column => column.sample)]
  for (let column = 1; column <= sheet.columns.length + 1; column += 1) {
    const cell = row.getCell(column)
    cell.font = grey
    cell.border = borders
    cell.numFmt = '@'
  }
}

/** 合计 as a formula, never typed; then who filled it in. Neither is imported. */
function writeFoot(page: Worksheet, sheet: Sheet, at: number, around: Surroundings): void {
  const total = page.getRow(at)
  frameRow(total, sheet.columns.length + 1)
  total.getCell(1).value = '合计'
  const counted = columnLetter(
    2 +
      Math.max(
        0,
        sheet.columns.findIndex(column => column.required),
      ),
  )
  const range = `${counted}${headRows.first}:${counted}${Math.max(at - 1, headRows.first)}`
  const samples = `COUNTIF(A${headRows.first}:A${Math.max(at - 1, headRows.first)},"${sampleMark}")`
  total.getCell(2).value = { formula: `COUNTA(${range})-${samples}` }
  total.getCell(2).numFmt = '0'
  const foot = page.getRow(at + 1)
  foot.getCell(1).value = '填表人：　　　　　　审核人：　　　　　　联系电话：　　　　　　（公章）'
  foot.getCell(1).font = font
  if (!around.stamp) return
  page.getRow(at + 2).getCell(1).value = around.stamp
  page.getRow(at + 2).getCell(1).font = grey
}

/** For each choice column, the cells of 字典 that hold its list. */
export function planLists(sheets: readonly Sheet[]): Map<string, string> {
  const lists = choiceColumns(sheets).map(({ sheet, column }, at): [string, string] => {
    const letter = columnLetter(at + 1)
    return [`${sheet.name}/${column.key}`, `字典!$${letter}$3:$${letter}$${column.choices.length + 2}`]
  })
  return new Map(lists)
}

const choiceColumns = (sheets: readonly Sheet[]) =>
  sheets.flatMap(sheet => sheet.columns.flatMap(column => (column.kind === 'choice' ? [{ sheet, column }] : [])))

/** 字典: one column a list, under a hidden row of version marks. */
export function addDictionary(book: Workbook, sheets: readonly Sheet[]): void {
  const page = book.addWorksheet(dictionaryName, { views: [{ state: 'frozen', ySplit: 2 }], pageSetup: onPaper })
  page.getRow(versionRow).values = sheets.map(versionMark)
  page.getRow(versionRow).hidden = true
  choiceColumns(sheets).forEach(({ sheet, column }, at) => {
    page.getColumn(at + 1).width = 24
    page.getCell(2, at + 1).value = `${sheet.name}·${column.header}`
    page.getCell(2, at + 1).font = { ...font, bold: true }
    column.choices.forEach((choice, index) => (page.getCell(index + 3, at + 1).value = choice))
  })
}

const generalAdvice = [
  '1. 带*的列必填。没有内容的格可留空，也可填“无”。',
  '2. 不要改表头。列的先后可以换，多出来的列不会导入。',
  '3. 灰色的示例行不会导入，可以留着。',
  '4. 日期写成2020-01-05，20200105、2020年1月5日也认得。只知道月份写2020.01，按1日记。',
  '5. 编码和电话列是文本格式，请不要改成数字。',
  '6. 数据列里不要用公式。合计行、表头和表尾不会导入。',
  '7. 先试导入，看完提示再正式导入。同一份表导两次不会重复。',
]

export function addGuide(book: Workbook, sheets: readonly Sheet[]): void {
  const page = book.addWorksheet(guideName, { pageSetup: onPaper })
  page.columns = [{ width: 14 }, { width: 22 }, { width: 8 }, { width: 70 }, { width: 26 }]
  page.addRow(['填写说明']).font = { ...font, size: 16, bold: true }
  for (const line of generalAdvice) page.addRow([line]).font = font
  page.addRow([])
  page.addRow(['工作表', '列', '必填', '怎么填', '示例']).font = { ...font, bold: true }
  for (const sheet of sheets)
    for (const column of sheet.columns) {
      const row = page.addRow([sheet.name, column.header, column.required ? '是' : '', column.note, column.sample])
      row.font = font
      row.getCell(4).alignment = { wrapText: true, vertical: 'top' }
      row.getCell(5).numFmt = '@'
    }
}
