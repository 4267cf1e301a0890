/** Visits (入户走访): SQL of single visits. With the other query files of this folder the only one that writes their tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { NoteReason, VisitOutcome, VisitRule, VisitState, VisitTopic, VisitWay } from './visits.contract.ts'

export interface VisitRow {
  id: string
  householdId: string
  householdCode: string
  /** Where the household stands now. */
  homeUnitId: string
  /** Where it stood then. */
  unitId: string
  unitName: string
  path: string[]
  /** The units with authority over where it stood then. */
  pathThen: string[]
  memberId: string | null
  /** Does the visitor still listen to the household? */
  visitorListens: boolean
  state: VisitState
  rule: VisitRule
  plannedFor: string | null
  personId: string | null
  visitorName: string | null
  visitedOn: string | null
  way: VisitWay | null
  outcome: VisitOutcome | null
  topics: VisitTopic[]
  noteSealed: Buffer | null
  needsFollowUp: boolean
  mayContact: boolean
  closedOn: string | null
  version: number
  items: { number: string; isOver: boolean }[]
}

/** A unit's name on a day, or its last one. */
export const unitName = (column: string, day: string) => sql`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(column)} and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '')`
/** The member who keeps in touch with the household now. */
const memberOf = (household: string) => sql`(select c.member_id from household_contact c where c.town_id = (select actor_town())
  and c.household_id = ${sql.raw(household)} and c.state = 'active')`

const visitsWhere = (day: string, where: ReturnType<typeof sql>) => sql<VisitRow>`
  select v.id, v.household_id, h.code as household_code, h.unit_id as home_unit_id, v.unit_id, ${unitName('v.unit_id', day)} as unit_name,
    units_above(h.unit_id, ${day}::date) as path, units_above(v.unit_id, ${day}::date) as path_then, ${memberOf('v.household_id')} as member_id,
    visitor_listens(v.person_id, v.household_id, h.unit_id) as visitor_listens, v.state, v.rule, v.planned_for, v.person_id,
    coalesce(p.name, holder_name(v.person_id)) as visitor_name, v.visited_on, v.way, v.outcome, v.topics, v.note_sealed, v.needs_follow_up,
    v.may_contact, v.closed_on, v.version,
    (select coalesce(json_agg(json_build_object('number', i.number, 'isOver', i.is_over) order by i.number), '[]')
      from visit_item_states(array[v.id]) i) as items
  from visit v join household h on h.town_id = v.town_id and h.id = v.household_id
  left join person p on p.town_id = v.town_id and p.id = v.person_id
  where ${where} order by coalesce(v.visited_on, v.planned_for) desc, v.id desc limit 200`

export const findVisit = async (db: Database, day: string, id: string) =>
  (await visitsWhere(day, sql`v.id = ${id}::uuid`).execute(db)).rows[0]

/** The visits to a household, the newest first. */
export const visitsOf = async (db: Database, day: string, householdId: string) =>
  (await visitsWhere(day, sql`v.household_id = ${householdId}::uuid and v.state <> 'planned'`).execute(db)).rows

/** Visits that still need something done: the person's, and those of visitors who no longer listen to a household that the person does. */
export const visitsToFollow = async (db: Database, day: string, personId: string) =>
  (
    await visitsWhere(
      day,
      sql`v.person_id = ${personId}::uuid and (v.needs_follow_up and v.state in ('done', 'allFollowed') or v.state = 'itemsRaised')
        or v.needs_follow_up and v.state in ('done', 'allFollowed') and not visitor_listens(v.person_id, v.household_id, h.unit_id)`,
    ).execute(db)
  ).rows

export const lockVisit = (db: Database, id: string) => sql`select id from visit where id = ${id}::uuid for update`.execute(db)

export interface HomeRow {
  id: string
  code: string
  unitId: string
  unitName: string
  path: string[]
  memberId: string | null
  occupiedFrom: string
  occupiedTo: string | null
  isThere: boolean
  monthlySince: string | null
  askedOn: string | null
  notBefore: string | null
  stubYears: number[]
}

/** A household that the actor listens to, with its rhythm. */
export async function findHome(db: Database, day: string, id: string) {
  const { rows } = await sql<HomeRow>`
    select h.id, h.code, h.unit_id, ${unitName('h.unit_id', day)} as unit_name, units_above(h.unit_id, ${day}::date) as path,
      ${memberOf('h.id')} as member_id, h.occupied_from, h.occupied_to, h.state = 'occupied' as is_there,
      r.monthly_since, r.asked_on, r.not_before, coalesce(r.stub_years, '{}') as stub_years
    from household h left join visit_rhythm r on r.town_id = h.town_id and r.household_id = h.id where h.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** Writes a household's rhythm; what is left out stays. */
export const setRhythm = (
  db: Database,
  townId: number,
  householdId: string,
  changes: { monthlySince?: string | null; askedOn?: string | null; notBefore?: string | null; noLedger?: boolean; stubYears?: number[] },
) =>
  db
    .insertInto('visitRhythm')
    .values({ townId, householdId, ...changes })
    .onConflict(conflict => conflict.columns(['townId', 'householdId']).doUpdateSet(changes))
    .execute()

/** The visit that is planned, or was tried and is to be tried again, for the household; locked. */
export async function lockOpenVisit(db: Database, householdId: string) {
  const { rows } = await sql<{ id: string; state: VisitState; rule: VisitRule }>`
    select id, state, rule from visit where household_id = ${householdId}::uuid and state in ('planned', 'attempted')
      and planned_for is not null for update`.execute(db)
  return rows[0]
}

export interface VisitContent {
  unitId?: string
  state: VisitState
  rule?: VisitRule
  plannedFor?: string | null
  personId?: string
  visitedOn?: string
  way?: VisitWay
  outcome?: VisitOutcome
  topics?: readonly VisitTopic[]
  noteSealed?: Buffer | null
  needsFollowUp?: boolean
  mayContact?: boolean
  closedOn?: string | null
}

export const insertVisit = (
  db: Database,
  visit: VisitContent & { townId: number; id: string; householdId: string; unitId: string; rule: VisitRule },
) =>
  db
    .insertInto('visit')
    .values({ ...visit, topics: [...(visit.topics ?? [])] })
    .execute()

/** Saves a change as the next version. */
export const updateVisit = (db: Database, id: string, { topics, ...changes }: Partial<VisitContent>) =>
  db
    .updateTable('visit')
    .set({ ...changes, ...(topics && { topics: [...topics] }), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const deleteVisit = (db: Database, id: string) => db.deleteFrom('visit').where('id', '=', id).execute()

export const insertItem = (db: Database, item: { townId: number; id: string; visitId: string; requestId: string }) =>
  db.insertInto('visitItem').values(item).execute()

/** Begins a command: false when it was carried out before. Of two at once the second waits for the first. */
export async function beginCommand(db: Database, command: { townId: number; id: string; digest: Buffer; doneOn: string }) {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('visitCommand')
    .values(command)
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const endCommand = (db: Database, id: string, visitId: string) =>
  db.updateTable('visitCommand').set({ visitId }).where('id', '=', id).execute()

export const findCommand = (db: Database, id: string) =>
  db.selectFrom('visitCommand').where('id', '=', id).select(['visitId', 'digest']).executeTakeFirst()

/** Who opened the notes of visits and why, the newest first. */
export async function noteReadersOf(db: Database, visitIds: readonly string[]) {
  if (visitIds.length === 0) return []
  const rows = await db
    .selectFrom('event')
    .where('subjectKind', '=', 'visit')
    .where('subjectId', 'in', [...visitIds])
    .where('name', '=', 'visits.openNote')
    .select(['at', 'subjectId as visitId', sql<{ reason: NoteReason }>`details`.as('details')])
    .select(sql<string | null>`holder_name(actor_person_id)`.as('name'))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ at, visitId, name, details }) => ({ visitId, at: at.toISOString(), name, reason: details.reason }))
}

/** Is the household counted in that year by another record of its own? */
export async function isCountedOtherwise(db: Database, visit: { id: string; householdId: string; visitedOn: string }) {
  const { rows } = await sql<{ other: boolean }>`
    select exists (select from visit v where v.household_id = ${visit.householdId}::uuid and v.id <> ${visit.id}::uuid and v.outcome = 'met'
      and date_part('year', v.visited_on) = date_part('year', ${visit.visitedOn}::date)) as other`.execute(db)
  return rows[0]!.other
}

export const insertStub = (db: Database, stub: { townId: number; id: string; unitId: string; visitedOn: string }) =>
  db.insertInto('visitStub').values(stub).execute()

/** One at a time writes down a visit to a household, whether it had one planned or not. */
export const lockHome = (db: Database, townId: number, householdId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`visit ${householdId}`}, ${townId}))`.execute(db)

export async function numberOfItem(db: Database, visitId: string, itemId: string): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`select s.number from visit_item_states(array[${visitId}::uuid]) s
    join visit_item i on i.request_id = s.request_id where i.id = ${itemId}::uuid`.execute(db)
  return rows[0]?.number ?? null
}

/** The days on which something came of a visit last, and on which somebody was spoken with last; locked by the home. */
export async function lastOutcomes(db: Database, householdId: string) {
  const { rows } = await sql<{ knownOn: string | null; saidOn: string | null }>`
    select max(v.visited_on) as known_on, max(v.visited_on) filter (where v.outcome <> 'nobodyHome') as said_on
    from visit v where v.household_id = ${householdId}::uuid`.execute(db)
  return rows[0]!
}

/** Drops visits that are planned, or that nobody was home for: nobody comes again. Returns how many. */
export async function dropOpenVisits(db: Database, householdId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('visit')
    .where('householdId', '=', householdId)
    .where('state', 'in', ['planned', 'attempted'])
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Visits of which more is kept than that they were, or that are not closed; locked. */
export async function lockUnforgotten(db: Database, householdId: string) {
  const { rows } = await sql<{ id: string; state: VisitState }>`
    select id, state from visit where household_id = ${householdId}::uuid
      and (note_sealed is not null or may_contact or needs_follow_up or state in ('done', 'allFollowed')) order by id for update`.execute(
    db,
  )
  return rows
}

/** A household that does not want somebody every month any more is not visited for having wanted it. */
export const dropMonthlyPlan = (db: Database, householdId: string) =>
  db.deleteFrom('visit').where('householdId', '=', householdId).where('state', '=', 'planned').where('rule', '=', 'monthly').execute()
