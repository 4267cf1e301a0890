/** Volunteer hours (志愿时长): SQL. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { nameOfUnit, pathOf } from './volunteering.queries.ts'
import type { Flag, Grade } from './volunteering.shapes.contract.ts'

const hoursOn = (db: Database, day: string) =>
  db
    .selectFrom('volunteerHours as h')
    .innerJoin('volunteerSlot as s', join => join.onRef('s.townId', '=', 'h.townId').onRef('s.id', '=', 'h.slotId'))
    .innerJoin('volunteerActivity as a', join => join.onRef('a.townId', '=', 's.townId').onRef('a.id', '=', 's.activityId'))
    .leftJoin('volunteerTeam as t', join => join.onRef('t.townId', '=', 's.townId').onRef('t.id', '=', 's.teamId'))
    .select([
      'h.id',
      'h.slotId',
      's.activityId',
      'a.title',
      's.unitId',
      's.teamId',
      't.leaderId',
      'h.personId',
      'h.name',
      'h.startsAt',
      'h.endsAt',
      'h.minutes',
      'h.credited',
      'h.grade',
      'h.state',
      'h.publicReason',
      'h.postedOn',
      'h.enteredBy',
      'h.checkedBy',
      'h.checkNote',
    ])
    .select([sql<Flag[]>`h.flags`.as('flags'), nameOfUnit('s.unit_id', day).as('unitName'), pathOf('s.unit_id', day).as('path')])

export type HoursRow = Awaited<ReturnType<ReturnType<typeof hoursOn>['executeTakeFirstOrThrow']>>

export interface HoursFilter {
  below?: string | undefined
  slotId?: string | undefined
  grade?: Grade | undefined
  only?: 'disputed' | 'pending' | 'corrections' | undefined
}
/** What of the joined rows is asked for. Not by their ids: a list of ids was joined with every slot and activity before it was cut to a page. */
const asked = (day: string, { below, slotId, grade, only }: HoursFilter) => {
  const about = (table: string, state: string) =>
    sql<boolean>`exists (select from ${sql.table(table)} d where d.town_id = h.town_id and d.hours_id = h.id and d.state = ${state})`
  const wanted = [
    below === undefined ? null : sql<boolean>`s.unit_id = any ((select units_below(${below}::uuid, ${day}::date))::uuid[])`,
    slotId === undefined ? null : sql<boolean>`h.slot_id = ${slotId}::uuid`,
    grade === undefined ? null : sql<boolean>`h.grade = ${grade}`,
    only === 'pending' ? sql<boolean>`h.state = 'pending'` : null,
    only === 'disputed' ? about('volunteer_dispute', 'open') : null,
    only === 'corrections' ? about('volunteer_correction', 'proposed') : null,
  ].filter(each => each !== null)
  return sql<boolean>`(${sql.join([sql`true`, ...wanted], sql` and `)})`
}

/** One page, the latest day first, with one row more than `limit`. */
export const listHours = (db: Database, day: string, filter: HoursFilter, limit: number, after: readonly [string, string] | null) =>
  hoursOn(db, day)
    .where(asked(day, filter))
    .$if(after !== null, query => query.where(sql<boolean>`(h.starts_at, h.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('h.startsAt', 'desc')
    .orderBy('h.id', 'desc')
    .limit(limit + 1)
    .execute()

export async function countHours(db: Database, day: string, filter: HoursFilter): Promise<number> {
  const { count } = await db
    .selectFrom('volunteerHours as h')
    .innerJoin('volunteerSlot as s', join => join.onRef('s.townId', '=', 'h.townId').onRef('s.id', '=', 'h.slotId'))
    .where(asked(day, filter))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Flagged and not looked at, the oldest first, with one row more than `limit`. */
export const listFlagged = (db: Database, day: string, limit: number, after: string | null, isTown: boolean) =>
  hoursOn(db, day)
    .where(sql<boolean>`h.flags <> '{}'`)
    .where('h.checkedBy', 'is', null)
    .where('h.state', '<>', 'refused')
    .where(sql<boolean>`s.unit_id = any ((select volunteer_units())::uuid[])`)
    .$if(!isTown, query => query.where('s.teamId', 'is not', null))
    .$if(after !== null, query => query.where('h.id', '>', after))
    .orderBy('h.id')
    .limit(limit + 1)
    .execute()

export const hoursOf = (db: Database, day: string, personId: string) =>
  hoursOn(db, day).where('h.personId', '=', personId).orderBy('h.startsAt', 'desc').orderBy('h.id').execute()
export const findHours = (db: Database, day: string, id: string) => hoursOn(db, day).where('h.id', '=', id).executeTakeFirst()
export const lockHours = (db: Database, id: string) =>
  db.selectFrom('volunteerHours').where('id', '=', id).select('id').forUpdate().execute()

/** What was said about each, the latest last. */
export async function disputesOf(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; state: 'open' | 'upheld' | 'rejected'; text: string; answer: string | null }>()
  const rows = await db
    .selectFrom('volunteerDispute')
    .where('hoursId', 'in', [...ids])
    .select(['id', 'hoursId', 'state', 'text', 'answer'])
    .orderBy('raisedAt')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ hoursId, ...dispute }) => [hoursId, dispute]))
}

export async function correctionsOf(db: Database, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('volunteerCorrection')
          .where('hoursId', 'in', [...ids])
          .select(['id', 'hoursId', 'oldMinutes', 'newMinutes', 'reason', 'state', 'agreedBy', 'decidedBy', 'disputeId'])
          .orderBy('proposedAt')
          .orderBy('id')
          .execute()
  return Map.groupBy(rows, ({ hoursId }) => hoursId)
}

export interface NewHours {
  townId: number
  id: string
  slotId: string
  signUpId: string | null
  personId: string
  name: string
  sortKey: string
  startsAt: Date
  endsAt: Date
  minutes: number
  credited: number
  grade: Grade
  state: 'pending' | 'standing'
  enteredBy: string | null
  enteredOn: string
  publicReason: string | null
  postedOn: string | null
  flags: Flag[]
}
/** False if hours of the person stand at that time already, here or anywhere. */
export async function insertHours(db: Database, row: NewHours): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('volunteerHours')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const updateHours = (
  db: Database,
  id: string,
  set: {
    minutes?: number
    credited?: number
    state?: 'standing' | 'refused'
    decidedBy?: string | null
    postedOn?: string | null
    checkedBy?: string | null
    checkNote?: string | null
    flags?: Flag[]
  },
) => db.updateTable('volunteerHours').set(set).where('id', '=', id).execute()

export async function totalsOf(db: Database, personId: string, day: string): Promise<{ dayMinutes: number; laterMinutes: number }> {
  const { rows } = await sql<{ dayMinutes: number; laterMinutes: number }>`
    select day_minutes, later_minutes from volunteer_totals(${personId}::uuid, ${day}::date)`.execute(db)
  return rows[0]!
}

/** Lets one enter hours of a person at a time, so that a month's bound holds. */
export const lockPersonHours = (db: Database, townId: number, personId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`volunteer hours ${personId}`}, ${townId}))`.execute(db)

/** How much one has entered later on a day. */
export async function laterBy(db: Database, personId: string | null, day: string): Promise<number> {
  if (personId === null) return 0
  const { count } = await db
    .selectFrom('volunteerHours')
    .where('enteredBy', '=', personId)
    .where('enteredOn', '=', day)
    .where('grade', '=', 'enteredLater')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const laterReasons = async (db: Database, activityId: string) =>
  (
    await sql<{ servedOn: string; credited: number; reason: string }>`
      select served_on, credited, reason from volunteer_later(${activityId}::uuid)`.execute(db)
  ).rows

export const insertDispute = (db: Database, row: { townId: number; id: string; hoursId: string; text: string; raisedAt: Date }) =>
  db
    .insertInto('volunteerDispute')
    .values({ ...row, state: 'open' })
    .execute()
export const answerDispute = (db: Database, id: string, set: { state: 'upheld' | 'rejected'; answer: string; answeredBy: string }) =>
  db.updateTable('volunteerDispute').set(set).where('id', '=', id).execute()

export const insertCorrection = (
  db: Database,
  row: {
    townId: number
    id: string
    hoursId: string
    oldMinutes: number
    newMinutes: number
    reason: string
    disputeId: string | null
    proposedBy: string
    proposedAt: Date
    agreedBy: string | null
    state: 'proposed' | 'made'
  },
) => db.insertInto('volunteerCorrection').values(row).execute()
export const updateCorrection = (db: Database, id: string, set: { state?: 'made' | 'refused'; agreedBy?: string; decidedBy?: string }) =>
  db.updateTable('volunteerCorrection').set(set).where('id', '=', id).execute()

export const listCaps = (db: Database) =>
  db.selectFrom('volunteerCap').select(['fromOn', 'minutesEach', 'minutesMonthly', 'source']).orderBy('fromOn').execute()
export const insertCap = (
  db: Database,
  row: { townId: number; id: string; fromOn: string; minutesEach: number; minutesMonthly: number; source: string },
) => db.insertInto('volunteerCap').values(row).execute()
