/** Formats (写法): days, instants and counts as people read them, in Asia/Shanghai. */
import { dayOf } from '#platform/shared/calendar.ts'

const shanghai = { timeZone: 'Asia/Shanghai' } as const
const time = new Intl.DateTimeFormat('zh-CN', { ...shanghai, hour: '2-digit', minute: '2-digit', hour12: false })

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
  return `${showDay(dayOf(at), today)} ${time.format(at)}`
}

const grouped = new Intl.NumberFormat('zh-CN')
/** 12345 → "12,345". */
export const showCount = (count: number): string => grouped.format(count)
