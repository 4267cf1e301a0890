/** Bodies (组织): what each endpoint does, and what other features may ask. */
import { z } from 'zod'
import { kinOf } from '#platform/database/succession.ts'
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
import { changeBody, lineOf, type Bodies, type BodyChange, type BodyLife } from './bodies.rules.ts'
import { planSuccession, type SuccessionChange } from './bodies.succession.rules.ts'

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
    ...(await kinOf(context.db, 'body', bodyId)),
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

export const merge = action(endpoints.merge, async (context, { params: { bodyId }, body }) => {
  await lockFor(context, 'merge', bodyId, body)
  return carryOut(context, bodyId, { verb: 'merge', predecessorIds: body.predecessorIds }, body)
})

export const split = action(endpoints.split, async (context, { params: { bodyId }, body }) => {
  await lockFor(context, 'split', bodyId, body)
  const parts = body.parts.map(part => ({ ...part, id: newId(context.now.getTime()) }))
  return carryOut(context, bodyId, { verb: 'split', keep: body.keep, parts }, body)
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

async function lockFor(context: Context, name: 'rename' | 'move' | 'cover' | 'merge' | 'split' | 'dissolve', bodyId: string, body: When) {
  context.require(bodyPolicy, name, null)
  await queries.lockBodies(context.db, context.townId)
  const current = await find(context, context.today, bodyId)
  if (!body.dryRun || context.ifMatch !== null) requireVersion(context, present(context, current), body)
}

/** Plans the change, tells what it does and, unless it was only a try, writes and records it. */
async function carryOut(
  context: Context,
  id: string,
  change: BodyChange | SuccessionChange,
  { effectiveOn, dryRun }: When,
  externalCode: string | null = null,
) {
  const { db, townId, today } = context
  const all = await queries.loadBodies(db)
  const { changed, successions } =
    change.verb === 'merge' || change.verb === 'split'
      ? planSuccession(all, id, change, effectiveOn, today)
      : { changed: [changeBody(all, id, change, effectiveOn, today)], successions: [] }
  const after = new Map<string, BodyLife>([...all, ...changed.map(body => [body.id, body] as const)])
  const told = {
    changes: await differences(context, all, after, changed, effectiveOn),
    open: all.has(id) ? await queries.openAt(db, leaving(change, id), effectiveOn) : [],
  }
  const shown = all.has(id) ? present(context, await find(context, today, id)) : null
  if (!dryRun) {
    for (const body of changed) {
      const line = lineOf(body.kind)
      if (all.has(body.id)) await queries.updateBody(db, body.id, body.dissolvedOn)
      else await queries.insertBody(db, townId, line, body, externalCode)
      await queries.writeLife(db, townId, line, body)
    }
    await queries.insertSuccessions(db, townId, successions)
    const { coverage } = after.get(id)!
    const unitId = coverage.length === 1 ? coverage[0]!.unitId : null
    await context.record(`bodies.${change.verb}`, { kind: 'body', id, unitId }, { effectiveOn, ...facts(change) })
  }
  const nameOf = (parentId: string | null) => (parentId === null ? null : (spanOn(all.get(parentId), effectiveOn)?.name ?? null))
  const body = dryRun ? (shown ?? unsaved(context, after.get(id)!, externalCode, nameOf)) : present(context, await find(context, today, id))
  return { dryRun, effectiveOn, ...told, body }
}

/** The bodies whose open records are told: those that end in another, or the one that the verb is about. */
function leaving(change: BodyChange | SuccessionChange, id: string): readonly string[] {
  if (change.verb === 'merge') return change.predecessorIds
  return change.verb === 'split' && change.keep ? [] : [id]
}

/** Each of the bodies as it would have stood on the day, and as it will stand. */
async function differences({ db }: Context, before: Bodies, after: Bodies, changed: readonly BodyLife[], day: string) {
  const seen = async (bodies: Bodies, id: string) => {
    const life = bodies.get(id)
    const span = spanOn(life, day)
    if (!life || !span) return null
    const unitIds = life.coverage.filter(each => holdsDay(each, day)).map(({ unitId }) => unitId)
    const parentName = span.parentId === null ? null : (spanOn(bodies.get(span.parentId), day)?.name ?? null)
    return { name: span.name, parentName, unitNames: await queries.unitNames(db, unitIds, day) }
  }
  const found = []
  for (const { id } of changed) found.push({ bodyId: id, before: await seen(before, id), after: await seen(after, id) })
  return found
}

const spanOn = (life: BodyLife | undefined, day: string) => life?.spans.find(span => holdsDay(span, day))

/** Ids and kinds that the event keeps: names are in the periods. */
function facts(change: BodyChange | SuccessionChange): Record<string, unknown> {
  switch (change.verb) {
    case 'create':
      return { kind: change.kind, parentId: change.parentId, unitIds: change.unitIds }
    case 'move':
      return { parentId: change.parentId }
    case 'cover':
      return { unitIds: change.unitIds }
    case 'merge':
      return { predecessorIds: change.predecessorIds }
    case 'split':
      return { keep: change.keep, partIds: change.parts.map(({ id }) => id) }
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
