/** The table of duties (清单总表): SQL that counts. It writes nothing. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { isBodyGone, isUnitGone, type DutyRow } from './duties.queries.ts'

/** Duties of one template and period in one village that stand alike before the records are asked; each by who owes it. */
export type Alike = Pick<
  DutyRow,
  | 'templateId'
  | 'name'
  | 'villageId'
  | 'periodFrom'
  | 'periodTo'
  | 'dueOn'
  | 'gone'
  | 'askingUnitId'
  | 'fulfilledBy'
  | 'leastRows'
  | 'binds'
> & {
  /** By a person. */
  isFreed: boolean
  ownerIds: string[]
}

/** All duties that the actor may read and that fall due in the period, laid together before their places are looked up. */
export const listAlike = async (db: Database, from: string, to: string): Promise<Alike[]> =>
  (
    await sql<Alike>`with alike as materialized (
      select d.template_id, d.unit_id, d.body_id is not null as is_body, d.period_from, d.period_to, d.due_on,
        d.state = 'waived' and d.waived_by is not null as is_freed, ${isBodyGone} as gone,
        array_agg(coalesce(d.body_id, d.unit_id)) as owner_ids
      from duty d where d.town_id = (select actor_town()) and d.due_on between ${from}::date and ${to}::date
      group by 1, 2, 3, 4, 5, 6, 7, 8
    )
    select a.template_id, t.name, coalesce(place.path[2], place.path[1]) as village_id, a.period_from, a.period_to, a.due_on, a.is_freed,
      a.gone or (not a.is_body and ${isUnitGone(sql`place.valid`, sql`a.due_on`)}) as gone, a.owner_ids,
      t.unit_id as asking_unit_id, t.fulfilled_by, t.least_rows, t.binds
    from alike a join duty_template t on t.town_id = (select actor_town()) and t.id = a.template_id
    cross join lateral (select up.path, up.valid from unit_period up where up.town_id = t.town_id and up.unit_id = a.unit_id
      order by (up.valid @> (select actor_today())) desc, lower(up.valid) desc limit 1) place`.execute(db)
  ).rows
