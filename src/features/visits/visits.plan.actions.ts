/** The plan of visits (走访计划): who is due today and why. A few a grid, so that the list can be walked; never a backlog to answer for. */
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { endpoints } from './visits.contract.ts'
import { visitDoorPolicy } from './visits.policy.ts'
import * as queries from './visits.plan.queries.ts'
import { visitsToFollow } from './visits.queries.ts'
import { present } from './visits.row.actions.ts'
import { chosen, dueOf } from './visits.rules.ts'

export const today = action(endpoints.today, async context => {
  const { db, actor, now } = context
  context.require(visitDoorPolicy, 'today', null)
  const toFollow = isPerson(actor) ? await visitsToFollow(db, context.today, actor.personId) : []
  return {
    due: await queries.dueVisits(db, context.today),
    toFollow: toFollow.map(row => present(context, row)),
    allowedActions: visitDoorPolicy.allowed(actor, null, now),
  }
})

export const plan = action(endpoints.plan, async context => {
  context.require(visitDoorPolicy, 'plan', null)
  const planned = await planHomes(context, null)
  await context.record('visits.plan', { kind: 'visitPlan', id: newId(context.now.getTime()) }, { planned })
  return { planned }
})

/** Plans one grid's visits, in the name of the job. */
export async function planUnit(context: Context, unitId: string): Promise<void> {
  await planHomes(context, unitId)
}

/** Puts who is due on the lists, of one grid or of all that the actor listens to; returns how many. */
async function planHomes({ db, townId, now, today }: Context, unitId: string | null): Promise<number> {
  await queries.dropPlans(db, unitId)
  const byUnit = Map.groupBy(await queries.candidates(db, unitId), home => home.unitId)
  const due = [...byUnit.values()].flatMap(homes => {
    const open = homes.filter(({ isOpen }) => isOpen).length
    return chosen(
      homes.flatMap(home => {
        const why = home.isOpen ? null : dueOf(home, today)
        return why ? [{ ...why, id: home.id, code: home.code, unitId: home.unitId }] : []
      }),
      open,
    )
  })
  return queries.insertPlanned(
    db,
    due.map(({ id, unitId, rule }) => ({ townId, id: newId(now.getTime()), householdId: id, unitId, rule, plannedFor: today })),
  )
}
