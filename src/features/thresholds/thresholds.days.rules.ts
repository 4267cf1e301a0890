/**
 * Days of notice and disclosure (通知和公示的天数): pure functions of the calendar.
 *
 * Counting starts on the next day (民法典 art. 201); a last day that is off moves to the next working day (art. 203).
 */
import { addDays, addWorkingDays, dayAfter, plainDate, type Calendar, type CountedDay } from '#platform/shared/calendar.ts'

/** The last day of a period of whole days that begins on the day after `on`. */
export const periodEnd = (calendar: Calendar, on: string, days: number): CountedDay => addWorkingDays(calendar, addDays(on, days), 0)

/**
 * The first day on which the meeting may be held: the day after the notice has run its whole days.
 *
 * Ten days called on the 1st end with the 11th, so the 12th. Whether "前十日" counts the last day is disputed; this is the safe side.
 */
export function earliestMeeting(calendar: Calendar, noticeOn: string, days: number): CountedDay {
  if (days === 0) return { day: noticeOn, estimated: false }
  const end = periodEnd(calendar, noticeOn, days)
  return { ...end, day: dayAfter(end.day) }
}

/** Why the notice was too short, in words; null: long enough, or the rule asks for none. */
export function noticeRefusal(calendar: Calendar, noticeDays: number | null, noticeOn: string, heldOn: string): string | null {
  const { day } = earliestMeeting(calendar, noticeOn, noticeDays ?? 0)
  if (heldOn >= day) return null
  return noticeDays ? `${plainDate(noticeOn)}通知，要满${noticeDays}天，最早${plainDate(day)}开会` : '开会的日子早于通知的日子'
}
