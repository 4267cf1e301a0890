/** The years that have a report (有报告的年份): asked by the page that lists them. */
import type { Context } from '#platform/server/action.ts'
import * as queries from './reports.queries.ts'

/** The first year of which the town keeps records of this kind. */
const first = 2020

/** From this year back, each with whether it is frozen. */
export async function editionYears(context: Context) {
  const frozen = new Set(await queries.editionYears(context.db))
  const years: { year: number; frozen: boolean }[] = []
  for (let year = Number(context.today.slice(0, 4)); year >= first; year--) years.push({ year, frozen: frozen.has(year) })
  return { years }
}
