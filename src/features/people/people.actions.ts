/** People (人员): what each endpoint does, and what other features may ask. */
import { z } from 'zod'
import { findUnit } from '#features/units/units.actions.ts'
import { authoritiesOf } from '#features/units/units.rows.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson, type PersonActor, type Role } from '#platform/shared/actor.ts'
import { cursorOf, placeOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { maskPhone } from '#platform/shared/masking.ts'
import { Id } from '#platform/shared/primitives.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type Person } from './people.contract.ts'
import { personPolicy } from './people.policy.ts'
import * as postQueries from './people.posts.queries.ts'
import * as queries from './people.queries.ts'
import { grantable, lastDay, phonePlace, searchOf } from './people.rules.ts'
import { scopeHeadline, scopeSentence, trailSentence } from './people.sentences.ts'

const Place = z.tuple([z.string(), Id])

export const list = action(endpoints.list, async (context, { query: { q, asOf = context.today, cursor, limit, ...filter } }) => {
  context.require(personPolicy, 'list', null)
  const after = cursor === undefined ? null : placeOf(cursor, Place)
  const wanted = { ...filter, search: q === undefined ? undefined : toSearch(context, q) }
  const rows = await queries.listPeople(context.db, asOf, wanted, limit, after)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    asOf,
    items: await present(context, rows.slice(0, limit), asOf),
    nextCursor: last ? cursorOf([last.sortKey, last.id]) : null,
    total: await queries.countPeople(context.db, asOf, wanted),
  }
})

export const get = action(endpoints.get, async (context, { params }) => {
  context.require(personPolicy, 'get', null)
  return (await present(context, [await findClosedToo(context, params.personId)], context.today))[0]!
})

export const create = action(endpoints.create, async (context, { body: { phone, ...fields } }) => {
  context.require(personPolicy, 'create', { personId: null, path: await authorityOver(context, fields.unitId) })
  const id = newId(context.now.getTime())
  const row = { townId: context.townId, id, ...fields, sortKey: sortKeyOf(fields.name), createdAt: context.now, ...sealed(context, phone) }
  if (!(await queries.unlessTaken(queries.insertPerson(context.db, row)))) throw new Problem(problems.codeTaken)
  await context.record('people.create', { kind: 'person', id, unitId: fields.unitId }, {})
  return show(context, id)
})

export const edit = action(endpoints.edit, async (context, { params: { personId }, body: { phone, ...fields } }) => {
  context.require(personPolicy, 'edit', factsOf(await find(context, personId)))
  const person = found(await queries.lockPerson(context.db, context.today, personId))
  const [current] = await present(context, [person], context.today)
  requireVersion(context, current!, { ...fields, ...(phone !== undefined && { phone: phone && maskPhone(phone) }) })
  // A record may not be handed to an office that one has no say in.
  if (fields.unitId !== person.unitId)
    context.require(personPolicy, 'edit', { personId, path: await authorityOver(context, fields.unitId) })
  const row = { ...fields, sortKey: sortKeyOf(fields.name), ...(phone !== undefined && sealed(context, phone)) }
  if (!(await queries.unlessTaken(queries.updatePerson(context.db, personId, row)))) throw new Problem(problems.codeTaken)
  const changed = (['name', 'unitId', 'externalCode'] as const).filter(key => fields[key] !== person[key])
  const details = { changed: [...changed, ...(phone === undefined ? [] : ['phone'])] }
  await context.record('people.edit', { kind: 'person', id: personId, unitId: fields.unitId }, details)
  return show(context, personId)
})

export const revealPhone = action(endpoints.revealPhone, async (context, { params: { personId }, body: { reason } }) => {
  const person = await find(context, personId)
  context.require(personPolicy, 'revealPhone', factsOf(person))
  if (!person.phoneSealed) throw new Problem(problems.noPhone)
  await context.record('people.revealPhone', { kind: 'person', id: personId, unitId: person.unitId }, { reason })
  return { phone: context.sealing.open(person.phoneSealed, phonePlace) }
})

export const trail = action(endpoints.trail, async (context, { params: { personId }, query }) => {
  context.require(personPolicy, 'trail', factsOf(await find(context, personId)))
  const events = await queries.trailOf(context.db, personId, query.limit)
  const names = await namesOf(
    context,
    events.flatMap(({ actorPersonId }) => actorPersonId ?? []),
  )
  const items = events.map(({ id, at, name, actorPersonId, details }) => {
    const actorName = (actorPersonId && names.get(actorPersonId)) || null
    return { id, at: at.toISOString(), name, actorName, sentence: trailSentence(name, details as Record<string, unknown>, actorName) }
  })
  return { items }
})

export const explainScope = action(endpoints.explainScope, async context => {
  context.require(personPolicy, 'explainScope', null)
  const rows = await postQueries.scopeOf(context.db)
  const reasons = rows.map(row => {
    const { postId, unitId, unitName, bodyName, deputyForName, since, to, awayFrom, awayTo, unitCount, merged } = row
    const role = row.role as Role
    const own = deputyForName === null
    return {
      postId,
      role,
      unitId,
      unitName: unitName ?? '',
      bodyName,
      deputyFor: deputyForName,
      since: own ? since : (awayFrom ?? since),
      until: lastDay(own ? to : awayTo),
      unitCount,
      merged,
      sentence: scopeSentence({ role, unitName, bodyName, deputyForName, since, to, awayFrom, awayTo, unitCount, merged }),
    }
  })
  const guarded = await postQueries.hasSecurityAdministrator(context.db, context.today)
  return {
    headline: scopeHeadline(reasons.length),
    reasons,
    unitCount: await postQueries.scopeSize(context.db),
    grantable: grantable(
      reasons.map(({ role }) => role),
      guarded,
    ),
  }
})

/**
 * The person in whose name the context runs, with the posts in force today. Run it in a transaction
 * of that person without posts: what it reads is the person's own.
 */
export async function loadActor(context: Context & { actor: PersonActor }): Promise<PersonActor> {
  const posts = await queries.postsOfActor(context.db)
  return { ...context.actor, posts: posts.map(post => ({ ...post, role: post.role as Role })) }
}

/** A telephone as lists show it: enough to recognise, too little to ring. */
export const maskedPhone = ({ sealing }: Pick<Context, 'sealing'>, sealed: Buffer | null) =>
  sealed && maskPhone(sealing.open(sealed, phonePlace))

/** What finds a telephone among those on record without opening any. */
export const phoneIndexOf = ({ sealing }: Pick<Context, 'sealing'>, phone: string) => sealing.index(phone, phonePlace)

/** Names of people in office by id, for showing who did what. */
export const namesOf = (context: Context, ids: readonly string[]) => queries.holderNames(context.db, ids)

function toSearch({ sealing }: Context, q: string): queries.Search {
  const { kind, text } = searchOf(q)
  return kind === 'phone' ? { kind, index: sealing.index(text, phonePlace) } : { kind, text }
}

const sealed = ({ sealing }: Context, phone: string | null) =>
  phone === null
    ? { phoneSealed: null, phoneIndex: null }
    : { phoneSealed: sealing.seal(phone, phonePlace), phoneIndex: sealing.index(phone, phonePlace) }

/** The units with authority over a standing unit. Throws invalid (422) if there is no such unit today. */
export async function authorityOver(context: Context, unitId: string): Promise<string[]> {
  await findUnit(context, unitId).catch(error => {
    if (error instanceof Problem && error.kind === common.notFound) throw invalidField('#/unitId', '没有这个村（社区）或小组')
    throw error
  })
  return (await authoritiesOf(context, [unitId])).get(unitId)!
}

type Row = NonNullable<Awaited<ReturnType<typeof queries.findPerson>>>

export function found<T>(row: T | undefined): T {
  if (!row) throw new Problem(common.notFound, '没有这个人，或不归您看。')
  return row
}

/** The person, if one may read the record. Throws not-found (404). */
export const find = async (context: Context, id: string) => found(await queries.findPerson(context.db, context.today, id))
/** The same, also of a record that was closed: for reading, and for the rights of whom it is about. Throws not-found (404). */
export const findClosedToo = async (context: Context, id: string) => found(await queries.findRecord(context.db, context.today, id))
export const factsOf = ({ id, path }: Pick<Row, 'id' | 'path'>) => ({ personId: id, path })

const show = async (context: Context, id: string) => (await present(context, [await find(context, id)], context.today))[0]!

async function present(context: Context, rows: readonly Row[], day: string): Promise<Person[]> {
  const { actor, now, sealing } = context
  const ids = rows.map(({ id }) => id)
  const terms = Map.groupBy(await postQueries.termsOf(context.db, day, ids), ({ personId }) => personId)
  return rows.map(({ phoneSealed, path, sortKey: _, ...row }) => ({
    ...row,
    phone: maskedPhone({ sealing }, phoneSealed),
    terms: (terms.get(row.id) ?? []).map(({ id, to, personId: __, ...term }) => ({ ...term, termId: id, lastOn: lastDay(to) })),
    // Nothing is done with a closed record.
    allowedActions: isPerson(actor) && row.forgottenOn === null ? personPolicy.allowed(actor, { personId: row.id, path }, now) : [],
  }))
}
