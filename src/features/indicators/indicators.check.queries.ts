/** Proofs of indicators (指标对账): SQL. The only file that writes `indicator_check`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export interface Check {
  indicatorId: string
  unitId: string
  year: number
  checkedOn: string
  whole: number
  sum: number
}

export const saveCheck = (db: Database, townId: number, { whole, sum, ...check }: Check) =>
  db
    .insertInto('indicatorCheck')
    .values({ townId, ...check, whole: String(whole), sum: String(sum) })
    .onConflict(conflict =>
      conflict.columns(['townId', 'indicatorId', 'unitId', 'year']).doUpdateSet({
        checkedOn: sql`excluded.checked_on`,
        whole: sql`excluded.whole`,
        sum: sql`excluded.sum`,
      }),
    )
    .execute()

export async function findCheck(db: Database, indicatorId: string, unitId: string, year: number): Promise<Check | undefined> {
  const row = await db
    .selectFrom('indicatorCheck')
    .where('indicatorId', '=', indicatorId)
    .where('unitId', '=', unitId)
    .where('year', '=', year)
    .select(['indicatorId', 'unitId', 'year', 'checkedOn', 'whole', 'sum'])
    .executeTakeFirst()
  return row && { ...row, whole: Number(row.whole), sum: Number(row.sum) }
}
