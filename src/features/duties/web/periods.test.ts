/** Quarters (季度). */
import { expect, test } from 'vitest'
import { quartersUntil } from './periods.ts'

test('a quarter and the four before it, over a new year', () => {
  expect(quartersUntil('2026-02-28').map(({ from, to, name }) => `${from} ${to} ${name}`)).toEqual([
    '2026-01-01 2026-03-31 2026年第1季度',
    '2025-10-01 2025-12-31 2025年第4季度',
    '2025-07-01 2025-09-30 2025年第3季度',
    '2025-04-01 2025-06-30 2025年第2季度',
    '2025-01-01 2025-03-31 2025年第1季度',
  ])
  expect(quartersUntil('2026-12-31')[0]).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
})
