/** Days that cross the wire (日期): which ones are taken. */
import { expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import { LocalDate } from './primitives.ts'

test.each([
  ['2026-03-01', true, 'a day'],
  ['1900-01-01', true, 'the first that is taken'],
  ['2199-12-31', true, 'the last that is taken'],
  ['0000-01-01', false, 'a year that PostgreSQL does not know'],
  ['9999-12-31', false, 'the day after it has five digits of year'],
  ['2026-02-29', false, 'no such day'],
  ['2026-3-1', false, 'not in the form'],
])('%s is taken: %s (%s)', (day, taken) => {
  expect(LocalDate.safeParse(day).success).toBe(taken)
  if (taken) for (const step of [-1, 1]) expect(addDays(day, step)).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})
