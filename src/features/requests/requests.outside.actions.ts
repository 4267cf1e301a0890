/** Requests (诉求): the numbers that a hotline gave (热线编号). One order entered twice would be two cases that nobody knows to be one. */
import type { Context } from '#platform/server/action.ts'
import { Problem } from '#platform/shared/problem.ts'
import { problems } from './requests.contract.ts'
import * as queries from './requests.outside.queries.ts'

/**
 * Throws outside-number-taken (409) for a number that a case has already, and names the case to whoever may read it; unless this one is said
 * to be `apart`, for an order may hold two matters. Who enters the same number at the same time waits, and is then told.
 */
export async function refuseIfEntered({ db }: Context, number: string, apart = false): Promise<void> {
  await queries.lockOutsideNumber(db, number)
  if (apart || !(await queries.knowsOutsideNumber(db, number))) return
  const before = await queries.findByOutsideNumber(db, number)
  throw new Problem(problems.outsideNumberTaken, before && `已登记为${before.number}。`, before && { requestId: before.id })
}
