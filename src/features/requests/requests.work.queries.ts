/** Open work (手上的事): SQL of the cases that would lie open when a term ends. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** The roles of the desks: for most cases, and for those about officials. */
export interface DeskRoles {
  desks: readonly string[]
  officials: readonly string[]
}

const roleLists = ({ desks, officials }: DeskRoles) => sql`${[...desks]}::text[], ${[...officials]}::text[]`

export async function listWork(db: Database, termId: string, day: string, roles: DeskRoles) {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from request_work_of(${termId}, ${day}::date, ${roleLists(roles)}) order by number`.execute(db)
  return rows
}

/** Of these, the cases on whose desk, or one above it, the successor does not sit on the day. */
export async function listBeyond(db: Database, termId: string, day: string, successorId: string, roles: DeskRoles) {
  const { rows } = await sql<{ id: string; number: string }>`
    select work.id, work.number from request_work_of(${termId}, ${day}::date, ${roleLists(roles)}) work
    where not exists (select from term join post on post.town_id = term.town_id and post.id = term.post_id
      where term.person_id = ${successorId} and term.valid @> ${day}::date and (post.closed_on is null or post.closed_on > ${day}::date)
        and post.unit_id = any (units_above(work.handler_unit_id, ${day}::date))
        and post.role = any (case when work.about_officials then ${[...roles.officials]}::text[] else ${[...roles.desks]}::text[] end))
    order by work.number`.execute(db)
  return rows
}

export async function handOver(db: Database, termId: string, day: string, successorId: string, roles: DeskRoles, at: Date) {
  const { rows } = await sql<{ id: string; unitId: string }>`
    select id, unit_id from hand_over_requests(${termId}, ${day}::date, ${roleLists(roles)}, ${successorId}, ${at})`.execute(db)
  return rows
}
