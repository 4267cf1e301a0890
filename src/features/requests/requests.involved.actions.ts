/** Requests (诉求): what is closed to whoever took part in handling a case, and where the resident goes instead. */
import type { Context } from '#platform/server/action.ts'
import { Problem } from '#platform/shared/problem.ts'
import { problems } from './requests.contract.ts'
import { factsOf, lockCase, type CaseRow } from './requests.case.actions.ts'
import { counterRolesFor, officialsDeskRoles } from './requests.desks.rules.ts'
import { isInvolved } from './requests.involved.rules.ts'
import { involvedCounter, requestPolicy } from './requests.policy.ts'
import * as queries from './requests.queries.ts'

/** What only a counter does that took no part, and what the resident is to do at another; `nowhere` where all took part. */
const sayings = {
  confirmOnBehalf: { elsewhere: (place: string) => `请到别的窗口（${place}）代为登记。`, nowhere: '别的窗口也都经手过，等居民自己答复。' },
  reissueCode: {
    elsewhere: (place: string) => `请居民到别的窗口（${place}）补领。`,
    nowhere: '别的窗口也都经手过，请居民写上原编号再报一次。',
  },
} as const

/** Locks the case and asks the policy. Throws own-case (403), with where to go, to a counter that took part in handling it. */
export async function beginApart(context: Context, requestId: string, verb: keyof typeof sayings): Promise<CaseRow> {
  const row = await lockCase(context, requestId)
  if (involvedCounter(context.actor, factsOf(row))) {
    const place = await counterApart(context, row)
    throw new Problem(problems.ownCase, `这件事是您或您单位办的，${place ? sayings[verb].elsewhere(place) : sayings[verb].nowhere}`)
  }
  context.require(requestPolicy, verb, factsOf(row))
  return row
}

/** The lowest counter that someone holds and that took no part: the village's before the town's. Null if there is none. */
async function counterApart(context: Context, row: CaseRow): Promise<string | null> {
  const holders = await queries.listHolders(context.db, row.custodyPath, counterRolesFor(row))
  const posts = Map.groupBy(holders, ({ personId }) => personId)
  const free = holders.find(({ personId }) => !isInvolved({ personId, posts: posts.get(personId)! }, row))
  if (!free) return null
  if (officialsDeskRoles.includes(free.role)) return '镇纪委'
  const unit = (await queries.namesOfUnits(context.db, [free.unitId])).get(free.unitId)!
  return unit.kind === 'town' ? '镇里' : unit.name
}
