/** Work plans (工作计划): what each endpoint does, and what the public page of the plan reads. */
import { valueFor } from '#features/indicators/indicators.actions.ts'
import { namesOf } from '#features/people/people.actions.ts'
import { findUnit, listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { isPerson, postsOf, type Role } from '#platform/shared/actor.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import {
  endpoints,
  PlanText,
  type GoalFields,
  type Plan,
  type PlanFields,
  type PlanGoal,
  type PlanItem,
  type PlanSummary,
} from './plans.contract.ts'
import * as changes from './plans.edit.queries.ts'
import { planPolicy } from './plans.policy.ts'
import * as queries from './plans.queries.ts'
import { courseOfItems, lampOf, placeItems, planFaults, type Nameable } from './plans.rules.ts'

export const list = action(endpoints.list, async context => {
  context.require(planPolicy, 'list', null)
  const units = postsOf(context.actor).map(({ unitId }) => unitId)
  const mayCreate = units.some(unitId => planPolicy.allows('create', context.actor, { path: [unitId] }))
  return { items: await queries.listPlans(context.db), allowedActions: mayCreate ? ['create'] : [] }
})

export const get = action(endpoints.get, async (context, { params: { planId } }) => {
  context.require(planPolicy, 'get', null)
  return planShown(context, await findPlan(context, planId))
})

export const create = action(endpoints.create, async (context, { body }) => {
  const unit = await findUnit(context, body.unitId).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个村（社区）')
    throw error
  })
  context.require(planPolicy, 'create', { path: await queries.authorityOver(context.db, unit.id) })
  const errors = planFaults(body, await nameableFor(context, unit.id))
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  const id = await writePlan(context, body)
  return planShown(context, await findPlan(context, id))
})

export const accept = action(endpoints.accept, async (context, { params: { itemId }, body: { doneOn } }) => {
  const item = await lock(context, itemId, 'accept')
  if (doneOn > context.today) throw invalidField('#/doneOn', '完成的日子不能在今天以后')
  await queries.setItem(context.db, itemId, { doneOn, acceptedBy: isPerson(context.actor) ? context.actor.personId : '' })
  await context.record('plans.accept', { kind: 'planItem', id: itemId, unitId: item.unitId }, { doneOn })
  return itemNow(context, itemId)
})

export const drop = action(endpoints.drop, async (context, { params: { itemId }, body: { reason } }) => {
  const item = await lock(context, itemId, 'drop')
  await queries.setItem(context.db, itemId, { droppedOn: context.today, droppedReason: reason })
  await context.record('plans.drop', { kind: 'planItem', id: itemId, unitId: item.unitId }, {})
  return itemNow(context, itemId)
})

/** What a plan of the unit may name. */
export async function nameableFor(context: Context, unitId: string): Promise<Nameable> {
  const below = new Set((await listUnits(context)).flatMap(({ id, path }) => (path.includes(unitId) ? [id] : [])))
  const lists = await queries.templateIds(context.db)
  return {
    indicator: id => context.indicators.has(id),
    saidByResidents: id => context.indicators.get(id)?.isSaidByResidents === true,
    unit: id => below.has(id),
    template: id => lists.has(id),
  }
}

/** Of a plan that is loaded: when it was adopted, and on which day all its items had been accepted by whom. */
interface Loaded {
  adoptedOn: string
  done: { on: string; acceptedBy: string } | null
}

/** Writes a plan that was found sound, with one item for each venue where a goal says so; returns its id. A draft, unless it is loaded. */
export async function writePlan(context: Context, fields: PlanFields, loaded?: Loaded): Promise<string> {
  const fresh = () => newId(context.now.getTime())
  const id = fresh()
  const written: queries.NewPlan = {
    plan: {
      id,
      unit_id: fields.unitId,
      name: fields.name,
      begins_on: fields.from,
      ends_on: fields.to,
      adopted_on: loaded?.adoptedOn ?? null,
    },
    aspects: [],
    goals: [],
    items: [],
  }
  for (const [at, { name, goals }] of fields.aspects.entries()) {
    const aspectId = fresh()
    written.aspects.push({ id: aspectId, plan_id: id, position: at + 1, name })
    for (const [index, goal] of goals.entries()) {
      const goalId = fresh()
      const { templateId: template_id, dueOn: due_on, eachVenue, items, ...rest } = goal
      written.goals.push({ id: goalId, aspect_id: aspectId, position: index + 1, template_id, due_on, ...rest })
      const item = { goal_id: goalId, done_on: loaded?.done?.on ?? null, accepted_by: loaded?.done?.acceptedBy ?? null }
      for (const { name: what, unitId, dueOn } of [...items, ...placeItems(fields, goal)])
        written.items.push({ ...item, id: fresh(), name: what, unit_id: unitId, venue_id: null, due_on: dueOn })
      for (const { name: what, unitId, venueId, dueOn } of await venueItems(context, fields, { eachVenue, dueOn: due_on }))
        written.items.push({
          ...item,
          id: fresh(),
          name: what,
          unit_id: unitId,
          venue_id: venueId,
          due_on: dueOn,
        })
    }
  }
  await queries.insertPlan(context.db, context.townId, written)
  await context.record(
    'plans.create',
    { kind: 'plan', id, unitId: fields.unitId },
    { goals: written.goals.length, items: written.items.length },
  )
  return id
}

/** One item for each venue of the kind that a goal names. */
export async function venueItems(
  context: Context,
  { unitId, from, to }: Pick<PlanFields, 'unitId' | 'from' | 'to'>,
  { eachVenue, dueOn }: Pick<GoalFields, 'eachVenue' | 'dueOn'>,
) {
  const day = from < context.today ? from : context.today
  const venues = eachVenue ? await queries.venuesOf(context.db, unitId, eachVenue, day) : []
  return venues.map(venue => ({ name: venue.name, unitId: venue.unitId, venueId: venue.id, dueOn: dueOn ?? to }))
}

/** The adopted plans of a unit, the latest first, whole; for the public page. */
export async function plansOf(context: Context, unitId: string): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const plan of await queries.listPlans(context.db))
    if (plan.unitId === unitId && plan.adoptedOn !== null) plans.push(await planShown(context, plan))
  return plans
}

export async function findPlan(context: Context, id: string): Promise<PlanSummary> {
  const plan = (await queries.listPlans(context.db)).find(each => each.id === id)
  if (!plan) throw new Problem(common.notFound, '没有这个计划。')
  return plan
}

export async function planShown(context: Context, plan: PlanSummary): Promise<Plan> {
  const goals = await queries.goalsOf(context.db, plan.id)
  const items = Map.groupBy(await queries.itemsOf(context.db, plan.id), ({ goalId }) => goalId)
  const aspects = new Map<string, Plan['aspects'][number]>()
  for (const goal of goals) {
    const own = items.get(goal.id) ?? []
    const aspect = aspects.get(goal.aspectId) ?? { id: goal.aspectId, name: goal.aspectName, goals: [] }
    aspect.goals.push({ ...goal, course: await courseOf(context, plan, goal, own), items: await presentItems(context, own) })
    aspects.set(goal.aspectId, aspect)
  }
  const facts = { path: await queries.authorityOver(context.db, plan.unitId), adopted: plan.adoptedOn !== null }
  return {
    ...plan,
    aspects: [...aspects.values()],
    revisions: await revisionsOf(context, plan.id),
    allowedActions: planPolicy.allowed(context.actor, facts, context.now).filter(name => changing.has(name)),
  }
}

const changing = new Set(['edit', 'adopt', 'revise'])

async function revisionsOf(context: Context, planId: string): Promise<Plan['revisions']> {
  const rows = await changes.revisionsOf(context.db, planId)
  const names = await namesOf(
    context,
    rows.map(({ revisedBy }) => revisedBy),
  )
  return rows.map(({ revisedBy, old, ...row }) => ({ ...row, revisedByName: names.get(revisedBy) ?? null, old: PlanText.parse(old) }))
}

/** How far a goal is, from records alone; nobody types it. */
async function courseOf(
  context: Context,
  plan: PlanSummary,
  goal: queries.GoalRow,
  items: readonly queries.ItemRow[],
): Promise<PlanGoal['course']> {
  if (items.length > 0) return courseOfItems(items, goal.measure)
  if (goal.templateId) {
    const { done, all } = await context.counting(db => queries.dutiesDone(db, goal.templateId!))
    return all === 0 ? '尚无记录' : `${done}/${all}项`
  }
  if (!goal.indicator) return '尚无记录'
  const indicator = context.indicators.get(goal.indicator)
  if (!indicator) return '尚无此功能'
  const until = plan.to < context.today ? plan.to : context.today
  if (until < plan.from) return '还没有开始'
  // What a village did before it was merged or closed is its own; what came after is its successor's.
  const last = await queries.lastDayOf(context.db, plan.unitId)
  const to = last !== null && last < until ? last : until
  if (to < plan.from) return '尚无记录'
  const unit = await findUnit(context, plan.unitId, to)
  return (await valueFor(context, indicator, { unitId: plan.unitId, from: plan.from, to, asOf: to }, unit)).shown
}

async function presentItems(context: Context, rows: readonly queries.ItemRow[]): Promise<PlanItem[]> {
  const calendar = await context.calendar()
  const names = await namesOf(
    context,
    rows.flatMap(({ acceptedBy }) => acceptedBy ?? []),
  )
  return rows.map(row => ({
    ...row,
    acceptedByName: row.acceptedBy ? (names.get(row.acceptedBy) ?? null) : null,
    lamp: lampOf(row, context.today, calendar),
    allowedActions: planPolicy.allowed(context.actor, factsOf(row), context.now).filter(name => name === 'accept' || name === 'drop'),
  }))
}

const factsOf = ({ path, doneOn, droppedOn, adoptedOn }: queries.ItemRow) => ({
  path,
  open: adoptedOn !== null && doneOn === null && droppedOn === null,
})

async function itemNow(context: Context, id: string) {
  const [item] = await presentItems(context, [(await queries.findItem(context.db, id))!])
  return item!
}

/** The item, locked; the policy is asked before and again after the wait. */
async function lock(context: Context, id: string, name: 'accept' | 'drop') {
  const before = await queries.findItem(context.db, id)
  if (!before) throw new Problem(common.notFound, '没有这一项。')
  context.require(planPolicy, name, factsOf(before))
  await queries.lockItem(context.db, id)
  const item = (await queries.findItem(context.db, id))!
  context.require(planPolicy, name, factsOf(item))
  return item
}

const ownOffice: readonly Role[] = ['villageSecretary', 'villageClerk', 'branchSecretary']

/** Items of a plan that my own unit is to finish within a month, or that are late. */
export const mine: TodoSource<Context> = {
  name: 'plans.mine',
  nameZh: '工作计划',
  async list(context) {
    const units = postsOf(context.actor).flatMap(({ role, unitId }) => (ownOffice.includes(role) ? [unitId] : []))
    if (units.length === 0) return []
    const rows = await queries.openItems(context.db, units, addDays(context.today, 30))
    return rows.slice(0, 100).map(({ id, name, planName, dueOn }) => ({
      id,
      title: name,
      detail: `${planName}。做好了请镇里验收。`,
      dueOn,
      link: '/console/plans',
    }))
  },
}
