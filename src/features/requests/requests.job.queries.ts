/** Requests (诉求): SQL of the nightly work. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

const ids = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id)

export const listUnanswered = (db: Database, today: string) =>
  ids(db.selectFrom('request').where('state', '=', 'proposed').where('answerDueOn', '<', today).select('id').orderBy('id').execute())
export const listPausesOver = (db: Database, today: string) =>
  ids(db.selectFrom('request').where('state', '=', 'paused').where('pauseUntil', '<=', today).select('id').orderBy('id').execute())
export const listLevelOverdue = (db: Database, today: string) =>
  ids(
    db
      .selectFrom('request')
      .where('levelDueOn', '<', today)
      .where('aboutOfficials', '=', false)
      .where('clockState', '=', 'running')
      .select('id')
      .orderBy('id')
      .execute(),
  )
export const listOpen = (db: Database) =>
  ids(db.selectFrom('request').where('clockState', '<>', 'ended').select('id').orderBy('id').execute())

export const findStoredClock = (db: Database, id: string) =>
  db
    .selectFrom('request')
    .where('id', '=', id)
    .select(['clockState', 'clockLimit', 'clockUsed', 'dueOn', 'soonOn', 'clockEstimated'])
    .executeTakeFirst()

export const storeClock = (db: Database, id: string, clock: Record<string, unknown>) =>
  db
    .updateTable('request')
    .set({ ...clock, updatedAt: sql`updated_at` })
    .where('id', '=', id)
    .execute()

/** Cases that ended before `before` and still hold contact data. */
export const listContactsOver = (db: Database, before: Date) =>
  ids(
    db
      .selectFrom('request')
      .where('closedAt', '<', before)
      .where(sql<boolean>`num_nonnulls(name_sealed, phone_sealed, address_sealed) > 0`)
      .select('id')
      .orderBy('id')
      .execute(),
  )

export const forgetContact = (db: Database, id: string) =>
  db
    .updateTable('request')
    .set({ nameSealed: null, phoneSealed: null, addressSealed: null, phoneIndex: null })
    .where('id', '=', id)
    .execute()
