/** Requests (诉求): SQL of the nightly work. */
import { sql, type Updateable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'
import type { RequestState } from './requests.contract.ts'

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
/** Cases in one of the states, whatever the clock says that is to be proved; and those that ended since. */
export const listCounted = (db: Database, states: readonly RequestState[], endedSince: Date) =>
  ids(
    db
      .selectFrom('request')
      .where(eb => eb.or([eb('state', 'in', states), eb('closedAt', '>=', endedSince)]))
      .select('id')
      .orderBy('id')
      .execute(),
  )

export const findStoredDays = (db: Database, id: string) =>
  db
    .selectFrom('request')
    .innerJoin('unit', join => join.onRef('unit.townId', '=', 'request.townId').onRef('unit.id', '=', 'request.handlerUnitId'))
    .where('request.id', '=', id)
    .select(['clockState', 'clockLimit', 'clockUsed', 'dueOn', 'soonOn', 'clockEstimated', 'levelDueOn', 'answerDueOn', 'unit.kind'])
    .executeTakeFirst()

export const storeDays = (db: Database, id: string, days: Updateable<Tables['request']>) =>
  db.updateTable('request').set(days).where('id', '=', id).execute()

/** Cases whose stored counts of asking and saying no differ from their log's, with what the log says; `only` null looks at all. */
export async function listMiscounted(db: Database, only: string | null) {
  const { rows } = await sql<{ id: string; askedCount: number; rejectedCount: number }>`
    select r.id, coalesce(told.asked_count, 0) as asked_count, coalesce(told.rejected_count, 0) as rejected_count
    from request r left join request_answers() told using (id)
    where (${only}::uuid is null or r.id = ${only}::uuid)
      and (r.asked_count, r.rejected_count) is distinct from (coalesce(told.asked_count, 0), coalesce(told.rejected_count, 0))
    order by r.id`.execute(db)
  return rows
}

export const storeAnswers = (db: Database, id: string, { askedCount, rejectedCount }: { askedCount: number; rejectedCount: number }) =>
  db.updateTable('request').set({ askedCount, rejectedCount }).where('id', '=', id).execute()

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
