/**
 * CSV (逗号分隔): an export for programs and other offices.
 *
 * UTF-8 with a byte order mark, so that office programs read Chinese; a cell that a program could
 * take for a formula gets an apostrophe in front. CSV is written and never read: xlsx is the way in.
 *
 * Source: RFC 4180; conventions XLS-07; OWASP ASVS 5.0, 1.2.10.
 */
import type { SheetRows } from './workbook-write.ts'

/** The rows of one sheet, with its headers. */
export function writeCsv({ sheet, rows }: SheetRows): string {
  const lines = [sheet.columns.map(column => column.header)]
  for (const values of rows as readonly Record<string, unknown>[]) lines.push(sheet.columns.map(column => textOf(values[column.key])))
  return `\ufeff${lines.map(line => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}

const textOf = (value: unknown) => (value === null || value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value))

/** A number stays a number: only texts are neutralised. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
