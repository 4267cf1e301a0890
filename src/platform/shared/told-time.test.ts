/** Told times (登记的时间): which are instants. */
import { expect, test } from 'vitest'
import { timeOf, timeText } from './told-time.ts'

test.each([
  ['2026-03-01 20:14', '2026-03-01T12:14:00.000Z', 'in Asia/Shanghai'],
  ['2024-02-29 00:00', '2024-02-28T16:00:00.000Z', 'a leap year'],
  ['2026-02-30 20:14', null, 'no such day: not the second of March'],
  ['2025-02-29 20:14', null, 'no leap year'],
  ['2026-02-01 24:00', null, 'a day ends at 23:59'],
  ['2026-02-01 20:60', null, 'no such minute'],
  ['2026-13-01 20:14', null, 'no such month'],
  ['1900-02-01 20:14', null, 'before there are ids'],
  ['1970-01-02 00:00', '1970-01-01T16:00:00.000Z', 'the first'],
  ['去年', null, 'no time'],
])('%s is %s: %s', (text, instant, _why) => {
  const read = timeOf(text)
  expect(read?.toISOString() ?? null).toBe(instant)
  if (read) expect(timeText(read)).toBe(text)
})
