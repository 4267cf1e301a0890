/** Visits (入户走访): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { VisitOutcome, VisitState } from './visits.contract.ts'

const townId = 1

export const aRecord = (householdId: string, overrides: object = {}) => ({
  householdId,
  visitedOn: '2026-03-02',
  outcome: 'met',
  topics: ['environment'],
  ...overrides,
})

/** A visit as it was entered, straight into the tables. */
export async function aVisit(
  db: Database,
  {
    householdId,
    unitId,
    visitedOn = '2020-03-10',
    outcome = 'met',
    personId = null,
    closedOn = null,
    noteSealed = null,
  }: {
    householdId: string
    unitId: string
    visitedOn?: string
    outcome?: VisitOutcome
    personId?: string | null
    closedOn?: string | null
    noteSealed?: Buffer | null
  },
) {
  const id = newId()
  const states: Record<VisitOutcome, VisitState> = {
    met: closedOn === null ? 'done' : 'closed',
    nobodyHome: 'attempted',
    declined: 'declined',
  }
  await db
    .insertInto('visit')
    .values({
      townId,
      id,
      householdId,
      unitId,
      state: states[outcome],
      rule: 'unplanned',
      personId,
      visitedOn,
      way: 'atHome',
      outcome,
      noteSealed,
      closedOn,
    })
    .execute()
  return id
}
