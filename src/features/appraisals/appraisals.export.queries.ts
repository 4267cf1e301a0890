/** Reports in an export (述职导出): SQL. Who may read which report is row-level security's. */
import { sql } from 'kysely'
import type { Keeping } from '#platform/database/sealed-text.ts'
import { openReportText, type SealedReportText } from './appraisals.sealed.queries.ts'

/** Every report that the reader may see, with its round, by day and code. */
export async function everyReport(keeping: Keeping) {
  const { rows } = await sql<
    SealedReportText & {
      roundCode: string
      year: number
      heldOn: string
      title: string
      unitId: string
      presenterCode: string
      presented: boolean
    }
  >`
    select coalesce(o.external_code, o.id::text) as round_code, o.year, o.held_on, o.title, r.unit_id,
      coalesce(p.external_code, p.id::text) as presenter_code, r.presented_at is not null as presented,
      r.achieved_sealed, r.lacking_sealed, r.next_steps_sealed, r.own_problems_sealed
    from appraisal_report r
    join appraisal_round o on o.town_id = r.town_id and o.id = r.round_id
    join person p on p.town_id = r.town_id and p.id = r.presenter_id
    join unit u on u.town_id = r.town_id and u.id = r.unit_id
    order by o.held_on, o.id, u.code nulls last, r.id`.execute(keeping.db)
  return rows.map(row => openReportText(keeping, row))
}
