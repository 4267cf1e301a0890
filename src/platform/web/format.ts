/** Formats (写法): days, instants and counts as people read them, in Asia/Shanghai. */
import { dayOf, timeOfDay } from '#platform/shared/calendar.ts'

/** "2026-11-20" → "11月20日", with the year unless it is that of `today`. */
export function showDay(day: string | null, today: string = dayOf(new Date())): string {
  if (!day) return '—'
  const [year, month, date] = day.split('-').map(Number)
  return `${year === Number(today.slice(0, 4)) ? '' : `${year}年`}${month}月${date}日`
}

/** "2026-11-20T08:05:00Z" → "11月20日 16:05". */
export function showInstant(instant: string | null, today?: string): string {
  if (!instant) return '—'
  const at = new Date(instant)
  return `${showDay(dayOf(at), today)} ${timeOfDay(at)}`
}

/** Made with the first number that needs it: a formatter takes as long as a twentieth of a page. */
let grouped: Intl.NumberFormat | null = null
/** 12345 → "12,345". */
export const showCount = (count: number): string =>
  Number.isInteger(count) && Math.abs(count) < 1_000 ? String(count) : (grouped ??= new Intl.NumberFormat('zh-CN')).format(count)
