/** Primitives (基本类型): which days and texts are taken, and as what. */
import { expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import { LocalDate, Mobile, typed } from './primitives.ts'

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

test.each([
  [' 门口\r\n路灯坏了 ', '门口\n路灯坏了', 'trimmed, one kind of line end'],
  ['\u202d13900001234\u202c', '13900001234', 'a number copied on a phone'],
  ['付\u202e0001\u202c元', '付0001元', 'an amount that would be read from its end'],
  ['\ufeff正文', '正文', 'the mark before a file'],
  ['\u202e\u2066', null, 'nothing else is no text'],
  ['路\u0007灯', null, 'a control character'],
])('%j is taken as %j: %s', (text, expected, _why) => expect(typed('内容', 1, 20).safeParse(text).data ?? null).toBe(expected))

test('a mobile copied with its unseen marks is a mobile', () => expect(Mobile.parse('\u202d+86 139-0000-1234\u202c')).toBe('13900001234'))
