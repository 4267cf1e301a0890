/** Days by which something is owed (期限): the town's periods, counted as the law counts them. */
import { periodEnd } from '#features/thresholds/thresholds.actions.ts'
import { periodDays } from '#features/thresholds/thresholds.periods.actions.ts'
import type { PeriodKey } from '#features/thresholds/thresholds.periods.contract.ts'
import type { Context } from '#platform/server/action.ts'

/**
 * The last day of a period that begins on the day after `on`; one that would end on a day off ends on the next working day.
 * Source: 民法典 art. 203.
 */
export const dueAfter = async (context: Context, period: PeriodKey, on: string): Promise<string> =>
  periodEnd(await context.calendar(), on, await periodDays(context, period, on)).day
