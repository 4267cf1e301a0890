/** Gaps (缺口): SQL that finds what is missing where. Lists go by number or code, never by how much is missing. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { GridGap } from './households.contacts.contract.ts'
import { householdsOn } from './households.queries.ts'

/** Units that are led by a grid leader: 网格 and 户联系党小组. */
const isGrid = sql`u.kind in ('grid', 'householdGroup')`

const standing = (day: string) => sql`unit u
  join unit_period up on up.town_id = u.town_id and up.unit_id = u.id and up.valid @> ${day}::date
    and u.town_id = (select actor_town())`

const led = (day: string) => sql`exists (select from post join term on term.town_id = post.town_id and term.post_id = post.id
  where post.town_id = u.town_id and post.unit_id = u.id and post.role = 'gridLeader' and term.valid @> ${day}::date
    and (post.closed_on is null or post.closed_on > ${day}::date))`

export interface VillageCount {
  unitId: string
  path: string[]
  name: string
  shortName: string
  households: number
  withContact: number
  withoutContact: number
  grids: number
  gridsWithoutLeader: number
  gridsWithoutHousehold: number
}

/** Counts for each village, community and zone, by code. Only in the name of the job that counts: it sees every household. */
export async function countGaps(db: Database, day: string): Promise<VillageCount[]> {
  const { rows } = await sql<VillageCount>`
    with place as materialized (
      select u.id, u.code, up.path, up.name, up.short_name, units_below(u.id, ${day}::date) as below
      from ${standing(day)} where u.kind in ('village', 'community', 'zone')
    ), home as materialized (
      select h.unit_id, count(*) as households, count(c.id) as with_contact
      from household h
      left join household_contact c on c.town_id = h.town_id and c.household_id = h.id and c.state = 'active'
      where h.town_id = (select actor_town()) and h.state = 'occupied' group by h.unit_id
    ), at_place as (
      select place.id, sum(home.households)::integer as households, sum(home.with_contact)::integer as with_contact
      from place join home on home.unit_id = any (place.below) group by place.id
    ), lived as materialized (
      select distinct unnest(units_above(home.unit_id, ${day}::date)) as id from home
    ), grid as (
      select place.id, count(*)::integer as grids, count(*) filter (where not ${led(day)})::integer as without_leader,
        count(*) filter (where not exists (select from lived where lived.id = u.id))::integer as without_household
      from ${standing(day)} join place on place.id = any (up.path) where ${isGrid} group by place.id
    )
    select place.id as unit_id, place.path, place.name, place.short_name,
      coalesce(at_place.households, 0) as households, coalesce(at_place.with_contact, 0) as with_contact,
      coalesce(at_place.households - at_place.with_contact, 0) as without_contact, coalesce(grid.grids, 0) as grids,
      coalesce(grid.without_leader, 0) as grids_without_leader, coalesce(grid.without_household, 0) as grids_without_household
    from place left join at_place on at_place.id = place.id left join grid on grid.id = place.id
    order by place.code nulls last, place.name, place.id`.execute(db)
  return rows
}

/** How many homes of the unit nobody keeps in touch with; in the name of the job that counts. */
export async function countWithoutContact(db: Database, day: string, unitId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from household h where h.town_id = (select actor_town()) and h.state = 'occupied'
      and h.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])
      and not exists (select from household_contact c where c.town_id = h.town_id and c.household_id = h.id and c.state = 'active')`.execute(
    db,
  )
  return rows[0]!.count
}

/** The first of them by number, as far as the reader may see them. */
export const withoutContact = (db: Database, day: string, unitId: string, limit: number) =>
  householdsOn(db, day)
    .where('household.state', '=', 'occupied')
    .where(sql<boolean>`household.unit_id = any ((select units_below(${unitId}, ${day}::date))::uuid[])`)
    .where(
      sql<boolean>`not exists (select from household_contact f where f.town_id = household.town_id and f.household_id = household.id
        and f.state = 'active')`,
    )
    .orderBy('household.code')
    .limit(limit)
    .execute()

/** The unit just below the village, or the village's own name for what stands right below it. */
const placeName = (day: string) => sql`(select p.name from unit_period p where p.town_id = up.town_id and p.unit_id = up.parent_id
  and p.valid @> ${day}::date)`
const byCode = sql`u.external_code nulls last, u.code nulls last, up.name, u.id`

/** Grids of the unit that nobody leads on the day, and since when. */
export async function gridsWithoutLeader(db: Database, day: string, unitId: string): Promise<GridGap[]> {
  const { rows } = await sql<GridGap>`
    select u.id as unit_id, up.name, ${placeName(day)} as place_name,
      greatest(u.opened_on, (select max(upper(term.valid)) from post join term on term.town_id = post.town_id and term.post_id = post.id
        where post.town_id = u.town_id and post.unit_id = u.id and post.role = 'gridLeader' and upper(term.valid) <= ${day}::date)) as since
    from ${standing(day)} where up.path @> array[${unitId}::uuid] and ${isGrid} and not ${led(day)} order by ${byCode}`.execute(db)
  return rows
}

/** Grids of the unit in which no home is entered; in the name of the job that counts. Asked upwards from the homes, once for each place with any. */
export async function gridsWithoutHousehold(db: Database, day: string, unitId: string): Promise<GridGap[]> {
  const { rows } = await sql<GridGap>`
    with lived as materialized (
      select distinct unnest(units_above(place.unit_id, ${day}::date)) as id
      from (select distinct h.unit_id from household h where h.town_id = (select actor_town()) and h.state = 'occupied') place
    )
    select u.id as unit_id, up.name, ${placeName(day)} as place_name, null::date as since
    from ${standing(day)} where up.path @> array[${unitId}::uuid] and ${isGrid}
      and not exists (select from lived where lived.id = u.id) order by ${byCode}`.execute(db)
  return rows
}
