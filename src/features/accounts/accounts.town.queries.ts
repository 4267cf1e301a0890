/** Accounts (账号): SQL on the town's own tables, under the caller's row-level security. Reads only. */
import type { Database } from '#platform/database/database.ts'

/** Names of the people the caller may read. */
export async function findPersonNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
