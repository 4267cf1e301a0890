/**
 * The clock of a notice (公示期): pure functions of publication, pauses and the calendar.
 *
 * Day 1 is the day after publication (民法典 201); a last day that is off moves to the next working day (203). A day on which an
 * objection is open does not count, neither that of its receipt nor that of its decision: the safe side of "what was left".
 */
import { daysBetween, dayAfter, isWorkingDay, workingDaysBetween, type Calendar } from '#platform/shared/calendar.ts'
import type { DayUnit, NoticeClock } from './disclosures.shapes.contract.ts'

export interface Period {
  publishedOn: string
  days: number
  unit: DayUnit
}

/** Both days stand still as well; `to` null: it is still open. */
export interface Pause {
  from: string
  to: string | null
}

export interface PeriodEnd {
  /** Null: the clock stands still. */
  endsOn: string | null
  /** Days of the period that were not yet counted when it stood still; 0 with an end. */
  left: number
  estimated: boolean
}

/** When the period ends, with all that paused it. */
export function endOf(calendar: Calendar, { publishedOn, days, unit }: Period, pauses: readonly Pause[]): PeriodEnd {
  const standsStill = (day: string) => pauses.some(({ from, to }) => from <= day && (to === null || day <= to))
  const stopsForGood = (day: string) => pauses.some(({ from, to }) => from <= day && to === null)
  let day = publishedOn
  let left = days
  let estimated = !calendar.years.has(Number(day.slice(0, 4)))
  while (left > 0) {
    day = dayAfter(day)
    if (stopsForGood(day)) return { endsOn: null, left, estimated }
    if (!calendar.years.has(Number(day.slice(0, 4)))) estimated = true
    if (!standsStill(day) && (unit === 'day' || isWorkingDay(calendar, day))) left -= 1
  }
  while (!isWorkingDay(calendar, day) || standsStill(day)) {
    if (stopsForGood(day)) return { endsOn: null, left: 0, estimated }
    day = dayAfter(day)
  }
  return { endsOn: day, left: 0, estimated: estimated || !calendar.years.has(Number(day.slice(0, 4))) }
}

/** The same as people read it on a day. The last day wholly belongs to the period. */
export function clockOn(calendar: Calendar, period: Period, pauses: readonly Pause[], today: string): NoticeClock {
  const { endsOn, left: uncounted, estimated } = endOf(calendar, period, pauses)
  const isPaused = endsOn === null
  const isOver = endsOn !== null && endsOn < today
  const from = today < period.publishedOn ? period.publishedOn : today
  const running =
    endsOn === null || isOver ? 0 : period.unit === 'day' ? daysBetween(from, endsOn) : workingDaysBetween(calendar, from, endsOn)
  const left = isPaused ? uncounted : running
  return { endsOn, left, isPaused, isOver, estimated, words: countdown({ left, isPaused, isOver, unit: period.unit }) }
}

const counted = (left: number, unit: DayUnit) => (unit === 'day' ? `${left}天` : `${left}个工作日`)

/** 还剩3个工作日 */
function countdown({ left, isPaused, isOver, unit }: { left: number; isPaused: boolean; isOver: boolean; unit: DayUnit }): string {
  if (isPaused) return left === 0 ? '有异议在处理，先停着' : `有异议在处理，停在还剩${counted(left, unit)}`
  if (isOver) return '公示期满了'
  return left === 0 ? '今天是最后一天' : `还剩${counted(left, unit)}`
}
