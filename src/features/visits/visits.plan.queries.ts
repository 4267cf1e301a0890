/** The plan of visits (走访计划): SQL that finds who could be due, and what lies on today's list. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { unitName } from './visits.queries.ts'
import type { DueVisit, VisitRule } from './visits.contract.ts'
import type { DueFacts } from './visits.rules.ts'

export interface Candidate extends DueFacts {
  id: string
  code: string
  unitId: string
  contactPreference: DueVisit['contactPreference']
  isOpen: boolean
}

/** Households that are lived in, with what their rhythm is and when somebody last talked with them; of one grid, or all that the actor listens to. */
export async function candidates(db: Database, unitId: string | null): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select h.id, h.code, h.unit_id, h.occupied_from, h.contact_preference, r.monthly_since, r.asked_on, r.not_before,
      (select max(v.visited_on) from visit v where v.town_id = h.town_id and v.household_id = h.id and v.outcome = 'met') as last_met_on,
      exists (select from visit v where v.town_id = h.town_id and v.household_id = h.id and v.state in ('planned', 'attempted')
        and v.planned_for is not null) as is_open
    from household h left join visit_rhythm r on r.town_id = h.town_id and r.household_id = h.id
    where h.town_id = (select actor_town()) and h.state = 'occupied'
      and ${unitId === null ? sql`h.id in (select unnest((select visit_households())))` : sql`h.unit_id = ${unitId}::uuid`}
    order by h.code`.execute(db)
  return rows
}

export interface PlannedVisit {
  townId: number
  id: string
  householdId: string
  unitId: string
  rule: VisitRule
  plannedFor: string
}

/** Plans visits; a household that has one open keeps it. Returns how many were planned. */
export async function insertPlanned(db: Database, visits: readonly PlannedVisit[]): Promise<number> {
  if (visits.length === 0) return 0
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('visit')
    .values(visits.map(visit => ({ ...visit, state: 'planned' })))
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0)
}

/** Plans for households that left, moved to another grid, or want no contact any more are dropped: a plan is no record. */
export const dropPlans = (db: Database, unitId: string | null) =>
  sql`delete from visit v using household h where h.town_id = v.town_id and h.id = v.household_id and v.state = 'planned'
    and (${unitId}::uuid is null or v.unit_id = ${unitId}::uuid)
    and (h.state <> 'occupied' or h.unit_id <> v.unit_id or (h.contact_preference = 'none' and v.rule <> 'asked'))`.execute(db)

/** Grids in which somebody lives, or for which something is planned; for the job. */
export async function plannedUnits(db: Database): Promise<string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select distinct unit_id from household where town_id = (select actor_town()) and state = 'occupied'
    union select distinct unit_id from visit where town_id = (select actor_town()) and state = 'planned' order by 1`.execute(db)
  return rows.map(({ unitId }) => unitId)
}

/** Visits to make by the day, by household number. What the household has said since they were planned comes first. */
export async function dueVisits(db: Database, day: string): Promise<DueVisit[]> {
  const { rows } = await sql<DueVisit>`
    select v.id as visit_id, v.household_id, h.code as household_code, v.rule, v.planned_for, h.contact_preference,
      ${unitName('h.unit_id', day)} as unit_name,
      (select max(m.visited_on) from visit m where m.town_id = v.town_id and m.household_id = v.household_id and m.outcome = 'met') as last_visited_on
    from visit v join household h on h.town_id = v.town_id and h.id = v.household_id and h.state = 'occupied'
    left join visit_rhythm r on r.town_id = v.town_id and r.household_id = v.household_id
    where v.town_id = (select actor_town()) and v.state in ('planned', 'attempted') and v.planned_for <= ${day}::date
      and (r.asked_on is not null or (h.contact_preference <> 'none' and (r.not_before is null or r.not_before <= ${day}::date)))
    order by h.code limit 100`.execute(db)
  return rows
}
