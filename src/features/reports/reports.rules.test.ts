/** Yearly reports (年度报告): periods, differences and their reasons. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figures } from './reports.figures.contract.ts'
import { asOfDay, differenceOf, isOver, periodOf, reasonsOf } from './reports.rules.ts'

test.each([
  [2020, 'year', '2026-11-25', ['2020-01-01', '2020-12-31', '2020-12-31'], 'a year that is over ends with its last day'],
  [2026, 'year', '2026-11-25', ['2026-01-01', '2026-12-31', '2026-11-25'], 'this year is asked as of today'],
  [2020, 'next', '2026-11-25', ['2021-01-01', '2021-12-31', '2021-12-31'], 'the plan is of the year after'],
  [2026, 'next', '2026-11-25', ['2027-01-01', '2027-12-31', '2026-11-25'], 'and nobody knows next year’s tree'],
] as const)('%d, %s, on %s: %o: %s', (year, period, today, [from, to, asOf], _why) => {
  expect(periodOf(year, { period }, today)).toEqual({ from, to, asOf })
})

test.each([
  [2025, '2025-12-31', false, 'its last day is still of the year'],
  [2025, '2026-01-01', true, 'the next day is not'],
] as const)('%d on %s over: %s: %s', (year, today, expected, _why) => {
  expect(isOver(year, today)).toBe(expected)
  expect(asOfDay(year, today)).toBe('2025-12-31')
})

test('records that came, went and changed are each counted once, whatever they are', () => {
  const records = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2'))
  fc.assert(
    fc.property(records, records, (then, now) => {
      const { added, removed, corrected } = differenceOf(then, now)
      const kept = Object.keys(then).length - removed
      expect(kept + added).toBe(Object.keys(now).length)
      expect(corrected).toBe(Object.keys(then).filter(id => now[id] !== undefined && now[id] !== then[id]).length)
      const changed = {
        added,
        removed,
        corrected,
        unitsChanged: false,
        definitionChanged: false,
        valueChanged: false,
        indicatorGone: false,
      }
      const reasons = reasonsOf(changed)
      expect(reasonsOf(changed, false).length > 0, 'withheld, it is still told that something changed').toBe(reasons.length > 0)
      expect(reasonsOf(changed, false).join('')).not.toMatch(/\d/)
      expect(reasons.length === 0).toBe(JSON.stringify(Object.entries(then).sort()) === JSON.stringify(Object.entries(now).sort()))
    }),
  )
})

test('the figures are the article’s 43, each once, with a quote and what it waits for', () => {
  expect(figures).toHaveLength(43)
  expect(new Set(figures.map(({ id }) => id)).size).toBe(43)
  const count = (letter: string) => figures.filter(({ id }) => id.startsWith(letter)).length
  expect([count('T'), count('V'), count('P')]).toEqual([25, 13, 5])
  for (const { quote, waits, title } of figures) expect(Math.min(quote.length, waits.length, title.length)).toBeGreaterThan(1)
})
