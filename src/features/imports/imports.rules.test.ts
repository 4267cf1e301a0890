/** Imports (工作簿导入导出): the pure rules. */
import { expect, test } from 'vitest'
import { expiryOf, outcomeOf, sortLedger, standsBefore, standsOn } from './imports.rules.ts'

test('what was neither written nor known is left out', () => {
  expect(outcomeOf('people', 10, { created: 4, updated: 2, unchanged: 1 }).leftOut).toBe(3)
})

test('a file lives a day', () => {
  expect(expiryOf(new Date('2026-03-02T01:00:00Z'))).toEqual(new Date('2026-03-03T01:00:00Z'))
})

const aRow = (row: number, number: string) => ({ row, values: { number } })

test.each([
  // cases, steps, wrong cases, wrong steps, cases that go on, wrong rows of cases, wrong rows of steps, why
  [['a', 'b'], ['a', 'b'], [], [], ['a', 'b'], [], [], 'everything is right'],
  [['a', 'b'], ['b'], [], ['a'], ['b'], ['a'], [], 'a case waits for its wrong step'],
  [['a'], ['a', 'c'], [], [], ['a'], [], ['c'], 'a step of no case'],
  [['a'], ['a', 'c'], ['c'], [], ['a'], [], [], 'a step of a wrong case is said with its case'],
  [[], ['a'], [], [], [], [], ['a'], 'steps alone'],
] as const)('%j with steps %j, wrong %j and %j: %j go on', (cases, steps, wrongCases, wrongSteps, right, caseFaults, stepFaults, _why) => {
  const sorted = sortLedger({
    cases: cases.map((number, at) => aRow(at + 4, number)),
    steps: steps.map((number, at) => aRow(at + 4, number)),
    wrongCases,
    wrongSteps: wrongSteps.map((number, at) => ({ row: at + 9, number })),
  })
  expect(sorted.cases.map(({ values }) => values.number)).toEqual(right)
  expect(sorted.caseFaults.map(({ row }) => cases[row - 4])).toEqual(caseFaults)
  expect(sorted.stepFaults.map(({ row }) => steps[row - 4])).toEqual(stepFaults)
})

test.each([
  // from, until, the last day counts, the day is the first without it, why
  [null, null, true, true, 'without ends'],
  ['2026-03-02', null, true, true, 'from that day on'],
  ['2026-03-03', null, false, false, 'not yet'],
  ['2020-01-01', '2026-03-02', true, false, 'its last day, or the first without it'],
  ['2020-01-01', '2026-03-01', false, false, 'over'],
] as const)('%s to %s on 2026-03-02', (from, until, on, before, _why) => {
  expect([standsOn('2026-03-02', from, until), standsBefore('2026-03-02', from, until)]).toEqual([on, before])
})
