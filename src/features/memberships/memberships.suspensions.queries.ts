/** Grids that are paused, go on, and are left (暂停、恢复、离开): SQL that keeps the days of each pause. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'

/** The last day on which something of the grid is known to have changed; what comes next is no earlier. */
export const lastMoveOf = async (db: Database, gridId: string): Promise<string> =>
  (
    await sql<{ day: string }>`
      select greatest(lower(g.valid), g.active_on, g.suspended_on,
        (select max(upper(s.valid)) from grid_suspension s where s.town_id = g.town_id and s.grid_id = g.id)) as day
      from grid_assignment g where g.id = ${gridId}::uuid`.execute(db)
  ).rows[0]!.day

/** Keeps the days of pauses that end, before the grids move on; one that lasted no day leaves none. */
export async function keepSuspensions(db: Database, ended: readonly { gridId: string; on: string }[]): Promise<void> {
  if (ended.length === 0) return
  await sql`
    insert into grid_suspension (town_id, id, grid_id, membership_id, reason, valid)
    select g.town_id, ended.id, g.id, g.membership_id, g.suspend_reason, daterange(g.suspended_on, ended.day)
    from unnest(${ended.map(() => newId())}::uuid[], ${ended.map(({ gridId }) => gridId)}::uuid[], ${ended.map(({ on }) => on)}::date[])
      as ended (id, grid_id, day)
    join grid_assignment g on g.town_id = (select actor_town()) and g.id = ended.grid_id and g.suspended_on < ended.day`.execute(db)
}

/** Leaves every grid of a membership on the day; one that began later, on the day after. */
export async function leaveGrids(db: Database, membershipId: string, day: string): Promise<void> {
  const { rows } = await sql<{ gridId: string; on: string }>`
    select id as grid_id, greatest(${day}::date, lower(valid) + 1) as "on" from grid_assignment
    where membership_id = ${membershipId}::uuid and upper_inf(valid)`.execute(db)
  await keepSuspensions(db, rows)
  await sql`update grid_assignment set state = 'left', valid = daterange(lower(valid), greatest(${day}::date, lower(valid) + 1)),
    suspended_on = null, suspend_reason = null where membership_id = ${membershipId}::uuid and upper_inf(valid)`.execute(db)
}
