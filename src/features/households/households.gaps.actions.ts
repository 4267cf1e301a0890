/** Gaps (缺口): what is missing where, as lists for who keeps the homes and as counts for the town. */
import { findUnit } from '#features/units/units.actions.ts'
import { action } from '#platform/server/action.ts'
import { holds } from '#platform/shared/actor.ts'
import { endpoints } from './households.contract.ts'
import * as queries from './households.gaps.queries.ts'
import { countRoles, householdDoorPolicy } from './households.policy.ts'
import { authorityOver } from './households.queries.ts'
import { lineOf } from './households.row.actions.ts'

/** Homes that one answer lists; the rest are counted. */
const longest = 200

export const gaps = action(endpoints.gaps, async (context, { query: { unitId } }) => {
  const { db, today } = context
  const unit = await findUnit(context, unitId)
  context.require(householdDoorPolicy, 'gaps', { path: await authorityOver(db, today, unit.id) })
  return {
    households: (await queries.withoutContact(db, today, unit.id, longest)).map(lineOf),
    householdCount: await context.counting(counter => queries.countWithoutContact(counter, today, unit.id)),
    gridsWithoutLeader: await queries.gridsWithoutLeader(db, today, unit.id),
    gridsWithoutHousehold: await context.counting(counter => queries.gridsWithoutHousehold(counter, today, unit.id)),
  }
})

export const overview = action(endpoints.overview, async context => {
  context.require(householdDoorPolicy, 'overview', null)
  const all = await context.counting(counter => queries.countGaps(counter, context.today))
  return { items: all.filter(({ path }) => holds(context.actor, countRoles, path)) }
})
