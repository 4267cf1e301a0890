/**
 * Workbook reading (读取表格): from what the file holds to rows and cell errors.
 *
 * The header row is found by its words; title, 合计 and foot rows and the greyed sample row are
 * passed over, formulas in them included. Nothing is guessed: a row with one wrong cell is not a row.
 *
 * Source: conventions XLS-01, XLS-04 to XLS-06.
 */
import type { RowFault } from '../shared/applied.ts'
import { cleanText, readCell, type RawCell } from '../shared/cells.ts'
import { Problem, problems } from '../shared/problem.ts'
import { columnLetter, plainHeader, type CellError, type Column, type ReadRow, type Sheet, type ValuesOf } from '../shared/sheet.ts'
import { givingWay } from './giving-way.ts'
import { dictionaryName, guideName, isOldTemplate, orderHeader, reasonHeader, sampleMark, versionRow } from './workbook-marks.ts'
import { readRawSheets, type RawRow, type RawSheet } from './workbook-raw.ts'

/** What one sheet of a file says. */
export interface SheetReading<Columns extends readonly Column[] = readonly Column[]> {
  sheet: Sheet<Columns>
  rows: ReadRow<ValuesOf<Columns>>[]
  /** By row, then column. */
  errors: CellError[]
  /** The wrong rows, with what could be read of them. */
  wrong: { row: number; values: Partial<ValuesOf<Columns>> }[]
  /** Data rows seen, right and wrong. */
  total: number
  /** Headers of columns that no one reads. */
  ignored: string[]
  /** The fault as it stands in this file: with the column's letter and header. */
  locate(fault: RowFault): CellError
}

export interface WorkbookReading {
  readings: SheetReading[]
  /** Worksheets of the file that belong to none of the sheets asked for. */
  unread: string[]
  /** The template's version differs from today's; columns are matched by their headers all the same. */
  oldTemplate: boolean
  /** The reading of one sheet, typed; nothing if the file has no such worksheet. */
  of<Columns extends readonly Column[]>(sheet: Sheet<Columns>): SheetReading<Columns> | undefined
}

const furniture = [guideName, dictionaryName]

/**
 * The rows of `sheets` in an xlsx file.
 *
 * Throws unsupported (415), too-large (413) or invalid (422) when the file as a whole cannot be read,
 * and invalid (422) when it holds none of the sheets. Wrong cells are returned, never thrown.
 */
export async function readWorkbook(bytes: Uint8Array, sheets: readonly Sheet[]): Promise<WorkbookReading> {
  const raw = await readRawSheets(bytes)
  const pairs = matchSheets(raw, sheets)
  if (pairs.length === 0) {
    const names = sheets.map(sheet => `“${sheet.name}”`).join('、')
    throw new Problem(problems.invalid, `没有找到名为${names}的工作表。请用下载的模板填写。`)
  }
  const readings: SheetReading[] = []
  for (const [sheet, found] of pairs) readings.push(await readSheet(sheet, found))
  const taken = new Set(pairs.map(([, found]) => found))
  return {
    readings,
    unread: raw
      .filter(sheet => !taken.has(sheet) && !sheet.hidden && !furniture.includes(sheet.name) && sheet.rows.length > 0)
      .map(sheet => sheet.name),
    oldTemplate: pairs.some(([sheet]) => isOldTemplate(sheet, marksOf(raw))),
    of: sheet => readings.find(reading => reading.sheet === (sheet as unknown as Sheet)) as never,
  }
}

/** By name; a file with one sheet of any name serves when one sheet is asked for and its headers are that sheet's. */
export function matchSheets(raw: readonly RawSheet[], sheets: readonly Sheet[]): [Sheet, RawSheet][] {
  const named = sheets.flatMap((sheet): [Sheet, RawSheet][] => {
    const found = raw.find(candidate => candidate.name.trim() === sheet.name)
    return found ? [[sheet, found]] : []
  })
  const [only] = sheets
  const visible = raw.filter(sheet => !sheet.hidden && !furniture.includes(sheet.name))
  if (named.length > 0 || sheets.length !== 1 || !only || visible.length !== 1) return named
  const fits = (header: Header | undefined) => header?.places.size === only.columns.length && header.ignored.length === 0
  return visible.filter(sheet => fits(findHeader(sheet, only))).map(sheet => [only, sheet])
}

function marksOf(raw: readonly RawSheet[]): string[] {
  const hidden = raw.find(sheet => sheet.name === dictionaryName)?.rows.find(row => row.row === versionRow)
  return [...(hidden?.cells.values() ?? [])].map(cell => cell.text)
}

interface Header {
  row: number
  /** Column number in the file, by column key. */
  places: Map<string, number>
  ignored: string[]
  missing: Column[]
  doubled: Column[]
}

/** The first row that holds every required header, or failing that the one among the first 20 that holds most. */
export function findHeader(raw: RawSheet, sheet: Sheet): Header | undefined {
  let best: Header | undefined
  for (const row of raw.rows.filter(candidate => candidate.row <= 20)) {
    const header = asHeader(row, sheet)
    if (header.places.size > (best?.places.size ?? 1)) best = header
  }
  return best
}

function asHeader(row: RawRow, sheet: Sheet): Header {
  const header: Header = { row: row.row, places: new Map(), ignored: [], missing: [], doubled: [] }
  const columns = new Map(sheet.columns.map(column => [plainHeader(column.header), column]))
  for (const [number, cell] of row.cells) {
    const column = columns.get(plainHeader(cell.text))
    if (!column) {
      if (!unreadHeaders.has(plainHeader(cell.text))) header.ignored.push(cell.text.trim())
    } else if (header.places.has(column.key)) header.doubled.push(column)
    else header.places.set(column.key, number)
  }
  header.missing = sheet.columns.filter(column => column.required && !header.places.has(column.key))
  return header
}

const unreadHeaders = new Set([reasonHeader, orderHeader].map(plainHeader))

async function readSheet(sheet: Sheet, raw: RawSheet): Promise<SheetReading> {
  const header = findHeader(raw, sheet)
  const reading: SheetReading = {
    sheet,
    rows: [],
    errors: [],
    wrong: [],
    total: 0,
    ignored: [],
    locate: fault => locate(sheet, header, fault),
  }
  const wrongHeader = headerError(sheet, header)
  if (!header || wrongHeader) {
    const message = wrongHeader ?? `没有找到表头“${sheet.columns.map(column => column.header).join('、')}”。请用下载的模板填写。`
    return { ...reading, errors: [{ sheet: sheet.name, row: header?.row ?? 1, column: '', header: '', message }] }
  }
  const seen = new Map<string, number>()
  for await (const row of givingWay(raw.rows)) {
    if (row.row <= header.row || !isData(row)) continue
    const cells = new Map([...header.places].map(([key, number]) => [key, row.cells.get(number)]))
    if (isBlank(cells)) continue
    const sample = sampleError(sheet, row, cells, header)
    if (sample === 'sample') continue
    reading.total += 1
    const read = readRow(sheet, raw, row, header)
    if (sample) read.errors.unshift(sample)
    if (read.errors.length === 0) {
      const key = sheet.keyOf(read.values as never)
      const first = seen.get(key)
      if (first === undefined) seen.set(key, row.row)
      else read.errors.push({ sheet: sheet.name, row: row.row, column: '', header: '', message: `与第${first}行重复。请留一行。` })
    }
    if (read.errors.length > 0) {
      reading.errors.push(...read.errors)
      reading.wrong.push({ row: row.row, values: read.values as never })
    } else reading.rows.push({ row: row.row, values: read.values as never, masked: read.masked })
  }
  return { ...reading, ignored: header.ignored }
}

function locate(sheet: Sheet, header: Header | undefined, { row, key, message }: RowFault): CellError {
  const column = sheet.columns.find(candidate => candidate.key === key)
  const place = key === null ? undefined : header?.places.get(key)
  return { sheet: sheet.name, row, column: place ? columnLetter(place) : '', header: column?.header ?? '', message }
}

function headerError(sheet: Sheet, header: Header | undefined): string | undefined {
  if (!header) return undefined
  const names = (columns: Column[]) => columns.map(column => `“${column.header}”`).join('、')
  if (header.missing.length > 0) return `缺少${names(header.missing)}列。请用下载的“${sheet.name}”模板，不要改表头。`
  if (header.doubled.length > 0) return `${names(header.doubled)}列出现了两次。请删掉一列。`
  return undefined
}

/** Not a 合计 row and not the foot line; both begin, after blanks, with their words. */
function isData(row: RawRow): boolean {
  const first = [...row.cells.values()].slice(0, 3).map(cell => cell.text.replaceAll(/\s/gu, ''))
  return !first.some(text => /^(本页)?(合计|总计|小计|共计)[:：]?$/.test(text) || /^(填表人|填报人|制表人|审核人|导出人)[:：]/.test(text))
}

const isBlank = (cells: Map<string, RawCell | undefined>) =>
  [...cells.values()].every(cell => cell === undefined || (!cell.formula && cleanText(cell.text) === ''))

/** The sample as the template wrote it is passed over; a sample row that someone wrote into is pointed out. */
function sampleError(sheet: Sheet, row: RawRow, cells: Map<string, RawCell | undefined>, header: Header): CellError | 'sample' | undefined {
  const columnsRead = new Set(header.places.values())
  const marked = [...row.cells].find(([number, cell]) => !columnsRead.has(number) && cell.text.trim() === sampleMark)
  if (!marked) return undefined
  const untouched = sheet.columns.every(column => [column.sample, ''].includes(cells.get(column.key)?.text.trim() ?? ''))
  if (untouched) return 'sample'
  const message = '序号还写着“示例”，这一行不会导入。请把序号改成数字。'
  return { sheet: sheet.name, row: row.row, column: columnLetter(marked[0]), header: orderHeader, message }
}

function readRow(sheet: Sheet, raw: RawSheet, row: RawRow, header: Header) {
  const values: Record<string, unknown> = {}
  const masked: string[] = []
  const errors: CellError[] = []
  for (const column of sheet.columns) {
    const number = header.places.get(column.key)
    const cell = number === undefined ? undefined : row.cells.get(number)
    const read = readCell(column, cell)
    if ('value' in read) {
      values[column.key] = read.value
      if (read.masked) masked.push(column.key)
      continue
    }
    const message =
      !cell && number !== undefined && isCovered(raw, row.row, number) ? '这里是合并单元格。请取消合并，每行都填上。' : read.wrong
    errors.push({ sheet: sheet.name, row: row.row, column: columnLetter(number ?? 1), header: column.header, message })
  }
  return { values, masked, errors }
}

const isCovered = (raw: RawSheet, row: number, column: number) =>
  raw.merges.some(merge => row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right)
