/** Imports (工作簿导入导出): pure rules of a run, and which rows stand on a day. */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Applied, RowFault } from '#platform/shared/applied.ts'
import type { SheetKey, SheetOutcome } from './imports.contract.ts'

export const importMachine = defineStateMachine({
  initial: 'uploaded',
  states: ['uploaded', 'checked', 'done', 'discarded'],
  transitions: {
    check: { from: ['uploaded', 'checked'], to: 'checked' },
    commit: { from: ['checked'], to: 'done' },
    discard: { from: ['uploaded', 'checked'], to: 'discarded' },
  },
})

/** File and errors hold what people wrote about people: gone after a day. */
export const keptHours = 24
export const expiryOf = (now: Date) => new Date(now.getTime() + keptHours * 3_600_000)

/** The figures of a sheet; what was neither written nor known is left out. */
export const outcomeOf = (sheet: SheetKey, rows: number, { created, updated, unchanged }: Omit<Applied, 'faults'>): SheetOutcome => ({
  sheet,
  rows,
  created,
  updated,
  unchanged,
  leftOut: rows - created - updated - unchanged,
})

interface NumberedRow {
  row: number
  values: { number: string }
}

/** What hangs together in a ledger of cases: a case without all of its steps would tell another story. */
export function sortLedger<C extends NumberedRow, S extends NumberedRow>(ledger: {
  cases: readonly C[]
  steps: readonly S[]
  /** Numbers of wrong rows, where they could be read. */
  wrongCases: readonly string[]
  wrongSteps: readonly { row: number; number: string }[]
}): { cases: C[]; caseFaults: RowFault[]; stepFaults: RowFault[] } {
  const wrongStep = new Map(ledger.wrongSteps.map(({ row, number }) => [number, row]))
  const told = new Set([...ledger.cases.map(({ values }) => values.number), ...ledger.wrongCases])
  const caseFaults: RowFault[] = []
  const cases = ledger.cases.filter(({ row, values }) => {
    const stepRow = wrongStep.get(values.number)
    if (stepRow !== undefined) caseFaults.push({ row, key: 'number', message: `“办理记录”第${stepRow}行有错，这件事要等它改好再导入。` })
    return stepRow === undefined
  })
  const stepFaults = ledger.steps
    .filter(({ values }) => !told.has(values.number))
    .map(({ row, values }) => ({ row, key: 'number', message: `“诉求”表里没有编号“${values.number}”。` }))
  return { cases, caseFaults, stepFaults }
}

/** Does what a row tells of stand on the day? `from` and the last day `until` are days of it; null is open. */
export const standsOn = (day: string, from: string | null, until: string | null) =>
  (from === null || from <= day) && (until === null || day <= until)

/** The same for a row whose second day is the first on which it no longer stands. */
export const standsBefore = (day: string, from: string | null, gone: string | null) =>
  (from === null || from <= day) && (gone === null || day < gone)
