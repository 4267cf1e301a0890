/**
 * Runs of an import (试算与导入): the same walk through a workbook, undone in a trial and kept in an entry.
 *
 * A trial asks the owners of the sheets in a transaction of its own that is then undone, so that it finds exactly what the
 * entry would. An entry writes everything in the action's transaction: a program that stops half-way leaves nothing written,
 * and the same import can be entered again. Progress is written beside, for whoever looks at the page.
 */
import { attempt } from '#platform/database/attempt.ts'
import type { Context } from '#platform/server/action.ts'
import { readWorkbook, type SheetReading, type WorkbookReading } from '#platform/server/workbook.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import type { Applied } from '#platform/shared/applied.ts'
import type { CellError } from '#platform/shared/sheet.ts'
import { sheetNames, type Progress, type SheetKey, type SheetOutcome } from './imports.contract.ts'
import { sheetsOf } from './imports.policy.ts'
import { updateImport } from './imports.queries.ts'
import { outcomeOf } from './imports.rules.ts'
import { importedSheets, importSteps } from './imports.workbook.ts'

export interface Run {
  sheets: SheetOutcome[]
  /** By sheet, row and column. */
  errors: CellError[]
  /** What was passed over, in sentences. */
  notes: string[]
}

/** The workbook behind an upload. Throws unsupported (415), too-large (413) or invalid (422) for what is none. */
export const readImport = (bytes: Uint8Array) => readWorkbook(bytes, Object.values(importedSheets))

/** What the entry would do; nothing is written. */
export async function trial(context: Context, book: WorkbookReading, tell: (progress: Progress) => Promise<void>): Promise<Run> {
  const undo = new Error('a trial is over')
  let run: Run | undefined
  await context
    .beside(async inside => {
      run = await entry(inside, book, tell)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return run!
}

/** Writes the right rows of the workbook. `tell` hears of each sheet, and within long ones. */
export async function entry(context: Context, book: WorkbookReading, tell: (progress: Progress) => Promise<void>): Promise<Run> {
  const total = book.readings.reduce((sum, reading) => sum + reading.total, 0)
  const run: Run = { sheets: [], errors: book.readings.flatMap(({ errors }) => errors), notes: notesOf(book) }
  const brings = sheetsOf(context.actor)
  let done = 0
  for (const { key, sheets, apply } of importSteps) {
    const readings = Object.entries(sheets).flatMap(([part, sheet]) => {
      const reading = book.of(sheet)
      return reading ? [{ part: part as SheetKey, reading }] : []
    })
    if (readings.length === 0) continue
    await tell({ sheet: key, done, total })
    const outcome = brings.includes(key)
      ? await applied(context, readings, () => apply(context, book, within => tell({ sheet: key, done: done + within, total })))
      : Object.fromEntries(readings.map(({ part, reading }) => [part, leftToTown(part, reading.rows)]))
    for (const { part, reading } of readings) {
      done += reading.total
      const { faults, ...counts } = outcome[part]!
      run.errors.push(...faults.map(reading.locate))
      run.sheets.push(outcomeOf(part, reading.total, counts))
    }
  }
  await tell({ sheet: null, done: total, total })
  return { ...run, errors: inOrder(run.errors) }
}

type Readings = readonly { part: SheetKey; reading: SheetReading }[]

/**
 * What became of the sheets. The owner of a sheet says what is wrong with a row; where a table knows better, no row of its sheets is written,
 * the others go on, and the sentence names the constraint, which is ours to look at.
 */
async function applied(context: Context, readings: Readings, apply: () => Promise<Partial<Record<SheetKey, Applied>>>) {
  const done = await attempt(context.db, apply)
  if ('value' in done) return done.value
  const { constraint, code } = done.refusal
  const message = `有一行存不进去，整张表都没有导入。请把“${constraint || code}”告诉系统管理员。`
  const none = { created: 0, updated: 0, unchanged: 0 }
  return Object.fromEntries(
    readings.map(({ part, reading }) => [
      part,
      { ...none, faults: reading.rows.slice(0, 1).map(({ row }) => ({ row, key: null, message })) },
    ]),
  )
}

/** Nothing of the sheet is written: whoever brought it may not enter such rows one by one either. */
const leftToTown = (key: SheetKey, rows: readonly { row: number }[]): Applied => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  faults: rows.map(({ row }) => ({ row, key: null, message: `“${sheetNames[key]}”由镇党建办导入。请删掉这一行。` })),
})

/**
 * Progress in the import's own record, in a transaction of its own that others may read at once. On a day when no connection is
 * free for it, the bar stands still and the work goes on.
 */
export const toRecord = (context: Context, id: string) => (progress: Progress) =>
  context
    .beside(async ({ db }) => void (await updateImport(db, id, { progress: JSON.stringify(progress) })))
    .catch((error: unknown) => {
      if (!(error instanceof Problem && error.kind === problems.unavailable)) throw error
    })

function inOrder(errors: readonly CellError[]): CellError[] {
  const order = new Map(Object.values(importedSheets).map(({ name }, at) => [name, at]))
  return [...errors].sort((a, b) => order.get(a.sheet)! - order.get(b.sheet)! || a.row - b.row || (a.column < b.column ? -1 : 1))
}

function notesOf({ unread, oldTemplate, readings }: WorkbookReading): string[] {
  const notes = readings.flatMap(({ sheet, ignored }) =>
    ignored.length > 0 ? [`“${sheet.name}”里的${ignored.map(header => `“${header}”`).join('、')}列没有读。`] : [],
  )
  if (unread.length > 0) notes.push(`工作表${unread.map(name => `“${name}”`).join('、')}没有读。`)
  if (oldTemplate) notes.push('这是旧模板，按表头的字认列。下次请下载新的。')
  return notes
}
