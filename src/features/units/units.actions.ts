/** Units (组织单元): what each endpoint does, and what other features may ask. */
import { kinOf } from '#platform/database/succession.ts'
import { action, type Context } from '#platform/server/action.ts'
import { Problem, problems } from '#platform/shared/problem.ts'
import { endpoints, type Unit } from './units.contract.ts'
import { unitPolicy } from './units.policy.ts'
import * as queries from './units.queries.ts'

export const list = action(endpoints.list, async (context, { query }) => {
  context.require(unitPolicy, 'list', null)
  const asOf = query.asOf ?? context.today
  return { asOf, items: (await queries.listUnits(context.db, asOf, query)).map(unit => present(context, unit)) }
})

export const get = action(endpoints.get, async (context, { params, query }) => {
  context.require(unitPolicy, 'get', null)
  return present(context, await findUnit(context, params.unitId, query.asOf))
})

export const history = action(endpoints.history, async (context, { params: { unitId } }) => {
  context.require(unitPolicy, 'history', null)
  const periods = await queries.periodsOf(context.db, unitId)
  if (periods.length === 0) throw new Problem(problems.notFound, '没有这个村（社区）或小组。')
  return { periods, ...(await kinOf(context.db, 'unit', unitId)) }
})

/** A unit as it stood on a day (today if left out). Throws not-found (404). */
export async function findUnit(context: Context, id: string, day = context.today): Promise<Unit> {
  const unit = await queries.findUnit(context.db, day, id)
  if (!unit) throw new Problem(problems.notFound, '没有这个村（社区）或小组。')
  return unit
}

/**
 * A unit as it stands today or, once it is gone, as it last stood: its path then leads through whoever answers for it now, so that
 * what it left is read and finished. Throws not-found (404).
 */
export async function findAnswered(context: Context, id: string): Promise<Unit> {
  const { db, today } = context
  const unit = (await queries.findUnit(db, today, id)) ?? (await queries.findGoneUnit(db, today, id))
  if (!unit) throw new Problem(problems.notFound, '没有这个村（社区）或小组。')
  return unit
}

/**
 * The standing unit in which a record of `id` goes on today: the unit itself, its only heir, or where it went to several the lowest one that
 * holds them all. Throws not-found (404) for a unit that never was.
 */
export async function findHeir(context: Context, id: string): Promise<Unit> {
  const heirs = await queries.standingHeirs(context.db, context.today, id)
  const only = heirs.length === 1 ? heirs[0] : heirs.find(unit => unit.id === id)
  if (only) return only
  // closed with nobody after it: what stands above it
  const paths = heirs.length > 0 ? heirs.map(({ path }) => path) : [(await findAnswered(context, id)).path.slice(0, -1)]
  const shared = paths[0]!.filter((unitId, depth) => paths.every(path => path[depth] === unitId))
  return findUnit(context, shared.at(-1) ?? id)
}

/** May `unitId` go on with what `before` began: is it that unit, or did its records go to it by merging, splitting or closing? */
export const isHeir = ({ db, today }: Context, unitId: string, before: string): Promise<boolean> =>
  queries.isHeir(db, unitId, before, today)

/** A unit by its 12-digit code as it stood today. Throws not-found (404). */
export async function findUnitByCode(context: Context, code: string): Promise<Unit> {
  const unit = await queries.findUnitByCode(context.db, context.today, code)
  if (!unit) throw new Problem(problems.notFound, '没有这个代码的村（社区）。')
  return unit
}

/** The units below one on a day (today if left out), or all of them, sorted by code and name. */
export const listUnits = (context: Context, filter: { below?: string; kind?: string } = {}, day = context.today): Promise<Unit[]> =>
  queries.listUnits(context.db, day, filter)

const present = ({ actor, now }: Context, unit: Unit) => ({ ...unit, allowedActions: unitPolicy.allowed(actor, unit, now) })
