/** Quarters (季度): the stretch of days that a list of duties is shown for, as the address says it. */
export interface Quarter {
  from: string
  to: string
  name: string
}

const lastDays = ['03-31', '06-30', '09-30', '12-31'] as const
const firstMonths = ['01', '04', '07', '10'] as const

/** The quarter that holds the day, and the four before it, the latest first. */
export function quartersUntil(day: string): Quarter[] {
  const at = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)
  return [0, 1, 2, 3, 4].map(back => {
    const [year, quarter] = [Math.floor((at - back) / 4), (at - back) % 4]
    return { from: `${year}-${firstMonths[quarter]}-01`, to: `${year}-${lastDays[quarter]}`, name: `${year}年第${quarter + 1}季度` }
  })
}
