/** Units (组织单元): SQL. The only file that writes `unit`, `unit_period` and `unit_succession`. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Units as they stood on `day`. */
export const unitsOn = (db: Database, day: string) =>
  db
    .selectFrom('unit')
    .innerJoin('unitPeriod', join => join.onRef('unitPeriod.townId', '=', 'unit.townId').onRef('unitPeriod.unitId', '=', 'unit.id'))
    .where(sql<boolean>`unit_period.valid @> ${day}::date`)
    .select([
      'unit.id',
      'unit.kind',
      'unitPeriod.name',
      'unitPeriod.shortName',
      'unit.code',
      'unitPeriod.parentId',
      'unitPeriod.path',
      'unit.openedOn',
      'unit.closedOn',
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

export const findUnitByCode = (db: Database, day: string, code: string) => unitsOn(db, day).where('unit.code', '=', code).executeTakeFirst()

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
