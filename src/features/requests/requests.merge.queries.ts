/** Requests (诉求): SQL of cases that are tied to one another: duplicates and the case that is kept. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/**
 * Whoever ties cases together or unties them holds this before any case, until the transaction ends: they lock several cases, and two who
 * begin from opposite ends would wait for each other.
 */
export const lockTies = (db: Database) => sql`select pg_advisory_xact_lock(hashtextextended('requests.ties', actor_town()))`.execute(db)

/** Gives a case that was just laid on the town's desk, with its duplicates, to the town alone. Returns all of them. */
export const goAroundVillage = async (db: Database, id: string, at: Date) =>
  (await sql<{ id: string; unitId: string }>`select id, unit_id from go_around_village(${id}, ${at})`.execute(db)).rows
