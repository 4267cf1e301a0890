/** Important matters (重要事权清单): a list is begun, written and moved on. */
import { preReviewOn, routeRefusal } from '#features/thresholds/thresholds.actions.ts'
import type { DecidingBody, LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import { findAnswered } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common, type FieldError } from '#platform/shared/problem.ts'
import { adopterOf, catalogueOf, findList, placeOf, present, type ListPlace } from './matters.actions.ts'
import { endpoints, problems, type MatterFields } from './matters.contract.ts'
import { defaultEntries } from './matters.defaults.rules.ts'
import { matterPolicy } from './matters.policy.ts'
import * as queries from './matters.queries.ts'
import { matterListRecord } from './matters.recorded.actions.ts'
import { entryFaults, inOrder, laxerThan, listMachine } from './matters.rules.ts'

export const create = action(endpoints.create, async (context, { body: { unitId, from } }) => {
  const place = await placeFor(context, unitId)
  context.require(matterPolicy, 'create', { path: place.path, state: 'draft', adoptedBy: null })
  if (!['town', 'village', 'community'].includes(place.kind)) throw invalidField('#/unitId', '清单由镇、村或社区来订')
  const id = await beginList(context, place, from)
  await context.record('matters.create', { kind: 'matterList', id, unitId: place.id }, { from })
  return present(context, id)
})

export const add = action(endpoints.add, async (context, { params: { listId }, body }) => {
  const { list, place } = await toWrite(context, 'add', listId, body)
  const { code, ...fields } = body
  if (await queries.findEntry(context.db, listId, code)) throw new Problem(problems.codeTaken)
  await requireSound(context, place, code, fields)
  await queries.insertEntries(context.db, context.townId, listId, [{ ...fields, code, stages: inOrder(fields.stages) }])
  return written(context, 'add', list, code)
})

export const write = action(endpoints.write, async (context, { params: { listId, code }, body }) => {
  const { list, place } = await toWrite(context, 'write', listId, body)
  if (!(await queries.findEntry(context.db, listId, code))) throw new Problem(common.notFound, '清单里没有这一项。')
  await requireSound(context, place, code, body)
  await queries.writeEntry(context.db, listId, code, { ...body, stages: inOrder(body.stages) })
  return written(context, 'write', list, code)
})

export const remove = action(endpoints.remove, async (context, { params: { listId, code } }) => {
  const { list } = await toWrite(context, 'remove', listId, null)
  if (!(await queries.findEntry(context.db, listId, code))) throw new Problem(common.notFound, '清单里没有这一项。')
  await queries.deleteEntry(context.db, listId, code)
  return written(context, 'remove', list, code)
})

interface Step {
  onDay: string
  document: string
}

export const consult = action(endpoints.consult, async (context, { params, body }) => move(context, 'consult', params.listId, body))
export const adopt = action(endpoints.adopt, async (context, { params, body }) => move(context, 'adopt', params.listId, body))
export const file = action(endpoints.file, async (context, { params, body }) => move(context, 'file', params.listId, body))
export const enforce = action(endpoints.enforce, async (context, { params, body }) => move(context, 'enforce', params.listId, body))

export const revise = action(endpoints.revise, async (context, { params: { listId } }) => {
  const { list } = await toWrite(context, 'revise', listId, null)
  await queries.moveList(context.db, listId, listMachine.next(list.state, 'revise'))
  await queries.deleteSteps(context.db, listId)
  await context.record('matters.revise', { kind: 'matterList', id: listId, unitId: list.unitId }, { from: list.state })
  return present(context, listId)
})

async function move(context: Context, name: 'consult' | 'adopt' | 'file' | 'enforce', listId: string, step: Step) {
  const { list, place } = await toWrite(context, name, listId, step)
  const steps = await queries.stepsOf(context.db, listId)
  const before = steps.at(-1)
  if (step.onDay > context.today) throw invalidField('#/onDay', '要等到那一天才登记')
  if (before && step.onDay < before.reachedOn) throw invalidField('#/onDay', `不能早于上一步（${before.reachedOn}）`)
  await requireWhole(context, place, listId)
  const state = listMachine.next(list.state, name) as queries.StepRow['state']
  if (state === 'inForce') await supersedeBefore(context, list, step.onDay)
  await queries.moveList(context.db, listId, state, state === 'inForce' ? step.onDay : null)
  await recordStep(context, listId, state, step)
  if (state === 'inForce') await matterListRecord.append(context, listId)
  await context.record(
    `matters.${name}`,
    { kind: 'matterList', id: listId, unitId: list.unitId },
    { from: list.state, to: state, onDay: step.onDay },
  )
  return present(context, listId)
}

/** Ends the list in force on the day; throws invalid (422) for a day on which that one had not begun. */
async function supersedeBefore(context: Context, { unitId }: queries.ListRow, day: string): Promise<void> {
  const current = (await queries.listLists(context.db, unitId)).find(({ state }) => state === 'inForce')
  if (current?.inForceOn && day <= current.inForceOn) throw invalidField('#/onDay', `要在现行清单施行（${current.inForceOn}）之后`)
  await queries.supersede(context.db, unitId, day)
}

export const recordStep = (context: Context, listId: string, state: queries.StepRow['state'], { onDay, document }: Step) =>
  queries.insertStep(context.db, {
    townId: context.townId,
    listId,
    state,
    reachedOn: onDay,
    document,
    recordedBy: isPerson(context.actor) ? context.actor.personId : null,
    recordedAt: context.now,
  })

/** Writes a new draft and returns its id. Throws draft-open (409). */
export async function beginList(context: Context, place: ListPlace, from: 'defaults' | 'current' | 'nothing'): Promise<string> {
  const number = await queries.nextNumber(context.db, place.id)
  if (await queries.hasOpenList(context.db, place.id)) throw new Problem(problems.draftOpen)
  const id = newId(context.now.getTime())
  const current = from === 'current' ? await queries.listInForce(context.db, place.id, context.today) : undefined
  const entries = from === 'defaults' ? defaultEntries : current ? await queries.entriesOf(context.db, current.id) : []
  await queries.insertList(context.db, { townId: context.townId, id, unitId: place.id, number, seeded: from === 'defaults' })
  await queries.insertEntries(context.db, context.townId, id, entries.map(fieldsOf))
  return id
}

/** Without the id of the list that it was copied from. */
const fieldsOf = ({ listId: _, ...fields }: MatterFields & { code: string; listId?: string }) => fields

/** The list, locked, for someone who may do `name` to it now and has read its newest version. */
async function toWrite(context: Context, name: Exclude<(typeof matterPolicy.names)[number], 'create'>, listId: string, yours: unknown) {
  await findList(context, listId)
  const list = await queries.lockList(context.db, listId)
  const known = list ?? (await findList(context, listId))
  const place = await findAnswered(context, known.unitId)
  const steps = await queries.stepsOf(context.db, listId)
  context.require(matterPolicy, name, { path: place.path, state: known.state, adoptedBy: adopterOf(steps) })
  requireVersion(context, known, yours)
  return { list: known, place }
}

async function written(context: Context, name: 'add' | 'write' | 'remove', { id, unitId }: queries.ListRow, code: string) {
  await queries.touchList(context.db, id)
  await context.record(`matters.${name}`, { kind: 'matterList', id, unitId }, { code })
  return present(context, id)
}

/** Throws invalid (422) with every fault of the entry: against the law of today, and for a village's against the town's list. */
async function requireSound(context: Context, place: ListPlace, code: string, fields: MatterFields): Promise<void> {
  const errors = await faultsOf(context, place, code, fields)
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
}

async function faultsOf(context: Context, place: ListPlace, code: string, fields: MatterFields): Promise<FieldError[]> {
  const errors = entryFaults(fields, lawOn(context.today, fields.legalMatter))
  if (place.path.length === 1) return errors
  const { town } = await catalogueOf(context, place, context.today)
  const above = town?.entries.find(each => each.code === code)
  return above ? [...errors, ...laxerThan(fields, above)] : errors
}

const lawOn = (day: string, matter: LegalMatter) => (body: DecidingBody) => ({
  refusal: routeRefusal(body, matter, day)?.words ?? null,
  preReview: preReviewOn(body, day) === 'law',
})

/** Before each step: the law or the town's list may have changed since the entries were written. */
async function requireWhole(context: Context, place: ListPlace, listId: string): Promise<void> {
  const entries = await queries.entriesOf(context.db, listId)
  if (entries.length === 0) throw new Problem(problems.emptyList)
  for (const { code, listId: _, ...fields } of entries) {
    const [fault] = await faultsOf(context, place, code, fields)
    if (fault) throw new Problem(problems.noLongerFits, `${code}：${fault.detail}。`)
  }
}

/** Throws invalid (422) if there is no such place. */
async function placeFor(context: Context, unitId: string): Promise<ListPlace> {
  try {
    return await placeOf(context, unitId, context.today)
  } catch (error) {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个地方')
    throw error
  }
}
