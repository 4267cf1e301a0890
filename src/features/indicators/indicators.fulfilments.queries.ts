/** Indicators (指标): SQL that says whose records make up a number, period by period, in one reading of the rows. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { bodiesInto } from './indicators.queries.ts'

/** A period, the day of the tree for it, and whose records are asked for. */
export interface AskedPeriod {
  from: string
  to: string
  asOf: string
  ids: readonly string[]
}

/** Rows of one owner in a period: how many, and the one that made them enough. */
export interface Fulfilment {
  /** Which of the periods, from 0. */
  period: number
  ownerId: string
  rows: number
  /** Day and id of the n-th row by day; null where there are fewer. */
  day: string | null
  rowId: string | null
}

/** The units of all periods that are asked, as one array; what `rows` are read of. */
export const unitsAsked = sql`select array_agg(distinct unit_id) from asked, unnest(asked.unit_ids) as unit_id`

/**
 * For each period and body, or unit with all below it: how many rows there are, and which was the `least`-th. As in a question of its own: what
 * the unit counts on the day of each period, and no row outside it. `rows`: those of the whole time, of the units asked.
 */
export async function fulfilmentsOf(
  db: Database,
  rows: RawBuilder<unknown>,
  {
    unitId,
    periods,
    by,
    least,
    isStock,
  }: { unitId: string; periods: readonly AskedPeriod[]; by: 'bodies' | 'units'; least: number; isStock: boolean },
): Promise<Fulfilment[]> {
  // What stands rather than happens has no day in the period.
  const inPeriod = isStock ? sql`true` : sql`r.day between a.first_day and a.last_day`
  const wanted = periods.flatMap(({ ids }, period) => ids.map(id => ({ period, id })))
  const place = by === 'bodies' ? sql`body_id` : sql`unit_id`
  const owned =
    by === 'bodies'
      ? sql`select w.period, w.id as owner_id, own.id as body_id
          from wanted w join asked a on a.period = w.period cross join lateral ${bodiesInto(sql`w.id`, sql`a.as_of`)} as own (id)`
      : sql`select w.period, w.id as owner_id, unnest(units_below(w.id, a.as_of)) as unit_id
          from wanted w join asked a on a.period = w.period`
  // Step by step: the planner takes what a policy or an array gives for one row, and would try all with all.
  const answer = await sql<Fulfilment>`with asked as materialized (
      select a.*, units_counted(${unitId}::uuid, a.as_of) as unit_ids
      from unnest(${periods.map((_, period) => period)}::int[], ${periods.map(({ from }) => from)}::date[],
        ${periods.map(({ to }) => to)}::date[], ${periods.map(({ asOf }) => asOf)}::date[]) as a (period, first_day, last_day, as_of)
    ), wanted as materialized (
      select * from unnest(${wanted.map(({ period }) => period)}::int[], ${wanted.map(({ id }) => id)}::uuid[]) as w (period, id)
    ), owned as materialized (${owned}),
    counted as materialized (${rows}),
    placed as materialized (
      select a.period, r.id, r.day, r.body_id, r.unit_id from counted r join asked a on ${inPeriod} and r.unit_id = any (a.unit_ids)
    )
    select period, owner_id, count(distinct id)::int as rows,
      (array_agg(day::text order by day, id))[${least}::int] as day, (array_agg(id order by day, id))[${least}::int] as row_id
    from (select distinct o.period, o.owner_id, r.id, r.day from placed r join owned o on o.period = r.period and o.${place} = r.${place}) d
    group by period, owner_id`.execute(db)
  return answer.rows
}
