/** Yearly reports (年度报告): SQL. The only file that writes `report_close_up`, `report_edition` and `report_figure`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Records } from './reports.rules.ts'

export const closeUpsOf = (db: Database, year: number) =>
  db.selectFrom('reportCloseUp').where('year', '=', year).select(['unitId', 'figureId']).orderBy('position').execute()

export async function replaceCloseUps(db: Database, townId: number, year: number, items: readonly { unitId: string; figureId: string }[]) {
  await db.deleteFrom('reportCloseUp').where('year', '=', year).execute()
  if (items.length === 0) return
  await db
    .insertInto('reportCloseUp')
    .values(items.map((item, index) => ({ townId, year, position: index + 1, ...item })))
    .execute()
}

/** The latest first. */
export const editionsOf = (db: Database, year: number) =>
  db
    .selectFrom('reportEdition')
    .where('year', '=', year)
    .select(['id', 'edition', 'asOf', 'frozenAt', 'reason', 'wording'])
    .orderBy('edition', 'desc')
    .execute()

export const editionYears = async (db: Database) =>
  (await db.selectFrom('reportEdition').select('year').distinct().orderBy('year', 'desc').execute()).map(({ year }) => year)

/** Waits until whoever freezes the same year has ended. */
export const holdYear = (db: Database, year: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`report ${year}`}, actor_town()))`.execute(db)

export const insertEdition = (
  db: Database,
  edition: {
    townId: number
    id: string
    year: number
    edition: number
    asOf: string
    frozenAt: Date
    frozenBy: string
    reason: string | null
    wording: number
  },
) => db.insertInto('reportEdition').values(edition).execute()

export interface FrozenFigure {
  position: number
  figureId: string
  part: number
  section: string
  title: string
  waits: string
  unitName: string
  nameZh: string
  definition: string
  measure: string
  /** Null: no indicator. */
  aggregate: 'count' | 'distinct' | 'sum' | 'ratio' | null
  countsPeople: boolean
  /** The public is told only that it is few. */
  suppressed: boolean
  indicatorId: string | null
  indicatorVersion: number | null
  unitId: string
  fromDay: string
  toDay: string
  asOf: string
  value: number | null
  rowCount: number
  digest: Buffer
  unitDigest: Buffer
  records: Records
}

export async function insertFigures(db: Database, townId: number, editionId: string, figures: readonly FrozenFigure[]) {
  await db
    .insertInto('reportFigure')
    .values(
      figures.map(({ records, value, ...figure }) => ({
        townId,
        editionId,
        ...figure,
        value: value === null ? null : String(value),
        records: JSON.stringify(records),
      })),
    )
    .execute()
}

export async function figuresOf(db: Database, editionId: string): Promise<FrozenFigure[]> {
  const rows = await db
    .selectFrom('reportFigure')
    .where('editionId', '=', editionId)
    .selectAll()
    .orderBy('position')
    .orderBy('part')
    .execute()
  return rows.map(row => ({ ...row, value: row.value === null ? null : Number(row.value), records: row.records as Records }))
}

export interface StoodLast {
  name: string
  /** That day, or where it was gone by then the last on which it stood. */
  day: string
}

/** Each unit as it stood on the day, or as it last stood before; who came later is left out. */
export async function stoodLast(db: Database, unitIds: readonly string[], day: string): Promise<ReadonlyMap<string, StoodLast>> {
  const rows = await db
    .selectFrom('unitPeriod')
    .distinctOn('unitId')
    .where('unitId', 'in', [...unitIds, nobody])
    .where(sql<boolean>`lower(valid) <= ${day}::date`)
    .select(['unitId', 'name', sql<string>`least(${day}::date, upper(valid) - 1)::text`.as('day')])
    .orderBy('unitId')
    .orderBy(sql`lower(valid)`, 'desc')
    .execute()
  return new Map(rows.map(({ unitId, ...stood }) => [unitId, stood]))
}

/** A list of none is no SQL. */
const nobody = '00000000-0000-0000-0000-000000000000'
