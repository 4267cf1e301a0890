/** Rows of visits (走访表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { VisitOutcome } from './visits.contract.ts'

/** Lets one import of visits run at a time; it holds until the transaction ends. */
export const lockVisits = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('visits', ${townId}))`.execute(db)

export const peopleByCode = async (db: Database) =>
  new Map((await db.selectFrom('person').select(['id', 'externalCode']).execute()).map(({ id, externalCode }) => [externalCode ?? id, id]))

/** Where a household stood, and when. */
export interface Stay {
  code: string
  householdId: string
  unitId: string
  validFrom: string
  validTo: string | null
  noLedger: boolean
}

export async function staysByCode(db: Database): Promise<Map<string, Stay[]>> {
  const { rows } = await sql<Stay>`select code, household_id, unit_id, valid_from, valid_to, no_ledger from visit_homes()`.execute(db)
  return Map.groupBy(rows, ({ code }) => code)
}

/** What came of each visit, by household and day. */
export async function knownVisits(db: Database): Promise<Map<string, VisitOutcome>> {
  const { rows } = await sql<{ householdId: string; visitedOn: string; outcome: VisitOutcome }>`
    select household_id, visited_on, outcome from visit_keys()`.execute(db)
  return new Map(rows.map(({ householdId, visitedOn, outcome }) => [keyOf(householdId, visitedOn), outcome]))
}

export const keyOf = (householdId: string, visitedOn: string) => `${householdId}/${visitedOn}`

export interface ToldVisit {
  id: string
  stay: Stay
  visitedOn: string
  personId: string | null
  outcome: 'met' | 'declined'
}

/** Visits that are over: closed on the day, or declined. */
export const insertTold = (db: Database, townId: number, visits: readonly ToldVisit[]) =>
  bulkInsert(
    db,
    'visit',
    {
      town_id: 'integer',
      id: 'uuid',
      household_id: 'uuid',
      unit_id: 'uuid',
      state: 'text',
      rule: 'text',
      person_id: 'uuid',
      visited_on: 'date',
      way: 'text',
      outcome: 'text',
      closed_on: 'date',
    },
    visits.map(({ id, stay, visitedOn, personId, outcome }) => ({
      town_id: townId,
      id,
      household_id: stay.householdId,
      unit_id: stay.unitId,
      state: outcome === 'met' ? 'closed' : 'declined',
      rule: 'unplanned',
      person_id: personId,
      visited_on: visitedOn,
      way: 'atHome',
      outcome,
      closed_on: outcome === 'met' ? visitedOn : null,
    })),
  )
