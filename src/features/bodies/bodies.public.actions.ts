/** Bodies (组织): who stands for a place, for public pages. */
import type { Context } from '#platform/server/action.ts'
import * as queries from './bodies.public.queries.ts'

export interface PublicBody {
  id: string
  line: 'party' | 'selfGovernment' | 'economy'
  kind: string
  name: string
  /** The unit that it covers, of those asked for. */
  unitId: string
}

/** Standing Party organisations, committees and cooperatives that cover one of the units, Party first. */
export async function bodiesOf(context: Context, unitIds: readonly string[]): Promise<PublicBody[]> {
  if (unitIds.length === 0) return []
  const rows = await queries.bodiesCovering(context.db, context.today, unitIds)
  return rows.map(row => ({ ...row, line: row.line as PublicBody['line'] }))
}
