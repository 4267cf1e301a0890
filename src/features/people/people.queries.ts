/** People (人员): SQL. With the other query files of this folder the only one that writes `person`, `post`, `term` and `leave`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** The posts in force today of the actor in whose name the transaction runs, own or as a deputy, as if a one-time code had been given. */
export async function postsOfActor(db: Database) {
  await sql`select set_config('sanliang.administers', 'yes', true)`.execute(db)
  const { rows } = await sql<{
    postId: string
    role: string
    unitId: string
    bodyId: string | null
    deputyFor: string | null
    path: string[]
  }>`
    select held.post_id, held.role, held.unit_id, held.body_id, held.deputy_for, up.path
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.unit_id = held.unit_id and up.valid @> actor_today()
    order by held.post_id, held.deputy_for nulls first`.execute(db)
  return rows
}

/** The names of people who hold or held a post; anyone else is left out. */
export async function holderNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`select id, name from holder_names(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** People with the name of their unit, and the units with authority over their record on `day`. */
const peopleOn = (db: Database, day: string) =>
  db
    .selectFrom('person')
    .select([
      'person.id',
      'person.name',
      'person.sortKey',
      'person.phoneSealed',
      'person.unitId',
      'person.externalCode',
      'person.forgetOn',
      'person.forgottenOn',
      'person.version',
    ])
    .select(
      // as it was called then; before its first day as it was called first
      sql<string>`(select name from unit_period up where up.town_id = person.town_id and up.unit_id = person.unit_id
        order by lower(up.valid) > ${day}::date, abs(lower(up.valid) - ${day}::date) limit 1)`.as('unitName'),
    )
    .select(sql<string[]>`units_above(person.unit_id, ${day}::date)`.as('path'))

export type Search = { kind: 'phone'; index: Buffer } | { kind: 'pinyin' | 'name'; text: string }

export interface PersonFilter {
  search?: Search | undefined
  below?: string | undefined
  /** Holding such a post on the day. */
  role?: string | undefined
  /** Whose telephone goes soon; or everyone, also whose record is closed. Left out: whose record is in use. */
  forgotten?: 'soon' | 'all' | undefined
}

const filtered = (db: Database, day: string, { search, below, role, forgotten }: PersonFilter) =>
  db
    .selectFrom('person')
    .$if(forgotten !== 'all', query => query.where('person.forgottenOn', 'is', null))
    .$if(search !== undefined, query => query.where(found(search!)))
    .$if(below !== undefined, query =>
      query.where(sql<boolean>`person.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`),
    )
    .$if(forgotten === 'soon', query => query.where('person.forgetOn', 'is not', null))
    .$if(role !== undefined, query =>
      query.where(
        sql<boolean>`exists (select from term join post on post.town_id = term.town_id and post.id = term.post_id
          where term.town_id = person.town_id and term.person_id = person.id and term.valid @> ${day}::date and post.role = ${role})`,
      ),
    )

/** Pinyin from the first letter on, of the whole name or of the given name, or initials (DATA-11). */
function found(search: Search) {
  if (search.kind === 'phone') return sql<boolean>`person.phone_index = ${search.index}`
  const text = search.text.replaceAll(/[\\%_]/g, c => `\\${c}`)
  if (search.kind === 'name') return sql<boolean>`person.name like ${`%${text}%`}`
  return sql<boolean>`(replace(person.sort_key, ' ', '') like ${`${text}%`}
    or replace(substr(person.sort_key, strpos(person.sort_key, ' ') + 1), ' ', '') like ${`${text}%`}
    or regexp_replace(person.sort_key, '(\\S)\\S*\\s*', '\\1', 'g') like ${`%${text}%`})`
}

/** One page by pinyin, after the place given, with one row more than `limit`. */
export const listPeople = (db: Database, day: string, filter: PersonFilter, limit: number, after: readonly [string, string] | null) =>
  peopleOn(db, day)
    .where('person.id', 'in', filtered(db, day, filter).select('person.id'))
    .$if(after !== null, query =>
      query.where(sql<boolean>`(person.sort_key collate "C", person.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    // syllable by syllable: other collations read over the spaces
    .orderBy(sql`person.sort_key collate "C"`)
    .orderBy('person.id')
    .limit(limit + 1)
    .execute()

export async function countPeople(db: Database, day: string, filter: PersonFilter): Promise<number> {
  const { count } = await filtered(db, day, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The record, also a closed one. */
export const findRecord = (db: Database, day: string, id: string) => peopleOn(db, day).where('person.id', '=', id).executeTakeFirst()

/** The record, if it is in use. */
export const findPerson = (db: Database, day: string, id: string) =>
  peopleOn(db, day).where('person.id', '=', id).where('person.forgottenOn', 'is', null).executeTakeFirst()

/** The same, locked until the transaction ends. */
export const lockPerson = (db: Database, day: string, id: string) =>
  peopleOn(db, day).where('person.id', '=', id).forUpdate().executeTakeFirst()

/** Runs a write; false if another person of the town has the code. Nothing else may be written in the transaction then. */
export async function unlessTaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'person_external_code') return false
    throw error
  }
}

export const insertPerson = (
  db: Database,
  row: {
    townId: number
    id: string
    name: string
    sortKey: string
    unitId: string
    createdAt: Date
    externalCode?: string | null
    phoneSealed?: Buffer | null
    phoneIndex?: Buffer | null
  },
) => db.insertInto('person').values(row).execute()

export const updatePerson = (
  db: Database,
  id: string,
  fields: {
    name: string
    sortKey: string
    unitId: string
    externalCode: string | null
    phoneSealed?: Buffer | null
    phoneIndex?: Buffer | null
  },
) =>
  db
    .updateTable('person')
    .set({ ...fields, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Whose telephone goes soon, as far as the reader sees them: how many, and who is the first, on which day. */
export const leavingPeople = (db: Database) =>
  db
    .selectFrom('person')
    .where('forgetOn', 'is not', null)
    .select([
      sql<number>`count(*)`.as('count'),
      sql<string | null>`(array_agg(id order by forget_on, id))[1]`.as('firstId'),
      sql<string | null>`min(forget_on)`.as('firstOn'),
    ])
    .executeTakeFirstOrThrow()

/** What was done about the person, newest first, as far as the reader may see it. */
export const trailOf = (db: Database, personId: string, limit: number) =>
  db
    .selectFrom('event')
    .where('subjectKind', '=', 'person')
    .where('subjectId', '=', personId)
    .select(['id', 'at', 'name', 'actorPersonId', 'details'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const insertPost = (
  db: Database,
  row: { townId: number; id: string; role: string; title: string; unitId: string; bodyId: string | null; openedOn: string },
) =>
  db
    .insertInto('post')
    .values({ ...row, role: row.role as 'townClerk' })
    .execute()

export const insertTerm = (
  db: Database,
  row: { townId: number; id: string; postId: string; personId: string; valid: string; shownToResidents?: boolean },
) => db.insertInto('term').values(row).execute()

export const standingBody = async (db: Database, id: string) =>
  (await db.selectFrom('body').where('id', '=', id).where('dissolvedOn', 'is', null).select('id').executeTakeFirst()) !== undefined
