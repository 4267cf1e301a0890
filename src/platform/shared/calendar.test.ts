/** Calendar (日历): months before and after a day; and working days (工作日), reckoned as they would be counted day by day, however long the span. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, isWorkingDay, monthsAfter, workingDaysBetween, type Calendar } from './calendar.ts'

const aDay = fc.integer({ min: 0, max: 1_500 }).map(count => addDays('2024-01-01', count))
const aCalendar = fc
  .array(fc.tuple(aDay, fc.constantFrom('off' as const, 'work' as const)), { maxLength: 80 })
  .map((days): Calendar => ({ years: new Set([2024, 2025]), exceptions: new Map(days) }))

function counted(calendar: Calendar, from: string, to: string): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1
  return count
}

test('working days between two days are those that one would count, whatever the calendar says and whichever comes first', () => {
  fc.assert(
    fc.property(aCalendar, aDay, aDay, (calendar, from, to) => {
      expect(workingDaysBetween(calendar, from, to)).toBe(counted(calendar, from, to))
    }),
  )
})

test('a hundred years ask no more of the calendar than a week does', () => {
  const asked = (to: string) => {
    let times = 0
    const exceptions = new Map([['2026-02-17', 'off' as const]])
    const get = exceptions.get.bind(exceptions)
    exceptions.get = day => {
      times += 1
      return get(day)
    }
    return [workingDaysBetween({ years: new Set(), exceptions }, '2026-02-16', to), times]
  }
  const [week, forWeek] = asked('2026-02-23')
  const [century, forCentury] = asked('2126-02-16')
  expect([week, century]).toEqual([4, 26_088])
  expect(forCentury).toBe(forWeek)
})

test.each([
  ['2026-08-31', 6, '2027-02-28', 'the last day of a short month'],
  ['2024-02-29', 12, '2025-02-28', 'a leap day'],
  ['2024-02-29', -36, '2021-02-28', 'a leap day, years back'],
  ['2026-03-02', -6, '2025-09-02', 'back over the new year'],
  ['2026-12-15', 1, '2027-01-15', 'over the new year'],
] as const)('%s and %i months: %s, %s', (day, months, expected, _why) => {
  expect(monthsAfter(day, months)).toBe(expected)
})
