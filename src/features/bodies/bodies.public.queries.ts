/** Bodies (组织): which organisations stand for a place. Public by nature. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Standing bodies that cover one of the units on `day`, departments left out; Party first, in the order of entry. */
export async function bodiesCovering(db: Database, day: string, unitIds: readonly string[]) {
  const { rows } = await sql<{ id: string; line: string; kind: string; name: string; unitId: string }>`
    select body.id, body.line, body.kind, body_period.name, body_coverage.unit_id
    from body_coverage
    join body on body.town_id = body_coverage.town_id and body.id = body_coverage.body_id
    join body_period on body_period.town_id = body.town_id and body_period.body_id = body.id and body_period.valid @> ${day}::date
    where body_coverage.unit_id = any (${[...unitIds]}::uuid[]) and body_coverage.valid @> ${day}::date
      and body.line <> 'department' and body.founded_on <= ${day}::date and (body.dissolved_on is null or body.dissolved_on > ${day}::date)
    order by array_position(array['party', 'selfGovernment', 'economy'], body.line), body.id`.execute(db)
  return rows
}
