/** People and posts (人员与任职): SQL. The only file that writes `person`, `post`, `term` and `leave`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** The posts in force today of the actor in whose name the transaction runs, own or as a deputy. */
export async function postsOfActor(db: Database) {
  const { rows } = await sql<{
    postId: string
    role: string
    unitId: string
    bodyId: string | null
    deputyFor: string | null
    path: string[]
  }>`
    select held.post_id, held.role, held.unit_id, held.body_id, held.deputy_for, up.path
    from actor_terms() held
    join unit_period up on up.town_id = actor_town() and up.unit_id = held.unit_id and up.valid @> actor_today()
    order by held.post_id, held.deputy_for nulls first`.execute(db)
  return rows
}

/** The names of people who hold or held a post; anyone else is left out. */
export async function holderNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, holder_name(id) as name from unnest(${[...new Set(ids)]}::uuid[]) as id where holder_name(id) is not null`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const insertPerson = (
  db: Database,
  row: { townId: number; id: string; name: string; sortKey: string; unitId: string; createdAt: Date },
) => db.insertInto('person').values(row).execute()

export const insertPost = (
  db: Database,
  row: { townId: number; id: string; role: string; title: string; unitId: string; bodyId: string | null; openedOn: string },
) =>
  db
    .insertInto('post')
    .values({ ...row, role: row.role as 'townClerk' })
    .execute()

export const insertTerm = (
  db: Database,
  row: { townId: number; id: string; postId: string; personId: string; valid: string; shownToResidents?: boolean },
) => db.insertInto('term').values(row).execute()

/** What would lie open if the term ended before the day: case numbers, for those who keep terms. */
export async function openWork(db: Database, termId: string, day: string) {
  const { rows } = await sql<{
    kind: string
    id: string
    label: string
  }>`select kind, id, label from open_work_of(${termId}, ${day}::date)`.execute(db)
  return rows
}
