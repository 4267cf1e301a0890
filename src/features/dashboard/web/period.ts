/** The days that the dashboard looks at (所选时间): a year, or a month of it, as the address says it. Pure. */
export interface Stretch {
  from: string
  to: string
  /** "2026年", "2026年3月". */
  name: string
}

/** The year of `today` unless another is chosen, and the whole of it unless a month is. */
export function stretchOf(chosen: { year?: number | undefined; month?: number | undefined }, today: string): Stretch {
  const year = chosen.year ?? Number(today.slice(0, 4))
  if (chosen.month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31`, name: `${year}年` }
  return { ...monthOf(year, chosen.month), name: `${year}年${chosen.month}月` }
}

/** First and last day of a month, 1 to 12. */
export function monthOf(year: number, month: number): { from: string; to: string } {
  const begin = `${year}-${String(month).padStart(2, '0')}`
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { from: `${begin}-01`, to: `${begin}-${String(last).padStart(2, '0')}` }
}

/** The year of the day and the six before it, the latest first. */
export const yearsUntil = (day: string): number[] => Array.from({ length: 7 }, (_, back) => Number(day.slice(0, 4)) - back)
