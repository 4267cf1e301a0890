/** Venues (阵地): SQL. The only file that writes `venue`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Venue, VenueFields } from './venues.contract.ts'

export interface VenueFilter {
  below?: string | undefined
  kind?: string | undefined
  status?: string | undefined
  /** In use on that day. */
  asOf?: string | undefined
}

/** Venues with the units whose authority reaches them on `day`, which the policy needs. */
const venuesOn = (db: Database, day: string) =>
  db
    .selectFrom('venue')
    .select([
      'venue.id',
      'venue.kind',
      'venue.name',
      'venue.unitId',
      'venue.bodyId',
      'venue.address',
      'venue.hours',
      'venue.phone',
      'venue.services',
      'venue.status',
      'venue.openedOn',
      'venue.closedOn',
      'venue.externalCode',
      'venue.version',
    ])
    .select([sql<string[]>`units_above(venue.unit_id, ${day}::date)`.as('path'), sql<boolean>`venue_opened(venue)`.as('opened')])

const filtered = (db: Database, day: string, { below, kind, status, asOf }: VenueFilter) =>
  db
    .selectFrom('venue')
    .$if(below !== undefined, query =>
      query.where(sql<boolean>`venue.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`),
    )
    .$if(kind !== undefined, query => query.where('venue.kind', '=', kind as Venue['kind']))
    .$if(status !== undefined, query => query.where('venue.status', '=', status as Venue['status']))
    .$if(asOf !== undefined, query => query.where(sql<boolean>`venue_in_use(venue, ${asOf}::date)`))

/** One page by name, after the place given. One row more than `limit` is read, to know whether there is a next page. */
export const listVenues = (db: Database, day: string, filter: VenueFilter, limit: number, after: readonly [string, string] | null) =>
  venuesOn(db, day)
    .where('venue.id', 'in', filtered(db, day, filter).select('venue.id'))
    .$if(after !== null, query => query.where(sql<boolean>`(venue.name, venue.id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
    .orderBy('venue.name')
    .orderBy('venue.id')
    .limit(limit + 1)
    .execute()

export async function countVenues(db: Database, day: string, filter: VenueFilter): Promise<number> {
  const { count } = await filtered(db, day, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Standing venues of the units and their predecessors, in use first, then by kind and name. */
export const venuesOf = (db: Database, day: string, unitIds: readonly string[]) =>
  venuesOn(db, day)
    .where('venue.status', '<>', 'closed')
    .where(
      sql<boolean>`venue.unit_id in (
        with recursive standing (unit_id) as (
          select unnest(${[...unitIds]}::uuid[])
          union
          select us.predecessor_id from standing
          join unit_succession us on us.town_id = (select actor_town()) and us.successor_id = standing.unit_id and us.effective_on <= ${day}::date
        ) select unit_id from standing)`,
    )
    .orderBy(sql`venue.status <> 'inUse'`)
    .orderBy(
      sql`array_position(array['townCentre', 'villageCentre', 'station', 'redHouse', 'partyPark', 'park', 'redBase', 'antiCrimeBase'], venue.kind)`,
    )
    .orderBy('venue.name')
    .orderBy('venue.id')
    .execute()

export const findVenue = (db: Database, day: string, id: string) => venuesOn(db, day).where('venue.id', '=', id).executeTakeFirst()

/** The same, locked until the transaction ends. Every change to a venue starts here. */
export const lockVenue = (db: Database, day: string, id: string) =>
  venuesOn(db, day).where('venue.id', '=', id).forUpdate().executeTakeFirst()

/** The units whose authority reaches the unit on a day. */
export async function authorityOver(db: Database, day: string, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, ${day}::date) as path`.execute(db)
  return rows[0]!.path
}

export const bodyExists = async (db: Database, id: string) =>
  (await db.selectFrom('body').where('id', '=', id).where('dissolvedOn', 'is', null).select('id').executeTakeFirst()) !== undefined

/** Does another venue have the code? Whoever asks about the same code waits until this transaction has ended. */
export async function codeIsTaken(db: Database, code: string, exceptId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`venue ${code}`}, actor_town()))`.execute(db)
  const other = await db.selectFrom('venue').where('externalCode', '=', code).where('id', '<>', exceptId).select('id').executeTakeFirst()
  return other !== undefined
}

export const insertVenue = (db: Database, townId: number, id: string, fields: VenueFields) =>
  db
    .insertInto('venue')
    .values({ townId, id, ...fields })
    .execute()

/** Saves the fields as the next version. `day` is the day from which the status holds. */
export const updateVenue = (db: Database, id: string, fields: Partial<VenueFields> | Closing, day: string) =>
  db
    .updateTable('venue')
    .set({
      ...fields,
      ...(fields.status !== undefined && { outOfUse: sql<string>`venue_out_of_use(venue, ${fields.status}::text, ${day}::date)` }),
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()

/** A place that never opened has no day of opening any more. */
type Closing = { status: 'closed'; closedOn: string; openedOn: string | null }
