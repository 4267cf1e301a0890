/** Requests (诉求): SQL of the numbers that a hotline gave (热线编号). */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Until the transaction ends nobody else enters this number. */
export const lockOutsideNumber = (db: Database, number: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`requests.outside ${number}`}, actor_town()))`.execute(db)

/** Does any case have it, also one that the actor may not read? */
export const knowsOutsideNumber = async (db: Database, number: string): Promise<boolean> =>
  (await sql<{ known: boolean }>`select knows_outside_number(${number}) as known`.execute(db)).rows[0]!.known

/** The first case in scope that has it. */
export const findByOutsideNumber = (db: Database, number: string) =>
  db.selectFrom('request').where('outsideNumber', '=', number).select(['id', 'number']).orderBy('id').limit(1).executeTakeFirst()
