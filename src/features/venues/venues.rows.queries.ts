/** Rows of venues (阵地表): SQL that writes many places at once. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { VenueFields } from './venues.contract.ts'

export interface RowFields extends Omit<VenueFields, 'status'> {
  status: VenueFields['status'] | 'closed'
  closedOn: string | null
  externalCode: string
}

/** Lets one import of venues run at a time; it holds until the transaction ends. */
export const lockVenues = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('venues', ${townId}))`.execute(db)

/** Locks the venues of the codes until the transaction ends: as they are read then, so they are when they are written. */
export const lockCoded = (db: Database, codes: readonly string[]) =>
  sql`select 1 from venue where external_code = any (${[...codes]}::text[]) or id::text = any (${[...codes]}::text[])
    order by id for update`.execute(db)

/** Venues by the workbook's key, or by their id if they have none. */
export async function venuesByKey(db: Database) {
  const rows = await db
    .selectFrom('venue')
    .select([
      'id',
      'kind',
      'name',
      'unitId',
      'bodyId',
      'address',
      'hours',
      'phone',
      'services',
      'status',
      'openedOn',
      'closedOn',
      'externalCode',
    ])
    .execute()
  return new Map(
    rows.map(({ id, ...fields }) => [
      fields.externalCode ?? id,
      { id, fields: { ...fields, externalCode: fields.externalCode ?? id } satisfies RowFields },
    ]),
  )
}

const columns = {
  id: 'uuid',
  kind: 'text',
  name: 'text',
  unit_id: 'uuid',
  body_id: 'uuid',
  address: 'text',
  hours: 'text',
  phone: 'text',
  services: 'text[]',
  status: 'text',
  opened_on: 'date',
  closed_on: 'date',
  external_code: 'text',
} as const

export const insertVenues = (db: Database, townId: number, venues: readonly (RowFields & { id: string })[]) =>
  bulkInsert(
    db,
    'venue',
    { town_id: 'integer', ...columns },
    venues.map(venue => ({ town_id: townId, ...asColumns(venue) })),
  )

export const updateVenues = (db: Database, venues: readonly (RowFields & { id: string })[]) =>
  bulkUpdate(
    db,
    'venue',
    columns,
    `${Object.keys(columns)
      .filter(name => name !== 'id')
      .map(name => `${name} = r.${name}`)
      .join(', ')}, version = t.version + 1,
      out_of_use = venue_out_of_use(t, r.status, coalesce(r.closed_on, (select actor_today())))`,
    venues.map(asColumns),
  )

const asColumns = (venue: RowFields & { id: string }) => ({
  id: venue.id,
  kind: venue.kind,
  name: venue.name,
  unit_id: venue.unitId,
  body_id: venue.bodyId,
  address: venue.address,
  hours: venue.hours,
  phone: venue.phone,
  services: venue.services,
  status: venue.status,
  opened_on: venue.openedOn,
  closed_on: venue.closedOn,
  external_code: venue.externalCode,
})
