/** A superior's form (上级报表): SQL that reads, for whom it binds, what the records say; and keeps the mapping of its columns. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Ask } from './duties.contract.ts'
import type { BoundOwner } from './duties.templates.queries.ts'

export interface HeldRecords {
  /** Several who hold the post are joined by 、 */
  secretaryName: string | null
  secretarySince: string | null
  venueName: string | null
  venueAddress: string | null
  venueHours: string | null
  venuePhone: string | null
  venueServices: string[] | null
}

/** By owner, what its records say on a day: who is its secretary, and its first place to go (a centre before a station). */
export async function heldRecords(db: Database, owners: readonly BoundOwner[], day: string): Promise<Map<string, HeldRecords>> {
  const on = sql`${day}::date`
  const { rows } = await sql<HeldRecords & { ownerId: string }>`
    select o.owner_id, s.names as secretary_name, s.since as secretary_since, v.name as venue_name, nullif(v.address, '') as venue_address,
      nullif(v.hours, '') as venue_hours, v.phone as venue_phone, v.services as venue_services
    from unnest(${owners.map(({ ownerId }) => ownerId)}::uuid[], ${owners.map(({ unitId }) => unitId)}::uuid[],
      ${owners.map(({ bodyId }) => bodyId)}::uuid[]) as o (owner_id, unit_id, body_id)
    left join lateral (select string_agg(p.name, '、' order by lower(t.valid), p.id) as names, min(lower(t.valid)) as since
      from post join term t on t.town_id = post.town_id and t.post_id = post.id and t.valid @> ${on}
      join person p on p.town_id = t.town_id and p.id = t.person_id
      where post.town_id = (select actor_town()) and post.role in ('villageSecretary', 'branchSecretary')
        and case when o.body_id is null then post.unit_id = o.unit_id else post.body_id = o.body_id end) s on true
    left join lateral (select * from venue where venue.town_id = (select actor_town()) and venue.unit_id = o.unit_id
      and venue_in_use(venue, ${on})
      order by array_position(array['townCentre', 'villageCentre', 'station'], venue.kind), venue.name, venue.id limit 1) v on true`.execute(
    db,
  )
  return new Map(rows.map(({ ownerId, ...held }) => [ownerId, held]))
}

/** Keeps where each column comes from. The template must be locked. */
export const setAsks = (db: Database, templateId: string, asks: readonly Ask[], minutes: number) =>
  db
    .updateTable('dutyTemplate')
    .set({ asks: JSON.stringify(asks), minutes, version: sql`version + 1` })
    .where('id', '=', templateId)
    .execute()
