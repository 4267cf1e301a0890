/**
 * Cells (单元格): what a person put into one cell, read as what the column wants.
 *
 * Pure. Every refusal says what is wrong and what to do. Forgiving where habits differ
 * (full-width digits, 无 for blank, eight-digit days), strict where a guess could be wrong.
 *
 * Source: conventions XLS-02 to XLS-04, DATA-08 to DATA-12.
 */
import { Mobile } from './primitives.ts'
import type { Column } from './sheet.ts'

/** A cell as the file holds it. */
export interface RawCell {
  /** What the spreadsheet program shows, without its formatting. */
  text: string
  /** The number behind it, in the 1900 date system. */
  number?: number
  /** The number is formatted as a date. */
  date?: true
  formula?: true
  /** A spreadsheet error such as #N/A. */
  broken?: true
}

export type CellReading = { value: string | number | readonly string[] | null; masked?: true } | { wrong: string }

/** The cell as its column wants it; "wrong" holds a sentence for the person. */
export function readCell(column: Column, cell: RawCell | undefined): CellReading {
  if (cell?.formula) return { wrong: '这里是公式。请复制后用“选择性粘贴→数值”填写。' }
  if (cell?.broken) return { wrong: `这里是错误值${cell.text}。请改成实际内容。` }
  const text = cell ? cleanText(cell.text) : ''
  if (blanks.has(text)) return column.required ? { wrong: `“${column.header}”必填，请补上。` } : { value: null }
  if (column.personal && text.includes('*'))
    return column.required ? { wrong: '这里带*号，是脱敏后的内容。请填完整。' } : { value: null, masked: true }
  if (column.kind !== 'day' && cell?.number !== undefined && Math.abs(cell.number) >= 1e15)
    return { wrong: '数字太长，表格软件已改掉后几位。请先把单元格设为“文本”再填。' }
  return readers[column.kind](column as never, text, cell)
}

/** XLS-04: what people write in a cell that they leave blank. */
const blanks = new Set(['', '无', '/', '-', '—', '——', '--', '－', '空'])

/** NFC, without invisible characters (but for those that join pictures to one), leading apostrophes and outer spaces; digits half-width. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(
      /[\u200b\u200c\u200e\u200f\u2060\ufeff]|(?<![\p{Extended_Pictographic}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})/gu,
      '',
    )
    .replace(/^['\s]+/, '')
    .trim()
    .replaceAll(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}

/** What a list names, each once: several stand between commas of any kind. */
export const itemsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,;；\n]/)
      .map(item => item.trim())
      .filter(item => item !== ''),
  ),
]

type ColumnOf<Kind> = Extract<Column, { kind: Kind }>
type Reader<Kind> = (column: ColumnOf<Kind>, text: string, cell: RawCell | undefined) => CellReading

const readers: { [Kind in Column['kind']]: Reader<Kind> } = {
  text(column, text) {
    const longest = column.longest ?? 200
    if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(text)) return { wrong: '里面有看不见的字符。请删掉后重新输入。' }
    if ([...text].length > longest) return { wrong: `最多${longest}个字，现在有${[...text].length}个。请删短。` }
    if ([...text].length < (column.least ?? 1)) return { wrong: `至少${column.least}个字。请写清楚些。` }
    return { value: text }
  },
  name(_column, text) {
    const name = cleanName(text)
    if (/\p{Co}/u.test(name)) return { wrong: '名字里有自造字，别的电脑显示不出来。请用标准汉字。' }
    if (isName(name)) return { value: name }
    return { wrong: `“${short(text)}”不像姓名。请只写姓名，2到50个字。` }
  },
  phone(_column, text) {
    const read = Mobile.safeParse(text)
    return read.success ? { value: read.data } : { wrong: read.error.issues[0]?.message ?? '电话号码不对。' }
  },
  code(column, text) {
    const code = cleanCode(text)
    if (code.length > 40) return { wrong: '编码最多40个字符。请核对。' }
    if (column.pattern && !column.pattern.test(code)) return { wrong: `“${short(code)}”不对。应为${column.patternSays ?? '规定的写法'}。` }
    return { value: code }
  },
  codes(_column, text) {
    const codes = text
      .split(/[、，,;；\n]/)
      .map(cleanCode)
      .filter(code => code !== '')
    if (codes.some(code => code.length > 40)) return { wrong: '有一个编码超过40个字符。几个编码之间请用“、”隔开。' }
    return { value: [...new Set(codes)] }
  },
  list(column, text) {
    const items = itemsIn(text)
    const longest = column.longest ?? 30
    const long = items.find(item => [...item].length > longest)
    if (long !== undefined) return { wrong: `“${short(long)}”超过${longest}个字。几项之间请用“、”隔开。` }
    return { value: items }
  },
  day: (_column, text, cell) => readDay(text, cell),
  integer(column, text) {
    const digits = text.replaceAll(/[,，\s]/g, '')
    if (!/^-?\d{1,12}$/.test(digits)) return { wrong: `“${short(text)}”不是整数。请填数字，例如 8。` }
    const value = Number(digits)
    if (column.least !== undefined && value < column.least) return { wrong: `不能小于${column.least}。请核对。` }
    if (column.most !== undefined && value > column.most) return { wrong: `不能大于${column.most}。请核对。` }
    return { value }
  },
  choice(column, text) {
    const wanted = plain(text)
    const found = column.choices.find(choice => plain(choice) === wanted)
    if (found !== undefined) return { value: found }
    const offered = column.choices.slice(0, 12).join('、')
    return { wrong: `“${short(text)}”不在选项里。请从下拉框选：${offered}${column.choices.length > 12 ? '等' : ''}。` }
  },
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '')
const cleanCode = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '')
const short = (text: string) => ([...text].length > 20 ? `${[...text].slice(0, 20).join('')}…` : text)

/** DATA-08: the interpunct is U+00B7; spaces that only stretch a two-character name go. */
export function cleanName(text: string): string {
  return text
    .replaceAll(/[\s　]+/gu, ' ')
    .replaceAll(/(?<=\p{Script=Han}) ?[\u2022\u30fb\u2027\uff0e\u00b7.] ?(?=\p{Script=Han})/gu, '·')
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}

/** DATA-09, and names in other scripts for those who have one. */
export const isName = (name: string) =>
  /^\p{Script=Han}[\p{Script=Han}·]{0,48}\p{Script=Han}$/u.test(name) || /^\p{L}[\p{L}\p{M}·'’. -]{0,48}[\p{L}\p{M}.]$/u.test(name)

const year = '(\\d{4})'
const fullDay = new RegExp(`^${year}(?:[-/.](\\d{1,2})[-/.](\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日?)(?:[T ][\\d:.]+Z?)?$`)
const monthOnly = new RegExp(`^${year}(?:[-/.](\\d{2})|[-/](\\d)|年(\\d{1,2})月)$`)

/** XLS-03. A month alone stands for its first day. */
function readDay(text: string, cell: RawCell | undefined): CellReading {
  if (cell?.number !== undefined) return readDayNumber(cell.number, cell.date === true, text)
  const spaceless = text.replaceAll(/\s*([-/.年月日])\s*/g, '$1')
  const full = fullDay.exec(spaceless)
  if (full) return dayOrWrong(text, full[1], full[2] ?? full[4], full[3] ?? full[5])
  const month = monthOnly.exec(spaceless)
  if (month) return dayOrWrong(text, month[1], month[2] ?? month[3] ?? month[4], '1')
  if (/^\d{8}$/.test(text)) return dayOrWrong(text, text.slice(0, 4), text.slice(4, 6), text.slice(6))
  if (/^\d{5}$/.test(text)) return readDayNumber(Number(text), true, text)
  return wrongDay(text)
}

/** Days since 1899-12-30, as spreadsheet programs count from March 1900 on. */
const lastSerial = 73415
const firstSerial = 61

function readDayNumber(number: number, date: boolean, text: string): CellReading {
  const whole = Math.floor(number)
  if (date && whole >= firstSerial && whole <= lastSerial) return { value: dayOfSerial(whole) }
  if (/^\d{8}$/.test(text)) return dayOrWrong(text, text.slice(0, 4), text.slice(4, 6), text.slice(6))
  if (/^\d{4}\.\d{2}$/.test(text)) return dayOrWrong(text, text.slice(0, 4), text.slice(5), '1')
  if (/^\d{4}\.\d$/.test(text)) return { wrong: `“${text}”看不出是几月，10月末尾的0会丢。请写成2005-10-01这样。` }
  if (/^(19|20)\d{2}$/.test(text)) return { wrong: `“${text}”只有年份。请写成${text}-01-05这样。` }
  if (whole > 2100 && whole <= lastSerial) return { value: dayOfSerial(whole) }
  return wrongDay(text)
}

const dayOfSerial = (serial: number) => new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)

function dayOrWrong(text: string, year = '', month = '', day = ''): CellReading {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${written}T00:00:00Z`)
  const exists = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === written
  return exists && written >= '1900-01-01' && written <= '2100-12-31' ? { value: written } : wrongDay(text)
}

const wrongDay = (text: string): CellReading => ({ wrong: `日期“${short(text)}”不对。请写成2020-01-05这样。` })
