/** Requests (诉求): SQL of bringing a ledger along. */
import { sql, type Insertable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

/** Ids by the codes that workbooks use. */
export async function codesOf(db: Database) {
  const units = await db.selectFrom('unit').select(['id', 'code', 'externalCode', 'kind']).execute()
  const bodies = await db.selectFrom('body').where('externalCode', 'is not', null).select(['id', 'externalCode']).execute()
  const people = await db.selectFrom('person').where('externalCode', 'is not', null).select(['id', 'externalCode']).execute()
  const categories = await db.selectFrom('requestCategory').select(['id', 'code']).execute()
  return {
    units: new Map(units.flatMap(unit => [unit.code, unit.externalCode].flatMap(code => (code ? [[code, unit] as const] : [])))),
    bodies: new Map(bodies.map(body => [body.externalCode!, body.id])),
    people: new Map(people.map(person => [person.externalCode!, person.id])),
    categories: new Map(categories.map(category => [category.code, category])),
    kinds: new Map(units.map(unit => [unit.id, unit.kind as string])),
  }
}

/** The path of every unit today. */
export async function pathsOf(db: Database) {
  const { rows } = await sql<{
    id: string
    path: string[]
  }>`select unit_id as id, path from unit_period where valid @> actor_today()`.execute(db)
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** The town, and the name that its own numbers begin with. */
export async function findTown(db: Database) {
  const { rows } = await sql<{ id: string; shortName: string }>`select unit.id, up.short_name from unit
    join unit_period up on up.town_id = unit.town_id and up.unit_id = unit.id and up.valid @> actor_today() where unit.kind = 'town'`.execute(
    db,
  )
  return rows[0]
}

/** Units at which someone holds one of the posts today: all at once, where lowest_handler answers for one path. */
export async function unitsWithDesks(db: Database, roles: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct post.unit_id as id from post join term on term.town_id = post.town_id and term.post_id = post.id
    where post.role = any (${[...roles]}::text[]) and term.valid @> actor_today()
      and (post.closed_on is null or post.closed_on > actor_today())`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Those of the numbers that are taken, also by cases that the caller may not read. */
export async function numbersIn(db: Database, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ number: string }>`select number from taken_request_numbers(${[...numbers]}::text[]) as number`.execute(db)
  return new Set(rows.map(({ number }) => number))
}

type Row<T extends keyof Tables> = Insertable<Tables[T]>

export async function insertLedger(db: Database, requests: Row<'request'>[], notes: Row<'requestNote'>[]) {
  if (requests.length > 0) await db.insertInto('request').values(requests).execute()
  for (let start = 0; start < notes.length; start += 2_000)
    await db
      .insertInto('requestNote')
      .values(notes.slice(start, start + 2_000))
      .execute()
}

/** Writes into loaded cases who took part in handling them, as their logs tell. */
export const involveLogged = (db: Database, ids: readonly string[]) =>
  sql`update request set involved = told.involved from involved_by_log(${[...ids]}::uuid[]) told where request.id = told.id`.execute(db)

/** Running numbers go on after the highest that came in. */
export const raiseCounter = (db: Database, unitId: string, year: number, last: number) =>
  sql`select raise_request_counter(${unitId}, ${year}, ${last})`.execute(db)
