/** Forgetting homes (户的按期删除), at night: who lived there and where goes six months after; the number and its days stay. */
import { relationsSince } from '#platform/shared/retention.ts'
import type { Context } from '#platform/server/action.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import * as queries from './households.forget.queries.ts'
import { lockHousehold } from './households.queries.ts'
import { subjectOf } from './households.row.actions.ts'
import { undoDays } from './households.rules.ts'

/** Ends entered before this moment are not taken back any more: what they ended is not needed again. */
const settledBefore = (today: string) => startOf(addDays(today, -undoDays))

export const forgettable = ({ db, today }: Context): Promise<string[]> =>
  queries.forgettableHomes(db, relationsSince(today), settledBefore(today))

export async function forget(context: Context, householdId: string): Promise<void> {
  const { db, today } = context
  const row = await lockHousehold(db, today, householdId)
  if (!row) return
  const periods = await queries.forgetPeriods(db, householdId, relationsSince(today), settledBefore(today))
  const gone = await queries.forgetHome(db, householdId, today)
  if (periods === 0 && !gone) return
  await context.record('households.forget', subjectOf(row), { fields: gone ? ['head', 'address', 'phone'] : ['head', 'address'] })
}
