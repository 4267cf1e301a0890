/** Indicators (指标): whose records make up a number, for those who ask of others that there be some. */
import type { Context } from '#platform/server/action.ts'
import { asksPeriodAlone, type Indicator } from '#platform/server/indicator.ts'
import { fulfilmentsOf, type AskedPeriod, type Fulfilment } from './indicators.fulfilments.queries.ts'

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
    if (periods.length === 0) return []
    if (asksPeriodAlone(indicator)) return fulfilmentsOf(db, indicator, unitId, periods, owners)
    const found: Fulfilment[] = []
    for (const [period, asked] of periods.entries())
      for (const each of await fulfilmentsOf(db, indicator, unitId, [asked], owners)) found.push({ ...each, period })
    return found
  })
