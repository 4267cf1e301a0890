/** Export of cases (诉求导出): SQL. Scope is row-level security's. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { z } from 'zod'
import type { Filters } from './requests.export.contract.ts'
import { rowColumns, selectRequests } from './requests.list.queries.ts'

/** The cases in scope that match, by number; at most `limit`. */
export async function listForExport(db: Database, filters: Omit<z.infer<typeof Filters>, 'sort'>, limit: number) {
  const { rows } = await selectRequests(db, filters, limit)
  return rows
    .select([...rowColumns, 'channel', 'solvedBy', 'phoneSealed'])
    .select(sql<string[]>`authority_path(handler_unit_id)`.as('handlerPath'))
    .select(sql<string[]>`authority_path(custody_unit_id)`.as('custodyPath'))
    .orderBy('number')
    .limit(limit)
    .execute()
}
export type ExportedCase = Awaited<ReturnType<typeof listForExport>>[number]
