/** Lengths (字数): what a sheet lets through the tables keep, every text column of every sheet at its least and at its greatest. */
import { expect, test } from 'vitest'
import { demoTown } from '../../demo/town.ts'
import { installCategories } from '#features/requests/requests.setup.actions.ts'
import { rowsOf, writeExport } from '#platform/server/workbook.ts'
import type { Column, Sheet } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import type { SheetKey } from './imports.contract.ts'
import { readImport, trial } from './imports.run.actions.ts'
import { importedSheets } from './imports.workbook.ts'

const app = useApp()
type Row = Record<string, unknown>

/** What everything else refers to; of other sheets a few rows that have each of their texts. */
const whole: readonly SheetKey[] = ['units', 'bodies', 'people', 'terms', 'memberships', 'grids', 'volunteerTeams']
const few = 8

/** Rows that hang on rows of another sheet, by these columns. */
const hangs: Partial<Record<SheetKey, { on: SheetKey; by: string; key: string }>> = {
  volunteerRecords: { on: 'volunteerSlots', by: 'slotCode', key: 'code' },
  householdContacts: { on: 'households', by: 'householdCode', key: 'code' },
  steps: { on: 'requests', by: 'number', key: 'number' },
  meetingRolls: { on: 'meetings', by: 'meetingCode', key: 'code' },
  meetingActions: { on: 'meetings', by: 'meetingCode', key: 'code' },
  trainingRolls: { on: 'trainings', by: 'sessionCode', key: 'code' },
}

/** Columns whose words are those of something else, or a time. */
const bound = ['submittedAt', 'at', 'startsAt', 'endsAt', 'item']

const isText = (column: Column): column is Extract<Column, { kind: 'text' }> => column.kind === 'text' && !bound.includes(column.key)

const stretched = ({ columns }: Sheet, row: Row, length: 'least' | 'greatest') =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      const column = columns.find(each => each.key === key)!
      if (typeof value !== 'string' || !isText(column)) return [key, value]
      const size = length === 'least' ? (column.least ?? 1) : (column.longest ?? 200)
      return [key, value.slice(0, size).padEnd(size, '字')]
    }),
  )

function chosen(town: Partial<Record<SheetKey, Row[]>>, key: SheetKey, sheet: Sheet): Row[] {
  const rows = town[key] ?? []
  const { on, by, key: name } = hangs[key] ?? {}
  if (on) {
    const there = new Set(chosen(town, on, importedSheets[on]).map(row => row[name!]))
    return rows.filter(row => there.has(row[by!]))
  }
  if (whole.includes(key)) return rows
  const told = sheet.columns.filter(isText).flatMap(column => rows.filter(row => row[column.key] !== null).slice(0, few))
  return [...new Set([...rows.slice(0, few), ...told])].filter(({ item }) => item === undefined || item === null)
}

test.each(['least', 'greatest'] as const)(
  'every text at its %s',
  async length => {
    const { cases, ...others } = demoTown(1, '2026-03-02')
    const town = { ...others, requests: cases } as unknown as Partial<Record<SheetKey, Row[]>>
    const pages = (Object.entries(importedSheets) as [SheetKey, Sheet][]).map(([key, sheet]) =>
      rowsOf(sheet, chosen(town, key, sheet).map(row => stretched(sheet, row, length)) as never),
    )
    const book = await readImport(await writeExport(pages, { reportedBy: '西樵镇' }))
    const job = { kind: 'job', townId: 1, name: 'imports.apply' } as const
    await app.as({ ...job, name: 'firstTown' }, installCategories)
    const run = await app.as(job, context => trial(context, book, () => Promise.resolve()))
    const withTexts = run.sheets.filter(({ sheet }) => importedSheets[sheet].columns.some(isText))
    expect(
      withTexts.filter(({ created }) => created === 0),
      run.errors.map(({ sheet, header, message }) => `${sheet} ${header} ${message}`).join('\n'),
    ).toEqual([])
    expect(run.errors.filter(({ message }) => /存不进去|个字/.test(message))).toEqual([])
  },
  300_000,
)
