/** Units in an export (组织单元导出): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Every unit that ever stood, with its codes and the name, parent and path that it has on `day`, or had last. */
export const unitsWithCodes = (db: Database, day: string) =>
  db
    .selectFrom('unit')
    .innerJoin(
      db
        .selectFrom('unitPeriod as up')
        .distinctOn('up.unitId')
        .select(['up.townId', 'up.unitId', 'up.name', 'up.shortName', 'up.parentId', 'up.path'])
        .orderBy('up.unitId')
        .orderBy(sql`up.valid @> ${day}::date`, 'desc')
        .orderBy(sql`lower(up.valid)`, 'desc')
        .as('now'),
      join => join.onRef('now.townId', '=', 'unit.townId').onRef('now.unitId', '=', 'unit.id'),
    )
    .select(['unit.id', 'unit.kind', 'unit.code', 'unit.externalCode', 'unit.openedOn', 'unit.closedOn'])
    .select(['now.name', 'now.shortName', 'now.parentId', 'now.path'])
    .execute()
