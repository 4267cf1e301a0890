/** The clock of a notice (公示期): which day is the last, what pauses it, and that no pause ever brings the end nearer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodEnd } from '#features/thresholds/thresholds.actions.ts'
import { addDays, addWorkingDays, daysBetween, type Calendar } from '#platform/shared/calendar.ts'
import { clockOn, endOf, type Pause } from './disclosures.clock.rules.ts'

/** Monday, 6 April 2026 is 清明; Saturday, 9 May is worked. */
const calendar: Calendar = {
  years: new Set([2026]),
  exceptions: new Map([
    ['2026-04-06', 'off'],
    ['2026-05-09', 'work'],
  ]),
}

// oxfmt-ignore
test.each([
  ['2026-03-02', 7, 'day', [], '2026-03-09', 'day 1 is the day after: 3rd to 9th'],
  ['2026-03-02', 5, 'day', [], '2026-03-09', 'the fifth day is a Saturday, so Monday'],
  ['2026-03-30', 7, 'day', [], '2026-04-07', 'the last day is a holiday'],
  ['2026-05-02', 7, 'day', [], '2026-05-09', 'a Saturday that is worked is a last day'],
  ['2026-03-02', 5, 'workingDay', [], '2026-03-09', 'Tuesday to Monday'],
  ['2026-04-03', 5, 'workingDay', [], '2026-04-13', 'neither the weekend nor 清明 counts'],
  ['2026-03-02', 7, 'day', [['2026-03-05', '2026-03-08']], '2026-03-13', 'four days stood still'],
  ['2026-03-02', 7, 'day', [['2026-03-05', '2026-03-05']], '2026-03-10', 'decided the same day: that day does not count'],
  ['2026-03-02', 7, 'day', [['2026-03-09', '2026-03-20']], '2026-03-23', 'on the last day: one day is left, and it is a Saturday'],
  ['2026-03-02', 7, 'day', [['2026-03-05', '2026-03-06'], ['2026-03-06', '2026-03-08']], '2026-03-13', 'two at once stand still once'],
  ['2026-03-02', 7, 'day', [['2026-03-05', null]], null, 'open: no end'],
  ['2026-03-02', 5, 'day', [['2026-03-08', null]], null, 'received on the Sunday before the moved end'],
  ['2026-03-02', 7, 'day', [['2026-02-20', '2026-02-25']], '2026-03-09', 'of the version before: nothing is taken away'],
] as const)('published %s for %d (%s), paused %j: ends %s; %s', (publishedOn, days, unit, pauses, endsOn, _why) => {
  expect(endOf(calendar, { publishedOn, days, unit }, pauses.map(([from, to]) => ({ from, to }))).endsOn).toBe(endsOn)
})

// oxfmt-ignore
test.each([
  ['2026-03-02', 'workingDay', [], '还剩5个工作日', 'on the day of publication'],
  ['2026-03-04', 'workingDay', [], '还剩3个工作日', 'two of five are over'],
  ['2026-03-09', 'workingDay', [], '今天是最后一天', 'it belongs to the period'],
  ['2026-03-10', 'workingDay', [], '公示期满了', 'the day after'],
  ['2026-03-02', 'day', [], '还剩7天', 'moved to Monday, and said so from the first day'],
  ['2026-03-05', 'workingDay', [['2026-03-04', null]], '有异议在处理，停在还剩4个工作日', 'one day was counted'],
] as const)('on %s, in %s, paused %j: %s; %s', (today, unit, pauses, words, _why) => {
  const clock = clockOn(calendar, { publishedOn: '2026-03-02', days: 5, unit }, pauses.map(([from, to]) => ({ from, to })), today)
  expect(clock.words).toBe(words)
})

test('a year without published holidays makes it an estimate', () => {
  expect(endOf(calendar, { publishedOn: '2026-12-28', days: 7, unit: 'day' }, []).estimated).toBe(true)
  expect(endOf(calendar, { publishedOn: '2026-03-02', days: 7, unit: 'day' }, []).estimated).toBe(false)
})

const aDay = fc.integer({ min: 0, max: 60 }).map(count => addDays('2026-03-01', count))
const aPeriod = fc.record({
  publishedOn: aDay,
  days: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom('day' as const, 'workingDay' as const),
})
const aPause = fc.tuple(aDay, fc.option(fc.integer({ min: 0, max: 20 }))).map(([from, length]): Pause => ({
  from,
  to: length === null ? null : addDays(from, length),
}))
const number = (day: string | null) => (day === null ? Infinity : daysBetween('2026-01-01', day))

test('without a pause it ends as every period of days does', () => {
  fc.assert(
    fc.property(aPeriod, period => {
      const { publishedOn, days, unit } = period
      const usual = unit === 'day' ? periodEnd(calendar, publishedOn, days) : addWorkingDays(calendar, publishedOn, days)
      expect(endOf(calendar, period, []).endsOn).toBe(usual.day)
    }),
  )
})

test('no pause, new or longer, ever brings the end nearer', () => {
  fc.assert(
    fc.property(aPeriod, fc.array(aPause, { maxLength: 4 }), aPause, fc.nat(20), (period, pauses, more, longer) => {
      const end = (all: readonly Pause[]) => number(endOf(calendar, period, all).endsOn)
      const paused = end([...pauses, more])
      expect(paused).toBeGreaterThanOrEqual(end(pauses))
      const stretched = { ...more, to: more.to === null ? null : addDays(more.to, longer) }
      expect(end([...pauses, stretched])).toBeGreaterThanOrEqual(paused)
      expect(end([...pauses, { ...more, to: null }])).toBeGreaterThanOrEqual(paused)
    }),
  )
})

test('the order of pauses is of no account, and the whole period is served whatever paused it', () => {
  fc.assert(
    fc.property(aPeriod, fc.array(aPause, { maxLength: 4 }), (period, pauses) => {
      const { endsOn } = endOf(calendar, period, pauses)
      expect(endOf(calendar, period, pauses.toReversed()).endsOn).toBe(endsOn)
      if (endsOn === null) return
      const stands = (day: string) => pauses.some(({ from, to }) => from <= day && (to === null || day <= to))
      const days = Array.from({ length: daysBetween(period.publishedOn, endsOn) }, (_, index) => addDays(period.publishedOn, index + 1))
      expect(days.filter(day => !stands(day)).length).toBeGreaterThanOrEqual(period.days)
      expect(stands(endsOn)).toBe(false)
    }),
  )
})
