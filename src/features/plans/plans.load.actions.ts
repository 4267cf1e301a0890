/** Work plans (工作计划): plans of a town that is loaded. */
import { findUnitByCode } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { writePlan } from './plans.actions.ts'
import type { PlanFields } from './plans.contract.ts'
import { clerkOf, listPlans } from './plans.queries.ts'

export interface LoadedPlan extends Omit<PlanFields, 'unitId'> {
  unitCode: string
  /** Items of the last goal, each of the plan's own unit, due on the plan's last day. */
  projects?: readonly string[]
  /** The day on which all its items had been accepted; left out: they are open. */
  doneOn?: string
}

/** Writes the plans whose name the town does not have; returns how many. */
export async function loadPlans(context: Context, plans: readonly LoadedPlan[]): Promise<number> {
  const known = new Set((await listPlans(context.db)).map(({ name }) => name))
  const missing = plans.filter(({ name }) => !known.has(name))
  for (const { unitCode, doneOn, projects = [], ...plan } of missing) {
    const unit = await findUnitByCode(context, unitCode)
    const acceptedBy = doneOn ? await clerkOf(context.db, unit.id) : null
    const done = doneOn && acceptedBy ? { on: doneOn, acceptedBy } : null
    const items = projects.map(name => ({ name, unitId: unit.id, dueOn: plan.to }))
    const aspects = plan.aspects.map(aspect => ({ ...aspect, goals: aspect.goals.with(-1, { ...aspect.goals.at(-1)!, items }) }))
    // It was adopted elsewhere, before this system knew of it.
    await writePlan(context, { ...plan, ...(items.length > 0 && { aspects }), unitId: unit.id }, { adoptedOn: plan.from, done })
  }
  return missing.length
}
