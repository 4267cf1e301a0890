/** Standards (制度和工作法): what each endpoint does. */
import { findUnit, listUnits } from '#features/units/units.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { requireEditionDay } from '#platform/server/edition-day.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { checkById, checks as allChecks } from './standards.checks.rules.ts'
import { endpoints, problems, type Standard } from './standards.contract.ts'
import { standardPolicy } from './standards.policy.ts'
import * as queries from './standards.queries.ts'
import { standardRecord, standardSubject } from './standards.recorded.actions.ts'

export const list = action(endpoints.list, async (context, { query }) => {
  context.require(standardPolicy, 'list', null)
  const rows = await queries.listStandards(context.db, query.asOf ?? context.today)
  return {
    items: rows.map(({ id, kind, name, number, on, adoptions }) => ({
      id,
      kind,
      name,
      adoptions,
      inForce: number !== null && on !== null ? { number, on } : null,
    })),
  }
})

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(standardPolicy, 'get', null)
  return present(context, params.standardId)
})

export const checks = action(endpoints.checks, context => {
  context.require(standardPolicy, 'checks', null)
  return Promise.resolve({ items: allChecks.map(({ id, nameZh, says }) => ({ id, nameZh, says })) })
})

export const create = action(endpoints.create, async (context, { body }) => {
  context.require(standardPolicy, 'create', null)
  if (await queries.nameIsTaken(context.db, body.name)) throw new Problem(problems.nameTaken)
  const id = newId(context.now.getTime())
  await queries.insertStandard(context.db, { townId: context.townId, id, ...body })
  await context.record('standards.create', { kind: 'standard', id }, { kind: body.kind })
  return present(context, id)
})

export const draft = action(endpoints.draft, async (context, { params: { standardId }, body }) => {
  context.require(standardPolicy, 'draft', null)
  const standard = await lock(context, standardId)
  requireVersion(context, standard, body)
  const errors = body.clauses.flatMap(({ check }, index) =>
    check === null || checkById.has(check) ? [] : [{ pointer: `#/clauses/${index}/check`, detail: '没有这一项自动执行的规则' }],
  )
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
  const editions = await queries.editionsOf(context.db, standardId)
  const open = editions.find(({ inForceOn }) => inForceOn === null)
  const number = open?.number ?? (editions[0]?.number ?? 0) + 1
  await queries.writeDraft(context.db, { townId: context.townId, standardId, number, ...body })
  await queries.touchStandard(context.db, standardId)
  await context.record('standards.draft', { kind: 'standard', id: standardId }, { number, clauses: body.clauses.length })
  return present(context, standardId)
})

export const publish = action(endpoints.publish, async (context, { params: { standardId }, body: { inForceOn } }) => {
  context.require(standardPolicy, 'publish', null)
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  const standard = await lock(context, standardId)
  requireVersion(context, standard, { inForceOn })
  const editions = await queries.editionsOf(context.db, standardId)
  const open = editions.find(each => each.inForceOn === null)
  if (!open) throw new Problem(problems.noDraft)
  const last = editions.find(each => each.inForceOn !== null)?.inForceOn ?? null
  requireEditionDay(inForceOn, { last, today: context.today })
  await queries.publishDraft(context.db, standardId, { inForceOn, publishedBy: context.actor.personId, publishedAt: context.now })
  await queries.touchStandard(context.db, standardId)
  await standardRecord.append(context, standardSubject(standardId, open.number))
  await context.record('standards.publish', { kind: 'standard', id: standardId }, { number: open.number, inForceOn })
  return present(context, standardId)
})

export const adopt = action(endpoints.adopt, async (context, { params: { standardId }, body: { unitId, from } }) => {
  context.require(standardPolicy, 'adopt', null)
  const standard = await lock(context, standardId)
  if (standard.kind !== 'method') throw new Problem(problems.notAMethod)
  await requireUnit(context, unitId, from)
  if (from > context.today) throw invalidField('#/from', '推广要已经开始，才登记')
  if (await queries.isAdopted(context.db, standardId, unitId, from)) throw new Problem(problems.adoptedAlready)
  const id = newId(context.now.getTime())
  await queries.insertAdoption(context.db, { townId: context.townId, id, standardId, unitId, from })
  await context.record('standards.adopt', { kind: 'standardAdoption', id, unitId }, { from })
  return present(context, standardId)
})

export const endAdoption = action(endpoints.endAdoption, async (context, { params: { adoptionId }, body: { to } }) => {
  context.require(standardPolicy, 'endAdoption', null)
  const adoption = await queries.findAdoption(context.db, adoptionId)
  if (!adoption) throw new Problem(common.notFound, '没有这条推广记录。')
  if (adoption.to !== null) throw new Problem(common.wrongState, '这条推广已经结束。')
  if (to <= adoption.from || to > context.today) throw invalidField('#/to', `要在${adoption.from}之后，不晚于今天`)
  await queries.endAdoption(context.db, adoptionId, to)
  await context.record('standards.endAdoption', { kind: 'standardAdoption', id: adoptionId, unitId: adoption.unitId }, { to })
  return present(context, adoption.standardId)
})

/**
 * Enters a method with where it is adopted, by the units' codes, once: for loading a town. Its text is the town's to write.
 * Unknown codes are left out.
 */
export async function tellMethod(context: Context, name: string, adoptions: readonly { unitCode: string; from: string }[]): Promise<void> {
  if (await queries.nameIsTaken(context.db, name)) return
  const id = newId(context.now.getTime())
  await queries.insertStandard(context.db, { townId: context.townId, id, kind: 'method', name })
  const byCode = new Map((await listUnits(context)).map(unit => [unit.code, unit.id]))
  for (const { unitCode, from } of adoptions) {
    const unitId = byCode.get(unitCode)
    if (unitId)
      await queries.insertAdoption(context.db, { townId: context.townId, id: newId(context.now.getTime()), standardId: id, unitId, from })
  }
}

async function lock(context: Context, id: string) {
  const standard = await queries.lockStandard(context.db, id)
  if (!standard) throw new Problem(common.notFound, '没有这份制度。')
  return standard
}

/** Throws invalid (422) if there was no such unit that day. */
async function requireUnit(context: Context, unitId: string, day: string) {
  try {
    await findUnit(context, unitId, day)
  } catch (error) {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '那一天没有这个村（社区）')
    throw error
  }
}

async function present(context: Context, id: string): Promise<Standard> {
  const standard = await queries.findStandard(context.db, id)
  if (!standard) throw new Problem(common.notFound, '没有这份制度。')
  const editions = await queries.editionsOf(context.db, id)
  return {
    ...standard,
    kind: standard.kind,
    editions: editions.map(({ clauses, publishedAt, ...edition }) => ({
      ...edition,
      publishedAt: publishedAt?.toISOString() ?? null,
      clauses: clauses.map(({ text, check }) => {
        const found = check === null ? undefined : checkById.get(check)
        return { text, check, checkName: found?.nameZh ?? null, checkSays: found?.says ?? null }
      }),
    })),
    adoptions: await queries.adoptionsOf(context.db, id),
    allowedActions: standardPolicy.allowed(context.actor, null, context.now),
  }
}
