/** Rows of volunteering (志愿服务表): SQL for an import and an export; where a thing has no code, its id is its code. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'

/** Lets one enter rows at a time; it holds until the transaction ends. */
export const lockVolunteering = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('volunteering rows', ${townId}))`.execute(db)

export async function peopleByKey(db: Database) {
  const rows = await db.selectFrom('person').select(['id', 'externalCode', 'name', 'sortKey', 'unitId']).execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

export const volunteersKnown = (db: Database) =>
  db
    .selectFrom('volunteer as v')
    .innerJoin('person as p', join => join.onRef('p.townId', '=', 'v.townId').onRef('p.id', '=', 'v.personId'))
    .select([
      'v.personId',
      'v.consentedOn',
      'v.skills',
      'v.times',
      'v.bornOn',
      sql<string>`coalesce(p.external_code, p.id::text)`.as('code'),
    ])
    .orderBy('code')
    .execute()

export async function teamsByKey(db: Database) {
  const rows = await db
    .selectFrom('volunteerTeam as t')
    .leftJoin('person as p', join => join.onRef('p.townId', '=', 't.townId').onRef('p.id', '=', 't.leaderId'))
    .select(['t.id', 't.unitId', 't.name', 't.externalCode', 't.foundedOn', 't.closedOn'])
    .select(sql<string | null>`coalesce(p.external_code, p.id::text)`.as('leaderCode'))
    .orderBy('t.externalCode')
    .orderBy('t.id')
    .execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

export const activitiesKnown = (db: Database) =>
  db.selectFrom('volunteerActivity').select(['id', 'unitId', 'teamId', 'title', 'contactPhone']).execute()

export async function slotsByKey(db: Database) {
  const rows = await db
    .selectFrom('volunteerSlot as s')
    .innerJoin('volunteerActivity as a', join => join.onRef('a.townId', '=', 's.townId').onRef('a.id', '=', 's.activityId'))
    .leftJoin('volunteerTeam as t', join => join.onRef('t.townId', '=', 's.townId').onRef('t.id', '=', 's.teamId'))
    .where(sql<boolean>`s.unit_id = any ((select volunteer_units())::uuid[]) or (select actor_kind()) = 'job'`)
    .select(['s.id', 's.externalCode', 's.unitId', 's.startsAt', 's.endsAt', 's.places', 's.state', 's.cancelReason', 's.postedOn'])
    .select(['a.title', 'a.place', 'a.contactName', 'a.contactPhone', 'a.minAge'])
    .select(sql<string | null>`coalesce(t.external_code, t.id::text)`.as('teamCode'))
    .orderBy('s.startsAt')
    .orderBy('s.id')
    .execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

export const hoursKnown = (db: Database) =>
  db
    .selectFrom('volunteerHours as h')
    .innerJoin('volunteerSlot as s', join => join.onRef('s.townId', '=', 'h.townId').onRef('s.id', '=', 'h.slotId'))
    .leftJoin('person as p', join => join.onRef('p.townId', '=', 'h.townId').onRef('p.id', '=', 'h.personId'))
    .where('h.state', '<>', 'refused')
    .select(['h.slotId', 'h.personId', 'h.startsAt', 'h.endsAt', 'h.minutes', 'h.credited', 'h.grade', 'h.publicReason'])
    .select([
      sql<string>`coalesce(s.external_code, s.id::text)`.as('slotCode'),
      sql<string>`coalesce(p.external_code, h.person_id::text)`.as('personCode'),
    ])
    .orderBy('h.startsAt')
    .orderBy('h.id')
    .execute()

export const insertVolunteers = (
  db: Database,
  townId: number,
  rows: readonly { personId: string; consentedOn: string; enteredBy: string | null; skills: string; times: string }[],
) =>
  bulkInsert(
    db,
    'volunteer',
    { town_id: 'integer', person_id: 'uuid', consented_on: 'date', entered_by: 'uuid', skills: 'text', times: 'text' },
    rows.map(row => ({
      town_id: townId,
      person_id: row.personId,
      consented_on: row.consentedOn,
      entered_by: row.enteredBy,
      skills: row.skills,
      times: row.times,
    })),
  )

export interface ToldTeam {
  id: string
  unitId: string
  name: string
  leaderId: string | null
  foundedOn: string | null
  closedOn: string | null
  externalCode: string
}
export const insertTeams = (db: Database, townId: number, teams: readonly ToldTeam[]) =>
  bulkInsert(
    db,
    'volunteer_team',
    {
      town_id: 'integer',
      id: 'uuid',
      unit_id: 'uuid',
      name: 'text',
      leader_id: 'uuid',
      founded_on: 'date',
      closed_on: 'date',
      external_code: 'text',
    },
    teams.map(team => ({
      town_id: townId,
      id: team.id,
      unit_id: team.unitId,
      name: team.name,
      leader_id: team.leaderId,
      founded_on: team.foundedOn,
      closed_on: team.closedOn,
      external_code: team.externalCode,
    })),
  )

export interface ToldActivity {
  id: string
  unitId: string
  teamId: string | null
  title: string
  place: string
  contactName: string
  contactPhone: string | null
  minAge: number
  checkedAt: Date | null
  openedAt: Date | null
}
export const insertActivities = (db: Database, townId: number, activities: readonly ToldActivity[]) =>
  bulkInsert(
    db,
    'volunteer_activity',
    {
      town_id: 'integer',
      id: 'uuid',
      unit_id: 'uuid',
      team_id: 'uuid',
      title: 'text',
      about: 'text',
      place: 'text',
      contact_name: 'text',
      contact_phone: 'text',
      needs: 'text',
      min_age: 'integer',
      risky: 'boolean',
      checked_at: 'timestamptz',
      opened_at: 'timestamptz',
    },
    activities.map(each => ({
      town_id: townId,
      id: each.id,
      unit_id: each.unitId,
      team_id: each.teamId,
      title: each.title,
      about: '',
      place: each.place,
      contact_name: each.contactName,
      contact_phone: each.contactPhone,
      needs: '',
      min_age: each.minAge,
      risky: false,
      checked_at: each.checkedAt?.toISOString() ?? null,
      opened_at: each.openedAt?.toISOString() ?? null,
    })),
  )

export interface ToldSlot {
  id: string
  activityId: string
  unitId: string
  teamId: string | null
  startsAt: Date
  endsAt: Date
  places: number
  state: string
  cancelReason: string | null
  postedOn: string | null
  externalCode: string
}
export const insertToldSlots = (db: Database, townId: number, slots: readonly ToldSlot[]) =>
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
      cancel_reason: 'text',
      posted_on: 'date',
      external_code: 'text',
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
      cancel_reason: slot.cancelReason,
      posted_on: slot.postedOn,
      external_code: slot.externalCode,
    })),
  )

export interface ToldHours {
  id: string
  slotId: string
  personId: string
  name: string
  sortKey: string
  startsAt: Date
  endsAt: Date
  minutes: number
  credited: number
  grade: string
  state: string
  enteredBy: string | null
  enteredOn: string
  publicReason: string | null
  postedOn: string | null
  flags: string[]
}
export const insertToldHours = (db: Database, townId: number, hours: readonly ToldHours[]) =>
  bulkInsert(
    db,
    'volunteer_hours',
    {
      town_id: 'integer',
      id: 'uuid',
      slot_id: 'uuid',
      person_id: 'uuid',
      name: 'text',
      sort_key: 'text',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      minutes: 'integer',
      credited: 'integer',
      grade: 'text',
      state: 'text',
      entered_by: 'uuid',
      entered_on: 'date',
      public_reason: 'text',
      posted_on: 'date',
      flags: 'text[]',
    },
    hours.map(each => ({
      town_id: townId,
      id: each.id,
      slot_id: each.slotId,
      person_id: each.personId,
      name: each.name,
      sort_key: each.sortKey,
      starts_at: each.startsAt.toISOString(),
      ends_at: each.endsAt.toISOString(),
      minutes: each.minutes,
      credited: each.credited,
      grade: each.grade,
      state: each.state,
      entered_by: each.enteredBy,
      entered_on: each.enteredOn,
      public_reason: each.publicReason,
      posted_on: each.postedOn,
      flags: each.flags,
    })),
  )
