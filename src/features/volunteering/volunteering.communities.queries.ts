/** Star volunteer communities (星级志愿服务社区): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { CommunityFacts, CommunityRule, StarCommunityState } from './volunteering.communities.contract.ts'
import { nameOfUnit, pathOf } from './volunteering.queries.ts'

const communitiesOn = (db: Database, day: string) =>
  db
    .selectFrom('starCommunity as c')
    .innerJoin('unit as u', join => join.onRef('u.townId', '=', 'c.townId').onRef('u.id', '=', 'c.unitId'))
    .select(['c.id', 'c.unitId', 'c.year', 'c.state', 'c.teams', 'c.slots', 'c.volunteers', 'c.onSite', 'c.organiser'])
    .select(['c.proposedBy', 'c.proposedOn', 'c.decidedOn', 'c.basis', 'c.version'])
    .select([nameOfUnit('c.unit_id', day).as('unitName'), pathOf('c.unit_id', day).as('path')])

export type CommunityRow = Awaited<ReturnType<ReturnType<typeof communitiesOn>['executeTakeFirstOrThrow']>>

/** By year, then by the village's code: the order of the list says nothing about the villages. */
export const listCommunities = (db: Database, day: string, year: number | undefined) =>
  communitiesOn(db, day)
    .$if(year !== undefined, query => query.where('c.year', '=', year!))
    .orderBy('c.year', 'desc')
    .orderBy('u.code')
    .orderBy('c.id')
    .limit(500)
    .execute()
export const findCommunity = (db: Database, day: string, id: string) => communitiesOn(db, day).where('c.id', '=', id).executeTakeFirst()
export const lockCommunity = (db: Database, id: string) => sql`select id from star_community where id = ${id}::uuid for update`.execute(db)

/** What a year's records of a unit and those below it show; hours of ① and ② whose seven days are over and that nobody disputes. */
export async function communityFacts(db: Database, day: string, unitId: string, year: number): Promise<CommunityFacts> {
  const { rows } = await sql<CommunityFacts>`
    with places as (select unnest((select units_below(${unitId}::uuid, ${day}::date))::uuid[]) as unit_id),
    served as (select h.person_id, h.credited, h.grade from volunteer_hours h
      join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id
      where s.unit_id in (select unit_id from places) and h.state = 'standing' and h.grade <> 'enteredLater' and h.posted_on + 7 < ${day}::date
        and extract(year from h.starts_at at time zone 'Asia/Shanghai') = ${year}
        and not exists (select from volunteer_dispute d where d.town_id = h.town_id and d.hours_id = h.id and d.state = 'open'))
    select
      (select count(*)::int from volunteer_team t where t.unit_id in (select unit_id from places)
        and (t.closed_on is null or t.closed_on > make_date(${year}, 12, 31))) as teams,
      (select count(*)::int from volunteer_slot s where s.unit_id in (select unit_id from places)
        and s.state in ('hoursPosted', 'disputeWindow', 'locked', 'corrected')
        and extract(year from s.starts_at at time zone 'Asia/Shanghai') = ${year}) as slots,
      (select count(distinct person_id)::int from served) as volunteers,
      (select coalesce(sum(credited) filter (where grade = 'onSite'), 0)::int from served) as on_site,
      (select coalesce(sum(credited) filter (where grade = 'organiser'), 0)::int from served) as organiser`.execute(db)
  return rows[0]!
}

export const listCommunityRules = (db: Database) =>
  db
    .selectFrom('starCommunityRule')
    .select(['id', 'fromYear', 'leastTeams', 'leastSlots', 'leastVolunteers', 'leastMinutes', 'source'])
    .orderBy('fromYear')
    .execute()
export const insertCommunityRule = (db: Database, row: CommunityRule & { townId: number; id: string }) =>
  db.insertInto('starCommunityRule').values(row).execute()

/** Did a village apply for the year, or a later one, already? */
export const isAppliedFrom = async (db: Database, year: number): Promise<boolean> =>
  (await db.selectFrom('starCommunity').where('year', '>=', year).where('state', '<>', 'declined').select('id').limit(1).execute()).length >
  0

/** False if the village applied for that year already. */
export async function insertCommunity(
  db: Database,
  row: CommunityFacts & {
    townId: number
    id: string
    unitId: string
    year: number
    ruleId: string
    proposedBy: string
    proposedOn: string
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('starCommunity')
    .values({ ...row, state: 'proposed' })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
export const decideCommunity = (
  db: Database,
  id: string,
  set: { state: StarCommunityState; decidedBy: string; decidedOn: string; basis: string },
) =>
  db
    .updateTable('starCommunity')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
