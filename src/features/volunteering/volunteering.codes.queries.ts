/** Codes to sign up with (验证码): SQL. The caller is anyone, so every step is a function that gives no more than it must. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Standing } from './volunteering.rules.ts'

interface NewCode {
  name: string
  phoneIndex: Buffer
  slotId: string
  id: string
  digest: Buffer
  sentAt: Date
  expiresAt: Date
}
/** False if there is no such volunteer, or three codes went out within the hour. */
export const beginCode = async (db: Database, { name, phoneIndex, slotId, id, digest, sentAt, expiresAt }: NewCode): Promise<boolean> =>
  (
    await sql<{ begun: boolean }>`
      select begin_volunteer_code(${name}, ${phoneIndex}, ${slotId}::uuid, ${id}::uuid, ${digest}, ${sentAt}::timestamptz, ${expiresAt}::timestamptz) as begun`.execute(
      db,
    )
  ).rows[0]!.begun

/** Whose it is, with the slot locked; undefined if it is wrong, spent or late. */
export const openCode = async (db: Database, id: string, slotId: string, digest: Buffer, at: Date) =>
  (
    await sql<Standing & { personId: string; last: number }>`
      select person_id, born_on, guardian_consented_on, banned_until, last from open_volunteer_code(${id}::uuid, ${slotId}::uuid, ${digest}, ${at}::timestamptz)`.execute(
      db,
    )
  ).rows[0]

export const missCode = (db: Database, id: string) => sql`select miss_volunteer_code(${id}::uuid)`.execute(db)

/** The place on the list; null if the person stands on another at that time. */
export const signUpByCode = async (db: Database, id: string, signUpId: string, position: number, at: Date): Promise<number | null> =>
  (
    await sql<{ place: number | null }>`
      select sign_up_by_code(${id}::uuid, ${signUpId}::uuid, ${position}, ${at}::timestamptz) as place`.execute(db)
  ).rows[0]!.place

export const spentCodes = async (db: Database, before: Date) =>
  (await db.selectFrom('volunteerCode').where('expiresAt', '<', before).select('id').limit(1000).execute()).map(({ id }) => id)
export const deleteCode = (db: Database, id: string) => db.deleteFrom('volunteerCode').where('id', '=', id).execute()
