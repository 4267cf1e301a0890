/** The texts of a notice (公示里的文字), each with the place where it stands: for the gate, and for masking. Pure functions. */
import type { NoticeFields } from './disclosures.shapes.contract.ts'

export interface PlacedText {
  where: string
  text: string
}

/** The fields with every text that is searched as `change` makes it. */
export function withTexts(fields: NoticeFields, change: (where: string, text: string) => string): NoticeFields {
  const { table } = fields
  return {
    ...fields,
    title: change('标题', fields.title),
    basis: change('依据', fields.basis),
    content: change('内容', fields.content),
    issuer: change('公示单位', fields.issuer),
    audit: change('预审', fields.audit),
    table: table && {
      columns: table.columns.map((name, index) => change(`表头第${index + 1}列`, name)),
      rows: table.rows.map((row, line) => row.map((cell, column) => change(`表格第${line + 1}行“${table.columns[column] ?? ''}”`, cell))),
    },
  }
}

export function textsOf(fields: NoticeFields): PlacedText[] {
  const texts: PlacedText[] = []
  withTexts(fields, (where, text) => {
    if (text !== '') texts.push({ where, text })
    return text
  })
  return texts
}

/** One place of a text, and what should stand there instead. */
export interface Replacement {
  where: string
  start: number
  end: number
  masked: string
}

/** Every replacement carried out; those of places outside the fields are left alone. */
export const maskedFields = (fields: NoticeFields, replacements: readonly Replacement[]): NoticeFields =>
  withTexts(fields, (where, text) =>
    replacements
      .filter(each => each.where === where)
      .toSorted((a, b) => b.start - a.start)
      .reduce((rest, { start, end, masked }) => rest.slice(0, start) + masked + rest.slice(end), text),
  )

const around = 12
type Span = Omit<Replacement, 'where'>

/** The words around a finding, with it and all others of the same text masked. */
export function excerpt(text: string, { start, end, masked }: Span, all: readonly Span[]): string {
  const told = (from: number, to: number) =>
    all
      .filter(each => from <= each.start && each.end <= to)
      .toSorted((a, b) => b.start - a.start)
      .reduce((rest, each) => rest.slice(0, each.start - from) + each.masked + rest.slice(each.end - from), text.slice(from, to))
  const before = told(0, start)
  const after = told(end, text.length)
  const cut = { before: before.length > around, after: after.length > around }
  return `${cut.before ? '…' : ''}${before.slice(-around)}${masked}${after.slice(0, around)}${cut.after ? '…' : ''}`
}

/** Each row in one, for numbers that were spread over its cells. */
export const rowsOf = ({ table }: Pick<NoticeFields, 'table'>): PlacedText[] =>
  (table?.rows ?? []).map((row, line) => ({ where: `表格第${line + 1}行`, text: row.join(' ') }))
