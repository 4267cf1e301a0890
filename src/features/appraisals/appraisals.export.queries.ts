/** Reports in an export (述职导出): SQL. Who may read which report is row-level security's. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'

/** Every report that the reader may see, with its round, by day and code. */
export const everyReport = async (db: Database) =>
  (
    await sql<{
      roundCode: string
      year: number
      heldOn: string
      title: string
      unitId: string
      presenterCode: string
      presented: boolean
      achieved: string
      lacking: string
      nextSteps: string
      ownProblems: string[]
    }>`
      select coalesce(o.external_code, o.id::text) as round_code, o.year, o.held_on, o.title, r.unit_id,
        coalesce(p.external_code, p.id::text) as presenter_code, r.presented_at is not null as presented,
        r.achieved, r.lacking, r.next_steps, r.own_problems
      from appraisal_report r
      join appraisal_round o on o.town_id = r.town_id and o.id = r.round_id
      join person p on p.town_id = r.town_id and p.id = r.presenter_id
      join unit u on u.town_id = r.town_id and u.id = r.unit_id
      order by o.held_on, o.id, u.code nulls last, r.id`.execute(db)
  ).rows
