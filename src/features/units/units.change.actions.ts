/**
 * Changes of the map (区划变更): what each verb does.
 *
 * All six read the same way: lock the map, ask the policy, plan the change by the rules, tell what it
 * does, and, unless it was only a try, write it and record it.
 */
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { findUnit } from './units.actions.ts'
import { endpoints, RecordKind, type ChangeAnswer } from './units.change.contract.ts'
import { planChange, type Change, type Plan } from './units.change.rules.ts'
import { problems, type Unit } from './units.contract.ts'
import * as queries from './units.map.queries.ts'
import * as unitQueries from './units.queries.ts'
import { treeOn, type TownMap } from './units.map.rules.ts'
import { unitPolicy } from './units.policy.ts'
import { changesOf, postChanges } from './units.preview.rules.ts'

export const create = action(endpoints.create, async (context, { body }) => {
  const { kind, parentId, name, shortName, effectiveOn, dryRun, ...codes } = body
  await queries.lockMap(context.db, context.townId)
  const parent = await parentOn(context, parentId, effectiveOn)
  context.require(unitPolicy, 'create', parent)
  if (await queries.codesAreTaken(context.db, codes, effectiveOn)) throw new Problem(problems.codeTaken)
  const id = newId(context.now.getTime())
  return carryOut(context, { verb: 'create', id, kind, parentId, name, shortName }, { effectiveOn, dryRun }, id, codes)
})

export const rename = action(endpoints.rename, async (context, { params: { unitId }, body }) => {
  await lockFor(context, 'rename', unitId, body)
  return carryOut(context, { verb: 'rename', unitId, name: body.name, shortName: body.shortName }, body, unitId)
})

export const move = action(endpoints.move, async (context, { params: { unitId }, body }) => {
  await lockFor(context, 'move', unitId, body)
  return carryOut(context, { verb: 'move', unitId, parentId: body.parentId }, body, unitId)
})

export const merge = action(endpoints.merge, async (context, { params: { unitId }, body }) => {
  await lockFor(context, 'merge', unitId, body)
  return carryOut(context, { verb: 'merge', successorId: unitId, predecessorIds: body.predecessorIds }, body, unitId)
})

export const split = action(endpoints.split, async (context, { params: { unitId }, body }) => {
  await lockFor(context, 'split', unitId, body)
  const parts = body.parts.map(part => ({ ...part, id: newId(context.now.getTime()) }))
  return carryOut(context, { verb: 'split', unitId, keep: body.keep, parts }, body, unitId)
})

export const close = action(endpoints.close, async (context, { params: { unitId }, body }) => {
  await lockFor(context, 'close', unitId, body)
  return carryOut(context, { verb: 'close', unitId }, body, unitId)
})

interface When {
  effectiveOn: string
  dryRun: boolean
}

/** Locks the map and asks whether the caller may change the unit, having read what stands now. */
async function lockFor(context: Context, name: 'rename' | 'move' | 'merge' | 'split' | 'close', unitId: string, body: When) {
  await queries.lockMap(context.db, context.townId)
  // A unit that opens later may be changed before it does.
  const unit = (await unitQueries.findUnit(context.db, context.today, unitId)) ?? (await findUnit(context, unitId, body.effectiveOn))
  context.require(unitPolicy, name, unit)
  if (!body.dryRun || context.ifMatch !== null) requireVersion(context, unit, body)
}

/** The parent as it stands on the effective day. Throws invalid (422) if there is none. */
async function parentOn(context: Context, parentId: string, day: string): Promise<Unit> {
  const parent = await unitQueries.findUnit(context.db, day, parentId)
  if (!parent) throw invalidField('#/parentId', '这个单位在生效日期那天不存在')
  return parent
}

async function carryOut(
  context: Context,
  change: Change,
  { effectiveOn, dryRun }: When,
  subjectId: string,
  codes: queries.Codes = { code: null, externalCode: null },
): Promise<ChangeAnswer> {
  const before = await queries.loadMap(context.db, effectiveOn)
  const plan = planChange(before, change, effectiveOn, context.today)
  const told = await tell(context, before, plan)
  const answer = { dryRun, effectiveOn, unit: await subject(context, plan, subjectId, codes), ...told }
  if (dryRun) return answer
  const changed = [...plan.after.units.values()].filter(unit => before.units.get(unit.id) !== unit)
  const opened = changed.filter(({ id }) => !before.units.has(id))
  await queries.writeChange(context.db, {
    townId: context.townId,
    today: context.today,
    effectiveOn,
    opened: opened.map(unit => ({ ...unit, ...(unit.id === subjectId ? codes : { code: null, externalCode: null }) })),
    closed: changed.filter(({ id, closedOn }) => closedOn !== null && before.units.get(id)?.closedOn === null),
    changed: [...new Set([subjectId, ...changed.map(({ id }) => id)])].filter(id => before.units.has(id)),
    successions: plan.after.successions.slice(before.successions.length),
    periods: plan.periods,
  })
  const { verb } = change
  await context.record(`units.${verb}`, { kind: 'unit', id: subjectId, unitId: subjectId }, { effectiveOn, ...facts(change) })
  return { ...answer, unit: { ...answer.unit, version: before.units.has(subjectId) ? answer.unit.version + 1 : 1 } }
}

/** Ids that the event keeps: names are in the periods. */
function facts(change: Change): Record<string, unknown> {
  switch (change.verb) {
    case 'create':
    case 'move':
      return { parentId: change.parentId }
    case 'merge':
      return { predecessorIds: change.predecessorIds }
    case 'split':
      return { keep: change.keep, partIds: change.parts.map(({ id }) => id) }
    case 'rename':
    case 'close':
      return {}
  }
}

/** What the change does to units, open records and posts, on its first day. */
async function tell(context: Context, before: TownMap, plan: Plan) {
  const { effectiveOn, after } = plan
  const trees = { before: treeOn(before, effectiveOn), after: treeOn(after, effectiveOn) }
  const changes = changesOf(trees, [...plan.periods.keys()])
  const leaving = changes.filter(({ what }) => what === 'closes' || what === 'moves' || what === 'movesAlong').map(({ unitId }) => unitId)
  const counts = await queries.openRecords(context.db, leaving, effectiveOn)
  const touched = changes.flatMap(({ unitId }) => [...(trees.before.get(unitId)?.path ?? []), ...(trees.after.get(unitId)?.path ?? [])])
  const posts = await queries.reachingPosts(context.db, [...new Set(touched)], effectiveOn)
  return {
    changes,
    records: counts.filter(({ count }) => count > 0).map(({ kind, count }) => ({ kind: RecordKind.parse(kind), count })),
    posts: postChanges({ before, after }, trees, posts, effectiveOn),
  }
}

/** The unit on the effective day, or as it stood until then. */
async function subject(context: Context, plan: Plan, id: string, codes: queries.Codes): Promise<Unit> {
  const unit = plan.after.units.get(id)!
  const kept = await unitQueries.findUnit(context.db, plan.effectiveOn, id)
  const placed = treeOn(plan.after, plan.effectiveOn).get(id)
  const own = { code: kept?.code ?? codes.code, externalCode: kept?.externalCode ?? codes.externalCode, version: kept?.version ?? 1 }
  const { name, shortName, parentId, path } = placed ?? kept!
  return { id, kind: unit.kind, name, shortName, parentId, path: [...path], openedOn: unit.openedOn, closedOn: unit.closedOn, ...own }
}
