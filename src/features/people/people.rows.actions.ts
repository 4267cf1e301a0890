/** Rows of people and terms (人员表、任职表): what an import does with them. The caller asks its own policy and records the import. */
import { bodiesByKey } from '#features/bodies/bodies.rows.actions.ts'
import { authoritiesOf, unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { writeMost } from '#platform/database/attempt.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { holdsAny, isPerson, postsOf } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow, RowOf } from '#platform/shared/sheet.ts'
import { personPolicy } from './people.policy.ts'
import { openWorkOf } from './people.handover.actions.ts'
import { hasSecurityAdministrator } from './people.posts.queries.ts'
import * as queries from './people.rows.queries.ts'
import { planTerms, type TermsPlan, type TermValues } from './people.rows.rules.ts'
import { meetsByLeave } from './people.posts.actions.ts'
import { administrators, dayAfter, isAdministrator, lastDay, mayGrant, phonePlace } from './people.rules.ts'
import { roleOf, type peopleSheet, type termSheet } from './people.workbook.ts'

type PersonRow = ReadRow<RowOf<typeof peopleSheet>>
type TermRow = ReadRow<RowOf<typeof termSheet>>
type KnownPerson = Awaited<ReturnType<typeof queries.peopleByKey>> extends Map<string, infer V> ? V : never

/** Enters and changes people; a phone that is blank or masked stays as it is. The same rows again change nothing. */
export async function applyPersonRows(context: Context, rows: readonly PersonRow[]): Promise<Applied> {
  const { db, townId, now } = context
  await queries.lockPeople(db, townId)
  const codes = rows.map(({ values }) => values.code)
  await queries.lockCoded(db, codes)
  const [known, units] = [await queries.peopleByKey(db), await unitsByKey(context)]
  const kept = await keptBy(context, [...known.values()].map(({ unitId }) => unitId).concat([...units.values()].map(({ id }) => id)))
  const taken = await queries.takenCodes(db, codes)
  const faults: RowFault[] = []
  const created: NumberedPerson[] = []
  const updated: NumberedPerson[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, ({ code }: PersonRow['values']) => code, 'code', faults).values())) {
    const old = known.get(values.code)
    const unit = units.get(values.unitCode)
    if (!unit) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (unit.openedOn > context.today) faults.push({ row, key: 'unitCode', message: `“${values.unitCode}”${unit.openedOn}才设立。` })
    else if (!kept(unit.id)) faults.push({ row, key: 'unitCode', message: notYours(values.unitCode) })
    else if (old ? !kept(old.unitId) : taken.has(values.code))
      faults.push({ row, key: 'code', message: `编码“${values.code}”别的单位已经用了。请换一个编码。` })
    else if (old && isSame(context, old, values, unit.id)) unchanged += 1
    else if (old && old.forgottenOn !== null)
      faults.push({ row, key: 'code', message: `“${values.code}”的资料已按期删除。这个人回来了，请换一个编码登记。` })
    else (old ? updated : created).push({ row, person: personOf(context, old, values, unit.id) })
  }
  const people = (numbered: readonly NumberedPerson[]) => numbered.map(({ person }) => person)
  const late = await writeMost(db, created, some => queries.insertPeople(db, townId, now, people(some)))
  await queries.updatePeople(db, people(updated))
  faults.push(...late.map(({ row }) => ({ row, key: 'code', message: '这个编码刚刚有人用了。请再试算一次。' })))
  return { created: created.length - late.length, updated: updated.length, unchanged, faults }
}

interface NumberedPerson {
  row: number
  person: queries.PersonRow
}

const notYours = (code: string) => `“${code}”不归您管。请删掉这一行，或请那里的办事员导入。`

/** Whether a person's record may lie at the unit: what the caller could also enter one by one. */
async function keptBy(context: Context, unitIds: readonly string[]): Promise<(unitId: string) => boolean> {
  const { actor } = context
  // the town's office keeps all of the town, also what lay in units that are gone and have no office above them
  if (!isPerson(actor) || holdsAny(actor, ['townClerk'])) return () => true
  const paths = await authoritiesOf(context, unitIds)
  return unitId => personPolicy.allows('create', actor, { personId: null, path: paths.get(unitId) ?? [] })
}

const isSame = ({ sealing }: Context, old: KnownPerson, { name, phone }: PersonRow['values'], unitId: string) =>
  old.name === name && old.unitId === unitId && (phone === null || (old.phoneIndex?.equals(sealing.index(phone, phonePlace)) ?? false))

function personOf(
  { sealing, now }: Context,
  old: KnownPerson | undefined,
  { code, name, phone }: PersonRow['values'],
  unitId: string,
): queries.PersonRow {
  const sealed = phone === null ? null : { phoneSealed: sealing.seal(phone, phonePlace), phoneIndex: sealing.index(phone, phonePlace) }
  const { phoneSealed, phoneIndex } = sealed ?? old ?? { phoneSealed: null, phoneIndex: null }
  return { id: old?.id ?? newId(now.getTime()), externalCode: code, name, sortKey: sortKeyOf(name), unitId, phoneSealed, phoneIndex }
}

/** Enters and changes terms, and opens the posts that they need. Nobody gives himself a post in a workbook either. */
export async function applyTermRows(context: Context, rows: readonly TermRow[]): Promise<Applied> {
  const { db, townId, now } = context
  await queries.lockPeople(db, townId)
  const { found, faults, paths } = await resolveTerms(context, rows)
  await queries.lockPostsAt(db, [...new Set(found.map(({ values }) => values.unitId))])
  await queries.lockTermsOf(db, [...new Set(found.map(({ values }) => values.personId))])
  const met = await metByLeave(context, found)
  const guarded = await hasSecurityAdministrator(db, context.today)
  const plan = planTerms(
    { posts: await queries.knownPosts(db), terms: await queries.knownTerms(db) },
    found,
    values => grantFault(context, values, paths, guarded) ?? (met.has(values) ? apart : null),
    context.today,
    () => newId(now.getTime()),
  )
  const updated = await withoutOpenWork(context, plan)
  await queries.insertPosts(db, townId, plan.posts)
  await queries.openEarlier(
    db,
    [...plan.openedEarlier].map(([id, openedOn]) => ({ id, openedOn })),
  )
  const terms = (numbered: readonly { term: queries.TermRow }[]) => numbered.map(({ term }) => term)
  const notKept = await writeMost(db, updated, some => queries.updateTerms(db, terms(some)))
  const notBegun = await writeMost(db, plan.created, some => queries.insertTerms(db, townId, terms(some)))
  await recordChanges(
    context,
    updated.filter(update => !notKept.includes(update)),
  )
  faults.push(
    ...plan.faults,
    ...[...notKept, ...notBegun].map(({ row }) => ({ row, key: 'from', message: '这段任职刚刚有人登记了。请再试算一次。' })),
  )
  return {
    created: plan.created.length - notBegun.length,
    updated: updated.length - notKept.length,
    unchanged: plan.unchanged,
    faults,
  }
}

/** The rows with ids for their codes; those without are faults. */
async function resolveTerms(context: Context, rows: readonly TermRow[]) {
  const [people, units, bodies] = [await queries.peopleByKey(context.db), await unitsByKey(context), await bodiesByKey(context)]
  const paths = await authoritiesOf(
    context,
    rows.map(({ values }) => units.get(values.unitCode)?.id).filter(id => id !== undefined),
  )
  const faults: RowFault[] = []
  const found: { row: number; values: TermValues }[] = []
  for (const { row, values } of rows) {
    const personId = people.get(values.personCode)?.id
    const unitId = units.get(values.unitCode)?.id
    const bodyId = values.bodyCode === null ? null : bodies.get(values.bodyCode)
    const role = roleOf(values.role)
    if (!personId) faults.push({ row, key: 'personCode', message: `没有编码为“${values.personCode}”的人员，或那一行有错。` })
    else if (!unitId) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (bodyId === undefined) faults.push({ row, key: 'bodyCode', message: `没有编码为“${values.bodyCode}”的组织。` })
    else
      found.push({
        row,
        values: {
          personId,
          role,
          title: values.title,
          unitId,
          bodyId,
          from: values.from,
          until: values.until,
          shown: values.shown === '是',
        },
      })
  }
  return { found, faults, paths }
}

function grantFault({ actor }: Context, { personId, role, unitId }: TermValues, paths: ReadonlyMap<string, string[]>, guarded: boolean) {
  if (!isPerson(actor)) return null
  if (actor.personId === personId) return { key: 'personCode', message: '不能给自己登记任职。请由别的同事登记。' }
  return mayGrant(postsOf(actor), role, paths.get(unitId) ?? [], guarded) ? null : { key: 'role', message: '这个岗位不归您登记。' }
}

/** Rows by which two administrators' posts would come into one hand while somebody is on leave. */
async function metByLeave(context: Context, found: readonly { values: TermValues }[]): Promise<Set<TermValues>> {
  const met = new Set<TermValues>()
  for (const { values } of found.filter(each => isAdministrator(each.values.role)))
    if (await meetsByLeave(context, values.personId, values.role, { from: values.from, to: dayAfter(values.until) })) met.add(values)
  return met
}

const apart = { key: 'role', message: `${administrators.length}类管理员要由不同的人担任，请假时的代理也算。` }

/** Each changed term has its event, as if it had been changed on the page: what the history of a person is read from. */
async function recordChanges(context: Context, updated: TermsPlan['updated']) {
  const told = ({ term, unitId }: TermsPlan['updated'][number], more: Record<string, unknown>) => ({
    subject: { kind: 'person', id: term.personId, unitId },
    details: { termId: term.id, postId: term.postId, ...more },
  })
  const ended = updated.filter(({ term, before }) => term.to !== before.to)
  const shown = updated.filter(({ term, before }) => term.shown !== before.shown)
  await context.recordEach(
    'people.endTerm',
    ended.map(each => told(each, { lastOn: lastDay(each.term.to), successorId: null })),
  )
  await context.recordEach(
    'people.showTerm',
    shown.map(each => told(each, { shown: each.term.shown })),
  )
}

/** The changed terms without those that would leave work lying; these become faults. */
async function withoutOpenWork(context: Context, plan: TermsPlan) {
  const kept: TermsPlan['updated'] = []
  for (const update of plan.updated) {
    const { row, term, before } = update
    const endsEarlier = term.to !== null && (before.to === null || term.to < before.to)
    const work = endsEarlier ? await openWorkOf(context, term.id, term.to!) : []
    if (work.length > 0) plan.faults.push({ row, key: 'until', message: `还有${work.length}件事没有交接。请先在任职页面指定接手人。` })
    else kept.push(update)
  }
  return kept
}
