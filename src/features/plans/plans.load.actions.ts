/** Work plans (工作计划): plans of a town that is loaded. */
import { findUnitByCode } from '#features/units/units.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { writePlan } from './plans.actions.ts'
import type { PlanFields } from './plans.contract.ts'
import { clerkOf, listPlans } from './plans.queries.ts'

export interface LoadedPlan extends Omit<PlanFields, 'unitId'> {
  unitCode: string
  /** The day on which the items of its venues had all been accepted; left out: they are open. */
  venuesDoneOn?: string
}

/** Writes the plans whose name the town does not have; returns how many. */
export async function loadPlans(context: Context, plans: readonly LoadedPlan[]): Promise<number> {
  const known = new Set((await listPlans(context.db)).map(({ name }) => name))
  const missing = plans.filter(({ name }) => !known.has(name))
  for (const { unitCode, venuesDoneOn, ...plan } of missing) {
    const unit = await findUnitByCode(context, unitCode)
    const acceptedBy = venuesDoneOn ? await clerkOf(context.db, unit.id) : null
    const done = venuesDoneOn && acceptedBy ? { venuesUntil: venuesDoneOn, acceptedBy } : null
    // It was adopted elsewhere, before this system knew of it.
    await writePlan(context, { ...plan, unitId: unit.id }, { adoptedOn: plan.from, done })
  }
  return missing.length
}
