/** The days that the dashboard looks at (所选时间). */
import { expect, test } from 'vitest'
import { stretchOf, yearsUntil } from './period.ts'

test.each([
  // chosen, from, to, name, why
  [{}, '2026-01-01', '2026-12-31', '2026年', 'nothing chosen: this year'],
  [{ year: 2024 }, '2024-01-01', '2024-12-31', '2024年', 'another year'],
  [{ month: 3 }, '2026-03-01', '2026-03-31', '2026年3月', 'a month of this year'],
  [{ year: 2024, month: 2 }, '2024-02-01', '2024-02-29', '2024年2月', 'a leap year'],
  [{ year: 2025, month: 2 }, '2025-02-01', '2025-02-28', '2025年2月', 'and one that is none'],
  [{ year: 2025, month: 12 }, '2025-12-01', '2025-12-31', '2025年12月', 'the last month does not run over'],
] as const)('%o is from %s to %s, %s: %s', (chosen, from, to, name, _why) => {
  expect(stretchOf(chosen, '2026-03-02')).toEqual({ from, to, name })
})

test('the years offered begin with this one', () => {
  expect(yearsUntil('2026-03-02')).toEqual([2026, 2025, 2024, 2023, 2022, 2021, 2020])
})
