/** Open work (手上的事): SQL of what would lie open from meetings when a term ends. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

export interface WorkRow {
  id: string
  unitId: string
  meetingId: string
}

export async function listWork(db: Database, termId: string, day: string) {
  const { rows } = await sql<WorkRow & { unitName: string }>`
    select work.id, work.unit_id, work.meeting_id, coalesce((select name from unit_period p
      where p.town_id = (select actor_town()) and p.unit_id = work.unit_id and lower(p.valid) <= ${day}::date
      order by lower(p.valid) desc limit 1), '') as unit_name
    from meeting_work_of(${termId}, ${day}::date) work`.execute(db)
  return rows
}

export async function handOver(db: Database, termId: string, day: string, successorId: string) {
  const { rows } = await sql<WorkRow>`
    select id, unit_id, meeting_id from hand_over_meeting_actions(${termId}, ${day}::date, ${successorId})`.execute(db)
  return rows
}

/** Items of people who have left; only in the name of a job. */
export async function listUnowned(db: Database, day: string) {
  const { rows } = await sql<WorkRow>`select id, unit_id, meeting_id from unowned_meeting_actions(${day}::date)`.execute(db)
  return rows
}

/** Who has the nearest desk over a meeting's unit on a day, besides someone: its secretary, or the town's office. */
export async function deskOver(db: Database, unitId: string, day: string, besides: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string }>`
    select term.person_id from post join term on term.town_id = post.town_id and term.post_id = post.id and term.valid @> ${day}::date
    where post.town_id = (select actor_town()) and (post.closed_on is null or post.closed_on > ${day}::date)
      and term.person_id <> ${besides}
      and post.role in ('branchSecretary', 'villageSecretary', 'townClerk') and post.unit_id = any (units_above(${unitId}::uuid, ${day}::date))
    order by array_position(array['branchSecretary', 'villageSecretary', 'townClerk'], post.role), lower(term.valid), term.id limit 1`.execute(
    db,
  )
  return rows[0]?.personId ?? null
}

export const giveAction = (db: Database, id: string, ownerId: string) =>
  db.updateTable('meetingAction').set({ ownerId }).where('id', '=', id).where('doneOn', 'is', null).execute()
