/**
 * Raw sheets (表格原样): the few elements of SpreadsheetML that hold what people typed.
 *
 * exceljs could read too, but only whole files at once, and it spreads every merged or validated
 * range cell by cell: one tag can then cost a billion cells.
 *
 * Source: ECMA-376 part 1, §18.2 to §18.8.
 */
import { Problem, problems } from '../shared/problem.ts'
import type { RawCell } from '../shared/cells.ts'
import { openPackage, type WorkbookPackage } from './workbook-package.ts'
import { parsePart, relations, tooMuch, type Tag } from './workbook-xml.ts'

export const contentLimits = {
  /** Rows of a sheet that hold something. */
  rows: 50_000,
  columns: 200,
  cells: 2_000_000,
  /** The last row there can be, and characters of one cell; spreadsheet programs have no more. */
  lastRow: 1_048_576,
  text: 32_767,
  /** Characters of all cells: a short file can say one long text many thousand times, and each is gone through. */
  characters: 50_000_000,
  /** Merged ranges remembered, to say of a blank cell why it is blank. */
  merges: 2000,
} as const

export interface RawRow {
  /** Row number as the spreadsheet program shows it. */
  row: number
  /** By column number from 1; blank cells are absent. */
  cells: Map<number, RawCell>
}

export interface RawRange {
  top: number
  left: number
  bottom: number
  right: number
}

export interface RawSheet {
  name: string
  hidden: boolean
  /** In order, without rows that hold nothing. */
  rows: RawRow[]
  merges: RawRange[]
}

/** All sheets of the file. Throws as openPackage does. */
export async function readRawSheets(bytes: Uint8Array): Promise<RawSheet[]> {
  const parts = await openPackage(bytes)
  const root = (await relations(parts, '')).find(relation => relation.type.endsWith('/officeDocument'))
  if (!root) throw new Problem(problems.unsupported, '这不是Excel表格。')
  const links = await relations(parts, root.target)
  const target = (type: string) => links.find(link => link.type.endsWith(type))?.target
  const book = await readBook(parts, root.target)
  const strings = await readStrings(parts, target('/sharedStrings'))
  const dateStyles = await readDateStyles(parts, target('/styles'))
  const context = { strings, dateStyles, shift: book.shift, characters: 0 }
  const sheets: RawSheet[] = []
  for (const { name, hidden, id } of book.sheets) {
    const link = links.find(candidate => candidate.id === id)
    if (!link?.type.endsWith('/worksheet')) continue
    sheets.push({ name, hidden, ...(await readSheet(parts, link.target, context)) })
  }
  return sheets
}

async function readBook(parts: WorkbookPackage, name: string) {
  const sheets: { name: string; hidden: boolean; id: string }[] = []
  /** What to add to a number that is a date: files from old Macs count from 1904. */
  let shift = 0
  await parsePart(parts, name, {
    open(tag) {
      if (tag.name === 'workbookPr' && /^(1|true)$/.test(tag.attribute('date1904') ?? '')) shift = 1462
      if (tag.name !== 'sheet') return
      sheets.push({ name: tag.attribute('name') ?? '', hidden: (tag.attribute('state') ?? 'visible') !== 'visible', id: idOf(tag) })
      if (sheets.length > 100) throw tooMuch()
    },
  })
  return { sheets, shift }
}

/** r:id, and not sheetId. */
const idOf = (tag: Tag) => tag.attribute('r:id') ?? tag.attribute('id') ?? ''

/** Shared texts by index, without the readings (rPh) that Japanese and Chinese editions add. */
async function readStrings(parts: WorkbookPackage, name: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!name) return strings
  let text = ''
  let taking = false
  let reading = false
  await parsePart(parts, name, {
    open(tag) {
      if (tag.name === 'si') text = ''
      else if (tag.name === 'rPh') reading = true
      else if (tag.name === 't') taking = !reading
    },
    text(piece) {
      if (taking) text = joined(text, piece)
    },
    close(tag) {
      if (tag === 't') taking = false
      else if (tag === 'rPh') reading = false
      else if (tag === 'si') strings.push(unescape(text))
      if (strings.length > contentLimits.cells) throw tooMuch()
    },
  })
  return strings
}

/** Throws invalid (422) for a text that no cell has room for. */
function joined(text: string, piece: string): string {
  if (text.length + piece.length > contentLimits.text)
    throw new Problem(problems.invalid, `有一格的字太多。一格最多${contentLimits.text}个字，请删短再导入。`)
  return text + piece
}

/** _x000D_ and its like (§22.9.2.19). */
const unescape = (text: string) =>
  text.includes('_x') ? text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16))) : text

/** For each cell style, whether it shows a number as a date. */
async function readDateStyles(parts: WorkbookPackage, name: string | undefined): Promise<boolean[]> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  if (!name) return styles
  let inCells = false
  await parsePart(parts, name, {
    open(tag) {
      if (tag.name === 'cellXfs') inCells = true
      if (tag.name === 'numFmt') custom.set(Number(tag.attribute('numFmtId')), showsDate(tag.attribute('formatCode') ?? ''))
      if (tag.name !== 'xf' || !inCells) return
      const format = Number(tag.attribute('numFmtId') ?? 0)
      styles.push(
        custom.get(format) ?? ((format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58)),
      )
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** Years or days in a number format, outside quotes, brackets and escapes. */
const showsDate = (code: string) => /[ydYD年日]/.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').replaceAll(/general/gi, ''))

interface SheetContext {
  strings: readonly string[]
  dateStyles: readonly boolean[]
  shift: number
  /** In the cells read so far. */
  characters: number
}

async function readSheet(parts: WorkbookPackage, name: string, context: SheetContext): Promise<Pick<RawSheet, 'rows' | 'merges'>> {
  const rows: RawRow[] = []
  const merges: RawRange[] = []
  let row: RawRow = { row: 0, cells: new Map() }
  let cell = { column: 0, type: 'n', style: 0, text: '', formula: false }
  let count = 0
  let taking = false
  await parsePart(parts, name, {
    open(tag) {
      if (tag.name === 'row') row = { row: rowNumber(tag.attribute('r'), row.row), cells: new Map() }
      else if (tag.name === 'c') {
        const column = columnOf(tag.attribute('r')) ?? cell.column + 1
        cell = { column, type: tag.attribute('t') ?? 'n', style: Number(tag.attribute('s') ?? 0), text: '', formula: false }
      } else if (tag.name === 'f') cell.formula = true
      else if (tag.name === 'v' || tag.name === 't') taking = true
      else if (tag.name === 'mergeCell' && merges.length < contentLimits.merges) merges.push(...rangeOf(tag.attribute('ref')))
    },
    text(piece) {
      if (taking) cell.text = joined(cell.text, piece)
    },
    close(tag) {
      if (tag === 'v' || tag === 't') taking = false
      else if (tag === 'c') {
        const raw = cell.column <= contentLimits.columns ? rawCell(cell, context) : undefined
        if (!raw) return
        context.characters += raw.text.length
        if ((count += 1) > contentLimits.cells || context.characters > contentLimits.characters) throw tooMuch()
        row.cells.set(cell.column, raw)
      } else if (tag === 'row') {
        cell = { ...cell, column: 0 }
        if (row.cells.size > 0) rows.push(row)
        if (rows.length > contentLimits.rows)
          throw new Problem(problems.tooLarge, `一张表最多${contentLimits.rows}行。请分成几个文件再导入。`)
      }
    },
  })
  return { rows, merges }
}

/** The row's number as the file says it; the next one when it says none. Throws invalid (422) unless it comes after the one before and can be. */
function rowNumber(said: string | undefined, before: number): number {
  const row = said === undefined ? before + 1 : /^[0-9]{1,7}$/.test(said) ? Number(said) : 0
  if (row > before && row <= contentLimits.lastRow) return row
  throw new Problem(problems.invalid, '表格里的行号是乱的，没有读取。请用Excel另存一次。')
}

/** What the cell holds; nothing if it is blank. */
function rawCell(cell: { type: string; style: number; text: string; formula: boolean }, context: SheetContext): RawCell | undefined {
  const formula = cell.formula ? { formula: true as const } : {}
  if (cell.text === '') return cell.formula ? { text: '', ...formula } : undefined
  switch (cell.type) {
    case 's': {
      const text = context.strings[Number(cell.text)] ?? ''
      return text === '' ? undefined : { text, ...formula }
    }
    case 'inlineStr':
    case 'str':
      return { text: unescape(cell.text), ...formula }
    case 'b':
      return { text: cell.text === '1' ? 'TRUE' : 'FALSE', ...formula }
    case 'e':
      return { text: cell.text, broken: true, ...formula }
    case 'd':
      return { text: cell.text.slice(0, 10), ...formula }
    default:
      return { ...numberCell(Number(cell.text), context.dateStyles[cell.style] ?? false, context.shift), ...formula }
  }
}

function numberCell(value: number, date: boolean, shift: number): RawCell {
  if (Number.isNaN(value)) return { text: '#NUM!', broken: true }
  if (!date) return { text: Number.isSafeInteger(value) ? value.toFixed(0) : String(value), number: value }
  const serial = value + shift
  const shown = serial >= 61 && serial <= 73_415 ? new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000) : null
  return { text: shown?.toISOString().slice(0, 10) ?? String(value), number: serial, date: true }
}

/** 28 for "AB12". */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return (letters && [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)) || undefined
}

function rangeOf(reference = ''): RawRange[] {
  const [from, to = from] = reference.split(':')
  const [left, right] = [columnOf(from), columnOf(to)]
  const [top, bottom] = [Number(/\d+$/.exec(from ?? '')?.[0]), Number(/\d+$/.exec(to ?? '')?.[0])]
  return left && right && top && bottom ? [{ top, left, bottom, right }] : []
}
