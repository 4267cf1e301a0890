/** Promises of deletion (保存期限): what people read of how long their data is kept, compared with what the program does at night. */
import type { Period } from '#platform/server/about.ts'

export interface Promised {
  name: string
  retention: string
  ends: Period<never> | readonly string[] | 'browser' | null
}

/** A time in words; what is said to be the least ends nothing. */
const time = /(\d+|[一二两三四五六七八九十半]+) ?(年|个月|天|日|小时|分钟|个[^，；。]*周期)|当夜/
const least = /(至少|不少于)[^，；。]*/g

/** One sentence for each time that nobody keeps, or that is kept and not said. */
export function emptyPromises(promised: readonly Promised[], jobs: ReadonlySet<string>): string[] {
  return promised.flatMap(({ name, retention, ends }) => {
    const isTold = time.test(retention.replaceAll(least, ''))
    const said = `${name}：“${retention}”`
    if (ends === null) return isTold ? [`${said}，没有作业去删`] : []
    if (!isTold) return [`${said}，没有说多久`]
    if (ends === 'browser') return []
    if ('months' in ends)
      return [`${ends.months}个月`, `${ends.months / 12}年`].some(words => retention.includes(words))
        ? []
        : [`${said}，删的是满${ends.months}个月的`]
    return ends.filter(job => !jobs.has(job)).map(job => `${name}：没有作业${job}`)
  })
}
