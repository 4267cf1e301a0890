/**
 * Quiet hours (免打扰时段): nobody is told anything between 20:00 and 8:00 or on a day off. Pure.
 *
 * Source: conventions UX-B8. Emergencies are another matter and have a named officer of their own.
 */
import { addDays, dayOf, isWorkingDay, startOf, type Calendar } from './calendar.ts'

const hour = 3_600_000
const opens = 8 * hour
const closes = 20 * hour

/** The first instant, not before `wanted`, at which someone may be told. */
export function afterQuietHours(wanted: Date, calendar: Calendar): Date {
  let day = dayOf(wanted)
  const sinceMidnight = wanted.getTime() - startOf(day).getTime()
  if (isWorkingDay(calendar, day)) {
    if (sinceMidnight >= opens && sinceMidnight < closes) return wanted
    if (sinceMidnight < opens) return new Date(startOf(day).getTime() + opens)
  }
  do day = addDays(day, 1)
  while (!isWorkingDay(calendar, day))
  return new Date(startOf(day).getTime() + opens)
}
