/**
 * Calendar (日历): days in Asia/Shanghai and working days, as pure functions.
 *
 * A day is "YYYY-MM-DD". Counting starts on the day after the event (民法典 art. 201),
 * and a last day that is a holiday moves to the next working day (art. 203).
 * Which days are off is data from a table (conventions DATA-14). A year that the
 * table does not know is counted Monday to Friday and the result says so.
 */

export interface Calendar {
  /** Years whose arrangement has been published and loaded. */
  years: ReadonlySet<number>
  /** Days that differ from Monday-to-Friday: off although a weekday, or worked although a weekend. */
  exceptions: ReadonlyMap<string, 'off' | 'work'>
}

/** A day that was counted, and whether a year without data made it an estimate. */
export interface CountedDay {
  day: string
  estimated: boolean
}

/** What is printed beside an estimated day. */
export const estimateNote = '估算：国务院办公厅尚未公布该年放假安排'

const dayLength = 86_400_000
const shanghaiOffset = 8 * 3_600_000

/** The day in Asia/Shanghai that holds the instant. China has had no daylight saving time since 1991. */
export const dayOf = (instant: Date): string => new Date(instant.getTime() + shanghaiOffset).toISOString().slice(0, 10)

/** The time of day in Asia/Shanghai, "16:05". */
export const timeOfDay = (instant: Date): string => new Date(instant.getTime() + shanghaiOffset).toISOString().slice(11, 16)

/** 2021年1月5日, without leading zeros (DOC-05). */
export function plainDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The first instant of a day in Asia/Shanghai. */
export const startOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - shanghaiOffset)

/** The day `count` days later (earlier if negative). */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10)

/** The same day of the month so many months later, or that month's last day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10)
}

/** The days after days that were asked for: clocks walk from day to day, over the same ones again and again. */
const following = new Map<string, string>()
const mostFollowing = 20_000

/** The next day. */
export function dayAfter(day: string): string {
  const known = following.get(day)
  if (known) return known
  const next = addDays(day, 1)
  if (following.size < mostFollowing) following.set(day, next)
  return next
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)

export function isWorkingDay(calendar: Calendar, day: string): boolean {
  const exception = calendar.exceptions.get(day)
  if (exception) return exception === 'work'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

const known = (calendar: Calendar, day: string) => calendar.years.has(Number(day.slice(0, 4)))

/** The `count`-th working day after `day`. `count` 0 gives the day itself, or the next working day if it is off. */
export function addWorkingDays(calendar: Calendar, day: string, count: number): CountedDay {
  let reached = day
  let estimated = !known(calendar, day)
  let left = count
  if (count === 0) {
    while (!isWorkingDay(calendar, reached)) reached = dayAfter(reached)
    return { day: reached, estimated: estimated || !known(calendar, reached) }
  }
  while (left > 0) {
    reached = dayAfter(reached)
    estimated ||= !known(calendar, reached)
    if (isWorkingDay(calendar, reached)) left -= 1
  }
  return { day: reached, estimated }
}

/** Working days after `from`, up to and including `to`. Zero if `to` is not later. Reckoned, not walked: a span may be a hundred years. */
export const workingDaysBetween = (calendar: Calendar, from: string, to: string): number =>
  to <= from ? 0 : weekdaysUntil(to) - weekdaysUntil(from) + exceptionsUntil(calendar, to) - exceptionsUntil(calendar, from)

/** Days from Monday to Friday since Monday 1969-12-29, the day included; what lies before is negative. */
function weekdaysUntil(day: string): number {
  const since = Math.round(Date.parse(`${day}T00:00:00Z`) / dayLength) + 3
  const weeks = Math.floor(since / 7)
  return weeks * 5 + Math.min(since - weeks * 7 + 1, 5)
}

/** How many working days there are more than weekdays up to a day (fewer if negative), by the days that make a difference. */
const differences = new WeakMap<Calendar['exceptions'], { days: string[]; sums: number[] }>()

function exceptionsUntil({ exceptions }: Calendar, day: string): number {
  let known = differences.get(exceptions)
  if (!known) {
    const plain: Calendar = { years: new Set(), exceptions: new Map() }
    const changed = [...exceptions]
      .filter(([each, kind]) => (kind === 'work') !== isWorkingDay(plain, each))
      .sort(([a], [b]) => (a < b ? -1 : 1))
    let sum = 0
    known = { days: changed.map(([each]) => each), sums: changed.map(([, kind]) => (sum += kind === 'work' ? 1 : -1)) }
    differences.set(exceptions, known)
  }
  let low = 0
  let high = known.days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (known.days[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : known.sums[low - 1]!
}

/** Working days before the day from which on it is soon due (▲ 临期). Source: conventions 6.2. */
export const soonWithin = 2
/** The last day that is soon due as seen from today. */
export const soonUntil = (calendar: Calendar, today: string): string => addDays(addWorkingDays(calendar, today, soonWithin + 1).day, -1)
