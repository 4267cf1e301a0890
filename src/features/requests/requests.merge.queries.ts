/** Requests (诉求): SQL of cases that are tied to one another: duplicates and the case that is kept. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/**
 * Whoever ties cases together or unties them holds this before any case, until the transaction ends: they lock several cases, and two who
 * begin from opposite ends would wait for each other.
 */
export const lockTies = (db: Database) => sql`select pg_advisory_xact_lock(hashtextextended('requests.ties', actor_town()))`.execute(db)

/** A duplicate: as much of it as telling its reporter and letting it go ask. */
export interface Duplicate {
  id: string
  unitId: string
  handlerUnitId: string
  phoneSealed: Buffer | null
}

/** The cases merged into one. */
export const listDuplicates = async (db: Database, id: string) =>
  (await sql<Duplicate>`select id, unit_id, handler_unit_id, phone_sealed from merged_cases(${id})`.execute(db)).rows

/** What was merged into a case that is merged itself goes along to where that one went. */
export const repointDuplicates = (db: Database, id: string, at: Date) => sql`select repoint_merged_cases(${id}, ${at})`.execute(db)

/** Lets a duplicate of a case that is withdrawn or not accepted go back to its desk. */
export const separateCase = (
  db: Database,
  id: string,
  at: Date,
  clock: { limit: number; dueOn: string | null; soonOn: string | null; estimated: boolean },
  levelDueOn: string,
) => sql`select separate_case(${id}, ${at}, ${clock.limit}, ${clock.dueOn}, ${clock.soonOn}, ${clock.estimated}, ${levelDueOn})`.execute(db)

/** Gives a case that was just laid on the town's desk, with its duplicates, to the town alone. Returns all of them. */
export const goAroundVillage = async (db: Database, id: string, at: Date) =>
  (await sql<Pick<Duplicate, 'id' | 'unitId'>>`select id, unit_id from go_around_village(${id}, ${at})`.execute(db)).rows
