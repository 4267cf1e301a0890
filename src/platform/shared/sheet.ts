/**
 * Sheets (工作表): what a ledger's columns are, declared as data.
 *
 * A feature declares its sheet once; template, export, import, error workbook and CSV all follow
 * from the declaration. Reading and writing files stands in platform/server/workbook.ts.
 *
 * Source: conventions §2.4.
 */

interface ColumnBase {
  key: string
  /** What stands in the header row. Headers are found by their words, in any order. */
  header: string
  /** A blank cell is an error. */
  required?: true
  /** In characters of the body font; default by kind. */
  width?: number
  /** One sentence for the page 填写说明. */
  note: string
  /** What the greyed sample row shows. */
  sample: string
  /** Personal data: masked by role on export, and counted for the second confirmation. */
  personal?: true
}

export type Column = ColumnBase &
  (
    | { kind: 'text'; /** Code points. */ least?: number; /** Code points; default 200. */ longest?: number }
    /** A person's name (DATA-08, DATA-09). */
    | { kind: 'name' }
    /** A mobile or landline number (DATA-12). */
    | { kind: 'phone' }
    /** A key of some table: half-width, without spaces, at most 40 characters. */
    | { kind: 'code'; pattern?: RegExp; /** The pattern in words, e.g. "12位数字". */ patternSays?: string }
    /** Several codes in one cell, separated by 、 */
    | { kind: 'codes' }
    /** Several short texts in one cell, separated by 、 */
    | { kind: 'list'; /** Code points of one; default 30. */ longest?: number }
    /** A day; every form of XLS-03. */
    | { kind: 'day' }
    | { kind: 'integer'; least?: number; most?: number }
    /** One of a list that the template offers. */
    | { kind: 'choice'; choices: readonly string[] }
  )

type Filled<C extends Column> = C extends { kind: 'integer' }
  ? number
  : C extends { kind: 'codes' | 'list' }
    ? readonly string[]
    : C extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : string

/** The values of a row, by column key; null where the cell is blank. */
export type ValuesOf<Columns extends readonly Column[]> = {
  [C in Columns[number] as C['key']]: C extends { required: true } ? Filled<C> : Filled<C> | null
}

export interface Sheet<Columns extends readonly Column[] = readonly Column[]> {
  /** Name of the worksheet, e.g. "人员". */
  name: string
  /** Row 1, e.g. "人员台账". */
  title: string
  columns: Columns
  /** What makes a row the same row in the next file. */
  keyOf(values: ValuesOf<Columns>): string
}

/** A row of a sheet, e.g. RowOf<typeof peopleSheet>. */
export type RowOf<S> = S extends Sheet<infer Columns> ? ValuesOf<Columns> : never

/** A cell that cannot be taken as it is. */
export interface CellError {
  sheet: string
  /** Row number as the spreadsheet program shows it. */
  row: number
  /** Column letter, or "" when the whole row is meant. */
  column: string
  header: string
  /** What is wrong and what to do. */
  message: string
}

/** A row that was read without error. */
export interface ReadRow<Values> {
  row: number
  values: Values
  /** Keys of cells that came back masked (138****1234): what is stored stays. */
  masked: readonly string[]
}

/** Throws at start-up when two columns share a key or a header. */
export function defineSheet<const Columns extends readonly Column[]>(sheet: Sheet<Columns>): Sheet<Columns> {
  const taken = new Set<string>()
  for (const { key, header } of sheet.columns) {
    for (const mark of [`key ${key}`, `header ${plainHeader(header)}`]) {
      if (taken.has(mark)) throw new Error(`Sheet ${sheet.name}: ${mark} twice`)
      taken.add(mark)
    }
  }
  return sheet
}

/** A header as it is compared: without spaces, stars, brackets' width and line breaks. */
export const plainHeader = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s*:]/gu, '')
    .toLowerCase()

/** "A", "Z", "AA" for 1, 26, 27. */
export function columnLetter(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  return (rest > 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + ((number - 1) % 26))
}

/** How an error reads in a list: "人员 第12行 C列“电话”：…". */
export const describeError = (error: CellError) =>
  `${error.sheet} 第${error.row}行${error.column ? ` ${error.column}列“${error.header}”` : ''}：${error.message}`
