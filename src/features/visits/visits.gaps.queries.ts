/** Counts of visits (走访统计): SQL that counts for a place; lists go by code, never by how much is missing. In the name of the job that counts. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { PlaceVisits, VisitTopic } from './visits.contract.ts'

export interface CountedPlace extends PlaceVisits {
  path: string[]
}

const villages = sql`u.kind in ('village', 'community', 'zone')`

/** Each village, community and zone, by code. */
export const countVillages = (db: Database, day: string, since: string) => countPlaces(db, day, since, villages)
/** The grids of a unit, by code. */
export const countGrids = (db: Database, day: string, since: string, unitId: string) =>
  countPlaces(db, day, since, sql`u.kind in ('grid', 'householdGroup') and up.path @> array[${unitId}::uuid]`)
/** The unit itself. */
export const countUnit = async (db: Database, day: string, since: string, unitId: string) =>
  (await countPlaces(db, day, since, sql`u.id = ${unitId}::uuid`))[0]

/** A household whose record was deleted is reached no longer: nothing ties the stub to it. */
async function countPlaces(db: Database, day: string, since: string, which: ReturnType<typeof sql>): Promise<CountedPlace[]> {
  const { rows } = await sql<CountedPlace>`
    with place as materialized (
      select u.id, u.code, u.external_code, up.path, up.name, up.short_name, units_below(u.id, ${day}::date) as below
      from unit u join unit_period up on up.town_id = u.town_id and up.unit_id = u.id and up.valid @> ${day}::date
      where u.town_id = (select actor_town()) and ${which}
    ), lately as materialized (
      select household_id, bool_or(outcome = 'met') as met, bool_or(outcome = 'declined') as declined from visit
      where town_id = (select actor_town()) and visited_on > ${since}::date and visited_on <= ${day}::date group by household_id
    ), home as materialized (
      select h.unit_id, count(*) as households, count(*) filter (where l.met) as reached,
        count(*) filter (where l.declined and not l.met) as declined
      from household h left join lately l on l.household_id = h.id
      where h.town_id = (select actor_town()) and h.state = 'occupied' group by h.unit_id
    ), item as materialized (
      select v.unit_id, count(*) as open, count(*) filter (where r.clock_state = 'running' and r.due_on < ${day}::date) as late
      from visit_item i join visit v on v.town_id = i.town_id and v.id = i.visit_id
      join request r on r.town_id = i.town_id and r.id = i.request_id and r.clock_state <> 'ended'
      where i.town_id = (select actor_town()) group by v.unit_id
    )
    select place.id as unit_id, place.path, place.name, place.short_name,
      coalesce(homes.households, 0)::integer as households, coalesce(homes.reached, 0)::integer as reached,
      coalesce(homes.declined, 0)::integer as declined,
      coalesce(homes.households - homes.reached - homes.declined, 0)::integer as not_reached,
      coalesce(items.open, 0)::integer as open_items, coalesce(items.late, 0)::integer as late_items
    from place
    left join lateral (select sum(households) as households, sum(reached) as reached, sum(declined) as declined from home
      where home.unit_id = any (place.below)) homes on true
    left join lateral (select sum(open) as open, sum(late) as late from item where item.unit_id = any (place.below)) items on true
    order by place.code nulls last, place.external_code nulls last, place.name, place.id`.execute(db)
  return rows
}

/** What visits of the last half year were about, in the order of the list of topics. */
export async function countTopics(db: Database, day: string, since: string, unitId: string) {
  const { rows } = await sql<{ topic: VisitTopic; visits: number }>`
    select topic, count(*)::integer as visits from visit v, unnest(v.topics) as topic
    where v.town_id = (select actor_town()) and v.visited_on > ${since}::date and v.visited_on <= ${day}::date
      and v.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[]) group by topic`.execute(db)
  return rows
}

/** Homes that nobody talked with since a day, by number, as far as the reader may see them; who wants no contact is left out. */
export async function homesWaiting(
  db: Database,
  day: string,
  since: string,
  unitId: string,
  { after, limit }: { after: string | null; limit: number },
) {
  const { rows } = await sql<{ householdId: string; code: string; unitName: string; lastVisitedOn: string | null }>`
    select h.id as household_id, h.code,
      coalesce((select up.name from unit_period up where up.town_id = h.town_id and up.unit_id = h.unit_id and up.valid @> ${day}::date), '') as unit_name,
      (select max(v.visited_on) from visit v where v.town_id = h.town_id and v.household_id = h.id and v.outcome = 'met') as last_visited_on
    from household h left join visit_rhythm r on r.town_id = h.town_id and r.household_id = h.id
    where h.town_id = (select actor_town()) and h.code > coalesce(${after}, '') and h.state = 'occupied' and h.contact_preference <> 'none'
      and (r.not_before is null or r.not_before <= ${day}::date) and h.id in (select unnest((select visit_households())))
      and h.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])
      and not exists (select from visit v where v.town_id = h.town_id and v.household_id = h.id and v.outcome = 'met' and v.visited_on > ${since}::date)
    order by h.code limit ${limit}`.execute(db)
  return rows
}
