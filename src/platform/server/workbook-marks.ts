/**
 * Workbook marks (表格记号): the words by which a file of the house is known again when it comes back.
 *
 * The version of a template stands in a hidden cell (XLS-05) and changes by itself whenever a
 * column, a choice or a rule of its declaration does.
 */
import { createHash } from 'node:crypto'
import type { Sheet } from '../shared/sheet.ts'

/** Worksheets that a template adds and no one imports. */
export const guideName = '填写说明'
export const dictionaryName = '字典'

/** Columns that every ledger may carry and no one imports. */
export const orderHeader = '序号'
export const reasonHeader = '错误原因'

/** What 序号 says in the sample row. */
export const sampleMark = '示例'

/** The row of 字典, hidden, that holds one version mark for each sheet. */
export const versionRow = 1

/** What the hidden cell says for the sheet, e.g. "sanliang/人员/3f2a90c41b77"; the same for the same declaration. */
export function versionMark({ name, columns }: Sheet): string {
  const declared = columns.map(column => ({ ...column, pattern: 'pattern' in column ? String(column.pattern) : null }))
  return `${prefixOf(name)}${createHash('sha256').update(JSON.stringify(declared)).digest('hex').slice(0, 12)}`
}

/** Was a template with these marks made from another declaration of the sheet? */
export const isOldTemplate = (sheet: Sheet, marks: readonly string[]) =>
  marks.some(mark => mark.startsWith(prefixOf(sheet.name)) && mark !== versionMark(sheet))

const prefixOf = (name: string) => `sanliang/${name}/`
