/** Mobilisations (动员): the town's decisions and the shifts. */
import { authorityOver, namesOf } from '#features/people/people.actions.ts'
import { findUnit } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { addDays, dayOf, startOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, type Mobilisation, type Shift } from './mobilisations.contract.ts'
import { mobilisationPolicy, mobilisationsPolicy, shiftPolicy } from './mobilisations.policy.ts'
import * as queries from './mobilisations.queries.ts'
import { dayWithin, mobilisationState, requireShort } from './mobilisations.rules.ts'

type Row = NonNullable<Awaited<ReturnType<typeof queries.findMobilisation>>>
type ShiftRow = NonNullable<Awaited<ReturnType<typeof queries.findShift>>>

export const list = action(endpoints.list, async context => {
  context.require(mobilisationsPolicy, 'list', null)
  const rows = await queries.listMobilisations(context.db)
  return { items: rows.map(row => present(context, row)), allowedActions: mobilisationsPolicy.allowed(context.actor, null, context.now) }
})

export const get = action(endpoints.get, async (context, { params: { mobilisationId }, query }) => {
  const row = found(await queries.findMobilisation(context.db, mobilisationId))
  context.require(mobilisationPolicy, 'get', factsOf(context, row))
  return show(context, mobilisationId, query.on)
})

export const declare = action(endpoints.declare, async (context, { body }) => {
  context.require(mobilisationsPolicy, 'declare', null)
  const { title, task, startsOn, endsOn, number, decidedOn, deciderId } = body
  requireShort(startsOn, endsOn, decidedOn, context.today)
  if (startsOn < context.today) throw invalidField('#/startsOn', '开始日不能在今天以前')
  await requireDecider(context, deciderId)
  const id = newId(context.now.getTime())
  await queries.insertMobilisation(context.db, { townId: context.townId, id, title, task, startsOn, endsOn })
  await decide(context, id, 'declare', { number, decidedOn, deciderId, endsOn })
  return show(context, id)
})

export const extend = action(endpoints.extend, async (context, { params: { mobilisationId }, body }) => {
  const row = await lockFor(context, mobilisationId, 'extend', body)
  if (body.endsOn <= row.endsOn) throw invalidField('#/endsOn', `要在现在的截止日${row.endsOn}之后`)
  requireShort(context.today, body.endsOn, body.decidedOn, context.today)
  await requireDecider(context, body.deciderId)
  await queries.moveEnd(context.db, mobilisationId, body.endsOn)
  await decide(context, mobilisationId, 'extend', body)
  return show(context, mobilisationId)
})

export const end = action(endpoints.end, async (context, { params: { mobilisationId }, body }) => {
  const row = await lockFor(context, mobilisationId, 'end', body)
  if (body.decidedOn > context.today) throw invalidField('#/decidedOn', '决定的日子不能在今天以后')
  if (row.startsOn >= context.today) throw invalidField('#/decidedOn', '还没有过第一天。请从明天起再结束')
  await requireDecider(context, body.deciderId)
  await queries.moveEnd(context.db, mobilisationId, context.today)
  await decide(context, mobilisationId, 'end', { ...body, endsOn: context.today })
  return show(context, mobilisationId)
})

export const addShift = action(endpoints.addShift, async (context, { params: { mobilisationId }, body }) => {
  const row = found(await queries.holdMobilisation(context.db, mobilisationId))
  const { unitId, place, hours, needed } = body
  await requireUnit(context, unitId)
  context.require(shiftPolicy, 'addShift', { ...factsOf(context, row), path: await authorityOver(context, unitId) })
  const startsAt = new Date(body.startsAt)
  const endsAt = new Date(startsAt.getTime() + hours * 3_600_000)
  if (dayOf(startsAt) < row.startsOn || endsAt > startOf(row.endsOn))
    throw invalidField('#/startsAt', `要在动员的日子里：${row.startsOn}起，${row.endsOn}前`)
  const id = newId(context.now.getTime())
  await queries.insertShift(context.db, { townId: context.townId, id, mobilisationId, unitId, place, startsAt, endsAt, needed })
  await context.record('mobilisations.addShift', { kind: 'mobilisation', id: mobilisationId, unitId }, { shiftId: id })
  return presentShift(context, row, (await queries.findShift(context.db, id))!)
})

export function found<T>(row: T | undefined, says = '没有这次动员。'): T {
  if (row === undefined) throw new Problem(common.notFound, says)
  return row
}

export const factsOf = ({ today }: Context, row: Row) => ({ state: mobilisationState(row, today) })

export const presentShift = (context: Context, row: Row, shift: ShiftRow): Shift => ({
  ...shift,
  startsAt: shift.startsAt.toISOString(),
  endsAt: shift.endsAt.toISOString(),
  allowedActions: shiftPolicy.allowed(context.actor, { ...factsOf(context, row), path: shift.path }, context.now),
})

/** Throws invalid (422) unless the person holds a post: a decision has someone's name under it. */
export async function requireDecider(context: Context, personId: string) {
  if (!(await namesOf(context, [personId])).has(personId)) throw invalidField('#/deciderId', '作决定的人要有岗位')
}

/** Throws invalid (422) if there is nobody of that id. Whoever stands or sits somewhere need not be in the caller's own part of the town. */
export async function requirePerson(context: Context, personId: string) {
  if (!(await queries.isPersonKnown(context.db, personId))) throw invalidField('#/personId', '没有这个人')
}

/** Throws invalid (422) if there is no such unit today. */
export async function requireUnit(context: Context, unitId: string) {
  try {
    await findUnit(context, unitId)
  } catch (error) {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个单位')
    throw error
  }
}

async function lockFor(context: Context, id: string, name: 'extend' | 'end', body: unknown) {
  const row = found(await queries.lockMobilisation(context.db, id))
  context.require(mobilisationPolicy, name, factsOf(context, row))
  requireVersion(context, present(context, row), body)
  return row
}

async function decide(
  context: Context,
  mobilisationId: string,
  kind: 'declare' | 'extend' | 'end',
  { number, decidedOn, deciderId, endsOn }: { number: string; decidedOn: string; deciderId: string; endsOn: string },
) {
  const id = newId(context.now.getTime())
  const enteredBy = isPerson(context.actor) ? context.actor.personId : null
  await queries.insertDecision(context.db, {
    townId: context.townId,
    id,
    mobilisationId,
    kind,
    number,
    decidedOn,
    decidedBy: deciderId,
    enteredBy,
    endsOn,
  })
  await context.record(`mobilisations.${kind}`, { kind: 'mobilisation', id: mobilisationId }, { decisionId: id, endsOn })
}

const present = (context: Context, { purgedAt, ...row }: Row): Mobilisation => {
  const facts = factsOf(context, { purgedAt, ...row })
  return {
    ...row,
    ...facts,
    allowedActions: [...mobilisationPolicy.allowed(context.actor, facts, context.now), ...shiftsOffered(context, facts)],
  }
}

/** May the caller add shifts anywhere? Where exactly, the shift's own unit decides. */
const shiftsOffered = ({ actor, now }: Context, facts: { state: Mobilisation['state'] }) =>
  isPerson(actor) && actor.posts.some(({ path }) => shiftPolicy.allowed(actor, { ...facts, path }, now).includes('addShift'))
    ? ['addShift']
    : []

async function show(context: Context, id: string, asked?: string) {
  const row = found(await queries.findMobilisation(context.db, id))
  const on = asked ?? dayWithin(row, context.today)
  const [decisions, shifts] = await Promise.all([
    queries.decisionsOf(context.db, id),
    queries.shiftsOf(context.db, id, startOf(on), startOf(addDays(on, 1))),
  ])
  return {
    ...present(context, row),
    on,
    decisions: decisions.map(each => ({ ...each, kind: each.kind })),
    shifts: shifts.map(shift => presentShift(context, row, shift)),
  }
}
