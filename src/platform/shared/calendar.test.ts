/** Calendar (日历): months before and after a day. */
import { expect, test } from 'vitest'
import { monthsAfter } from './calendar.ts'

test.each([
  ['2026-08-31', 6, '2027-02-28', 'the last day of a short month'],
  ['2024-02-29', 12, '2025-02-28', 'a leap day'],
  ['2024-02-29', -36, '2021-02-28', 'a leap day, years back'],
  ['2026-03-02', -6, '2025-09-02', 'back over the new year'],
  ['2026-12-15', 1, '2027-01-15', 'over the new year'],
] as const)('%s and %i months: %s, %s', (day, months, expected, _why) => {
  expect(monthsAfter(day, months)).toBe(expected)
})
