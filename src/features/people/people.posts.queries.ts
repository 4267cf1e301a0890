/** Posts, terms and leave (岗位、任职、请假): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { asRange, type Days } from '#platform/shared/spans.ts'

/** Posts with names, and the units with authority over each on `day`. */
const postsOn = (db: Database, day: string) =>
  db
    .selectFrom('post')
    .select(['post.id', 'post.role', 'post.title', 'post.unitId', 'post.bodyId', 'post.openedOn', 'post.closedOn'])
    .select([
      sql<string>`(select name from unit_period up where up.town_id = post.town_id and up.unit_id = post.unit_id
        and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1)`.as('unitName'),
      sql<string | null>`standing_body_name(post.body_id, ${day}::date, ${day}::date)`.as('bodyName'),
      sql<string[]>`units_above(post.unit_id, ${day}::date)`.as('path'),
      sql<
        string | null
      >`case when not exists (select from term where term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date)
        then coalesce((select max(upper(valid)) from term where term.town_id = post.town_id and term.post_id = post.id and upper(valid) <= ${day}::date),
          post.opened_on) end`.as('vacantSince'),
      // of its days and its terms as they stand, whoever wrote them: the desk, an import, the night's handover
      sql<number>`('x' || left(md5(concat_ws(' ', post.closed_on, (select coalesce(string_agg(concat_ws(' ', term.id, term.valid, term.shown_to_residents, term.successor_id), ',' order by term.id), '')
        from term where term.town_id = post.town_id and term.post_id = post.id))), 7))::bit(28)::integer`.as('version'),
    ])

export interface PostFilter {
  below?: string | undefined
  bodyId?: string | undefined
  role?: string | undefined
  vacant?: boolean | undefined
}

const filtered = (db: Database, day: string, { below, bodyId, role, vacant }: PostFilter) =>
  db
    .selectFrom('post')
    .where(sql<boolean>`post.opened_on <= ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)`)
    .$if(below !== undefined, query => query.where(sql<boolean>`post.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`))
    .$if(bodyId !== undefined, query =>
      query.where(sql<boolean>`post.body_id = any ((select bodies_into(${bodyId}, ${day}::date))::uuid[])`),
    )
    .$if(role !== undefined, query => query.where('post.role', '=', role as 'townClerk'))
    .$if(vacant !== undefined, query =>
      query.where(
        sql<boolean>`exists (select from term where term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date) <> ${vacant}`,
      ),
    )

/** One page by role, title and id, after the place given, with one row more than `limit`. */
export const listPosts = (db: Database, day: string, filter: PostFilter, limit: number, after: readonly [string, string, string] | null) =>
  postsOn(db, day)
    .where('post.id', 'in', filtered(db, day, filter).select('post.id'))
    .$if(after !== null, query =>
      query.where(sql<boolean>`(post.role, post.title, post.id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}::uuid)`),
    )
    .orderBy('post.role')
    .orderBy('post.title')
    .orderBy('post.id')
    .limit(limit + 1)
    .execute()

export async function countPosts(db: Database, day: string, filter: PostFilter): Promise<number> {
  const { count } = await filtered(db, day, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const findPost = (db: Database, day: string, id: string) => postsOn(db, day).where('post.id', '=', id).executeTakeFirst()

/** Lets one change of a post's or a person's terms run at a time; it holds until the transaction ends. */
export const lock = (db: Database, what: 'post' | 'person', id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${id}`}, actor_town()))`.execute(db)

/** Waits for whoever writes at the post without asking for it: an import of thousands. */
export const lockPost = (db: Database, id: string) => db.selectFrom('post').where('id', '=', id).select('id').forNoKeyUpdate().execute()

const days = [sql<string>`lower(term.valid)`.as('from'), sql<string | null>`upper(term.valid)`.as('to')] as const

/** Terms of the posts in force on the day or later, with the holders' names. */
export const termsFrom = (db: Database, day: string, postIds: readonly string[]) =>
  db
    .selectFrom('term')
    .where(sql<boolean>`term.post_id = any (${[...postIds]}::uuid[]) and (upper_inf(term.valid) or upper(term.valid) > ${day}::date)`)
    .select(['term.id', 'term.postId', 'term.personId', 'term.shownToResidents as shown'])
    .select(sql<string | null>`holder_name(term.person_id)`.as('personName'))
    .select(days)
    .orderBy(sql`lower(term.valid)`)
    .orderBy('term.id')
    .execute()

/** Terms of the post that last to the day or beyond. */
export const lastingTerms = (db: Database, postId: string, day: string) =>
  db
    .selectFrom('term')
    .where('postId', '=', postId)
    .where(sql<boolean>`(upper_inf(term.valid) or upper(term.valid) > ${day}::date)`)
    .select('id')
    .execute()

const held = (db: Database, day: string) =>
  db
    .selectFrom('term')
    .innerJoin(postsOn(db, day).as('post'), 'post.id', 'term.postId')
    .select(['term.id', 'term.personId', 'term.postId', 'term.shownToResidents as shown'])
    .select(['post.role', 'post.title', 'post.unitId', 'post.unitName', 'post.bodyId', 'post.bodyName', 'post.path'])
    .select(days)

/** Does anyone hold the security administrator's post that day? */
export const hasSecurityAdministrator = async (db: Database, day: string): Promise<boolean> =>
  (await held(db, day)
    .where('post.role', '=', 'securityAdministrator')
    .where(sql<boolean>`term.valid @> ${day}::date`)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Terms of the people that have not ended by the day, with names. */
export const termsOf = (db: Database, day: string, personIds: readonly string[]) =>
  held(db, day)
    .where(sql<boolean>`term.person_id = any (${[...personIds]}::uuid[]) and (upper_inf(term.valid) or upper(term.valid) > ${day}::date)`)
    .orderBy(sql`lower(term.valid)`)
    .orderBy('term.id')
    .execute()

/** All terms of a person, the latest first. */
export const allTermsOf = (db: Database, day: string, personId: string) =>
  held(db, day)
    .select('post.version as postVersion')
    .where('term.personId', '=', personId)
    .orderBy(sql`lower(term.valid)`, 'desc')
    .orderBy('term.id')
    .execute()

export const findTerm = (db: Database, id: string) =>
  db
    .selectFrom('term')
    .where('term.id', '=', id)
    .select(['term.id', 'term.postId', 'term.personId', 'term.successorId', 'term.shownToResidents as shown'])
    .select(days)
    .executeTakeFirst()

/** Waits for whoever writes the term without asking for its post or person: an import of thousands. */
export const lockTerm = (db: Database, id: string) => db.selectFrom('term').where('id', '=', id).select('id').forUpdate().execute()

export const updateTerm = (db: Database, id: string, set: { valid: string; successorId: string | null } | { shownToResidents: boolean }) =>
  db.updateTable('term').set(set).where('id', '=', id).execute()

export const closePost = (db: Database, id: string, closedOn: string) =>
  db.updateTable('post').set({ closedOn }).where('id', '=', id).execute()

/** Terms that ended after `since` and by `today`, for the night. */
export async function endedTerms(db: Database, since: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from term where upper(valid) > ${since}::date and upper(valid) <= ${today}::date order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Who may take over from a post: the others who hold, on the day, a post at its unit or above it, or in its body. */
export async function successorsOf(db: Database, personId: string, post: { unitId: string; bodyId: string | null }, day: string) {
  const { rows } = await sql<{ id: string; name: string; title: string }>`
    select term.person_id as id, holder_name(term.person_id) as name, min(post.title) as title
    from term join post on post.town_id = term.town_id and post.id = term.post_id
    where term.person_id <> ${personId} and term.valid @> ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
      and (post.body_id = ${post.bodyId}::uuid or post.unit_id = any (units_above(${post.unitId}::uuid, ${day}::date)))
    group by term.person_id order by name, id limit 500`.execute(db)
  return rows
}

/** Colleagues who may stand in: holders of posts at the units of the person's posts or above, or in the same body. */
export async function deputiesFor(db: Database, personId: string, day: string) {
  const { rows } = await sql<{ id: string; name: string; title: string }>`
    with own as (
      select post.unit_id, post.body_id from term join post on post.town_id = term.town_id and post.id = term.post_id
      where term.person_id = ${personId} and term.valid @> ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
    )
    select term.person_id as id, holder_name(term.person_id) as name, min(post.title) as title
    from term join post on post.town_id = term.town_id and post.id = term.post_id
    where term.valid @> ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date) and term.person_id <> ${personId}
      and (post.unit_id in (select unnest(units_above(own.unit_id, ${day}::date)) from own) or post.body_id in (select body_id from own))
    group by term.person_id order by name, id limit 200`.execute(db)
  return rows
}

const leaveDays = [sql<string>`lower(leave.valid)`.as('from'), sql<string>`upper(leave.valid)`.as('to')] as const

/** Leave of the person, newest first. */
export const leavesOf = (db: Database, personId: string) =>
  db
    .selectFrom('leave')
    .where('personId', '=', personId)
    .select(['id', 'personId', 'deputyId'])
    .select(sql<string | null>`holder_name(deputy_id)`.as('deputyName'))
    .select(leaveDays)
    .orderBy(sql`lower(leave.valid)`, 'desc')
    .execute()

/** Leaves in which the person stands in for another. */
export const leavesWithDeputy = (db: Database, deputyId: string) =>
  db.selectFrom('leave').where('deputyId', '=', deputyId).select(['id', 'personId']).select(leaveDays).execute()

/** Leaves that last to the day or beyond, whose deputy would hold no post on it once the term had ended. */
export async function leavesLeft(db: Database, termId: string, day: string) {
  const { rows } = await sql<{ id: string; personId: string; personName: string | null; unitId: string; from: string; to: string }>`
    select away.id, away.person_id, holder_name(away.person_id) as person_name, person.unit_id, lower(away.valid) as "from", upper(away.valid) as "to"
    from term ended
    join leave away on away.town_id = ended.town_id and away.deputy_id = ended.person_id and upper(away.valid) > ${day}::date
    join person on person.town_id = away.town_id and person.id = away.person_id
    where ended.id = ${termId}::uuid and not exists (select from term own
      join post on post.town_id = own.town_id and post.id = own.post_id and (post.closed_on is null or post.closed_on > ${day}::date)
      where own.town_id = ended.town_id and own.person_id = ended.person_id and own.id <> ended.id and own.valid @> ${day}::date)
    order by away.id`.execute(db)
  return rows
}

export const findLeave = (db: Database, id: string) =>
  db.selectFrom('leave').where('id', '=', id).select(['id', 'personId', 'deputyId']).select(leaveDays).executeTakeFirst()

/** Is the person away on one of the days? Also of someone whose leave one may not read. */
export async function isAway(db: Database, personId: string, range: Days): Promise<boolean> {
  const { rows } = await sql<{ away: boolean }>`select is_away(${personId}::uuid, ${asRange(range)}::daterange) as away`.execute(db)
  return rows[0]!.away
}

export const insertLeave = (db: Database, row: { townId: number; id: string; personId: string; deputyId: string; valid: string }) =>
  db.insertInto('leave').values(row).execute()

export const updateLeave = (db: Database, id: string, set: { valid: string } | { deputyId: string }) =>
  db.updateTable('leave').set(set).where('id', '=', id).execute()

export const deleteLeave = (db: Database, id: string) => db.deleteFrom('leave').where('id', '=', id).execute()

/** Each post of the actor today with its days, its reach and the leave behind it. */
export async function scopeOf(db: Database) {
  const { rows } = await sql<ScopeRow>`
    select held.post_id, held.role, held.unit_id, held.deputy_for, holder_name(held.deputy_for) as deputy_for_name,
      lower(term.valid) as since, upper(term.valid) as "to", lower(away.valid) as away_from, upper(away.valid) as away_to,
      (select name from unit_period up where up.town_id = actor_town() and up.unit_id = held.unit_id and up.valid @> actor_today()) as unit_name,
      (select name from body_period bp where bp.town_id = actor_town() and bp.body_id = held.body_id and bp.valid @> actor_today()) as body_name,
      (select count(*) from unit_period up where up.town_id = actor_town() and up.path @> array[held.unit_id] and up.valid @> actor_today()) as unit_count,
      array(select (select name from unit_period up where up.town_id = actor_town() and up.unit_id = merged.id order by lower(up.valid) desc limit 1)
        from unnest(units_below(held.unit_id, actor_today())) as merged (id)
        where not exists (select from unit_period up where up.town_id = actor_town() and up.unit_id = merged.id and up.valid @> actor_today())
        union all select (select name from body_period bp where bp.town_id = actor_town() and bp.body_id = merged.id order by lower(bp.valid) desc limit 1)
        from unnest(bodies_into(held.body_id, actor_today())) as merged (id) where merged.id <> held.body_id
        order by 1) as merged
    from actor_terms() held
    join term on term.town_id = actor_town() and term.post_id = held.post_id and term.person_id = coalesce(held.deputy_for, actor_id())
      and term.valid @> actor_today()
    left join leave away on away.town_id = actor_town() and away.person_id = held.deputy_for and away.deputy_id = actor_id()
      and away.valid @> actor_today()
    -- once a post: what went into its body is told with it
    where held.body_id is not distinct from standing_body(held.body_id, actor_today())
    order by held.deputy_for nulls first, since, held.post_id`.execute(db)
  return rows
}

export interface ScopeRow {
  postId: string
  role: string
  unitId: string
  deputyFor: string | null
  deputyForName: string | null
  since: string
  to: string | null
  awayFrom: string | null
  awayTo: string | null
  /** Null if the unit stands no longer. */
  unitName: string | null
  bodyName: string | null
  unitCount: number
  merged: string[]
}

/** How many units the actor reads in all. */
export async function scopeSize(db: Database): Promise<number> {
  const { rows } = await sql<{ size: number }>`select cardinality(scope_units()) as size`.execute(db)
  return rows[0]!.size
}
