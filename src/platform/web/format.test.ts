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

test('an instant is shown on its day in Shanghai, not in London', () => {
  expect(showInstant('2026-11-20T16:05:00Z', '2026-03-01')).toBe('11月21日 00:05')
})

test('thousands are grouped', () => expect(showCount(12_345)).toBe('12,345'))
