/** The formalism guard (形式主义防线): SQL. The only file that writes `refused_demand`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { RefusedDemand } from './guard.contract.ts'

export interface Refusal extends Omit<RefusedDemand, 'unitName' | 'title' | 'findings' | 'allowedActions'> {
  /** Null: not listed. */
  title: string | null
  findings: RefusedDemand['findings']
}

interface NewRefusal extends Refusal {
  townId: number
  unitId: string
}

/** One after the other, in the whole town: of two that say the same, one is kept. */
export const lockRefusals = (db: Database) =>
  sql`select pg_advisory_xact_lock(hashtextextended('guard.refusals', actor_town()))`.execute(db)

export const insertRefusal = (db: Database, { findings, ...row }: NewRefusal) =>
  db
    .insertInto('refusedDemand')
    .values({ ...row, findings: JSON.stringify(findings) })
    .execute()

/** The same asked again by the same office and refused for the same reasons moves to the new day. Answers its id; undefined: it is new. */
export async function repeatRefusal(db: Database, row: NewRefusal): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`update refused_demand set refused_on = ${row.refusedOn}::date, yearly_minutes = ${row.yearlyMinutes}
    where id = (select id from refused_demand where unit_id = ${row.unitId}::uuid and kind = ${row.kind}
      and title is not distinct from ${row.title}::text and findings = ${JSON.stringify(row.findings)}::jsonb order by id limit 1)
    returning id`.execute(db)
  return rows[0]?.id
}

export const lockRefusal = (db: Database, id: string) =>
  db.selectFrom('refusedDemand').where('id', '=', id).select('id').forUpdate().execute()

export const withholdTitle = (db: Database, id: string, findings: RefusedDemand['findings']) =>
  db
    .updateTable('refusedDemand')
    .set({ title: null, findings: JSON.stringify(findings) })
    .where('id', '=', id)
    .execute()

const refusals = (db: Database, today: string) =>
  db
    .selectFrom('refusedDemand as r')
    .select(['r.id', 'r.kind', 'r.title', 'r.refusedOn', 'r.findings', 'r.yearlyMinutes', 'r.unitId'])
    .select(
      sql<string>`coalesce((select up.name from unit_period up where up.town_id = r.town_id and up.unit_id = r.unit_id
        and lower(up.valid) <= ${today}::date order by lower(up.valid) desc limit 1), '')`.as('unitName'),
    )

export const findRefusal = (db: Database, today: string, id: string) => refusals(db, today).where('r.id', '=', id).executeTakeFirst()

/** One page, newest first. One row more than `limit` is read, to know whether there is a next page. */
export const listRefusals = (db: Database, today: string, limit: number, after: readonly [string, string] | null) =>
  refusals(db, today)
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
