/**
 * Error workbook (错误表格): the same workbook again, each wrong row with its reason in front.
 *
 * Every row comes back as it was, right ones too, so that the corrected file can be imported
 * whole: rows that went in before are known by their keys. An error workbook of an error workbook
 * has one column 错误原因, not two.
 *
 * Source: conventions XLS-06.
 */
import type { Cell, Workbook, Worksheet } from 'exceljs'
import { cleanText, type RawCell } from '../shared/cells.ts'
import { columnLetter, type CellError, type Sheet } from '../shared/sheet.ts'
import {
  asCellText,
  borders,
  font,
  headRows,
  lastRow,
  heightOf,
  offerChoices,
  onPaper,
  styleHeader,
  widthOf,
  wrongFill,
} from './workbook-layout.ts'
import { dictionaryName, guideName, reasonHeader } from './workbook-marks.ts'
import { readRawSheets, type RawSheet } from './workbook-raw.ts'
import { findHeader, matchSheets } from './workbook-read.ts'
import { addDictionary, addGuide, newBook, planLists, toBuffer } from './workbook-write.ts'

const reasonWidth = 44

/** The file again with its errors marked. `errors` are those of its reading, and any found afterwards. */
export async function writeErrorWorkbook(bytes: Uint8Array, sheets: readonly Sheet[], errors: readonly CellError[]): Promise<Buffer> {
  const raw = await readRawSheets(bytes)
  const known = new Map(matchSheets(raw, sheets).map(([sheet, found]) => [found, sheet]))
  const book = await newBook()
  const lists = planLists(sheets)
  addGuide(book, sheets)
  for (const found of raw.filter(sheet => sheet.name !== guideName && sheet.name !== dictionaryName)) {
    const sheet = known.get(found)
    if (sheet)
      copyMarked(
        book,
        found,
        sheet,
        errors.filter(error => error.sheet === sheet.name),
        lists,
      )
    else copyPlain(book, found)
  }
  addDictionary(book, sheets)
  return toBuffer(book)
}

function copyPlain(book: Workbook, raw: RawSheet): void {
  const page = book.addWorksheet(raw.name, { state: raw.hidden ? 'hidden' : 'visible' })
  for (const row of raw.rows) for (const [column, cell] of row.cells) writeRaw(page.getCell(row.row, column), cell)
}

function copyMarked(book: Workbook, raw: RawSheet, sheet: Sheet, errors: readonly CellError[], lists: Map<string, string>): void {
  const header = findHeader(raw, sheet)
  const headerRow = header?.row ?? headRows.header
  const page = book.addWorksheet(raw.name, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: headerRow }],
    pageSetup: { ...onPaper, printTitlesRow: `${headerRow}:${headerRow}` },
  })
  const earlier = earlierReasons(raw, headerRow)
  const shift = earlier === 1 ? 0 : 1
  const width = raw.rows.reduce((widest, row) => Math.max(widest, ...row.cells.keys()), 1) + shift
  const wrong = new Map(errors.map(error => [`${error.row}/${error.column}`, error]))
  page.getColumn(1).width = reasonWidth
  for (let column = 2; column <= width; column += 1) page.getColumn(column).width = 16
  for (const column of sheet.columns) {
    const place = header?.places.get(column.key)
    if (place !== undefined) page.getColumn(place + shift).width = widthOf(column)
  }
  for (const row of raw.rows)
    for (const [column, cell] of row.cells) {
      if (column === earlier) continue
      const copy = page.getCell(row.row, column + shift)
      writeRaw(copy, cell)
      if (row.row > headerRow) copy.border = borders
    }
  for (const { row, column } of wrong.values()) if (column) markWrong(page, row, column, shift)
  writeReasons(page, errors)
  page.getCell(headerRow, 1).value = reasonHeader
  styleHeader(page.getRow(headerRow), width)
  for (const [key, column] of header?.places ?? []) {
    const list = lists.get(`${sheet.name}/${key}`)
    if (list) offerChoices(page, columnLetter(column + shift), list, { from: headerRow + 1, to: lastRow })
  }
}

/** The column that an earlier error workbook put in front; 0 if there is none. */
const earlierReasons = (raw: RawSheet, headerRow: number) =>
  [...(raw.rows.find(row => row.row === headerRow)?.cells ?? [])].find(([, cell]) => cleanText(cell.text) === reasonHeader)?.[0] ?? 0

function writeReasons(page: Worksheet, errors: readonly CellError[]): void {
  const reasons = new Map<number, string[]>()
  for (const { row, header, message } of errors) {
    const said = reasons.get(row) ?? []
    said.push(header ? `${header}：${message}` : message)
    reasons.set(row, said)
  }
  for (const [row, said] of reasons) {
    const cell = page.getCell(row, 1)
    cell.value = asCellText(said.join('\n'))
    page.getRow(row).height = heightOf(said.join('\n'), reasonWidth)
    cell.font = { ...font, color: { argb: 'FFC00000' } }
    cell.alignment = { wrapText: true, vertical: 'top' }
    cell.fill = wrongFill
  }
}

function markWrong(page: Worksheet, row: number, letter: string, shift: number): void {
  const column = [...letter].reduce((sum, part) => sum * 26 + part.charCodeAt(0) - 64, 0)
  page.getCell(row, column + shift).fill = wrongFill
  page.getCell(row, column + shift).border = borders
}

/** As text, so that nothing changes on the way; days stay days and formulas show what they showed. */
function writeRaw(cell: Cell, raw: RawCell): void {
  cell.font = font
  if (raw.number !== undefined && !raw.date && Math.abs(raw.number) < 1e11) cell.value = raw.number
  else {
    cell.value = asCellText(raw.text)
    cell.numFmt = '@'
  }
}
