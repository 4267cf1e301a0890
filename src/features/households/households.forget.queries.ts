/** Forgetting homes (户的按期删除): SQL that finds what has been kept for its time, and deletes it. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Who lived there until before `since`, and whose end was entered before `recordedBefore`: it is not taken back any more. */
const overdue = (since: string, recordedBefore: Date) => sql<boolean>`household_period.valid_to <= ${since}::date
  and household_period.head_sealed is not null
  and exists (select from household_change ch where ch.town_id = household_period.town_id and ch.id = household_period.closed_by
    and ch.recorded_at < ${recordedBefore})`

/** Homes of which something has been kept for its time. */
export const forgettableHomes = async (db: Database, since: string, recordedBefore: Date): Promise<string[]> =>
  (
    await db
      .selectFrom('householdPeriod')
      .where(overdue(since, recordedBefore))
      .select('householdId')
      .distinct()
      .orderBy('householdId')
      .execute()
  ).map(({ householdId }) => householdId)

/** Deletes head and address of the periods of a home that have been kept for their time, and returns how many these were. */
export async function forgetPeriods(db: Database, householdId: string, since: string, recordedBefore: Date): Promise<number> {
  const forgotten = await db
    .updateTable('householdPeriod')
    .set({ headSealed: null, addressSealed: null })
    .where('householdId', '=', householdId)
    .where(overdue(since, recordedBefore))
    .returning('id')
    .execute()
  return forgotten.length
}

/** Deletes the telephone and the card of a home that left and of which no period is kept any more. True: that was so. */
export async function forgetHome(db: Database, householdId: string, today: string): Promise<boolean> {
  const forgotten = await db
    .updateTable('household')
    .set({ phoneSealed: null, phoneIndex: null, codeDigest: null, cardIssuedOn: null, forgottenOn: today, version: sql`version + 1` })
    .where('id', '=', householdId)
    .where('state', '!=', 'occupied')
    .where('forgottenOn', 'is', null)
    .where(
      sql<boolean>`not exists (select from household_period p where p.town_id = household.town_id and p.household_id = household.id
        and p.head_sealed is not null)`,
    )
    .returning('id')
    .execute()
  return forgotten.length > 0
}
