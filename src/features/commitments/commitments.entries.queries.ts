/** Hours of duty (履职时数) and the numbers of each village (一览): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { isAfter, isBelow, rowsOf, unitNameOf, type DutyFilter, type Page } from './commitments.queries.ts'
import type { ServiceEntryState, PostClass } from './commitments.shapes.contract.ts'

export interface EntryRow {
  id: string
  personId: string
  name: string
  unitId: string
  unitName: string
  of: 'reportIn' | 'holding' | 'wish'
  startsAt: Date
  endsAt: Date
  activity: string
  state: ServiceEntryState
  refuseReason: string | null
  overlaps: boolean
  path: string[]
  line: string[]
}

/** Entries that the reader may see, the latest first. Two of a person at the same time are flagged, wherever they were made. */
export async function listEntries(db: Database, day: string, { below, state, personId, id }: DutyFilter, page?: Page): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.id, e.person_id, coalesce(named.name, '') as name, e.unit_id, ${unitNameOf('e.unit_id', day)} as unit_name,
      case when e.report_in_id is not null then 'reportIn' when e.holding_id is not null then 'holding' else 'wish' end as "of",
      e.starts_at, e.ends_at, e.activity, e.state, e.refuse_reason,
      exists (select from service_entry o where o.town_id = e.town_id and o.person_id = e.person_id and o.id <> e.id
        and o.state <> 'refused' and e.state <> 'refused' and o.starts_at < e.ends_at and e.starts_at < o.ends_at) as overlaps,
      units_above(e.unit_id, ${day}::date) as path, party_bodies_at(units_above(e.unit_id, ${day}::date), ${day}::date) as line
    from service_entry e left join commitment_names(array(select person_id from service_entry)) named on named.id = e.person_id
    where e.forgotten_on is null and ${isBelow('e.unit_id', below, day)} and (${state ?? null}::text is null or e.state = ${state ?? null}::text)
      and (${personId ?? null}::uuid is null or e.person_id = ${personId ?? null}::uuid)
      and (${id ?? null}::uuid is null or e.id = ${id ?? null}::uuid)
      and ${isAfter(page, ([startsAt, last]) => sql`(e.starts_at, e.id) < (${startsAt}::timestamptz, ${last}::uuid)`)}
    order by e.starts_at desc, e.id desc ${rowsOf(page)}`.execute(db)
  return rows
}

export const lockEntry = (db: Database, id: string) => sql`select id from service_entry where id = ${id}::uuid for update`.execute(db)

export const insertEntry = (
  db: Database,
  row: {
    townId: number
    id: string
    personId: string
    unitId: string
    reportInId: string | null
    holdingId: string | null
    wishId: string | null
    startsAt: Date
    endsAt: Date
    activity: string
    state: ServiceEntryState
    confirmedBy: string | null
  },
) => db.insertInto('serviceEntry').values(row).execute()

export const updateEntry = (db: Database, id: string, set: { state: ServiceEntryState; confirmedBy?: string; refuseReason?: string }) =>
  db.updateTable('serviceEntry').set(set).where('id', '=', id).execute()

/** What an entry may be of: whose it is, where and since when, if the reader may see it and it is under way. */
export async function findOf(db: Database, kind: EntryRow['of'], id: string) {
  const from = {
    reportIn: sql`select person_id, unit_id, reported_on as since from report_in where id = ${id}::uuid and state in ('accepted', 'inGrid', 'renewed')`,
    holding: sql`select person_id, unit_id, serving_from as since from post_holding where id = ${id}::uuid and state in ('serving', 'evaluated')`,
    wish: sql`select claimed_by as person_id, unit_id, claimed_on as since from wish
      where id = ${id}::uuid and state in ('claimed', 'doing', 'delivered', 'confirmed')`,
  }[kind]
  return (await sql<{ personId: string; unitId: string; since: string }>`${from}`.execute(db)).rows[0]
}

export interface OverviewRow {
  unitId: string
  unitCode: string | null
  unitName: string
  expected: number
  reported: number
  openWishes: number
  withoutPost: number
  posts: { class: PostClass; places: number; filled: number }[]
}

/** Who is expected to take up a post: a member without one anywhere, whom no exemption and no exclusion frees. */
export const withoutPost = (day: string) => sql`m.kind = 'withoutPost' and (m.ended_on is null or m.ended_on > ${day}::date)
  and m.person_id not in (select person_id from members_with_post())
  and not exists (select from post_exemption x where x.town_id = m.town_id and x.person_id = m.person_id and x.ended_on is null)
  and not exists (select from membership_exclusion e where e.town_id = m.town_id and e.membership_id = m.id and e.valid @> ${day}::date)`

/** Of each village below the unit whose members the reader may count, by code. Of the others there is no line: a nought would say that nobody is there. */
export async function overviewOf(db: Database, day: string, below: string | undefined): Promise<OverviewRow[]> {
  const { rows } = await sql<OverviewRow>`
    with village as (
      select u.id, u.code from unit u
      where u.kind in ('village', 'community') and u.closed_on is null and u.id = any ((select membership_units())::uuid[])
        and ${isBelow('u.id', below, day)}),
    place as (
      select v.id as village_id, here.unit_id from village v
      join unit_period here on here.town_id = (select actor_town()) and here.path @> array[v.id] and here.valid @> ${day}::date),
    member as (
      select place.village_id, count(*) filter (where m.kind = 'inServiceElsewhere') as expected,
        count(*) filter (where m.kind = 'inServiceElsewhere' and exists (select from report_in r where r.town_id = m.town_id
          and r.person_id = m.person_id and r.unit_id = place.village_id
          and r.state in ('reported', 'accepted', 'inGrid', 'renewed'))) as reported,
        count(*) filter (where ${withoutPost(day)}) as without_post
      from place join party_membership m on m.unit_id = place.unit_id and (m.ended_on is null or m.ended_on > ${day}::date)
      group by place.village_id),
    wished as (
      select place.village_id, count(*) as open from place join wish w on w.unit_id = place.unit_id and w.state = 'posted'
      group by place.village_id),
    post as (
      select place.village_id, k.class, sum(p.headcount)::integer as places, coalesce(sum(taken.taken), 0)::integer as filled
      from place join service_post p on p.unit_id = place.unit_id and p.closed_on is null
      join service_post_kind k on k.town_id = p.town_id and k.code = p.kind_code
      left join post_places_taken(array(select id from service_post)) taken on taken.post_id = p.id
      group by place.village_id, k.class)
    select v.id as unit_id, v.code as unit_code, ${unitNameOf('v.id', day)} as unit_name, coalesce(member.expected, 0) as expected,
      coalesce(member.reported, 0) as reported, coalesce(member.without_post, 0) as without_post, coalesce(wished.open, 0) as open_wishes,
      coalesce((select json_agg(json_build_object('class', post.class, 'places', post.places, 'filled', post.filled) order by post.class)
        from post where post.village_id = v.id), '[]') as posts
    from village v left join member on member.village_id = v.id left join wished on wished.village_id = v.id
    order by v.code, v.id`.execute(db)
  return rows
}
