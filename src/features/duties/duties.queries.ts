/** Duties (清单事项): SQL. The only file that writes `duty`. */
import { sql, type RawBuilder } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { DutyState } from './duties.contract.ts'

export interface DutyRow {
  id: string
  templateId: string
  name: string
  unitId: string
  unitName: string
  bodyId: string | null
  bodyName: string | null
  /** The village or community it is in; the town itself for the town's own. */
  villageId: string
  periodFrom: string
  periodTo: string
  dueOn: string
  dueEstimated: boolean
  state: DutyState
  doneOn: string | null
  doneRow: string | null
  waivedReason: string | null
  waivedBy: string | null
  /** Whoever owes it was gone by the day on which it falls due. */
  gone: boolean
  /** Of its template. */
  askingUnitId: string
  fulfilledBy: string | null
  leastRows: number
  binds: 'bodies' | 'units'
  awaitedBy: string | null
}

/** Was the body that owes the duty `d` gone by today, and by the day on which it falls due? One that went into another is not: that one answers for it. */
export const isBodyGone = sql<boolean>`(d.body_id is not null and exists (select from body b where b.town_id = d.town_id and b.id = d.body_id
    and b.dissolved_on is not null and exists (select from body heir where heir.town_id = d.town_id
      and heir.id = standing_body(d.body_id, (select actor_today())) and heir.dissolved_on <= least(d.due_on, (select actor_today())))))`

/** The same of a unit, whose last period is `valid`. */
export const isUnitGone = (valid: RawBuilder<unknown>, dueOn: RawBuilder<unknown>) =>
  sql<boolean>`coalesce(upper(${valid}) <= least(${dueOn}, (select actor_today())), false)`

const rowsWhere = (where: RawBuilder<unknown>, limit: number) => sql<DutyRow>`select d.id, d.template_id, t.name, d.unit_id,
    place.name as unit_name, d.body_id,
    standing_body_name(d.body_id, least(d.period_to, (select actor_today())), d.period_to) as body_name,
    coalesce(place.path[2], place.path[1]) as village_id,
    d.period_from, d.period_to, d.due_on, d.due_estimated, d.state, d.done_on, d.done_row, d.waived_reason, d.waived_by,
    case when d.body_id is null then ${isUnitGone(sql`place.valid`, sql`d.due_on`)} else ${isBodyGone} end as gone, t.unit_id as asking_unit_id, t.fulfilled_by, t.least_rows, t.binds, t.awaited_by
  from duty d join duty_template t on t.town_id = d.town_id and t.id = d.template_id
  cross join lateral (select up.name, up.path, up.valid from unit_period up where up.town_id = d.town_id and up.unit_id = d.unit_id
    order by (up.valid @> (select actor_today())) desc, lower(up.valid) desc limit 1) place
  where d.town_id = (select actor_town()) and (${where})
  order by d.due_on, t.name, d.unit_id, d.id limit ${limit}`

/** As many as are weighed for one list or table: a second's work. Of more than these one more is read, so that it can be told. */
export const mostWeighed = 20_000

const read = async (db: Database, where: RawBuilder<unknown>, limit = mostWeighed + 1) => (await rowsWhere(where, limit).execute(db)).rows

/** All duties of the unit and below that fall due in the period, by due day: as many as the town's table counts. */
export const listDuties = (
  db: Database,
  { unitId, from, to, templateId, day }: { unitId: string; from: string; to: string; templateId?: string | undefined; day: string },
) =>
  read(
    db,
    sql`d.due_on between ${from}::date and ${to}::date and d.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])
      and (${templateId ?? null}::uuid is null or d.template_id = ${templateId ?? null}::uuid)`,
  )

/** Every duty that the actor may read and that falls due in the period. */
export const listAllDuties = (db: Database, from: string, to: string) => read(db, sql`d.due_on between ${from}::date and ${to}::date`)

/** Duties whose state the records may still change: all but those that a person waived, whose period began in the last 400 days. */
export const listSettleable = (db: Database, today: string) =>
  read(
    db,
    sql`(d.state <> 'waived' or d.waived_by is null) and d.period_from <= ${today}::date and d.period_from > ${today}::date - 400`,
    1_000_000,
  )

/** Open duties of the units, and of the bodies, that fall due by a day; those long past are chased no more (remindFor). */
export const listOpenOf = (db: Database, unitIds: readonly string[], bodyIds: readonly string[], dueBy: string) =>
  read(
    db,
    sql`d.state in ('due', 'overdue', 'upcoming') and d.due_on <= ${dueBy}::date and d.due_on > ${dueBy}::date - 62
      and (d.unit_id = any (${[...unitIds]}::uuid[]) or d.body_id = any (${[...bodyIds]}::uuid[]))`,
    400,
  )

/** Overdue duties for which others wait, asked by the units. */
export const listAwaited = (db: Database, askingUnitIds: readonly string[], today: string) =>
  read(
    db,
    sql`d.state in ('due', 'overdue') and d.due_on < ${today}::date and d.due_on > ${today}::date - 62 and t.awaited_by is not null and t.unit_id = any (${[...askingUnitIds]}::uuid[])`,
    200,
  )

export const findDuty = async (db: Database, id: string) => (await read(db, sql`d.id = ${id}::uuid`, 1))[0]

/** Locks the duty; its template's row is not touched. False: not readable, or not the actor's to change. */
export const lockDuty = async (db: Database, id: string) =>
  (await db.selectFrom('duty').where('id', '=', id).select('id').forUpdate().executeTakeFirst()) !== undefined

/** "<owner> <first day of the period>" of every duty that the template has. */
export async function dutyKeys(db: Database, templateId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('duty')
    .where('templateId', '=', templateId)
    .select([sql<string>`coalesce(body_id, unit_id)`.as('ownerId'), 'periodFrom'])
    .execute()
  return new Set(rows.map(({ ownerId, periodFrom }) => `${ownerId} ${periodFrom}`))
}

export interface NewDuty {
  id: string
  template_id: string
  unit_id: string
  body_id: string | null
  period_from: string
  period_to: string
  due_on: string
  due_estimated: boolean
  state: DutyState
  done_on: string | null
  done_row: string | null
}

export const insertDuties = (db: Database, townId: number, rows: readonly NewDuty[]) =>
  bulkInsert(
    db,
    'duty',
    {
      town_id: 'integer',
      id: 'uuid',
      template_id: 'uuid',
      unit_id: 'uuid',
      body_id: 'uuid',
      period_from: 'date',
      period_to: 'date',
      due_on: 'date',
      due_estimated: 'boolean',
      state: 'text',
      done_on: 'date',
      done_row: 'uuid',
    },
    rows.map(row => ({ town_id: townId, ...row })),
  )

/** Duties that were counted over a year without published holidays, with what their day is counted from. */
export const listEstimated = async (db: Database, id: string | null = null) =>
  (
    await sql<{
      id: string
      unitId: string
      dueOn: string
      periodFrom: string
      periodTo: string
      dueRule: 'dayOfPeriod' | 'workingDaysAfter'
      dueCount: number
    }>`
    select d.id, d.unit_id, d.due_on, d.period_from, d.period_to, t.due_rule, t.due_count
    from duty d join duty_template t on t.town_id = d.town_id and t.id = d.template_id
    where d.town_id = (select actor_town()) and d.due_estimated and (${id}::uuid is null or d.id = ${id}::uuid) order by d.id`.execute(db)
  ).rows

export const redateDuty = (db: Database, id: string, set: { dueOn: string; dueEstimated: boolean }) =>
  db
    .updateTable('duty')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

interface Settled {
  state: DutyState
  doneOn: string | null
  doneRow: string | null
  waivedReason: string | null
}

/** What the records say; nobody waived it. */
export const settleDuty = (db: Database, id: string, set: Settled) =>
  db
    .updateTable('duty')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const waiveDuty = (db: Database, id: string, waivedReason: string, waivedBy: string) =>
  db
    .updateTable('duty')
    .set({ state: 'waived', waivedReason, waivedBy, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** Waives what the template still asks and is not over; returns how many. */
export async function waiveOpen(db: Database, templateId: string, today: string, waivedReason: string, waivedBy: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('duty')
    .set({ state: 'waived', waivedReason, waivedBy, version: sql`version + 1` })
    .where('templateId', '=', templateId)
    .where('state', 'in', ['upcoming', 'due'])
    .where('dueOn', '>=', today)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The units whose authority reaches each unit on a day, by unit. */
export async function authorityOver(db: Database, unitIds: readonly string[], day: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ unitId: string; path: string[] }>`select u as unit_id, units_above(u, ${day}::date) as path
    from unnest(${[...new Set(unitIds)]}::uuid[]) as u`.execute(db)
  return new Map(rows.map(({ unitId, path }) => [unitId, path]))
}

/** The town's own unit; null before its tree is entered. */
export async function townUnit(db: Database): Promise<string | null> {
  const town = await db.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirst()
  return town?.id ?? null
}
