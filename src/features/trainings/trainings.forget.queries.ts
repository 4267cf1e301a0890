/** Forgetting rolls (培训名册按期去掉姓名): SQL that finds what has been kept for its time, and takes the people out of it. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Sessions on a day until `since`, with it, whose roll still names people. */
export const namedSessions = async (db: Database, since: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from training_session where roll_forgotten_on is null and (starts_at at time zone 'Asia/Shanghai')::date <= ${since}::date
    order by starts_at, id`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Takes the people out of the roll of a session; who was there, who was not and their hours stay. Whether a line is counted or its person on
 * another at the same time is settled first, here and in the sessions at that time: afterwards nobody can tell that they were one person.
 * Whose session it is; undefined: it was done before.
 */
export async function forgetRoll(db: Database, id: string, today: string): Promise<{ unitId: string } | undefined> {
  const session = await db
    .updateTable('trainingSession')
    .set({ rollForgottenOn: today, version: sql`version + 1`, rollVersion: sql`roll_version + 1` })
    .where('id', '=', id)
    .where('rollForgottenOn', 'is', null)
    .returning('unitId')
    .executeTakeFirst()
  if (!session) return undefined
  const { rows } = await sql<{ ids: string[] }>`select lines_counted_elsewhere() as ids`.execute(db)
  const elsewhere = rows[0]!.ids
  await sql`update training_roll r set counted = false from training_session s, training_session other
    where s.id = ${id}::uuid and other.town_id = s.town_id and other.starts_at < s.ends_at and s.starts_at < other.ends_at
      and r.town_id = other.town_id and r.session_id = other.id and r.id = any (${elsewhere}::uuid[])`.execute(db)
  await sql`update training_roll set counted = coalesce(counted, person_id is not null and clash_id is null), person_id = null, name = null,
      sort_key = '', reason_sealed = null, excluded_note_sealed = null
    where session_id = ${id}::uuid`.execute(db)
  return session
}
