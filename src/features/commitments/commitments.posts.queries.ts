/** Posts of members without one (领岗履职): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { CatalogueEntry } from './commitments.catalogue.rules.ts'
import { withoutPost } from './commitments.entries.queries.ts'
import { isAfter, isBelow, rowsOf, unitNameOf, type DutyFilter, type Page } from './commitments.queries.ts'
import type { Grade, PostHoldingState, PostExemptionReason, PostHolding, ServicePost } from './commitments.shapes.contract.ts'

export const kindsAdopted = async (db: Database) =>
  new Set((await db.selectFrom('servicePostKind').select('code').execute()).map(({ code }) => code))

export const adoptKinds = (db: Database, townId: number, day: string, kinds: readonly CatalogueEntry[]) =>
  db
    .insertInto('servicePostKind')
    .values(kinds.map(kind => ({ townId, ...kind, adoptedOn: day })))
    .onConflict(known => known.columns(['townId', 'code']).doNothing())
    .execute()

export type PostRow = Omit<ServicePost, 'allowedActions'> & { path: string[]; line: string[] }

/** Posts that are open, by the unit's code and the post's name. */
export async function listPosts(
  db: Database,
  day: string,
  { below, id, ids }: { below?: string | undefined; id?: string; ids?: readonly string[] },
  page?: Page,
): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select p.id, p.unit_id, u.code as unit_code, ${unitNameOf('p.unit_id', day)} as unit_name, k.name, k.class, k.duties, p.headcount,
      coalesce(taken.taken, 0) as taken, p.conditions, p.opened_on,
      units_above(p.unit_id, ${day}::date) as path, party_bodies_at(units_above(p.unit_id, ${day}::date), ${day}::date) as line
    from service_post p
    join service_post_kind k on k.town_id = p.town_id and k.code = p.kind_code
    join unit u on u.town_id = p.town_id and u.id = p.unit_id
    left join post_places_taken(array(select id from service_post where closed_on is null)) taken on taken.post_id = p.id
    where p.closed_on is null and ${isBelow('p.unit_id', below, day)} and (${id ?? null}::uuid is null or p.id = ${id ?? null}::uuid)
      and (${ids ? [...ids] : null}::uuid[] is null or p.id = any (${ids ? [...ids] : null}::uuid[]))
      and ${isAfter(page, ([code, name, last]) => sql`(coalesce(u.code, ''), k.name, p.id) > (${code}, ${name}, ${last}::uuid)`)}
    order by coalesce(u.code, ''), k.name, p.id ${rowsOf(page)}`.execute(db)
  return rows
}

/** Names beside posts, each because its holder wants it there. */
export const shownHolders = async (db: Database, day: string, postIds: readonly string[]) =>
  (
    await sql<{
      postId: string
      name: string
    }>`select post_id, name from shown_post_holders(${[...postIds]}::uuid[], ${day}::date)`.execute(db)
  ).rows

export interface VillagePosts {
  unitId: string
  code: string | null
  name: string
  posts: number
  free: number
}

/** How many posts each village and community has, and how many places are free, by code. */
export const postsOfVillages = async (db: Database, day: string): Promise<VillagePosts[]> =>
  (
    await sql<VillagePosts>`
      select v.id as unit_id, v.code, vp.name, count(p.id)::integer as posts,
        coalesce(sum(greatest(p.headcount - coalesce(taken.taken, 0), 0)), 0)::integer as free
      from unit v join unit_period vp on vp.town_id = v.town_id and vp.unit_id = v.id and vp.valid @> ${day}::date
      left join (select post.id, post.headcount, up.path from service_post post
        join unit_period up on up.town_id = post.town_id and up.unit_id = post.unit_id and up.valid @> ${day}::date
        where post.closed_on is null) p on v.id = any (p.path)
      left join post_places_taken(array(select id from service_post where closed_on is null)) taken on taken.post_id = p.id
      where v.kind in ('village', 'community') group by v.id, v.code, vp.name order by v.code nulls last, vp.name, v.id`.execute(db)
  ).rows

/** Posts of the units and of what stands above them: what a member may ask for. */
export async function postsNear(db: Database, day: string, personId: string): Promise<PostRow[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select coalesce(array_agg(p.id), '{}') as ids from service_post p
    where p.closed_on is null and exists (select from party_membership m where m.town_id = p.town_id and m.person_id = ${personId}::uuid
      and (m.ended_on is null or m.ended_on > ${day}::date) and p.unit_id = any (units_above(m.unit_id, ${day}::date)))`.execute(db)
  const { ids } = rows[0]!
  return ids.length === 0 ? [] : listPosts(db, day, { ids })
}

export const lockPost = (db: Database, townId: number, id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended('service post ' || ${id}, ${townId}))`.execute(db)

export const insertPost = (
  db: Database,
  row: { townId: number; id: string; unitId: string; kindCode: string; headcount: number; conditions: string; openedOn: string },
) => db.insertInto('servicePost').values(row).execute()

export const postOf = (db: Database, unitId: string, kindCode: string) =>
  db
    .selectFrom('servicePost')
    .where('unitId', '=', unitId)
    .where('kindCode', '=', kindCode)
    .where('closedOn', 'is', null)
    .select('id')
    .executeTakeFirst()

export const closePost = (db: Database, id: string, day: string) =>
  db.updateTable('servicePost').set({ closedOn: day }).where('id', '=', id).execute()

export type HoldingRow = Omit<PostHolding, 'allowedActions' | 'logs' | 'reviews' | 'beginsOn'> & {
  sortKey: string
  path: string[]
  line: string[]
}

/** Holdings that the reader may see, by name. */
export async function listHoldings(db: Database, day: string, { below, personId, id }: DutyFilter, page?: Page): Promise<HoldingRow[]> {
  const { rows } = await sql<HoldingRow>`
    select h.id, h.post_id, k.name as post_name, k.class, h.unit_id, ${unitNameOf('h.unit_id', day)} as unit_name, h.person_id,
      coalesce(named.name, '') as name, coalesce(named.sort_key, '') as sort_key, h.applied_by, h.light, h.state, h.applied_on, h.decided_on, h.published_on, h.serving_from,
      h.ended_on, h.end_reason, h.shown_on, units_above(h.unit_id, ${day}::date) as path,
      party_bodies_at(units_above(h.unit_id, ${day}::date), ${day}::date) as line
    from post_holding h
    join service_post p on p.town_id = h.town_id and p.id = h.post_id
    join service_post_kind k on k.town_id = p.town_id and k.code = p.kind_code
    left join commitment_names(array(select person_id from post_holding)) named on named.id = h.person_id
    where h.forgotten_on is null and ${isBelow('h.unit_id', below, day)} and (${personId ?? null}::uuid is null or h.person_id = ${personId ?? null}::uuid)
      and (${id ?? null}::uuid is null or h.id = ${id ?? null}::uuid)
    and ${isAfter(page, ([name, appliedOn, last]) => sql`(coalesce(named.sort_key, '') collate "C", h.applied_on, h.id) > (${name}, ${appliedOn}::date, ${last}::uuid)`)}
    order by coalesce(named.sort_key, '') collate "C", h.applied_on, h.id ${rowsOf(page)}`.execute(db)
  return rows
}

export const logsOf = async (db: Database, holdingIds: readonly string[]) =>
  (
    await sql<{ id: string; holdingId: string; on: string; what: string; outcome: string }>`
      select id, holding_id, done_on as "on", what, outcome from post_log where holding_id = any (${[...holdingIds]}::uuid[])
      order by done_on desc, id`.execute(db)
  ).rows

export const reviewsOf = async (db: Database, holdingIds: readonly string[]) =>
  (
    await sql<{ holdingId: string; year: number; ownText: string | null; grade: Grade | null; massesRemark: string | null }>`
      select holding_id, year, own_text, grade, masses_remark from post_review where holding_id = any (${[...holdingIds]}::uuid[])
      order by year desc`.execute(db)
  ).rows

export const lockHolding = (db: Database, id: string) => sql`select id from post_holding where id = ${id}::uuid for update`.execute(db)

export const insertHolding = (
  db: Database,
  row: {
    townId: number
    id: string
    postId: string
    personId: string
    unitId: string
    appliedBy: 'self' | 'recommended'
    light: boolean
    appliedOn: string
  },
) =>
  db
    .insertInto('postHolding')
    .values({ ...row, state: 'applied' })
    .execute()

export const updateHolding = (
  db: Database,
  id: string,
  set: {
    state?: PostHoldingState
    decidedOn?: string
    meetingId?: string
    publishedOn?: string
    servingFrom?: string
    endedOn?: string
    endReason?: string
    shownOn?: string | null
  },
) => db.updateTable('postHolding').set(set).where('id', '=', id).execute()

export const insertLog = (
  db: Database,
  row: { townId: number; id: string; holdingId: string; doneOn: string; what: string; outcome: string },
) => db.insertInto('postLog').values(row).execute()

export const writeReview = (
  db: Database,
  key: { townId: number; holdingId: string; year: number },
  set: { ownText?: string; grade?: Grade; massesRemark?: string },
) =>
  db
    .insertInto('postReview')
    .values({ ...key, ...set })
    .onConflict(known => known.columns(['townId', 'holdingId', 'year']).doUpdateSet(set))
    .execute()

/** The open membership of a person, with where its branch stands, as far as one may read it. */
export async function membershipOf(db: Database, day: string, personId: string) {
  const { rows } = await sql<{ unitId: string; path: string[]; line: string[] }>`
    select m.unit_id, units_above(m.unit_id, ${day}::date) as path,
      party_bodies_at(units_above(m.unit_id, ${day}::date), ${day}::date) as line
    from party_membership m where m.person_id = ${personId}::uuid and (m.ended_on is null or m.ended_on > ${day}::date)`.execute(db)
  return rows[0]
}

/** False if the person is exempt already. */
export async function insertExemption(
  db: Database,
  row: { townId: number; id: string; personId: string; unitId: string; reason: PostExemptionReason; begunOn: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('postExemption')
    .values(row)
    .onConflict(known => known.columns(['townId', 'personId']).where('endedOn', 'is', null).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const openExemption = (db: Database, personId: string) =>
  db.selectFrom('postExemption').where('personId', '=', personId).where('endedOn', 'is', null).select(['id', 'reason']).executeTakeFirst()

/** Members who hold no post and are not exempt, by name, of the units given with all below them. */
export async function membersWithoutPost(db: Database, day: string, unitIds: readonly string[], below: string | undefined, page: Page) {
  const { rows } = await sql<{ personId: string; membershipId: string; name: string; sortKey: string; unitName: string }>`
    select m.person_id, m.id as membership_id, named.name, named.sort_key, ${unitNameOf('m.unit_id', day)} as unit_name
    from party_membership m join member_names(array(select id from party_membership)) named on named.id = m.id
    join unit_period here on here.town_id = m.town_id and here.unit_id = m.unit_id and here.valid @> ${day}::date
    where here.path && ${[...unitIds]}::uuid[] and ${isBelow('m.unit_id', below, day)} and ${withoutPost(day)}
      and ${isAfter(page, ([name, last]) => sql`(named.sort_key collate "C", m.id) > (${name}, ${last}::uuid)`)}
    order by named.sort_key collate "C", m.id ${rowsOf(page)}`.execute(db)
  return rows
}

export interface ExemptionRow {
  id: string
  personId: string
  name: string
  unitName: string
  reason: PostExemptionReason
  begunOn: string
  sortKey: string
  path: string[]
  line: string[]
}

/** Members who are let off a post now, by name, as far as the reader may see them: each where the membership is, wherever it was granted. */
export async function listExemptions(
  db: Database,
  day: string,
  { below, id }: Pick<DutyFilter, 'below' | 'id'>,
  page?: Page,
): Promise<ExemptionRow[]> {
  const { rows } = await sql<ExemptionRow>`
    select x.id, x.person_id, coalesce(named.name, '') as name, ${unitNameOf('m.unit_id', day)} as unit_name, x.reason, x.begun_on,
      coalesce(named.sort_key, '') as sort_key, units_above(m.unit_id, ${day}::date) as path,
      party_bodies_at(units_above(m.unit_id, ${day}::date), ${day}::date) as line
    from post_exemption x
    join party_membership m on m.town_id = x.town_id and m.person_id = x.person_id and (m.ended_on is null or m.ended_on > ${day}::date)
    left join member_names(array(select id from party_membership)) named on named.id = m.id
    where x.ended_on is null and ${isBelow('m.unit_id', below, day)} and (${id ?? null}::uuid is null or x.id = ${id ?? null}::uuid)
      and ${isAfter(page, ([name, last]) => sql`(coalesce(named.sort_key, '') collate "C", x.id) > (${name}, ${last}::uuid)`)}
    order by coalesce(named.sort_key, '') collate "C", x.id ${rowsOf(page)}`.execute(db)
  return rows
}

/** The day on which it ended; undefined if it had ended before. */
export const endExemption = async (db: Database, id: string, day: string) =>
  (await db.updateTable('postExemption').set({ endedOn: day }).where('id', '=', id).where('endedOn', 'is', null).executeTakeFirst())
    .numUpdatedRows > 0n
