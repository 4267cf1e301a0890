/**
 * Work plans (工作计划): changing a draft, adopting it, and revising what was adopted.
 *
 * Goals keep their items and their course; what is done stays done. A revision keeps the plan as it read before.
 */
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findPlan, nameableFor, planShown, venueItems } from './plans.actions.ts'
import { endpoints, type Plan, type PlanChange } from './plans.contract.ts'
import * as changes from './plans.edit.queries.ts'
import { planPolicy } from './plans.policy.ts'
import { authorityOver } from './plans.queries.ts'
import { changeFaults, placeItems, planFaults, textOf, type KnownPlan } from './plans.rules.ts'

export const edit = action(endpoints.edit, async (context, { params: { planId }, body }) => {
  const plan = await lock(context, planId, 'edit')
  requireVersion(context, plan, body)
  await change(context, plan, body)
  await context.record('plans.edit', { kind: 'plan', id: planId, unitId: plan.unitId }, {})
  return planShown(context, await findPlan(context, planId))
})

export const adopt = action(endpoints.adopt, async (context, { params: { planId }, body }) => {
  const plan = await lock(context, planId, 'adopt')
  requireVersion(context, plan, body)
  if (body.adoptedOn > context.today) throw invalidField('#/adoptedOn', '定下来的日子不能在今天以后')
  await changes.setPlan(context.db, planId, body)
  await context.record('plans.adopt', { kind: 'plan', id: planId, unitId: plan.unitId }, body)
  return planShown(context, await findPlan(context, planId))
})

export const revise = action(endpoints.revise, async (context, { params: { planId }, body: { reason, ...fields } }) => {
  const plan = await lock(context, planId, 'revise')
  requireVersion(context, plan, { ...fields, reason })
  await change(context, plan, fields)
  const id = newId(context.now.getTime())
  await changes.insertRevision(context.db, {
    townId: context.townId,
    id,
    planId,
    revisedOn: context.today,
    revisedBy: isPerson(context.actor) ? context.actor.personId : '',
    reason,
    old: textOf(plan),
  })
  await context.record('plans.revise', { kind: 'plan', id: planId, unitId: plan.unitId }, { revisionId: id })
  return planShown(context, await findPlan(context, planId))
})

/** The plan whole, locked; the policy is asked before and again after the wait. */
async function lock(context: Context, id: string, name: 'edit' | 'adopt' | 'revise'): Promise<Plan> {
  const ask = async () => {
    const plan = await findPlan(context, id)
    context.require(planPolicy, name, { path: await authorityOver(context.db, plan.unitId), adopted: plan.adoptedOn !== null })
    return plan
  }
  await ask()
  await changes.lockPlan(context.db, id)
  return planShown(context, await ask())
}

/** Makes the plan what the change says. Throws invalid (422) with every fault of it. */
async function change(context: Context, plan: Plan, fields: PlanChange): Promise<void> {
  const known = knownIn(plan)
  const nameable = await nameableFor(context, plan.unitId)
  const goals = plan.aspects.flatMap(aspect => aspect.goals)
  // What the plan names already it may go on naming: a unit may have closed, a list may have been withdrawn.
  const named = new Set(goals.flatMap(({ indicator, templateId, items }) => [indicator, templateId, ...items.map(({ unitId }) => unitId)]))
  const errors = [
    ...planFaults(fields, {
      ...nameable,
      indicator: id => named.has(id) || nameable.indicator(id),
      template: id => named.has(id) || nameable.template(id),
      unit: id => named.has(id) || nameable.unit(id),
    }),
    ...changeFaults(fields, known),
  ]
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  await changes.setPlan(context.db, plan.id, { name: fields.name, beginsOn: fields.from, endsOn: fields.to })
  const kept = new Set(
    fields.aspects.flatMap(({ id, goals: own }) => [id, ...own.flatMap(goal => [goal.id, ...goal.items.map(item => item.id)])]),
  )
  const gone = (ids: Iterable<string>) => [...ids].filter(id => !kept.has(id))
  await changes.removeItems(context.db, gone(known.items.keys()))
  await rewrite(context, plan, fields, known)
  await changes.removeGoals(context.db, gone(known.goals.keys()))
  await changes.removeAspects(context.db, gone(known.aspects))
}

const knownIn = ({ adoptedOn, aspects }: Plan): KnownPlan => {
  const goals = aspects.flatMap(aspect => aspect.goals)
  return {
    adopted: adoptedOn !== null,
    aspects: new Set(aspects.map(({ id }) => id)),
    goals: new Map(goals.map(goal => [goal.id, goal])),
    items: new Map(goals.flatMap(({ id: goalId, items }) => items.map(item => [item.id, { ...item, goalId }]))),
  }
}

/** Writes every part in its place. */
async function rewrite(context: Context, plan: Plan, { from, to, aspects }: PlanChange, known: KnownPlan): Promise<void> {
  const { db, townId } = context
  const fresh = () => newId(context.now.getTime())
  for (const [at, { id, name, goals }] of aspects.entries()) {
    const aspectId = id ?? fresh()
    if (id === null) await changes.insertAspect(db, { townId, id: aspectId, planId: plan.id, position: at + 1, name })
    else await changes.updateAspect(db, id, { position: at + 1, name })
    for (const [index, { id: knownGoal, eachVenue, items, ...columns }] of goals.entries()) {
      const goalId = knownGoal ?? fresh()
      const set = { ...columns, aspectId, position: index + 1 }
      if (knownGoal === null) await changes.insertGoal(db, { townId, id: goalId, ...set })
      else await changes.updateGoal(db, knownGoal, set)
      for (const item of placeItems({ unitId: plan.unitId, to }, { ...columns, eachVenue, items }))
        await changes.insertItem(db, { townId, id: fresh(), goalId, venueId: null, ...item })
      for (const { id: itemId, ...item } of items) {
        const old = itemId === null ? undefined : known.items.get(itemId)
        if (itemId === null) await changes.insertItem(db, { townId, id: fresh(), goalId, venueId: null, ...item })
        else if (old?.name !== item.name || old.unitId !== item.unitId || old.dueOn !== item.dueOn)
          await changes.updateItem(db, itemId, item)
      }
      const there = eachVenue && knownGoal !== null ? await changes.venuesIn(db, goalId) : new Set<string>()
      for (const item of await venueItems(context, { unitId: plan.unitId, from, to }, { eachVenue, dueOn: columns.dueOn }))
        if (!there.has(item.venueId)) await changes.insertItem(db, { townId, id: fresh(), goalId, ...item })
    }
  }
}
