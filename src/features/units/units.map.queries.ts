/** The map (行政区划图): SQL that reads it over time and writes its changes. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { MapUnit, Period, Span, Succession, TownMap } from './units.map.rules.ts'

/** Lets one change of the map run at a time; it holds until the transaction ends. */
export const lockMap = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('unit map', ${townId}))`.execute(db)

/** The map from `day` on, with whole spans also where they began earlier. */
export async function loadMap(db: Database, day: string): Promise<TownMap> {
  const rows = await db
    .selectFrom('unit')
    .innerJoin('unitPeriod', join => join.onRef('unitPeriod.townId', '=', 'unit.townId').onRef('unitPeriod.unitId', '=', 'unit.id'))
    .where(sql<boolean>`(upper_inf(unit_period.valid) or upper(unit_period.valid) > ${day}::date)`)
    .select(['unit.id', 'unit.kind', 'unit.openedOn', 'unit.closedOn'])
    .select(['unitPeriod.parentId', 'unitPeriod.name', 'unitPeriod.shortName', 'unitPeriod.recordedOn'])
    .select(sql<string>`lower(unit_period.valid)`.as('from'))
    .select(sql<string | null>`upper(unit_period.valid)`.as('to'))
    .orderBy(sql`lower(unit_period.valid)`)
    .execute()
  const units = new Map<string, MapUnit & { spans: Span[] }>()
  for (const { id, kind, openedOn, closedOn, ...span } of rows) {
    const unit = units.get(id) ?? { id, kind, openedOn, closedOn, spans: [] }
    unit.spans.push(span)
    units.set(id, unit)
  }
  return { units, successions: await db.selectFrom('unitSuccession').select(['predecessorId', 'successorId', 'effectiveOn']).execute() }
}

export interface Codes {
  code: string | null
  externalCode: string | null
}

/** Is one of the codes in use by a unit that still stands on the day? A workbook's key is never used twice. */
export const codesAreTaken = async (db: Database, { code, externalCode }: Codes, day: string) =>
  (await db
    .selectFrom('unit')
    .where(eb =>
      eb.or([
        eb.and([eb('code', '=', code), eb.or([eb('closedOn', 'is', null), eb('closedOn', '>', day)])]),
        eb('externalCode', '=', externalCode),
      ]),
    )
    .select('id')
    .executeTakeFirst()) !== undefined

export interface Writing {
  townId: number
  today: string
  effectiveOn: string
  /** Units that are new, with their codes. */
  opened: readonly (MapUnit & Codes)[]
  closed: readonly MapUnit[]
  /** Units whose own record changed. */
  changed: readonly string[]
  successions: readonly Succession[]
  periods: ReadonlyMap<string, readonly Period[]>
}

/** Writes a change: everything before the effective day stays as it was. */
export async function writeChange(db: Database, writing: Writing): Promise<void> {
  const { townId, today, effectiveOn, opened, closed, changed, successions, periods } = writing
  if (opened.length > 0)
    await db
      .insertInto('unit')
      .values(opened.map(({ id, kind, code, externalCode, openedOn }) => ({ townId, id, kind, code, externalCode, openedOn })))
      .execute()
  for (const { id, closedOn } of closed) await db.updateTable('unit').set({ closedOn }).where('id', '=', id).execute()
  if (changed.length > 0)
    await db
      .updateTable('unit')
      .set({ version: sql`version + 1` })
      .where('id', 'in', changed)
      .execute()
  const ids = [...periods.keys()]
  await db
    .deleteFrom('unitPeriod')
    .where(sql<boolean>`unit_id = any (${ids}::uuid[]) and lower(valid) >= ${effectiveOn}::date`)
    .execute()
  await db
    .updateTable('unitPeriod')
    .set({ valid: sql`daterange(lower(valid), ${effectiveOn}::date)` })
    .where(sql<boolean>`unit_id = any (${ids}::uuid[]) and valid @> ${effectiveOn}::date`)
    .execute()
  const rows = [...periods.values()].flat().map(({ id, parentId, name, shortName, path, from, to }) => ({
    townId,
    unitId: id,
    parentId,
    name,
    shortName,
    path: [...path],
    valid: `[${from},${to ?? ''})`,
    recordedOn: today,
  }))
  // PostgreSQL takes 65,535 parameters a statement, eight a row.
  for (let start = 0; start < rows.length; start += 5_000)
    await db
      .insertInto('unitPeriod')
      .values(rows.slice(start, start + 5_000))
      .execute()
  if (successions.length > 0)
    await db
      .insertInto('unitSuccession')
      .values(successions.map(succession => ({ townId, ...succession })))
      .execute()
}

/** How many records are open at the units on the day, as far as the reader may see them. */
export async function openRecords(db: Database, unitIds: readonly string[], day: string) {
  const { rows } = await sql<{ kind: string; count: number }>`
    with place as (select unnest(${[...unitIds]}::uuid[]) as id)
    select 'person' as kind, count(*) from person join place on place.id = person.unit_id where person.forgotten_on is null
    union all select 'post', count(*) from post join place on place.id = post.unit_id where post.closed_on is null or post.closed_on > ${day}::date
    union all select 'body', count(distinct body_id) from body_coverage bc join place on place.id = bc.unit_id where bc.valid @> ${day}::date
    union all select 'venue', count(*) from venue join place on place.id = venue.unit_id where venue.status <> 'closed'
    union all select 'request', count(*) from request join place on place.id = request.unit_id where request.clock_state <> 'ended'
    union all select 'voter', count(*) from voter join place on place.id = voter.unit_id where voter.valid_to is null or voter.valid_to > ${day}::date`.execute(
    db,
  )
  return rows
}

/** Posts at the units that are open on the day and reach part of the tree, with how many people hold each then. */
export async function reachingPosts(db: Database, unitIds: readonly string[], day: string) {
  return db
    .selectFrom('post')
    .where(sql<boolean>`post.unit_id = any (${[...unitIds]}::uuid[]) and (post.closed_on is null or post.closed_on > ${day}::date)`)
    .where('role', 'not in', ['departmentOfficer', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator'])
    .select(['post.id as postId', 'post.title', 'post.role', 'post.unitId'])
    .select(
      sql<number>`(select count(distinct term.person_id) from term where term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date)`.as(
        'holders',
      ),
    )
    .orderBy('post.role')
    .orderBy('post.title')
    .orderBy('post.id')
    .execute()
}
