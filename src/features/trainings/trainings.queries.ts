/** Trainings (培训): SQL. With the other query files of this folder the only one that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Audience, SessionFields } from './trainings.contract.ts'

export interface SessionFilter {
  below?: string | undefined
  audience?: string | undefined
  state?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const nameOfUnit = (unitId: string, day: string) => sql<string>`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.ref(unitId)} and lower(up.valid) <= ${day}::date
  order by lower(up.valid) desc limit 1), '')`
const startedOn = sql`(s.starts_at at time zone 'Asia/Shanghai')::date`

export const listCourses = (db: Database, day: string) =>
  db
    .selectFrom('trainingCourse')
    .select(['id', 'unitId', 'title', 'audience', 'concentrated'])
    .select([
      nameOfUnit('training_course.unit_id', day).as('unitName'),
      sql<number>`(select count(*) from training_session s where s.town_id = training_course.town_id and s.course_id = training_course.id)`.as(
        'sessions',
      ),
    ])
    .orderBy('title')
    .orderBy('id')
    .execute()

export const insertCourse = (
  db: Database,
  row: { townId: number; id: string; unitId: string; title: string; audience: Audience; concentrated: boolean },
) => db.insertInto('trainingCourse').values(row).execute()

/** Lets one enter courses at a time; it holds until the transaction ends. */
export const lockCourses = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('training courses', ${townId}))`.execute(db)

/** Lets one credit hours at a time, so that of two sessions at once exactly one counts. */
export const lockCredits = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('training credits', ${townId}))`.execute(db)

const sessionsOn = (db: Database, day: string) =>
  db
    .selectFrom('trainingSession as s')
    .innerJoin('trainingCourse as c', join => join.onRef('c.townId', '=', 's.townId').onRef('c.id', '=', 's.courseId'))
    .select([
      's.id',
      's.courseId',
      'c.title',
      'c.audience',
      'c.concentrated',
      's.unitId',
      's.startsAt',
      's.endsAt',
      's.placeKind',
      's.place',
      's.teacher',
      's.length',
      's.hours',
      's.state',
      's.cancelReason',
      's.creditedBy',
      's.version',
      's.rollVersion',
      's.rollForgottenOn',
    ])
    .select([nameOfUnit('s.unit_id', day).as('unitName'), sql<string[]>`units_above(s.unit_id, ${day}::date)`.as('path')])

const filtered = (db: Database, day: string, { below, audience, state, from, to }: SessionFilter) =>
  db
    .selectFrom('trainingSession as s')
    .innerJoin('trainingCourse as c', join => join.onRef('c.townId', '=', 's.townId').onRef('c.id', '=', 's.courseId'))
    .$if(below !== undefined, query => query.where(sql<boolean>`s.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`))
    .$if(audience !== undefined, query => query.where('c.audience', '=', audience as Audience))
    .$if(state !== undefined, query => query.where('s.state', '=', state as 'held'))
    .$if(from !== undefined, query => query.where(sql<boolean>`${startedOn} >= ${from}::date`))
    .$if(to !== undefined, query => query.where(sql<boolean>`${startedOn} <= ${to}::date`))

/** One page, the latest first, with one row more than `limit`. */
export const listSessions = (db: Database, day: string, filter: SessionFilter, limit: number, after: readonly [string, string] | null) =>
  sessionsOn(db, day)
    .where('s.id', 'in', filtered(db, day, filter).select('s.id'))
    .$if(after !== null, query => query.where(sql<boolean>`(s.starts_at, s.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('s.startsAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()

export async function countSessions(db: Database, day: string, filter: SessionFilter): Promise<number> {
  const { count } = await filtered(db, day, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const findSession = (db: Database, day: string, id: string) => sessionsOn(db, day).where('s.id', '=', id).executeTakeFirst()

/** Locks the session until the transaction ends. */
export const lockSession = (db: Database, id: string) =>
  db.selectFrom('trainingSession').where('id', '=', id).select('id').forUpdate().execute()

export async function authorityOver(db: Database, day: string, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, ${day}::date) as path`.execute(db)
  return rows[0]!.path
}

type Fields = SessionFields & { hours: number; unitId: string }

export const insertSession = (db: Database, townId: number, id: string, fields: Fields) =>
  db
    .insertInto('trainingSession')
    .values({ townId, id, state: 'planned', ...fields })
    .execute()

export const updateSession = (db: Database, id: string, set: Fields) =>
  db
    .updateTable('trainingSession')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const moveSession = (
  db: Database,
  id: string,
  set:
    | { state: 'held'; creditedBy?: null }
    | { state: 'credited'; creditedBy: string | null }
    | { state: 'cancelled'; cancelReason: string },
) =>
  db
    .updateTable('trainingSession')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/**
 * Hours of a year by person, by pinyin; only people whom the reader may read, and those whom trainings.membersOverHours counts: on the
 * roll of a session that was held. Secretary is whoever holds a post on the day, or held one at the end of the year. With one row more.
 */
export async function hoursIn(
  db: Database,
  year: number,
  day: string,
  below: string | undefined,
  limit: number,
  after: readonly [string, string] | null,
) {
  const { rows } = await sql<{
    personId: string
    name: string
    sortKey: string
    unitName: string
    hours: number
    concentrated: boolean
    secretary: boolean
    total: number
  }>`
    with earned as (
      select r.person_id, sum(r.hours) as hours, bool_or(c.concentrated and r.hours > 0) as concentrated
      from training_roll r
      join training_session s on s.town_id = r.town_id and s.id = r.session_id
      join training_course c on c.town_id = s.town_id and c.id = s.course_id
      where r.person_id is not null and r.excluded is null and s.state in ('held', 'credited')
        and extract(year from ${startedOn}) = ${year}
      group by r.person_id
    ), shown as (
      select p.id, p.name, p.sort_key, p.unit_id, earned.hours, earned.concentrated from earned join person p on p.id = earned.person_id
      ${below === undefined ? sql`` : sql`where p.unit_id = any ((select units_below(${below}, ${day}::date))::uuid[])`}
    )
    select id as person_id, name, sort_key, coalesce(hours, 0)::int as hours, coalesce(concentrated, false) as concentrated,
      (select count(*) from shown)::int as total,
      coalesce((select up.name from unit_period up where up.town_id = (select actor_town()) and up.unit_id = shown.unit_id
        and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '') as unit_name,
      exists (select from term join post on post.town_id = term.town_id and post.id = term.post_id
        where term.town_id = (select actor_town()) and term.person_id = shown.id and post.role in ('villageSecretary', 'branchSecretary')
          and term.valid @> least(${day}::date, make_date(${year}, 12, 31))) as secretary
    from shown
    ${after ? sql`where (sort_key collate "C", id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by sort_key collate "C", id limit ${limit + 1}`.execute(db)
  return rows
}
