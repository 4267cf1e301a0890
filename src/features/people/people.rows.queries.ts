/** Rows of people and terms (人员表、任职表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { asRange, type Days } from '#platform/shared/spans.ts'

/** Lets one import of people and terms run at a time; it holds until the transaction ends. */
export const lockPeople = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('people', ${townId}))`.execute(db)

/**
 * Locks the people of the codes until the transaction ends: as they are read then, so they are when they are written. Whoever gives one of
 * them a post meanwhile need not wait.
 */
export const lockCoded = (db: Database, codes: readonly string[]) =>
  sql`select 1 from person where external_code = any (${[...codes]}::text[]) or id::text = any (${[...codes]}::text[])
    order by id for no key update`.execute(db)

/** Locks the posts at the units until the transaction ends: none of them is closed under a term that is being written. */
export const lockPostsAt = (db: Database, unitIds: readonly string[]) =>
  sql`select 1 from post where unit_id = any (${[...unitIds]}::uuid[]) order by id for no key update`.execute(db)

/** Locks the terms of the people until the transaction ends. */
export const lockTermsOf = (db: Database, personIds: readonly string[]) =>
  sql`select 1 from term where person_id = any (${[...personIds]}::uuid[]) order by id for no key update`.execute(db)

/** People by the workbook's key, or by their id if they have none. */
export async function peopleByKey(db: Database) {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'externalCode', 'name', 'unitId', 'phoneSealed', 'phoneIndex', 'forgottenOn'])
    .execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

/** Those of the codes that are taken, also by people whom the caller may not read. */
export async function takenCodes(db: Database, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from taken_person_codes(${[...codes]}::text[]) as code`.execute(db)
  return new Set(rows.map(({ code }) => code))
}

export interface PersonRow {
  id: string
  externalCode: string
  name: string
  sortKey: string
  unitId: string
  phoneSealed: Buffer | null
  phoneIndex: Buffer | null
}

const bytes = (value: Buffer | null) => (value === null ? null : `\\x${value.toString('hex')}`)
const personColumns = {
  id: 'uuid',
  name: 'text',
  sort_key: 'text',
  unit_id: 'uuid',
  phone_sealed: 'bytea',
  phone_index: 'bytea',
} as const
const asColumns = (person: PersonRow) => ({
  id: person.id,
  name: person.name,
  sort_key: person.sortKey,
  unit_id: person.unitId,
  phone_sealed: bytes(person.phoneSealed),
  phone_index: bytes(person.phoneIndex),
})

export const insertPeople = (db: Database, townId: number, now: Date, people: readonly PersonRow[]) =>
  bulkInsert(
    db,
    'person',
    { town_id: 'integer', ...personColumns, external_code: 'text', created_at: 'timestamptz' },
    people.map(person => ({ town_id: townId, ...asColumns(person), external_code: person.externalCode, created_at: now.toISOString() })),
  )

export const updatePeople = (db: Database, people: readonly PersonRow[]) =>
  bulkUpdate(
    db,
    'person',
    personColumns,
    `name = r.name, sort_key = r.sort_key, unit_id = r.unit_id, phone_sealed = r.phone_sealed, phone_index = r.phone_index, version = t.version + 1`,
    people.map(asColumns),
  )

export const knownPosts = (db: Database) =>
  db.selectFrom('post').select(['id', 'role', 'title', 'unitId', 'bodyId', 'openedOn', 'closedOn']).orderBy('openedOn').execute()

export const knownTerms = (db: Database) =>
  db
    .selectFrom('term')
    .innerJoin('post', join => join.onRef('post.townId', '=', 'term.townId').onRef('post.id', '=', 'term.postId'))
    .select(['term.id', 'term.personId', 'term.postId', 'post.role', 'term.shownToResidents as shown'])
    .select([sql<string>`lower(term.valid)`.as('from'), sql<string | null>`upper(term.valid)`.as('to')])
    .execute()

export interface PostRow {
  id: string
  role: string
  title: string
  unitId: string
  bodyId: string | null
  openedOn: string
}

export const insertPosts = (db: Database, townId: number, posts: readonly PostRow[]) =>
  bulkInsert(
    db,
    'post',
    { town_id: 'integer', id: 'uuid', role: 'text', title: 'text', unit_id: 'uuid', body_id: 'uuid', opened_on: 'date' },
    posts.map(({ id, role, title, unitId, bodyId, openedOn }) => ({
      town_id: townId,
      id,
      role,
      title,
      unit_id: unitId,
      body_id: bodyId,
      opened_on: openedOn,
    })),
  )

export const openEarlier = (db: Database, posts: readonly { id: string; openedOn: string }[]) =>
  bulkUpdate(
    db,
    'post',
    { id: 'uuid', opened_on: 'date' },
    'opened_on = r.opened_on',
    posts.map(({ id, openedOn }) => ({ id, opened_on: openedOn })),
  )

export interface TermRow extends Days {
  id: string
  postId: string
  personId: string
  shown: boolean
}

export const insertTerms = (db: Database, townId: number, terms: readonly TermRow[]) =>
  bulkInsert(
    db,
    'term',
    { town_id: 'integer', id: 'uuid', post_id: 'uuid', person_id: 'uuid', valid: 'daterange', shown_to_residents: 'boolean' },
    terms.map(term => ({
      town_id: townId,
      id: term.id,
      post_id: term.postId,
      person_id: term.personId,
      valid: asRange(term),
      shown_to_residents: term.shown,
    })),
  )

export const updateTerms = (db: Database, terms: readonly TermRow[]) =>
  bulkUpdate(
    db,
    'term',
    { id: 'uuid', valid: 'daterange', shown_to_residents: 'boolean' },
    'valid = r.valid, shown_to_residents = r.shown_to_residents',
    terms.map(term => ({ id: term.id, valid: asRange(term), shown_to_residents: term.shown })),
  )
