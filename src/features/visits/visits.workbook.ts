/**
 * Visits (走访): one sheet, a line for each visit that was talked at or declined. No notes: what somebody said is told by no ledger.
 *
 * Source: domain §8.
 */
import { defineSheet, type RowOf } from '#platform/shared/sheet.ts'
import type { VisitOutcome } from './visits.contract.ts'
import { outcomeNames } from './visits.words.ts'

/** Nobody at home leaves nothing to bring along. */
const told = ['met', 'declined'] as const satisfies readonly VisitOutcome[]

export const visitSheet = defineSheet({
  name: '走访',
  title: '入户走访台账',
  columns: [
    { key: 'householdCode', header: '户号', kind: 'code', required: true, width: 24, note: '“户”表里的户号。', sample: 'H0000' },
    { key: 'visitedOn', header: '走访日期', kind: 'day', required: true, note: '去的那一天。', sample: '2020-06-01' },
    {
      key: 'personCode',
      header: '走访人编码',
      kind: 'code',
      personal: true,
      width: 12,
      note: '“人员”表里的编码；纸上没写谁去的，留空。',
      sample: 'R0000',
    },
    {
      key: 'outcome',
      header: '结果',
      kind: 'choice',
      choices: told.map(outcome => outcomeNames[outcome]),
      required: true,
      width: 10,
      note: '没人在家的不用填。谈了什么不填。',
      sample: '谈过了',
    },
  ],
  keyOf: row => [row.householdCode, row.visitedOn].join('/'),
})

export type VisitSheetRow = RowOf<typeof visitSheet>

export const outcomeOf = (name: string) => told.find(outcome => outcomeNames[outcome] === name)!
