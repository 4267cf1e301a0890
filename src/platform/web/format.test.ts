import { expect, test } from 'vitest'
import { showCount, showDay, showInstant } from './format.ts'

test.each([
  // day, today, shown, why
  ['2026-11-20', '2026-03-01', '11月20日', 'this year goes without saying'],
  ['2025-01-05', '2026-03-01', '2025年1月5日', 'another year is written out, without leading zeros'],
  [null, '2026-03-01', '—', 'no day'],
])('%s, seen on %s, is shown as %s: %s', (day, today, shown, _why) => {
  expect(showDay(day, today)).toBe(shown)
})

test.each([
  ['2026-11-20T08:05:00Z', '11月20日 16:05', 'eight hours ahead of Greenwich'],
  ['2026-11-20T16:00:00Z', '11月21日 00:00', 'on its day in Shanghai, and midnight is not 24:00'],
])('the instant %s is shown as %s: %s', (instant, shown, _why) => expect(showInstant(instant, '2026-03-01')).toBe(shown))

test.each([
  [0, '0', 'nothing is a number too'],
  [-999, '-999', 'below a thousand there is nothing to group'],
  [1_000, '1,000', 'thousands are grouped'],
  [12_345, '12,345', 'thousands are grouped'],
  [0.25, '0.25', 'a part keeps its digits'],
])('the count %d is shown as %s: %s', (count, shown, _why) => expect(showCount(count)).toBe(shown))
