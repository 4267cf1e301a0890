/** Events that a ledger tells (补录的记录): written as what happened then, in the name of whoever brings them. */
import type { Insertable } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'

export type ToldEvent = Insertable<Tables['event']>

/** Rows of one statement; PostgreSQL takes 65,535 parameters. */
const atOnce = 2_000

export async function insertToldEvents(db: Database, events: readonly ToldEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += atOnce)
    await db
      .insertInto('event')
      .values(events.slice(start, start + atOnce))
      .execute()
}
