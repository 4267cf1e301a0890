/** Units (组织单元): SQL. With units.map.queries.ts the only file that writes `unit`, `unit_period` and `unit_succession`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Units as they stood on `day`. */
export const unitsOn = (db: Database, day: string) => periods(db).where(sql<boolean>`unit_period.valid @> ${day}::date`)

const periods = (db: Database) =>
  db
    .selectFrom('unit')
    .innerJoin('unitPeriod', join => join.onRef('unitPeriod.townId', '=', 'unit.townId').onRef('unitPeriod.unitId', '=', 'unit.id'))
    .select([
      'unit.id',
      'unit.kind',
      'unitPeriod.name',
      'unitPeriod.shortName',
      'unit.code',
      'unit.externalCode',
      'unitPeriod.parentId',
      'unitPeriod.path',
      'unit.openedOn',
      'unit.closedOn',
      'unit.version',
    ])

export const listUnits = (db: Database, day: string, { below, kind }: { below?: string | undefined; kind?: string | undefined }) =>
  unitsOn(db, day)
    .$if(below !== undefined, query => query.where(sql<boolean>`unit_period.path @> array[${below}]::uuid[] and unit.id <> ${below}`))
    .$if(kind !== undefined, query => query.where('unit.kind', '=', kind as 'town'))
    .orderBy('unit.code', order => order.asc().nullsLast())
    .orderBy('unitPeriod.name')
    .orderBy('unit.id')
    .execute()

export const findUnit = (db: Database, day: string, id: string) => unitsOn(db, day).where('unit.id', '=', id).executeTakeFirst()

/** As it last stood before the day; its path leads through those who go on for it, the town first, and ends in itself. */
export async function findGoneUnit(db: Database, day: string, id: string) {
  const unit = await periods(db)
    .where('unit.id', '=', id)
    .where(sql<boolean>`upper(unit_period.valid) <= ${day}::date`)
    .orderBy(sql`lower(unit_period.valid)`, 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!unit) return undefined
  const above = await unitsOn(db, day)
    .where(sql<boolean>`unit.id = any ((select units_above(${id}::uuid, ${day}::date))::uuid[])`)
    .orderBy(sql`cardinality(unit_period.path)`)
    .orderBy('unit.id')
    .execute()
  return { ...unit, path: [...above.map(each => each.id), id] }
}

/** Whether `id` is that unit, or one that its records went to by the day. */
export async function isHeir(db: Database, id: string, of: string, day: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select ${id}::uuid = any (unit_heirs(${of}::uuid, ${day}::date)) as yes`.execute(db)
  return rows[0]!.yes
}

/** The unit and whichever its records went to, as far as they stand on the day. */
export const standingHeirs = (db: Database, day: string, id: string) =>
  unitsOn(db, day)
    .where(sql<boolean>`unit.id = any (unit_heirs(${id}::uuid, ${day}::date))`)
    .orderBy('unit.id')
    .execute()

export const findUnitByCode = (db: Database, day: string, code: string) => unitsOn(db, day).where('unit.code', '=', code).executeTakeFirst()

/** A unit's names and parents in order, with the parent's name on the first day of each. */
export const periodsOf = (db: Database, id: string) =>
  db
    .selectFrom('unitPeriod as period')
    .leftJoin('unitPeriod as parent', join =>
      join
        .onRef('parent.townId', '=', 'period.townId')
        .onRef('parent.unitId', '=', 'period.parentId')
        .on(sql<boolean>`parent.valid @> lower(period.valid)`),
    )
    .where('period.unitId', '=', id)
    .select(['period.name', 'period.shortName', 'period.parentId', 'parent.name as parentName'])
    .select(sql<string>`lower(period.valid)`.as('from'))
    .select(sql<string | null>`upper(period.valid)`.as('to'))
    .orderBy(sql`lower(period.valid)`)
    .execute()

export const insertUnit = async (
  db: Database,
  townId: number,
  unit: {
    id: string
    kind: string
    code: string | null
    name: string
    shortName: string
    parentId: string | null
    path: readonly string[]
    openedOn: string
  },
) => {
  const { id, kind, code, name, shortName, parentId, path, openedOn } = unit
  await db
    .insertInto('unit')
    .values({ townId, id, kind: kind as 'town', code, openedOn })
    .execute()
  await db
    .insertInto('unitPeriod')
    .values({ townId, unitId: id, parentId, name, shortName, valid: `[${openedOn},)`, path: [...path] })
    .execute()
}
