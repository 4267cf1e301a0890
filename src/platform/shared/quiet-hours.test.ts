/** Quiet hours (免打扰时段). */
import { expect, test } from 'vitest'
import type { Calendar } from './calendar.ts'
import { afterQuietHours } from './quiet-hours.ts'

const calendar: Calendar = {
  years: new Set([2026]),
  exceptions: new Map([
    ['2026-02-16', 'off'],
    ['2026-02-28', 'work'],
  ]),
}

test.each([
  // wanted, told, why
  ['2026-03-02 09:30', '2026-03-02 09:30', 'within working hours at once'],
  ['2026-03-02 06:10', '2026-03-02 08:00', 'early morning waits for eight'],
  ['2026-03-02 20:00', '2026-03-03 08:00', 'from eight in the evening it waits for tomorrow'],
  ['2026-03-02 19:59', '2026-03-02 19:59', 'a minute before is in time'],
  ['2026-03-06 21:00', '2026-03-09 08:00', 'Friday night waits for Monday'],
  ['2026-02-13 20:30', '2026-02-17 08:00', 'over a weekend and a holiday'],
  ['2026-02-28 10:00', '2026-02-28 10:00', 'a worked Saturday is a working day'],
])('%s → %s: %s', (wanted, told, _why) => {
  const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
  expect(afterQuietHours(at(wanted), calendar)).toEqual(at(told))
})
