/** Indicators (指标): whose records make up a number, for those who ask of others that there be some. */
import type { Context } from '#platform/server/action.ts'
import { asksPeriodAlone, rowsIn, type Indicator } from '#platform/server/indicator.ts'
import { fulfilmentsOf, unitsAsked, type AskedPeriod, type Fulfilment } from './indicators.fulfilments.queries.ts'

export type { AskedPeriod, Fulfilment } from './indicators.fulfilments.queries.ts'

/**
 * For each period and each body, or each unit with all below it, how many rows fall in the period and which was the `least`-th. A row of a unit
 * counts for it and for every unit above. Counted in the town's name: of a record that the caller may not read, no more than its day and id is
 * told.
 */
export const fulfilments = (
  context: Context,
  indicator: Indicator,
  unitId: string,
  periods: readonly AskedPeriod[],
  owners: { by: 'bodies' | 'units'; least: number },
): Promise<Fulfilment[]> =>
  context.counting(async db => {
    // Several periods are read at once where the rows ask nothing else of the question.
    const together = asksPeriodAlone(indicator) ? [periods] : periods.map(period => [period])
    const found: Fulfilment[] = []
    for (const [at, some] of together.entries()) {
      if (some.length === 0) continue
      const days = some.flatMap(({ from, to }) => [from, to]).sort()
      const rows = rowsIn(indicator, { unitId, from: days[0]!, to: days.at(-1)!, asOf: some[0]!.asOf }, unitsAsked)
      const isStock = indicator.kind === 'stock'
      // Counted from the first of these: all together from 0, one alone from its own place.
      for (const each of await fulfilmentsOf(db, rows, { unitId, periods: some, isStock, ...owners }))
        found.push({ ...each, period: at + each.period })
    }
    return found
  })
