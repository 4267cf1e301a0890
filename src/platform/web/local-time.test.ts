/** Local times (本地时间): the same instant in and out, whatever the computer's own zone. */
import { expect, test } from 'vitest'
import { fromField, showSpan, toField } from './local-time.ts'

test('a field shows Shanghai’s time and gives the instant back', () => {
  expect(toField('2026-03-01T16:30:00.000Z')).toBe('2026-03-02T00:30')
  expect(fromField('2026-03-02T00:30')).toBe('2026-03-01T16:30:00.000Z')
  expect([fromField(''), fromField(null), fromField('soon'), toField(null)]).toEqual([null, null, null, null])
})

test.each([
  [null, '3月2日 08:30', 'no end is known'],
  ['2026-03-02T02:00:00.000Z', '3月2日 08:30—10:00', 'the same day'],
  ['2026-03-02T16:30:00.000Z', '3月2日 08:30—3月3日 00:30', 'the next day'],
] as const)('a span to %s', (endsAt, text, _why) => expect(showSpan('2026-03-02T00:30:00.000Z', endsAt, '2026-03-02')).toBe(text))
