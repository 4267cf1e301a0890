/** Forgetting contacts (志愿活动的联系电话按期删): SQL. Who was responsible for what was served stays with the record of it. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** The last slot was over before the moment; of an activity without any, it was entered before (its id tells when). */
const overBefore = (before: Date) => sql<boolean>`volunteer_activity.contact_phone is not null
  and coalesce((select max(s.ends_at) from volunteer_slot s where s.town_id = volunteer_activity.town_id and s.activity_id = volunteer_activity.id),
    to_timestamp(('x' || left(replace(volunteer_activity.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)) < ${before}`

/** Activities that were over before the moment and still have a telephone. */
export const reachableActivities = async (db: Database, before: Date): Promise<string[]> =>
  (await db.selectFrom('volunteerActivity').where(overBefore(before)).select('id').orderBy('id').execute()).map(({ id }) => id)

/** Deletes the telephone, unless there was a slot again; whose activity it is. */
export const forgetContact = (db: Database, id: string, before: Date) =>
  db
    .updateTable('volunteerActivity')
    .set({ contactPhone: null, version: sql`version + 1` })
    .where('id', '=', id)
    .where(overBefore(before))
    .returning('unitId')
    .executeTakeFirst()

/** A telephone for activities whose own was deleted and that are held again. */
export async function renewContacts(
  db: Database,
  contacts: ReadonlyMap<string, { contactName: string; contactPhone: string }>,
): Promise<void> {
  for (const [id, contact] of contacts)
    await db
      .updateTable('volunteerActivity')
      .set({ ...contact, version: sql`version + 1` })
      .where('id', '=', id)
      .where('contactPhone', 'is', null)
      .execute()
}
