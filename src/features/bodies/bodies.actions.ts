/** Bodies (组织): what each endpoint does, and what other features may ask. */
import { z } from 'zod'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { holdsDay } from '#platform/shared/spans.ts'
import { BodyKind, endpoints, problems, type Body, type BodyLine } from './bodies.contract.ts'
import { bodyPolicy } from './bodies.policy.ts'
import * as queries from './bodies.queries.ts'
import { changeBody, lineOf, type BodyChange, type BodyLife } from './bodies.rules.ts'

const Place = z.tuple([z.string(), z.string(), Id])

export const list = action(endpoints.list, async (context, { query: { asOf = context.today, cursor, limit, ...filter } }) => {
  context.require(bodyPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const rows = await queries.listBodies(context.db, asOf, filter, limit, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    asOf,
    items: items.map(row => present(context, row)),
    nextCursor: last ? cursorOf([last.externalCode ?? '~', last.name, last.id]) : null,
    total: await queries.countBodies(context.db, asOf, filter),
    allowedActions: bodyPolicy.allowed(context.actor, null, context.now),
  }
})

export const get = action(endpoints.get, async (context, { params: { bodyId }, query: { asOf = context.today } }) => {
  context.require(bodyPolicy, 'get', null)
  const body = await find(context, asOf, bodyId)
  return {
    ...present(context, body),
    periods: await queries.periodsOf(context.db, bodyId),
    coverage: await queries.coverageOf(context.db, bodyId),
  }
})

export const create = action(endpoints.create, async (context, { body: { effectiveOn, dryRun, externalCode, ...fields } }) => {
  context.require(bodyPolicy, 'create', null)
  // Proposed by one and approved by another, which is not ours to see to.
  if (fields.kind === 'temporaryBranch') throw invalidField('#/kind', '临时党支部请在“动员”里申请')
  await queries.lockBodies(context.db, context.townId)
  if (externalCode !== null && (await queries.codeIsTaken(context.db, externalCode))) throw new Problem(problems.codeTaken)
  await requireUnits(context, fields.unitIds, effectiveOn)
  const id = newId(context.now.getTime())
  return carryOut(context, id, { verb: 'create', id, ...fields }, { effectiveOn, dryRun }, externalCode)
})

export const rename = action(endpoints.rename, async (context, { params: { bodyId }, body }) => {
  await lockFor(context, 'rename', bodyId, body)
  return carryOut(context, bodyId, { verb: 'rename', name: body.name }, body)
})

export const move = action(endpoints.move, async (context, { params: { bodyId }, body }) => {
  await lockFor(context, 'move', bodyId, body)
  return carryOut(context, bodyId, { verb: 'move', parentId: body.parentId }, body)
})

export const cover = action(endpoints.cover, async (context, { params: { bodyId }, body }) => {
  await lockFor(context, 'cover', bodyId, body)
  await requireUnits(context, body.unitIds, body.effectiveOn)
  return carryOut(context, bodyId, { verb: 'cover', unitIds: body.unitIds }, body)
})

export const dissolve = action(endpoints.dissolve, async (context, { params: { bodyId }, body }) => {
  await lockFor(context, 'dissolve', bodyId, body)
  return carryOut(context, bodyId, { verb: 'dissolve' }, body)
})

/** Bodies of a line that cover one of the units today, a committee before its branches. For public pages and desks. */
export const bodiesCovering = async (context: Context, unitIds: readonly string[], line: BodyLine) =>
  unitIds.length === 0 ? [] : queries.bodiesCovering(context.db, context.today, unitIds, line)

/** A body as it stands today. Throws not-found (404). */
export const findBody = (context: Context, id: string): Promise<Body> => find(context, context.today, id).then(row => present(context, row))

/** Founds a temporary branch; the caller asks its own policy. Throws invalid (422), e.g. for what it cannot stand under. */
export async function foundTemporaryBranch(
  context: Context,
  { foundedOn, ...fields }: { name: string; parentId: string; unitIds: readonly string[]; foundedOn: string; dissolvedOn: string },
): Promise<string> {
  await queries.lockBodies(context.db, context.townId)
  await requireUnits(context, fields.unitIds, foundedOn)
  const id = newId(context.now.getTime())
  await carryOut(context, id, { verb: 'create', id, kind: 'temporaryBranch', ...fields }, { effectiveOn: foundedOn, dryRun: false })
  return id
}

/** Gives a temporary branch another last day; the caller asks its own policy. */
export async function endTemporaryBranch(context: Context, bodyId: string, dissolvedOn: string): Promise<void> {
  await queries.lockBodies(context.db, context.townId)
  await carryOut(context, bodyId, { verb: 'dissolve' }, { effectiveOn: dissolvedOn, dryRun: false })
}

interface When {
  effectiveOn: string
  dryRun: boolean
}

async function lockFor(context: Context, name: 'rename' | 'move' | 'cover' | 'dissolve', bodyId: string, body: When) {
  context.require(bodyPolicy, name, null)
  await queries.lockBodies(context.db, context.townId)
  const current = await find(context, context.today, bodyId)
  if (!body.dryRun || context.ifMatch !== null) requireVersion(context, present(context, current), body)
}

/** Plans the change, tells what it does and, unless it was only a try, writes and records it. */
async function carryOut(
  context: Context,
  id: string,
  change: BodyChange,
  { effectiveOn, dryRun }: When,
  externalCode: string | null = null,
) {
  const { db, townId, today } = context
  const all = await queries.loadBodies(db)
  const before = all.get(id)
  const after = changeBody(all, id, change, effectiveOn, today)
  const line = lineOf(after.kind)
  const nameOf = (parentId: string | null) => (parentId === null ? null : (spanOn(all.get(parentId), effectiveOn)?.name ?? null))
  const seen = async (life: BodyLife | undefined) => {
    const span = spanOn(life, effectiveOn)
    if (!life || !span) return null
    const unitIds = life.coverage.filter(each => holdsDay(each, effectiveOn)).map(({ unitId }) => unitId)
    return { name: span.name, parentName: nameOf(span.parentId), unitNames: await queries.unitNames(db, unitIds, effectiveOn) }
  }
  const told = { before: await seen(before), after: await seen(after), open: before ? await queries.openAt(db, id, effectiveOn) : [] }
  const shown = before ? present(context, await find(context, today, id)) : null
  if (!dryRun) {
    if (before) await queries.updateBody(db, id, after.dissolvedOn)
    else await queries.insertBody(db, townId, line, after, externalCode)
    await queries.writeLife(db, townId, line, after)
    const unitId = after.coverage.length === 1 ? after.coverage[0]!.unitId : null
    await context.record(`bodies.${change.verb}`, { kind: 'body', id, unitId }, { effectiveOn, ...facts(change) })
  }
  const body = dryRun ? (shown ?? unsaved(context, after, externalCode, nameOf)) : present(context, await find(context, today, id))
  return { dryRun, effectiveOn, ...told, body }
}

const spanOn = (life: BodyLife | undefined, day: string) => life?.spans.find(span => holdsDay(span, day))

/** Ids and kinds that the event keeps: names are in the periods. */
function facts(change: BodyChange): Record<string, unknown> {
  switch (change.verb) {
    case 'create':
      return { kind: change.kind, parentId: change.parentId, unitIds: change.unitIds }
    case 'move':
      return { parentId: change.parentId }
    case 'cover':
      return { unitIds: change.unitIds }
    case 'rename':
    case 'dissolve':
      return {}
  }
}

/** A body that was only tried. */
function unsaved(context: Context, life: BodyLife, externalCode: string | null, nameOf: (id: string | null) => string | null): Body {
  const { name, parentId } = life.spans[0]!
  const { id, kind, foundedOn, dissolvedOn } = life
  const unitIds = life.coverage.map(({ unitId }) => unitId)
  const own = { id, line: lineOf(kind), kind, name, parentId, parentName: nameOf(parentId), unitIds, foundedOn, dissolvedOn, externalCode }
  return present(context, { ...own, version: 1 })
}

async function requireUnits(context: Context, unitIds: readonly string[], day: string) {
  const standing = await queries.standingUnits(context.db, unitIds, day)
  const missing = unitIds.findIndex(id => !standing.has(id))
  if (missing >= 0) throw invalidField(`#/unitIds/${missing}`, '这个单元在生效日期那天不存在')
}

async function find(context: Context, day: string, id: string) {
  const body = await queries.findBody(context.db, day, id)
  if (!body) throw new Problem(common.notFound, '没有这个组织。')
  return body
}

type Row = Omit<Body, 'kind' | 'allowedActions'> & { kind: string }
const present = ({ actor, now }: Context, row: Row): Body => ({
  ...row,
  kind: BodyKind.parse(row.kind),
  allowedActions: bodyPolicy.allowed(actor, null, now),
})
