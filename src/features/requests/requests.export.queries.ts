/** Export of cases (诉求导出): SQL. Scope is row-level security's. */
import type { Database } from '#platform/database/database.ts'
import type { z } from 'zod'
import type { Filters } from './requests.export.contract.ts'
import { rowColumns, selectRequests, withAuthority } from './requests.list.queries.ts'

/** The cases in scope that match, by number; at most `limit`. */
export async function listForExport(db: Database, filters: Omit<z.infer<typeof Filters>, 'sort'>, limit: number) {
  const { rows } = await selectRequests(db, filters, limit)
  const found = await rows
    .select([...rowColumns, 'channel', 'outsideNumber', 'solvedBy', 'phoneSealed'])
    .orderBy('number')
    .limit(limit)
    .execute()
  return withAuthority(db, found)
}
export type ExportedCase = Awaited<ReturnType<typeof listForExport>>[number]
