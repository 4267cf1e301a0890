/** Honest figures of a period (诉求统计): SQL. Scope is row-level security's. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import { unitsAt } from './requests.filters.queries.ts'

/** What statistics count, for the cases submitted in a period within the reader's scope. One query, so that the parts add up. */
export async function statistics(db: Database, unitId: string | null, from: string, to: string) {
  const units = unitId && (await unitsAt(db, unitId))
  const { rows } = await sql<
    Record<
      | 'cases'
      | 'open'
      | 'asked'
      | 'answered'
      | 'satisfied'
      | 'sharedCode'
      | 'onBehalf'
      | 'unanswered'
      | 'rejectedOnce'
      | 'reopened'
      | 'returned'
      | 'notAccepted'
      | 'withdrawn'
      | 'late',
      number
    > & { medianDays: number | null; medianOpenDays: number | null }
  >`
    with mine as (
      select r.*, (r.submitted_at at time zone 'Asia/Shanghai')::date as submitted_on, (r.closed_at at time zone 'Asia/Shanghai')::date as closed_on
      from scoped_requests(${startOf(from)}, ${startOf(addDays(to, 1))}, false) r
      where r.state <> 'merged' and (${units}::uuid[] is null or r.unit_id = any (${units}::uuid[]))
    )
    select count(*) as cases, count(*) filter (where clock_state <> 'ended') as open, count(*) filter (where asked_count > 0) as asked,
      count(*) filter (where asked_count > 0 and (solved_by = 'resident' or rejected_count > 0)) as answered, count(*) filter (where solved_by = 'resident') as satisfied,
      count(*) filter (where solved_by = 'sharedCode') as shared_code, count(*) filter (where solved_by = 'onBehalf') as on_behalf, count(*) filter (where state = 'unanswered') as unanswered,
      count(*) filter (where rejected_count > 0) as rejected_once, count(*) filter (where reopened_count > 0) as reopened, count(*) filter (where return_count > 0) as returned,
      count(*) filter (where state = 'notAccepted') as not_accepted, count(*) filter (where state = 'withdrawn') as withdrawn,
      count(*) filter (where request_lamp(clock_state, due_on, soon_on, (select actor_today())) = 'late') as late,
      percentile_cont(0.5) within group (order by closed_on - submitted_on) filter (where state in ('solved', 'unanswered')) as median_days,
      percentile_cont(0.5) within group (order by actor_today() - submitted_on) filter (where clock_state <> 'ended') as median_open_days
    from mine`.execute(db)
  return rows[0]!
}
