/** Settled visits (走访办结): SQL of the night: whose items are over, which visits are done with, which notes are to be forgotten. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { VisitState } from './visits.contract.ts'

export interface Unsettled {
  id: string
  unitId: string
  state: VisitState
  needsFollowUp: boolean
  visitedOn: string
  /** Items that are not over. */
  openItems: number
}

const unsettledWhere = (where: ReturnType<typeof sql>) => sql<Unsettled>`
  select v.id, v.unit_id, v.state, v.needs_follow_up, v.visited_on,
    (select count(*)::integer from visit_item i join request r on r.town_id = i.town_id and r.id = i.request_id
      where i.town_id = v.town_id and i.visit_id = v.id and r.clock_state <> 'ended') as open_items
  from visit v where v.town_id = (select actor_town()) and v.state in ('done', 'itemsRaised', 'allFollowed') and ${where} order by v.id`

export const unsettled = async (db: Database) => (await unsettledWhere(sql`true`).execute(db)).rows
export const findUnsettled = async (db: Database, id: string) => (await unsettledWhere(sql`v.id = ${id}::uuid`).execute(db)).rows[0]

/** Visits that were closed on or before the day and still have a note. */
export async function notesToForget(db: Database, closedBy: string): Promise<string[]> {
  const rows = await db.selectFrom('visit').where('noteSealed', 'is not', null).where('closedOn', '<=', closedBy).select('id').execute()
  return rows.map(({ id }) => id)
}

export const unitOf = (db: Database, id: string) => db.selectFrom('visit').where('id', '=', id).select(['id', 'unitId']).executeTakeFirst()

/** Commands carried out before the day: nobody sends them again. */
export const forgetCommands = (db: Database, before: string) => db.deleteFrom('visitCommand').where('doneOn', '<', before).execute()
export const hasCommandsBefore = async (db: Database, before: string) =>
  (await db.selectFrom('visitCommand').where('doneOn', '<', before).select('id').limit(1).executeTakeFirst()) !== undefined
