/** Changing a work plan (改工作计划): SQL. The plan's row must be locked. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { GoalFields, PlanText } from './plans.contract.ts'

export const lockPlan = (db: Database, id: string) => db.selectFrom('plan').where('id', '=', id).select('id').forUpdate().executeTakeFirst()

/** Saves as the next version. */
export const setPlan = (db: Database, id: string, set: { name: string; beginsOn: string; endsOn: string } | { adoptedOn: string }) =>
  db
    .updateTable('plan')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** The revisions of a plan, the latest first. */
export const revisionsOf = (db: Database, planId: string) =>
  db
    .selectFrom('planRevision')
    .where('planId', '=', planId)
    .select(['id', 'revisedOn', 'revisedBy', 'reason', 'old'])
    .orderBy('id', 'desc')
    .execute()

export const insertRevision = (
  db: Database,
  { old, ...row }: { townId: number; id: string; planId: string; revisedOn: string; revisedBy: string; reason: string; old: PlanText },
) =>
  db
    .insertInto('planRevision')
    .values({ ...row, old: JSON.stringify(old) })
    .execute()

interface Placed {
  townId: number
  id: string
  position: number
}

export const insertAspect = (db: Database, row: Placed & { planId: string; name: string }) =>
  db.insertInto('planAspect').values(row).execute()
export const updateAspect = (db: Database, id: string, set: { position: number; name: string }) =>
  db.updateTable('planAspect').set(set).where('id', '=', id).execute()

type GoalColumns = Omit<GoalFields, 'eachVenue' | 'items'> & { aspectId: string }
export const insertGoal = (db: Database, row: Placed & GoalColumns) => db.insertInto('planGoal').values(row).execute()
export const updateGoal = (db: Database, id: string, set: { position: number } & GoalColumns) =>
  db.updateTable('planGoal').set(set).where('id', '=', id).execute()

interface ItemColumns {
  name: string
  unitId: string
  dueOn: string
}
export const insertItem = (db: Database, row: { townId: number; id: string; goalId: string; venueId: string | null } & ItemColumns) =>
  db.insertInto('planItem').values(row).execute()
export const updateItem = (db: Database, id: string, set: ItemColumns) =>
  db
    .updateTable('planItem')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** The venues for which the goal has an item. */
export async function venuesIn(db: Database, goalId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('planItem').where('goalId', '=', goalId).where('venueId', 'is not', null).select('venueId').execute()
  return new Set(rows.flatMap(({ venueId }) => venueId ?? []))
}

const any = (ids: readonly string[]) => sql<string>`any (${[...ids]}::uuid[])`
export const removeItems = (db: Database, ids: readonly string[]) => db.deleteFrom('planItem').where('id', '=', any(ids)).execute()
export const removeGoals = (db: Database, ids: readonly string[]) => db.deleteFrom('planGoal').where('id', '=', any(ids)).execute()
export const removeAspects = (db: Database, ids: readonly string[]) => db.deleteFrom('planAspect').where('id', '=', any(ids)).execute()
