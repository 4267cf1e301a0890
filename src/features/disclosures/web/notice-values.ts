/** A notice as a form holds it (公示表单的值): its table as lines, the cells apart by tabs, as a spreadsheet hands them over. */
import type { NoticeFields, NoticeTable } from '../disclosures.contract.ts'

export type NoticeValues = {
  fields: Omit<Partial<NoticeFields>, 'table' | 'issuedOn' | 'resultDueOn' | 'pollingOn' | 'purposeEndsOn'> & {
    table?: string
    issuedOn?: string
    resultDueOn?: string
    pollingOn?: string
    purposeEndsOn?: string
  }
  near: string[]
}

export const valuesOf = (fields: NoticeFields, near: readonly string[]): NoticeValues => {
  const { table, issuedOn, resultDueOn, pollingOn, purposeEndsOn, ...rest } = fields
  return {
    fields: {
      ...rest,
      table: table ? [table.columns, ...table.rows].map(row => row.join('\t')).join('\n') : '',
      issuedOn: issuedOn ?? '',
      resultDueOn: resultDueOn ?? '',
      pollingOn: pollingOn ?? '',
      purposeEndsOn: purposeEndsOn ?? '',
    },
    near: [...near],
  }
}

const cellsOf = (line: string) => line.split(line.includes('\t') ? '\t' : /[|｜]/u).map(cell => cell.trim())
const tableOf = (text: string): NoticeTable | null => {
  const [columns, ...rows] = text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(cellsOf)
  return columns ? { columns, rows } : null
}
const dayOrNull = (day: string | undefined) => (day ? day : null)

/** What the server checks is sent as it stands, also where it is missing. */
export const bodyOf = ({ fields, near }: NoticeValues) => ({
  fields: {
    ...fields,
    table: tableOf(fields.table ?? ''),
    issuedOn: dayOrNull(fields.issuedOn),
    resultDueOn: dayOrNull(fields.resultDueOn),
    pollingOn: dayOrNull(fields.pollingOn),
    purposeEndsOn: dayOrNull(fields.purposeEndsOn),
    seal: fields.seal ?? null,
  } as NoticeFields,
  near,
})
