/** Rows of units (组织单元表): SQL that reads what is known and writes many units at once. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import { asRange } from '#platform/shared/spans.ts'
import type { Period } from './units.map.rules.ts'
import type { KnownUnit, NewUnit } from './units.rows.rules.ts'

/**
 * Every unit that ever stood, by the workbook's key; by its statistical code if it has none yet, or as an export names it, by its id. One with
 * both is known by its statistical code too, unless that is the key of another.
 */
export async function knownUnits(db: Database): Promise<Map<string, KnownUnit>> {
  const rows = await db
    .selectFrom('unit')
    .innerJoin('unitPeriod as up', join => join.onRef('up.townId', '=', 'unit.townId').onRef('up.unitId', '=', 'unit.id'))
    .select(['unit.id', 'unit.kind', 'unit.code', 'unit.externalCode', 'unit.openedOn', 'unit.closedOn'])
    .select(['up.parentId', 'up.name', 'up.shortName', 'up.path', 'up.recordedOn'])
    .select([sql<string>`lower(up.valid)`.as('from'), sql<string | null>`upper(up.valid)`.as('to')])
    .orderBy('unit.externalCode', order => order.asc().nullsFirst())
    .orderBy('unit.closedOn', order => order.asc().nullsLast())
    .orderBy('unit.id')
    .orderBy(sql`lower(up.valid)`)
    .execute()
  type Known = KnownUnit & { periods: (Period & { recordedOn: string })[] }
  const known = new Map<string, Known>()
  const byCode = new Map<string, Known>()
  for (const { code, externalCode, openedOn, closedOn, ...period } of rows) {
    const key = externalCode ?? code ?? period.id
    const before = known.get(key)
    if (before?.id === period.id) before.periods.push(period)
    // Keyed units come last and win over a statistical code.
    else
      known.set(key, {
        id: period.id,
        kind: period.kind,
        openedOn,
        closedOn,
        keyed: externalCode !== null || code === null,
        periods: [period],
      })
    if (code !== null) byCode.set(code, known.get(key)!)
  }
  return new Map([...byCode, ...known])
}

const unitColumns = {
  town_id: 'integer',
  id: 'uuid',
  kind: 'text',
  code: 'text',
  external_code: 'text',
  opened_on: 'date',
  closed_on: 'date',
} as const
const periodColumns = {
  town_id: 'integer',
  unit_id: 'uuid',
  parent_id: 'uuid',
  name: 'text',
  short_name: 'text',
  valid: 'daterange',
  path: 'uuid[]',
  recorded_on: 'date',
} as const

/** Enters units with their periods; one that has closed hands its records to the unit above it. */
export async function insertUnits(db: Database, townId: number, units: readonly NewUnit[], today: string): Promise<void> {
  const rows = units.map(({ id, kind, code, externalCode, openedOn, closedOn }) => ({
    town_id: townId,
    id,
    kind,
    code,
    external_code: externalCode,
    opened_on: openedOn,
    closed_on: closedOn,
  }))
  await bulkInsert(db, 'unit', unitColumns, rows)
  await insertPeriods(
    db,
    townId,
    units.flatMap(({ periods }) => periods),
    today,
  )
  const successions = units.flatMap(({ id, closedOn, periods }) => {
    const parentId = periods.at(-1)?.parentId
    return closedOn && parentId ? [{ town_id: townId, predecessor_id: id, successor_id: parentId, effective_on: closedOn }] : []
  })
  const columns = { town_id: 'integer', predecessor_id: 'uuid', successor_id: 'uuid', effective_on: 'date' }
  await bulkInsert(db, 'unit_succession', columns, successions)
}

/** Puts other periods in place of all that the units have. */
export async function replacePeriods(db: Database, townId: number, periods: ReadonlyMap<string, readonly Period[]>, today: string) {
  if (periods.size === 0) return
  await db
    .deleteFrom('unitPeriod')
    .where(sql<boolean>`unit_id = any (${[...periods.keys()]}::uuid[])`)
    .execute()
  await insertPeriods(db, townId, [...periods.values()].flat(), today)
  await db
    .updateTable('unit')
    .set({ version: sql`version + 1` })
    .where(sql<boolean>`id = any (${[...periods.keys()]}::uuid[])`)
    .execute()
}

const insertPeriods = (db: Database, townId: number, periods: readonly (Period & { recordedOn?: string })[], today: string) =>
  bulkInsert(
    db,
    'unit_period',
    periodColumns,
    periods.map(period => ({
      town_id: townId,
      unit_id: period.id,
      parent_id: period.parentId,
      name: period.name,
      short_name: period.shortName,
      valid: asRange(period),
      path: period.path,
      recorded_on: period.recordedOn ?? today,
    })),
  )

export const setKeys = (db: Database, units: readonly { id: string; externalCode: string }[]) =>
  bulkUpdate(
    db,
    'unit',
    { id: 'uuid', external_code: 'text' },
    'external_code = r.external_code',
    units.map(({ id, externalCode }) => ({ id, external_code: externalCode })),
  )

export const setOpening = (db: Database, units: readonly { id: string; openedOn: string }[]) =>
  bulkUpdate(
    db,
    'unit',
    { id: 'uuid', opened_on: 'date' },
    'opened_on = r.opened_on',
    units.map(({ id, openedOn }) => ({ id, opened_on: openedOn })),
  )

/** Units by the workbook's key, by their statistical code, or by their id if they have neither, with their days. */
export async function unitsByKey(db: Database) {
  const rows = await db
    .selectFrom('unit')
    .select(['id', 'kind', 'code', 'externalCode', 'openedOn', 'closedOn'])
    .orderBy('externalCode', o => o.nullsFirst())
    .orderBy('closedOn', o => o.asc().nullsLast())
    .execute()
  return new Map([
    ...rows.flatMap(({ code, externalCode: _, ...unit }) => (code === null ? [] : [[code, unit] as const])),
    ...rows.map(({ code, externalCode, ...unit }) => [externalCode ?? code ?? unit.id, unit] as const),
  ])
}

/** For each unit the units with authority over it on the day. */
export async function authorities(db: Database, day: string, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; path: string[] }>`
    select id, units_above(id, ${day}::date) as path from unnest(${[...unitIds]}::uuid[]) as id`.execute(db)
  return new Map(rows.map(({ id, path }) => [id, path]))
}
