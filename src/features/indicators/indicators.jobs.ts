/** Indicators (指标): every night each number is proved against its parts. */
import type { Job } from '#platform/server/job.ts'
import { proveYear } from './indicators.check.actions.ts'

export const proveAll: Job = {
  name: 'indicators.prove',
  cron: '40 2 * * *',
  summary: '今年和去年的每个数，和各村（社区）加起来的对一遍账',
  find: context => Promise.resolve([...context.indicators.values()].filter(({ additive }) => additive).map(({ id }) => id)),
  async each(context, id) {
    const indicator = context.indicators.get(id)
    if (!indicator) return
    const year = Number(context.today.slice(0, 4))
    for (const each of [year, year - 1]) await proveYear(context, indicator, each)
  },
}
