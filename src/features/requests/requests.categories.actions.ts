/** Categories of requests (诉求类别): what each endpoint does. Cases that came before a change keep what they began under. */
import { namesOf } from '#features/people/people.actions.ts'
import { findUnit, listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { categoryDoorPolicy, categoryPolicy } from './requests.categories.policy.ts'
import * as queries from './requests.categories.queries.ts'
import { inForce, refusalOfCode, refusalOfDay, retiredOn, sentencesOf, type Standing } from './requests.categories.rules.ts'
import { categoryProblems, endpoints, type CategoryProposal, type CategorySetting, type CategoryVersion } from './requests.contract.ts'
import { namesOfBodies, namesOfUnits } from './requests.queries.ts'

export const categories = action(endpoints.categories, async context => {
  context.require(categoryDoorPolicy, 'categories', null)
  return { items: await queries.listCategories(context.db, context.today) }
})

export const categorySettings = action(endpoints.categorySettings, async context => {
  context.require(categoryDoorPolicy, 'categorySettings', null)
  const town = ['town', 'village', 'community']
  return {
    items: await presentAll(context),
    bodies: await queries.listDepartments(context.db, context.today),
    units: (await listUnits(context)).filter(({ kind }) => town.includes(kind)).map(({ id, name }) => ({ id, name })),
    allowedActions: categoryDoorPolicy.allowed(context.actor, null, context.now),
  }
})

export const previewCategory = action(endpoints.previewCategory, async (context, { body }) => {
  context.require(categoryDoorPolicy, 'previewCategory', null)
  try {
    const sentences = await meaningOf(context, body)
    return { sentences: sentences.length > 0 ? sentences : ['和现在的一样，没有改动。'], refusal: null }
  } catch (error) {
    // someone who is still writing is told what is missing, and not refused
    if (error instanceof Problem && error.kind === common.invalid) return { sentences: [], refusal: error.errors[0]!.detail }
    throw error
  }
})

export const addCategory = action(endpoints.addCategory, async (context, { body }) => {
  context.require(categoryDoorPolicy, 'addCategory', null)
  const { parentId, code, name, from, workingDays, routeBodyId, routeUnitId, reason, source } = body
  const parent = parentId === null ? null : await queries.findCategory(context.db, parentId)
  if (parent === undefined) throw invalidField('#/parentId', '请从列表里选大类')
  if (parent && retiredOn(await queries.listVersions(context.db, parent.id)) !== null) throw invalidField('#/parentId', '这个大类已经停用')
  const refusal = refusalOfCode(code, parent)
  if (refusal) throw invalidField('#/code', refusal)
  requireDay([], from, context.today)
  await requireRoute(context, body)
  if (await queries.findCategoryByCode(context.db, code)) throw new Problem(categoryProblems.codeTaken)
  const { townId } = context
  const id = newId(context.now.getTime())
  const version = { townId, id: newId(), categoryId: id, from, workingDays, routeBodyId, routeUnitId, reason, source, ...adopted(context) }
  await queries.insertCategories(context.db, [{ townId, id, parentId, code, name }], [version])
  await context.record('requests.addCategory', { kind: 'requestCategory', id }, { from, workingDays })
  return present(context, id)
})

export const changeCategory = action(endpoints.changeCategory, async (context, { params: { categoryId }, body }) => {
  const { versions } = await lock(context, categoryId, 'changeCategory', body)
  const { from, workingDays, routeBodyId, routeUnitId, reason, source } = body
  requireDay(versions, from, context.today)
  await requireRoute(context, body)
  const last = versions.at(-1)!
  if (last.workingDays === workingDays && last.routeBodyId === routeBodyId && last.routeUnitId === routeUnitId)
    throw invalidField('#/workingDays', '和现在的一样，没有改动')
  await queries.endVersion(context.db, last.id, from)
  const terms = { from, workingDays, routeBodyId, routeUnitId, reason, source }
  await queries.insertVersions(context.db, [{ townId: context.townId, id: newId(), categoryId, ...terms, ...adopted(context) }])
  await queries.touchCategory(context.db, categoryId)
  const details = { from, before: last.workingDays, workingDays }
  await context.record('requests.changeCategory', { kind: 'requestCategory', id: categoryId }, details)
  return present(context, categoryId)
})

export const confirmCategory = action(endpoints.confirmCategory, async (context, { params: { categoryId }, body }) => {
  const { versions } = await lock(context, categoryId, 'confirmCategory', body)
  const current = inForce(versions, context.today)!
  await queries.adoptVersion(context.db, current.id, { ...body, ...adopted(context) })
  await queries.touchCategory(context.db, categoryId)
  await context.record('requests.confirmCategory', { kind: 'requestCategory', id: categoryId }, { workingDays: current.workingDays })
  return present(context, categoryId)
})

export const retireCategory = action(endpoints.retireCategory, async (context, { params: { categoryId }, body }) => {
  const { versions } = await lock(context, categoryId, 'retireCategory', body)
  const { from, reason, source } = body
  requireDay(versions, from, context.today)
  const children = (await knownAll(context)).filter(({ row, versions }) => row.parentId === categoryId && retiredAfter(versions, from))
  if (children.length > 0) throw new Problem(categoryProblems.hasChildren, `还在用：${children.map(({ row }) => row.name).join('、')}。`)
  await queries.endVersion(context.db, versions.at(-1)!.id, from)
  const { adoptedBy, adoptedAt } = adopted(context)
  await queries.touchCategory(context.db, categoryId, {
    retiredBy: adoptedBy,
    retiredAt: adoptedAt,
    retiredReason: reason,
    retiredSource: source,
  })
  await context.record('requests.retireCategory', { kind: 'requestCategory', id: categoryId }, { from })
  return present(context, categoryId)
})

type Known = Awaited<ReturnType<typeof knownAll>>[number]
type Versions = readonly queries.VersionRow[]

const retiredAfter = (versions: Versions, day: string) => (retiredOn(versions) ?? '9999-12-31') > day

async function knownAll(context: Context) {
  const versions = Map.groupBy(await queries.listVersions(context.db), ({ categoryId }) => categoryId)
  return (await queries.listAllCategories(context.db)).map(row => ({ row, versions: versions.get(row.id)! }))
}

async function knownOf(context: Context, id: string): Promise<Known | undefined> {
  const row = await queries.findCategory(context.db, id)
  return row && { row, versions: await queries.listVersions(context.db, id) }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Problem(common.notFound, '没有这个类别。')
  return value
}

const factsOf = ({ versions }: Pick<Known, 'versions'>, today: string) => {
  const current = inForce(versions, today)
  return { retiredOn: retiredOn(versions), isProposed: current !== undefined && current.adoptedBy === null }
}

/** The category, locked, if the actor may change it and has read it as it is. The policy is asked before the wait and after it. */
async function lock(context: Context, id: string, name: (typeof categoryPolicy.names)[number], yours: unknown): Promise<Known> {
  context.require(categoryPolicy, name, factsOf(found(await knownOf(context, id)), context.today))
  const row = found(await queries.lockCategory(context.db, id))
  requireVersion(context, await present(context, id), yours)
  const versions = await queries.listVersions(context.db, id)
  context.require(categoryPolicy, name, factsOf({ versions }, context.today))
  return { row, versions }
}

function adopted(context: Context) {
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  return { adoptedBy: context.actor.personId, adoptedAt: context.now }
}

function requireDay(versions: Versions, from: string, today: string) {
  const refusal = refusalOfDay(versions, from, today)
  if (refusal) throw invalidField('#/from', refusal)
}

/** The name of where cases are routed; throws invalid (422) unless it stands on the day from which they are. */
async function requireRoute(context: Context, to: { from: string; routeBodyId: string | null; routeUnitId: string | null }) {
  const { from, routeBodyId, routeUnitId } = to
  if (routeBodyId && routeUnitId) throw invalidField('#/routeUnitId', '部门和单元只选一个')
  if (routeUnitId) {
    const unit = await findUnit(context, routeUnitId, from).catch((error: unknown) => {
      if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/routeUnitId', '那一天没有这个单元')
      throw error
    })
    return unit.name
  }
  if (!routeBodyId) return null
  const body = (await queries.listDepartments(context.db, from)).find(({ id }) => id === routeBodyId)
  if (!body) throw invalidField('#/routeBodyId', '那一天没有这个部门')
  return body.name
}

/** Throws invalid (422) for what could not be adopted. */
async function meaningOf(context: Context, proposal: CategoryProposal): Promise<string[]> {
  const { today } = context
  const versions = proposal.act === 'add' ? [] : found(await knownOf(context, proposal.categoryId)).versions
  if (proposal.act !== 'confirm') requireDay(versions, proposal.from, today)
  if (proposal.act === 'add') return sentencesOf({ ...proposal, routeName: await requireRoute(context, proposal) }, null, today)
  const now = await standing(context, proposal.categoryId, versions)
  return sentencesOf(proposal.act === 'change' ? { ...proposal, routeName: await requireRoute(context, proposal) } : proposal, now, today)
}

async function standing(context: Context, categoryId: string, versions: Versions): Promise<Standing> {
  const now = versions.at(-1)!
  const open = (await context.counting(queries.countOpen)).filter(each => each.categoryId === categoryId)
  return { workingDays: now.workingDays, routeName: (await routeNames(context, [now]))(now), open }
}

async function routeNames(context: Context, versions: Versions) {
  const bodies = await namesOfBodies(
    context.db,
    versions.flatMap(({ routeBodyId }) => routeBodyId ?? []),
  )
  const units = await namesOfUnits(
    context.db,
    versions.flatMap(({ routeUnitId }) => routeUnitId ?? []),
  )
  return ({ routeBodyId, routeUnitId }: queries.VersionRow) =>
    routeBodyId ? (bodies.get(routeBodyId) ?? '原部门') : routeUnitId ? (units.get(routeUnitId)?.name ?? '原单位') : null
}

const present = async (context: Context, id: string) => (await presentAll(context)).find(each => each.id === id)!

async function presentAll(context: Context): Promise<CategorySetting[]> {
  const known = await knownAll(context)
  const all = known.flatMap(({ versions }) => versions)
  const nameOf = await routeNames(context, all)
  const people = await namesOf(context, [
    ...all.flatMap(({ adoptedBy }) => adoptedBy ?? []),
    ...known.flatMap(({ row }) => row.retiredBy ?? []),
  ])
  const open = Map.groupBy(await context.counting(queries.countOpen), ({ categoryId }) => categoryId)
  const shown = ({ adoptedBy, adoptedAt, ...version }: queries.VersionRow, routeName: string | null): CategoryVersion => ({
    ...version,
    routeName,
    adoptedByName: adoptedBy && (people.get(adoptedBy) ?? '工作人员'),
    adoptedAt: adoptedAt?.toISOString() ?? null,
  })
  return known.map(({ row, versions }) => {
    const tell = (version: queries.VersionRow | undefined) => (version ? shown(version, nameOf(version)) : null)
    const on = retiredOn(versions)
    return {
      id: row.id,
      parentId: row.parentId,
      code: row.code,
      name: row.name,
      openCases: (open.get(row.id) ?? []).reduce((sum, { cases }) => sum + cases, 0),
      current: tell(inForce(versions, context.today)),
      coming: tell(versions.find(({ from }) => from !== null && from > context.today)),
      history: versions.toReversed().map(version => shown(version, nameOf(version))),
      retired:
        on === null
          ? null
          : {
              on,
              byName: row.retiredBy && (people.get(row.retiredBy) ?? '工作人员'),
              reason: row.retiredReason,
              source: row.retiredSource,
            },
      version: row.version,
      allowedActions: categoryPolicy.allowed(context.actor, factsOf({ versions }, context.today), context.now),
    }
  })
}
