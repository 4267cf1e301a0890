/** Rows of members and grids (党籍表、入格表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert, bulkUpdate } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { GridAssignmentState, GridKind, MemberKind, SuspendReason } from './memberships.contract.ts'

/** Lets one import of members run at a time; it holds until the transaction ends. */
export const lockMemberships = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('memberships', ${townId}))`.execute(db)

export const peopleIds = async (db: Database) =>
  new Map((await db.selectFrom('person').select(['id', 'externalCode']).execute()).map(({ id, externalCode }) => [externalCode ?? id, id]))

/** Members as they stand on the day; `wentOver` with a branch that went into another, whose place need not be theirs. */
export const knownMembers = (db: Database, day: string) =>
  db
    .selectFrom('partyMembership')
    .where('endedOn', 'is', null)
    .select(['id', 'personId', 'unitId', 'kind', 'admittedOn', 'fullOn'])
    .select(sql<string | null>`standing_body(body_id, ${day}::date)`.as('bodyId'))
    .select(sql<boolean>`standing_body(body_id, ${day}::date) is distinct from body_id`.as('wentOver'))
    .execute()

/** Kind and home of each Party body on the day. */
export async function branchesOn(db: Database, day: string) {
  const { rows } = await sql<{ id: string; kind: string; unitId: string | null }>`
    select body.id, body.kind, party_home_of(body.id, ${day}::date) as unit_id from body
    where body.line = 'party' and (body.dissolved_on is null or body.dissolved_on > ${day}::date)`.execute(db)
  return new Map(rows.map(row => [row.id, row]))
}

export const knownGrids = async (db: Database) =>
  (
    await sql<{
      id: string
      personId: string
      unitId: string
      kind: GridKind
      state: GridAssignmentState
      reason: SuspendReason | null
      from: string
      to: string | null
    }>`select id, person_id, unit_id, kind, state, suspend_reason as reason, lower(valid) as "from", upper(valid) as "to" from grid_assignment`.execute(
      db,
    )
  ).rows

export interface NewMember {
  id: string
  periodId: string
  personId: string
  bodyId: string | null
  unitId: string
  kind: MemberKind
  admittedOn: string
  fullOn: string | null
}

export async function insertMembers(db: Database, townId: number, members: readonly NewMember[]): Promise<void> {
  const place = { body_id: 'uuid', unit_id: 'uuid', kind: 'text' } as const
  const columns = { town_id: 'integer', id: 'uuid', ...place } as const
  const rows = members.map(({ id, periodId, personId, bodyId, unitId, kind, admittedOn, fullOn }) => ({
    periodId,
    member: { town_id: townId, id, person_id: personId, body_id: bodyId, unit_id: unitId, kind, admitted_on: admittedOn, full_on: fullOn },
  }))
  await bulkInsert(
    db,
    'party_membership',
    { ...columns, person_id: 'uuid', admitted_on: 'date', full_on: 'date' },
    rows.map(({ member }) => member),
  )
  await bulkInsert(
    db,
    'membership_period',
    { ...columns, membership_id: 'uuid', valid: 'daterange' },
    rows.map(({ periodId, member: { id, admitted_on: from, body_id, unit_id, kind } }) => ({
      town_id: townId,
      id: periodId,
      membership_id: id,
      body_id,
      unit_id,
      kind,
      valid: `[${from},)`,
    })),
  )
}

export const setFull = (db: Database, members: readonly { id: string; fullOn: string }[]) =>
  bulkUpdate(
    db,
    'party_membership',
    { id: 'uuid', full_on: 'date' },
    'full_on = r.full_on, version = t.version + 1',
    members.map(({ id, fullOn }) => ({ id, full_on: fullOn })),
  )

export interface ToldGrid {
  id: string
  membershipId: string
  personId: string
  unitId: string
  kind: GridKind
  state: GridAssignmentState
  valid: string
  activeOn: string | null
  suspendedOn: string | null
  reason: SuspendReason | null
}

const standing = { state: 'text', valid: 'daterange', active_on: 'date', suspended_on: 'date', suspend_reason: 'text' } as const
const standingOf = ({ state, valid, activeOn, suspendedOn, reason }: ToldGrid) => ({
  state,
  valid,
  active_on: activeOn,
  suspended_on: suspendedOn,
  suspend_reason: reason,
})

export const insertGrids = (db: Database, townId: number, grids: readonly ToldGrid[]) =>
  bulkInsert(
    db,
    'grid_assignment',
    { town_id: 'integer', id: 'uuid', membership_id: 'uuid', person_id: 'uuid', unit_id: 'uuid', kind: 'text', ...standing },
    grids.map(grid => ({
      town_id: townId,
      id: grid.id,
      membership_id: grid.membershipId,
      person_id: grid.personId,
      unit_id: grid.unitId,
      kind: grid.kind,
      ...standingOf(grid),
    })),
  )

export const updateGrids = (db: Database, grids: readonly ToldGrid[]) =>
  bulkUpdate(
    db,
    'grid_assignment',
    { id: 'uuid', ...standing },
    // the sheet names no day of a pause: one of a grid that is known began today, and not on its first day
    `state = r.state, valid = r.valid, active_on = coalesce(t.active_on, r.active_on), suspend_reason = r.suspend_reason,
      suspended_on = case when r.state = 'suspended' then coalesce(t.suspended_on, (select actor_today())) end`,
    grids.map(grid => ({ id: grid.id, ...standingOf(grid) })),
  )
