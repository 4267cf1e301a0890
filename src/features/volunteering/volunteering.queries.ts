/** Volunteer Xiqiao (志愿西樵): SQL of teams, activities and slots. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { ActivityFields, VolunteerSlotState, TeamFields } from './volunteering.shapes.contract.ts'

export const nameOfUnit = (unitId: string, day: string) => sql<string>`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.ref(unitId)} and lower(up.valid) <= ${day}::date
  order by lower(up.valid) desc limit 1), '')`
export const pathOf = (unitId: string, day: string) => sql<string[]>`units_above(${sql.ref(unitId)}, ${day}::date)`
const below = (column: string, unitId: string, day: string) =>
  sql<boolean>`${sql.ref(column)} = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[])`

export async function authorityOver(db: Database, day: string, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, ${day}::date) as path`.execute(db)
  return rows[0]!.path
}

const teamsOn = (db: Database, day: string) =>
  db
    .selectFrom('volunteerTeam as t')
    .leftJoin('person as p', join => join.onRef('p.townId', '=', 't.townId').onRef('p.id', '=', 't.leaderId'))
    .select(['t.id', 't.unitId', 't.name', 't.leaderId', 't.foundedOn', 't.closedOn', 't.version', 'p.name as leaderName'])
    .select([nameOfUnit('t.unit_id', day).as('unitName'), pathOf('t.unit_id', day).as('path')])

export const listTeams = (db: Database, day: string, unitId: string | undefined) =>
  teamsOn(db, day)
    .$if(unitId !== undefined, query => query.where(below('t.unit_id', unitId!, day)))
    .orderBy('t.name')
    .orderBy('t.id')
    .execute()

export const findTeam = (db: Database, day: string, id: string) => teamsOn(db, day).where('t.id', '=', id).executeTakeFirst()
export const lockTeam = (db: Database, id: string) => db.selectFrom('volunteerTeam').where('id', '=', id).select('id').forUpdate().execute()

/** False if the unit has a team of that name. */
export async function insertTeam(db: Database, row: TeamFields & { townId: number; id: string }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('volunteerTeam')
    .values(row)
    .onConflict(conflict => conflict.columns(['townId', 'unitId', 'name']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** False if the unit has another team of that name. */
export async function updateTeam(db: Database, id: string, set: TeamFields): Promise<boolean> {
  const taken = await db
    .selectFrom('volunteerTeam')
    .where('unitId', '=', set.unitId)
    .where('name', '=', set.name)
    .where('id', '<>', id)
    .select('id')
    .executeTakeFirst()
  if (taken) return false
  await db
    .updateTable('volunteerTeam')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
  return true
}

const activitiesOn = (db: Database, day: string) =>
  db
    .selectFrom('volunteerActivity as a')
    .leftJoin('volunteerTeam as t', join => join.onRef('t.townId', '=', 'a.townId').onRef('t.id', '=', 'a.teamId'))
    .select([
      'a.id',
      'a.unitId',
      'a.teamId',
      't.name as teamName',
      't.leaderId',
      'a.title',
      'a.about',
      'a.venueId',
      'a.place',
      'a.contactName',
      'a.contactPhone',
      'a.needs',
      'a.minAge',
      'a.risky',
      'a.insuranceNumber',
      'a.checkedAt',
      'a.openedAt',
      'a.version',
    ])
    .select([
      nameOfUnit('a.unit_id', day).as('unitName'),
      pathOf('a.unit_id', day).as('path'),
      sql<
        VolunteerSlotState[]
      >`array(select distinct s.state from volunteer_slot s where s.town_id = a.town_id and s.activity_id = a.id)`.as('states'),
    ])

interface ActivityFilter {
  below?: string | undefined
  q?: string | undefined
}
const found = (db: Database, day: string, { below: unitId, q }: ActivityFilter) =>
  db
    .selectFrom('volunteerActivity as a')
    .$if(unitId !== undefined, query => query.where(below('a.unit_id', unitId!, day)))
    .$if(q !== undefined, query => query.where(sql<boolean>`strpos(a.title, ${q}) > 0`))

/** One page, the newest first, with one row more than `limit`. */
export const listActivities = (db: Database, day: string, filter: ActivityFilter, limit: number, after: string | null) =>
  activitiesOn(db, day)
    .where('a.id', 'in', found(db, day, filter).select('a.id'))
    .$if(after !== null, query => query.where('a.id', '<', after))
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute()

export async function countActivities(db: Database, day: string, filter: ActivityFilter): Promise<number> {
  const { count } = await found(db, day, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export const findActivity = (db: Database, day: string, id: string) => activitiesOn(db, day).where('a.id', '=', id).executeTakeFirst()
export const lockActivity = (db: Database, id: string) =>
  db.selectFrom('volunteerActivity').where('id', '=', id).select('id').forUpdate().execute()

export const insertActivity = (db: Database, row: ActivityFields & { townId: number; id: string }) =>
  db.insertInto('volunteerActivity').values(row).execute()

export const updateActivity = (
  db: Database,
  id: string,
  set: Partial<ActivityFields> & { checkedAt?: Date | null; checkedBy?: string | null; openedAt?: Date },
) =>
  db
    .updateTable('volunteerActivity')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const venueExists = async (db: Database, id: string) =>
  (await db.selectFrom('venue').where('id', '=', id).select('id').executeTakeFirst()) !== undefined

/** The slots of an activity that stand in `from` go to `to`. */
export const moveSlots = (db: Database, activityId: string, from: 'draft' | 'checked', to: 'draft' | 'checked' | 'open') =>
  db.updateTable('volunteerSlot').set({ state: to }).where('activityId', '=', activityId).where('state', '=', from).execute()

export const slotsOn = (db: Database, day: string) =>
  db
    .selectFrom('volunteerSlot as s')
    .innerJoin('volunteerActivity as a', join => join.onRef('a.townId', '=', 's.townId').onRef('a.id', '=', 's.activityId'))
    .leftJoin('volunteerTeam as t', join => join.onRef('t.townId', '=', 's.townId').onRef('t.id', '=', 's.teamId'))
    .select([
      's.id',
      's.activityId',
      'a.title',
      's.unitId',
      's.teamId',
      't.name as teamName',
      't.leaderId',
      'a.place',
      'a.minAge',
      'a.risky',
      's.startsAt',
      's.endsAt',
      's.places',
      's.state',
      's.cancelReason',
      's.movedTo',
      's.postedOn',
      's.rollVersion',
    ])
    .select([nameOfUnit('s.unit_id', day).as('unitName'), pathOf('s.unit_id', day).as('path')])

export type SlotRow = Awaited<ReturnType<ReturnType<typeof slotsOn>['executeTakeFirstOrThrow']>>

export const slotsOfActivity = (db: Database, day: string, activityId: string) =>
  slotsOn(db, day).where('s.activityId', '=', activityId).orderBy('s.startsAt').orderBy('s.id').execute()

/** Open to all and still to come, the soonest first, with one row more than `limit`. */
export const slotsToCome = (
  db: Database,
  day: string,
  now: Date,
  filter: { below?: string | undefined; from?: string | undefined; to?: string | undefined },
  limit: number,
  after: readonly [string, string] | null,
) =>
  slotsOn(db, day)
    .where('s.state', 'in', ['open', 'full'])
    .where('s.startsAt', '>', now)
    .$if(filter.below !== undefined, query => query.where(below('s.unit_id', filter.below!, day)))
    .$if(filter.from !== undefined, query =>
      query.where(sql<boolean>`(s.starts_at at time zone 'Asia/Shanghai')::date >= ${filter.from}::date`),
    )
    .$if(filter.to !== undefined, query =>
      query.where(sql<boolean>`(s.starts_at at time zone 'Asia/Shanghai')::date <= ${filter.to}::date`),
    )
    .$if(after !== null, query => query.where(sql<boolean>`(s.starts_at, s.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('s.startsAt')
    .orderBy('s.id')
    .limit(limit + 1)
    .execute()

export const findSlot = (db: Database, day: string, id: string) => slotsOn(db, day).where('s.id', '=', id).executeTakeFirst()
export const findSlots = (db: Database, day: string, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : slotsOn(db, day)
        .where('s.id', 'in', [...ids])
        .execute()

/** How many stand on each list; none where nobody does. */
export async function countsOf(db: Database, slotIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ slotId: string; standing: number }>`
    select slot_id, standing from volunteer_counts(${[...slotIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ slotId, standing }) => [slotId, standing]))
}

/** Slots of which an open dispute keeps the record from locking. */
export async function disputedSlots(db: Database, slotIds: readonly string[]): Promise<Set<string>> {
  if (slotIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('volunteerDispute as d')
    .innerJoin('volunteerHours as h', join => join.onRef('h.townId', '=', 'd.townId').onRef('h.id', '=', 'd.hoursId'))
    .where('d.state', '=', 'open')
    .where('h.slotId', 'in', [...slotIds])
    .select('h.slotId')
    .execute()
  return new Set(rows.map(({ slotId }) => slotId))
}

export interface NewSlot {
  id: string
  activityId: string
  unitId: string
  teamId: string | null
  startsAt: Date
  endsAt: Date
  places: number
  state: VolunteerSlotState
}
export const insertSlots = (db: Database, townId: number, slots: readonly NewSlot[]) =>
  bulkInsert(
    db,
    'volunteer_slot',
    {
      town_id: 'integer',
      id: 'uuid',
      activity_id: 'uuid',
      unit_id: 'uuid',
      team_id: 'uuid',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      places: 'integer',
      state: 'text',
    },
    slots.map(slot => ({
      town_id: townId,
      id: slot.id,
      activity_id: slot.activityId,
      unit_id: slot.unitId,
      team_id: slot.teamId,
      starts_at: slot.startsAt.toISOString(),
      ends_at: slot.endsAt.toISOString(),
      places: slot.places,
      state: slot.state,
    })),
  )

export const updateSlot = (
  db: Database,
  id: string,
  set: { state: VolunteerSlotState; cancelReason?: string; movedTo?: string | null; postedOn?: string; postedBy?: string | null },
) => db.updateTable('volunteerSlot').set(set).where('id', '=', id).execute()

/** Slots that the clock may move on. */
export const unsettledSlots = (db: Database, day: string) =>
  slotsOn(db, day).where('s.state', 'in', ['open', 'full', 'running', 'hoursPosted', 'disputeWindow']).orderBy('s.id').execute()
