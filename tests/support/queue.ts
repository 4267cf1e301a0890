/** Requests behind one lock (排队): a race in the order that a test names, without luck. */
import { sql, type RawBuilder } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '#platform/database/database.ts'

/**
 * Takes the lock, sends the requests, each once the one before it waits, lets go, and answers with what they were answered. Fails if one of
 * them does not wait. `db` is the owner's connection; nothing else may wait in its database meanwhile.
 */
export async function behind<Answer>(db: Database, lock: RawBuilder<unknown>, requests: (() => Promise<Answer>)[]): Promise<Answer[]> {
  const sent: Promise<Answer>[] = []
  await db.transaction().execute(async held => {
    await lock.execute(held)
    for (const send of requests) {
      sent.push(send())
      await expect.poll(() => waiting(db), { timeout: 20_000 }).toBe(sent.length)
    }
  })
  return Promise.all(sent)
}

/** How many connections of the database wait for a lock. */
export async function waiting(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]!.count
}
