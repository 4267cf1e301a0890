/** The event log (审计): SQL. Read under the audit administrator's own policy. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Numbers, logins and names of what the log is about, for whoever audits. */
export async function namesOfAudited(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from audit_names(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whom or what somebody means by a number, a login or a whole name. */
export const findAudited = async (db: Database, words: string): Promise<string[]> =>
  (await sql<{ id: string }>`select audit_find(${words}) as id`.execute(db)).rows.map(({ id }) => id)

export interface WantedEvents {
  /** Any of these. */
  names?: readonly string[] | undefined
  personId?: string | undefined
  subjectId?: string | undefined
  /** Any of these; none finds nothing. */
  actors?: readonly string[] | undefined
  subjects?: readonly string[] | undefined
  from?: Date | undefined
  until?: Date | undefined
  cursor?: string | undefined
  limit: number
}

/**
 * Events, newest first; ids are made in the order of time. `until` is not included. Where nobody and nothing is asked for, the town stands
 * here although every policy asks for it: not all let the planner see that, and a page would read and sort the whole log. Elsewhere it
 * would lead the planner along the whole log in search of one person's events.
 */
export function listEventRows(db: Database, { names, personId, subjectId, actors, subjects, from, until, cursor, limit }: WantedEvents) {
  let rows = db.selectFrom('event').selectAll().orderBy('id', 'desc').limit(limit)
  if (!(personId ?? subjectId ?? actors ?? subjects)) rows = rows.where('townId', '=', sql<number>`(select actor_town())`)
  if (names) rows = rows.where('name', '=', sql<string>`any (${[...names]}::text[])`)
  if (personId) rows = rows.where('actorPersonId', '=', personId)
  if (subjectId) rows = rows.where('subjectId', '=', subjectId)
  if (actors) rows = rows.where('actorPersonId', '=', sql<string>`any (${[...actors]}::uuid[])`)
  if (subjects) rows = rows.where('subjectId', '=', sql<string>`any (${[...subjects]}::uuid[])`)
  if (from) rows = rows.where('at', '>=', from)
  if (until) rows = rows.where('at', '<', until)
  if (cursor) rows = rows.where('id', '<', cursor)
  return rows.execute()
}
