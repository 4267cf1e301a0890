/** Indicators (指标): SQL over the rows that each indicator gives. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tally } from './indicators.rules.ts'

/** A select with the columns of IndicatorRow. */
type Rows = RawBuilder<unknown>

const tally = sql`count(*)::int as rows, count(distinct r.key)::int as keys, coalesce(sum(r.amount), 0)::bigint as amount,
  (count(*) filter (where r.part))::int as part`

const plain = ({ rows, keys, amount, part }: Tally): Tally => ({ rows, keys, amount: Number(amount), part })

/** The one aggregate over the rows. */
export async function tallyOf(db: Database, rows: Rows): Promise<Tally> {
  const answer = await sql<Tally>`select ${tally} from (${rows}) r`.execute(db)
  return plain(answer.rows[0]!)
}

/** The same month by month, for what happens on a day; months without rows are left out. */
export async function tallyByMonth(db: Database, rows: Rows): Promise<Map<string, Tally>> {
  const answer = await sql<
    Tally & { month: string }
  >`select to_char(r.day, 'YYYY-MM') as month, ${tally} from (${rows}) r group by 1`.execute(db)
  return new Map(answer.rows.map(row => [row.month, plain(row)]))
}

/** The units directly below on the day, each with the units whose records it counts. */
const below = (unitId: string, asOf: string) => sql`select up.unit_id as child, place.unit_id from unit_period up
    join unit_places(${asOf}::date) place on place.path @> array[up.unit_id]
    where up.town_id = (select actor_town()) and up.parent_id = ${unitId}::uuid and up.valid @> ${asOf}::date`

export interface ChildTally extends Tally {
  /** The unit directly below; null: the unit's own rows, and those of units that were split below it. */
  childId: string | null
}

/** The same for each unit directly below. A row is in exactly one of them, or the unit's own. */
export async function tallyByChild(db: Database, rows: Rows, unitId: string, asOf: string): Promise<ChildTally[]> {
  const answer = await sql<ChildTally>`with below as materialized (${below(unitId, asOf)}), home as (
      select unit_id, (array_agg(child))[1] as child from below group by unit_id having count(*) = 1
    )
    select home.child as child_id, ${tally} from (${rows}) r left join home on home.unit_id = r.unit_id group by home.child`.execute(db)
  return answer.rows.map(row => ({ ...plain(row), childId: row.childId }))
}

/** The same as each unit directly below tells it by itself: a row that two of them answer for is told by both. */
export async function tallyOfEach(db: Database, rows: Rows, unitId: string, asOf: string): Promise<Tally[]> {
  const answer = await sql<Tally>`with below as materialized (${below(unitId, asOf)})
    select ${tally} from (${rows}) r join below each on each.unit_id = r.unit_id group by each.child`.execute(db)
  return answer.rows.map(plain)
}

/** The same over the rows that no unit directly below answers for. */
export async function tallyOfOwn(db: Database, rows: Rows, unitId: string, asOf: string): Promise<Tally> {
  // The units below are one array: as a set, the planner expects few of them and looks through all for each row.
  const answer = await sql<Tally>`with below as (
      select coalesce(array_agg(unit_id), '{}') as unit_ids from (${below(unitId, asOf)}) each
    )
    select ${tally} from (${rows}) r where not r.unit_id = any ((select unit_ids from below)::uuid[])`.execute(db)
  return plain(answer.rows[0]!)
}

export interface ListedRow {
  id: string
  day: string
  unitId: string
  unitName: string
  label: string
  amount: number
  part: boolean
  /** No record of the same thing stands before it; looked for where things are counted once. */
  isFirst: boolean
}

/** What the row's unit was called on the day, or the last it was called before. */
const nameOn = (asOf: string) => sql`coalesce((select up.name from unit_period up where up.town_id = (select actor_town())
  and up.unit_id = r.unit_id and lower(up.valid) <= ${asOf}::date order by lower(up.valid) desc limit 1), '')`

/** One page by day and id. One row more than `limit` is read, to know whether there is a next page. */
export async function listRows(
  db: Database,
  rows: Rows,
  { asOf, limit, after, distinct }: { asOf: string; limit: number; after: readonly [string, string] | null; distinct: boolean },
) {
  const answer = await sql<ListedRow>`select r.id, r.day::text as day, r.unit_id, r.label, r.amount, r.part, r.is_first,
      ${nameOn(asOf)} as unit_name
    from (select a.*, ${distinct ? sql`row_number() over (partition by a.key order by a.day, a.id) = 1` : sql`true`} as is_first
      from (${rows}) a) r
    ${after ? sql`where (r.day, r.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by r.day, r.id limit ${limit + 1}`.execute(db)
  return answer.rows.map(row => ({ ...row, amount: Number(row.amount) }))
}

/** The units whose authority reaches the unit on a day; empty if it did not stand then and has not come since. */
export async function authorityOver(db: Database, unitId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, ${day}::date) as path`.execute(db)
  return rows[0]!.path
}

/** The tally, its records and the units covered, as one statement saw them: read one after the other, they would tell of different moments. */
export interface Proven {
  tally: Tally
  /** Record id → digest of what counts of it: day, unit, key, amount, part. Never what the record says. */
  records: Record<string, string>
  unitIds: string[]
}

export async function provenOf(db: Database, rows: Rows, { unitId, asOf }: { unitId: string; asOf: string }): Promise<Proven> {
  const answer = await sql<Tally & Omit<Proven, 'tally'>>`select ${tally},
      coalesce(jsonb_object_agg(r.id, left(encode(sha256(convert_to(
        concat_ws('|', r.day, r.unit_id, r.key, r.amount, r.part), 'UTF8')), 'hex'), 16)), '{}') as records,
      (select array_agg(distinct covered.id order by covered.id)
        from unnest(units_counted(${unitId}::uuid, ${asOf}::date)) as covered (id)) as unit_ids
    from (${rows}) r`.execute(db)
  const { records, unitIds, ...counted } = answer.rows[0]!
  return { tally: plain(counted), records, unitIds }
}

/** Those of the rows that are among the ids, by id. */
export async function rowsAmong(db: Database, rows: Rows, ids: readonly string[], asOf: string) {
  const answer = await sql<{ id: string; day: string; unitName: string; label: string }>`select r.id, r.day::text as day, r.label,
      ${nameOn(asOf)} as unit_name
    from (${rows}) r where r.id = any (${[...ids]}::uuid[]) order by r.id`.execute(db)
  return answer.rows
}

/** The body, and those that went into it by the day: what went together by then is one. Most never did, and are not walked through. */
export const bodiesInto = (id: RawBuilder<unknown>, day: RawBuilder<unknown>) =>
  sql`unnest(case when exists (select from body_succession s where ${id} in (s.predecessor_id, s.successor_id))
    then bodies_into(standing_body(${id}, ${day}), ${day}) else array[${id}] end)`

/** Owner and record, for each body. */
const rowsOfBodies = (ids: readonly string[], asOf: string) =>
  sql`select o.id as owner_id, r.* from unnest(${[...ids]}::uuid[]) as o (id)
      cross join lateral ${bodiesInto(sql`o.id`, sql`${asOf}::date`)} as own (id)
      join counted r on r.body_id = own.id`

/** The number of each owner that has rows: of a body its own; of a unit what it would be told, asked by itself. One reading of the rows. */
export async function tallyByOwner(
  db: Database,
  rows: Rows,
  { by, ids, asOf }: { by: 'bodies' | 'units'; ids: readonly string[]; asOf: string },
): Promise<Map<string, Tally>> {
  const owned =
    by === 'bodies'
      ? rowsOfBodies(ids, asOf)
      : // As units_counted says it of one: whatever has its place in or below the unit, and the unit.
        sql`select w.owner_id, r.* from (select distinct above.id as owner_id, place.unit_id from unit_places(${asOf}::date) place
            cross join lateral unnest(place.path || place.unit_id) above (id) where above.id = any (${[...ids]}::uuid[])) w
          join counted r on r.unit_id = w.unit_id`
  const answer = await sql<Tally & { ownerId: string }>`with counted as materialized (${rows})
    select r.owner_id, ${tally} from (${owned}) r group by r.owner_id`.execute(db)
  return new Map(answer.rows.map(row => [row.ownerId, plain(row)]))
}
