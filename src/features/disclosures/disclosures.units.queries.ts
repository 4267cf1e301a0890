/** Places that disclose (公示的地方): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** The units that have published anything. */
export const unitsThatPublished = async (db: Database): Promise<string[]> =>
  (
    await sql<{ id: string }>`select u.id from unit u where exists
      (select from notice n where n.town_id = u.town_id and n.unit_id = u.id and n.number > 0)`.execute(db)
  ).rows.map(({ id }) => id)
