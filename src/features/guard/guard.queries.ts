/** The formalism guard (形式主义防线): SQL. The only file that writes `refused_demand`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { RefusedDemand } from './guard.contract.ts'

export interface NewRefusal extends Omit<RefusedDemand, 'unitName'> {
  townId: number
  unitId: string
}

export const insertRefusal = (db: Database, { findings, ...row }: NewRefusal) =>
  db
    .insertInto('refusedDemand')
    .values({ ...row, findings: JSON.stringify(findings) })
    .execute()

/** One page, newest first. One row more than `limit` is read, to know whether there is a next page. */
export const listRefusals = (db: Database, today: string, limit: number, after: readonly [string, string] | null) =>
  db
    .selectFrom('refusedDemand as r')
    .select(['r.id', 'r.kind', 'r.title', 'r.refusedOn', 'r.findings', 'r.yearlyMinutes'])
    .select(
      sql<string>`coalesce((select up.name from unit_period up where up.town_id = r.town_id and up.unit_id = r.unit_id
        and lower(up.valid) <= ${today}::date order by lower(up.valid) desc limit 1), '')`.as('unitName'),
    )
    .$if(after !== null, query => query.where(sql<boolean>`(r.refused_on, r.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`))
    .orderBy('r.refusedOn', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
    .execute()

export async function countRefusals(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('refusedDemand')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
