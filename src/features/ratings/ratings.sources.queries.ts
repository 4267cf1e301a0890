/**
 * Where facts come from (事实来源): for each source of ratings.words.ts the query that gives its records of a cycle.
 *
 * A source gives, for every member of the cycle, the records of the cycle's year with what counts (amount) out of what was due,
 * whether an accepted excuse takes it out, and who entered it. A feature that comes later adds a definer function in a
 * migration and a line here.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { SourceKey } from './ratings.words.ts'

export interface SourceFact {
  ratingId: string
  recordId: string
  title: string
  day: string
  amount: number
  due: number
  excused: boolean
  enteredBy: string | null
}

const queries: Record<SourceKey, (cycleId: string) => RawBuilder<unknown>> = {
  'meetings.attendance': cycleId => sql`rating_attendance(${cycleId}::uuid)`,
  'trainings.hours': cycleId => sql`rating_training(${cycleId}::uuid)`,
  'commitments.hours': cycleId => sql`rating_duty_hours(${cycleId}::uuid)`,
  'volunteering.hours': cycleId => sql`rating_volunteer_hours(${cycleId}::uuid)`,
  'commitments.reviews': cycleId => sql`rating_masses_view(${cycleId}::uuid)`,
}

export const factsFrom = async (db: Database, source: SourceKey, cycleId: string) =>
  (
    await sql<SourceFact>`select rating_id, record_id, title, day, amount::float8 as amount, due::float8 as due, excused, entered_by
      from ${queries[source](cycleId)}`.execute(db)
  ).rows
