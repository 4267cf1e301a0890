/** Accounts (账号): SQL on the town's own tables, under the caller's row-level security. Reads only. */
import type { Database } from '#platform/database/database.ts'

/** Names of the people the caller may read. */
export async function findPersonNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface WantedEvents {
  name?: string | undefined
  personId?: string | undefined
  subjectId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
  cursor?: string | undefined
  limit: number
}

/** Events, newest first; ids are made in the order of time. `until` is not included. */
export function listEventRows(db: Database, { name, personId, subjectId, from, until, cursor, limit }: WantedEvents) {
  let rows = db.selectFrom('event').selectAll().orderBy('id', 'desc').limit(limit)
  if (name) rows = name.includes('.') ? rows.where('name', '=', name) : rows.where('name', 'like', `${name}.%`)
  if (personId) rows = rows.where('actorPersonId', '=', personId)
  if (subjectId) rows = rows.where('subjectId', '=', subjectId)
  if (from) rows = rows.where('at', '>=', from)
  if (until) rows = rows.where('at', '<', until)
  if (cursor) rows = rows.where('id', '<', cursor)
  return rows.execute()
}
