/** Decisions and grids (支部大会、网格里的人): SQL that reads what other features keep, under their policies. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Decision, GridPerson } from './memberships.contract.ts'

const heldOn = sql`(meeting.starts_at at time zone 'Asia/Shanghai')::date`

/** General meetings of the branch that were held, the last first. */
export const decisionsOf = async (db: Database, bodyId: string) =>
  (
    await sql<Decision>`select meeting.id, meeting.title, ${heldOn} as held_on from meeting
      where meeting.body_id = any ((select bodies_into(${bodyId}::uuid, actor_today()))::uuid[]) and meeting.kind = 'generalMeeting' and meeting.state in ('held', 'minuted')
      order by meeting.starts_at desc, meeting.id desc limit 100`.execute(db)
  ).rows

/** The meetings on which a membership rests, as far as the reader may open them. */
export const decisionsBehind = async (db: Database, membershipId: string) =>
  (
    await sql<Decision & { part: 'admitted' | 'full' }>`
      select meeting.id, meeting.title, ${heldOn} as held_on, behind.part
      from party_membership m
      cross join lateral (values ('admitted', m.admitted_meeting_id), ('full', m.full_meeting_id)) behind (part, meeting_id)
      join meeting on meeting.town_id = m.town_id and meeting.id = behind.meeting_id
      where m.id = ${membershipId}::uuid`.execute(db)
  ).rows

/** Who stands in the grid on the day, part by part; a plan to begin later is not yet there. */
export const gridPeople = async (db: Database, unitId: string, day: string) =>
  (
    await sql<GridPerson>`
      select part, membership_id, name, "as", state, "from", "to" from (
        select 1 as position, 'leader' as part, null::uuid as membership_id, person.name, person.sort_key, post.title as "as", null as state,
          lower(term.valid) as "from", upper(term.valid) as "to"
        from post join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date
        join person on person.town_id = term.town_id and person.id = term.person_id
        where post.unit_id = ${unitId}::uuid and post.role = 'gridLeader'
        union all
        select case g.kind when 'home' then 2 else 3 end, g.kind, g.membership_id, named.name, named.sort_key, null, g.state,
          lower(g.valid), upper(g.valid)
        from grid_assignment g join member_names(array(select membership_id from grid_assignment where unit_id = ${unitId}::uuid)) named
          on named.id = g.membership_id
        where g.unit_id = ${unitId}::uuid and g.valid @> ${day}::date
        union all
        select 4, 'contact', null, person.name, person.sort_key, household.code, null, contact.started_on, null
        from household join household_contact contact on contact.town_id = household.town_id and contact.household_id = household.id
          and contact.state = 'active'
        join person on person.town_id = contact.town_id and person.id = contact.member_id
        where household.unit_id = ${unitId}::uuid and household.state = 'occupied'
      ) standing order by position, sort_key collate "C", name, "as"`.execute(db)
  ).rows

/** Most of who stood there before that a page tells. */
const pastShown = 200

/** Who stood in the grid before the day and does no more, the latest first. */
export const pastPeople = async (db: Database, unitId: string, day: string) =>
  (
    await sql<GridPerson>`
      select part, membership_id, name, "as", state, "from", "to" from (
        select 'leader' as part, null::uuid as membership_id, person.name, post.title as "as", null as state,
          lower(term.valid) as "from", upper(term.valid) as "to"
        from post join term on term.town_id = post.town_id and term.post_id = post.id and upper(term.valid) <= ${day}::date
        join person on person.town_id = term.town_id and person.id = term.person_id
        where post.unit_id = ${unitId}::uuid and post.role = 'gridLeader' and not isempty(term.valid)
        union all
        select g.kind, g.membership_id, named.name, null, g.state, lower(g.valid), upper(g.valid)
        from grid_assignment g join member_names(array(select membership_id from grid_assignment where unit_id = ${unitId}::uuid)) named
          on named.id = g.membership_id
        where g.unit_id = ${unitId}::uuid and upper(g.valid) <= ${day}::date and not isempty(g.valid)
        union all
        select 'contact', null, person.name, household.code, null, contact.started_on, contact.ended_on
        from household join household_contact contact on contact.town_id = household.town_id and contact.household_id = household.id
          and contact.ended_on is not null and contact.started_on is not null
        join person on person.town_id = contact.town_id and person.id = contact.member_id
        where household.unit_id = ${unitId}::uuid
      ) stood order by "to" desc, part, name, "as" limit ${pastShown}`.execute(db)
  ).rows
