/** Categories of requests (诉求类别): SQL. The only file that writes `request_category` and its versions. */
import { sql, type Insertable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

export const findCategory = (db: Database, id: string) =>
  db.selectFrom('requestCategory').where('id', '=', id).selectAll().executeTakeFirst()
/** The same, locked until the transaction ends. Every change to a category starts here. */
export const lockCategory = (db: Database, id: string) =>
  db.selectFrom('requestCategory').where('id', '=', id).selectAll().forUpdate().executeTakeFirst()
export const findCategoryByCode = (db: Database, code: string) =>
  db.selectFrom('requestCategory').where('code', '=', code).select('id').executeTakeFirst()

/** Those offered on the day, with that day's limit, by code. */
export const listCategories = (db: Database, day: string) =>
  db
    .selectFrom('requestCategory as c')
    .innerJoin('requestCategoryVersion as v', join => join.onRef('v.townId', '=', 'c.townId').onRef('v.categoryId', '=', 'c.id'))
    .where(sql<boolean>`v.valid @> ${day}::date`)
    .select(['c.id', 'c.parentId', 'c.code', 'c.name', 'v.workingDays'])
    .orderBy('c.code')
    .execute()

/** All of them, retired ones too, by code. */
export const listAllCategories = (db: Database) => db.selectFrom('requestCategory').selectAll().orderBy('code').execute()

/** Names by id; a case keeps the name of a category that takes no new ones. */
export const namesOfCategories = async (db: Database) =>
  new Map((await db.selectFrom('requestCategory').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))

/** The versions of a category, or of all, oldest first. */
export const listVersions = (db: Database, categoryId?: string) =>
  db
    .selectFrom('requestCategoryVersion')
    .$if(categoryId !== undefined, query => query.where('categoryId', '=', categoryId!))
    .select(['id', 'categoryId', 'workingDays', 'routeBodyId', 'routeUnitId', 'reason', 'source', 'adoptedBy', 'adoptedAt'])
    .select([sql<string | null>`lower(valid)`.as('from'), sql<string | null>`upper(valid)`.as('to')])
    .orderBy(sql`lower(valid)`, order => order.asc().nullsFirst())
    .execute()
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number]

export interface NewCategory {
  townId: number
  id: string
  parentId?: string | null
  code: string
  name: string
}
type Version = Omit<Insertable<Tables['requestCategoryVersion']>, 'valid'> & { from: string | null }

export async function insertCategories(db: Database, categories: readonly NewCategory[], versions: readonly Version[]) {
  await db
    .insertInto('requestCategory')
    .values([...categories])
    .execute()
  await insertVersions(db, versions)
}
export const insertVersions = (db: Database, versions: readonly Version[]) =>
  db
    .insertInto('requestCategoryVersion')
    .values(versions.map(({ from, ...row }) => ({ ...row, valid: sql<string>`daterange(${from}::date, null)` })))
    .execute()

/** The last version no longer holds from that day on. */
export const endVersion = (db: Database, id: string, day: string) =>
  db
    .updateTable('requestCategoryVersion')
    .set({ valid: sql<string>`daterange(lower(valid), ${day}::date)` })
    .where('id', '=', id)
    .execute()

export const adoptVersion = (db: Database, id: string, by: { reason: string; source: string; adoptedBy: string; adoptedAt: Date }) =>
  db.updateTable('requestCategoryVersion').set(by).where('id', '=', id).where('adoptedBy', 'is', null).execute()

/** The body that a route to this one leads to on the day. */
export const standingBody = async (db: Database, id: string, day: string) =>
  (await sql<{ id: string }>`select standing_body(${id}::uuid, ${day}::date) as id`.execute(db)).rows[0]!.id

/** Completes a proposal that names no department yet; what was adopted is left alone. */
export const proposeRoute = (db: Database, categoryId: string, bodyId: string) =>
  db
    .updateTable('requestCategoryVersion')
    .set({ routeBodyId: bodyId })
    .where('categoryId', '=', categoryId)
    .where('adoptedBy', 'is', null)
    .where('routeBodyId', 'is', null)
    .where('routeUnitId', 'is', null)
    .execute()

/** Counts the version up, for those who edit it at the same time. */
export const touchCategory = (
  db: Database,
  id: string,
  set: { retiredBy?: string; retiredAt?: Date; retiredReason?: string; retiredSource?: string } = {},
) =>
  db
    .updateTable('requestCategory')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Open cases by category and the limit they began under: counts only, so that they are right whoever asks. */
export const countOpen = async (db: Database) =>
  (
    await sql<{ categoryId: string; limit: number; cases: number }>`
      select category_id, clock_limit as "limit", count(*)::int as cases from request
      where clock_state <> 'ended' and category_id is not null group by 1, 2 order by 1, 2`.execute(db)
  ).rows

/** The departments that stand on the day. */
export const listDepartments = async (db: Database, day: string) =>
  (
    await sql<{ id: string; name: string }>`select body_id as id, name from body_period
      join body on body.town_id = body_period.town_id and body.id = body_id
      where body.kind = 'department' and valid @> ${day}::date order by name, body_id`.execute(db)
  ).rows
