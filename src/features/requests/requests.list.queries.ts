/** Requests (诉求): SQL of lists and counts. Scope is row-level security's; nothing here filters by who asks, except the boxes. */
import { sql, type SelectQueryBuilder } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { Tables } from '#platform/database/tables.ts'
import { addDays, startOf } from '#platform/shared/calendar.ts'
import type { z } from 'zod'
import type { Filters, SolvedBy, StateCounts } from './requests.contract.ts'
import { argumentsOf, matching, searches, wantedIn } from './requests.filters.queries.ts'
import type { openStates } from './requests.rules.ts'

/** Where a list goes on: the last row's sort value and id. */
export interface Place {
  value: string | null
  id: string
}

export type Sort = 'due' | 'newest' | 'number'

/** What a row of a list tells, and what the policy needs. */
export const rowColumns = [
  'id',
  'number',
  'title',
  'state',
  'clockState',
  'dueOn',
  'soonOn',
  'categoryId',
  'unitId',
  'custodyUnitId',
  'handlerUnitId',
  'assignedBodyId',
  'assignedPersonId',
  'involved',
  'submittedAt',
  'closedAt',
  'returnCount',
  'reopenedCount',
  'jointMeetingOn',
  'jointDecidedOn',
  'jointHandlerId',
  'aboutOfficials',
] as const

type Rows = SelectQueryBuilder<Tables, 'request', object>

/** One page of rows in the order of `sort`, with what the policy needs for the page shown. */
async function page(rows: Rows, sort: Sort, after: Place | null, limit: number) {
  let query = rows
  if (sort === 'due') {
    query = query.orderBy(sql`coalesce(due_on, 'infinity'::date)`).orderBy('request.id')
    if (after)
      query = query.where(
        sql<boolean>`(coalesce(due_on, 'infinity'::date), request.id) > (coalesce(${after.value}::date, 'infinity'::date), ${after.id}::uuid)`,
      )
  } else if (sort === 'newest') {
    query = query.orderBy('request.id', 'desc')
    if (after) query = query.where('request.id', '<', after.id)
  } else {
    query = query.orderBy('number').orderBy('request.id')
    if (after) query = query.where(sql<boolean>`(number, request.id) > (${after.value}, ${after.id}::uuid)`)
  }
  return query
    .select(rowColumns)
    .limit(limit + 1)
    .execute()
}
export type ListedRow = Awaited<ReturnType<typeof page>>[number]

/**
 * The rows with what the policy asks of them: who has authority over the handler's unit and the custody's, and what has become of those
 * that took part. Looked up once a unit, for a page has many rows and few units.
 */
export async function withAuthority<R extends { handlerUnitId: string; custodyUnitId: string; involved: string[] }>(
  db: Database,
  rows: readonly R[],
) {
  const unitIds = [...new Set(rows.flatMap(row => [row.handlerUnitId, row.custodyUnitId]))]
  const involved = [...new Set(rows.flatMap(row => row.involved))]
  const [found, merged] = await Promise.all([
    sql<{ id: string; path: string[] }>`
      select wanted.id, authority_path(wanted.id) as path from unnest(${unitIds}::uuid[]) as wanted (id)`.execute(db),
    sql<{ id: string; ids: string[] }>`
      select wanted.id, one_with(array[wanted.id]) as ids from unnest(${involved}::uuid[]) as wanted (id)
      where exists (select from unit_succession where wanted.id in (predecessor_id, successor_id))
        or exists (select from body_succession where wanted.id in (predecessor_id, successor_id))`.execute(db),
  ])
  const paths = new Map(found.rows.map(({ id, path }) => [id, path]))
  const kin = new Map(merged.rows.map(({ id, ids }) => [id, ids]))
  return rows.map(row => ({
    ...row,
    handlerPath: paths.get(row.handlerUnitId)!,
    custodyPath: paths.get(row.custodyUnitId)!,
    involved: row.involved.flatMap(id => kin.get(id) ?? id),
  }))
}

/** One page of the cases in scope. */
export async function listRequests(db: Database, { q, sort, ...filters }: z.infer<typeof Filters>, after: Place | null, limit: number) {
  const rows = db.selectFrom('request') as Rows
  if (!searches(q)) return page(rows.where(await matching(db, filters)), sort, after, limit)
  const { what, when } = await argumentsOf(db, filters)
  // an array, so that a page is looked up by its ids: a set is taken for a thousand, and all cases of a small town are read
  const found = sql<string>`any (array(select search_requests(${wantedIn(q)}, ${what}, ${when}, ${sort}, ${after?.value ?? null}, ${after?.id ?? null}, ${limit + 1})))`
  return page(rows.where('request.id', '=', found), sort, after, limit)
}

/** The cases in scope whose reporter left the number of this keyed digest, the newest first. */
export const listByPhone = (db: Database, phoneIndex: Buffer, limit: number) =>
  page((db.selectFrom('request') as Rows).where('phoneIndex', '=', phoneIndex), 'newest', null, limit)

/** All cases in scope that match, at most `limit`, in no order yet. */
export async function selectRequests(db: Database, { q, ...filters }: Omit<z.infer<typeof Filters>, 'sort'>, limit: number) {
  const rows = db.selectFrom('request')
  if (!searches(q)) return { rows: rows.where(await matching(db, filters)) }
  const { what, when } = await argumentsOf(db, filters)
  return {
    rows: rows.where(
      'request.id',
      'in',
      sql<string>`(select search_requests(${wantedIn(q)}, ${what}, ${when}, 'number', null, null, ${limit}))`,
    ),
  }
}

/** Who looks for one case narrows down long before this; nobody reads the number of all that a town was ever told. */
export const mostCounted = 1_000

/** How many cases in scope match; null: more than `mostCounted`, and nobody counted on. */
export async function countRequests(db: Database, filters: Omit<z.infer<typeof Filters>, 'sort'>): Promise<number | null> {
  const { rows } = await selectRequests(db, filters, mostCounted + 1)
  const { total } = await db
    .selectFrom(
      rows
        .select('request.id')
        .limit(mostCounted + 1)
        .as('found'),
    )
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return total > mostCounted ? null : total
}

export interface Desk {
  /** Units whose desk the person holds. */
  units: readonly string[]
  /** Units whose officials' desk (镇纪委) the person holds. */
  officialsUnits: readonly string[]
  bodies: readonly string[]
  /** The person, and those the person stands in for. */
  people: readonly string[]
}

export type BoxName = 'todo' | 'done' | 'mine' | 'copied'

/** A box of the inbox: 待办 is what waits for this person's own hands, not everything in scope. */
function boxed(db: Database, box: BoxName, me: string, desk: Desk): Rows {
  const rows = db.selectFrom('request') as Rows
  if (box === 'mine') return rows.where('enteredBy', '=', me)
  if (box === 'copied') return rows.where('request.id', '=', sql<string>`any ((select copied_requests())::uuid[])`)
  if (box === 'done') return rows.where('request.id', '=', sql<string>`any ((select acted_requests())::uuid[])`)
  const units = sql`${[...desk.units]}::uuid[]`
  const officials = sql`${[...desk.officialsUnits]}::uuid[]`
  return rows.where(
    sql<boolean>`clock_state in ('running', 'paused') and (
      assigned_person_id = any (${[...desk.people]}::uuid[])
      or (assigned_person_id is null and assigned_body_id = any (${[...desk.bodies]}::uuid[]))
      or (assigned_person_id is null and assigned_body_id is null
        and ((not about_officials and handler_unit_id = any (${units})) or (about_officials and handler_unit_id = any (${officials})))))`,
  )
}

export const listBox = (db: Database, box: BoxName, me: string, desk: Desk, after: Place | null, limit: number) =>
  page(boxed(db, box, me, desk), box === 'todo' ? 'due' : 'newest', after, limit)

export async function countBox(db: Database, box: BoxName, me: string, desk: Desk): Promise<{ all: number; late: number }> {
  return boxed(db, box, me, desk)
    .select(sql<number>`count(*)`.as('all'))
    .select(sql<number>`count(*) filter (where request_lamp(clock_state, due_on, soon_on, (select actor_today())) = 'late')`.as('late'))
    .executeTakeFirstOrThrow()
}

interface Village {
  unitId: string
  code: string | null
  name: string
  shortName: string
  /** The town’s own: not at any village. */
  own: boolean
}

/**
 * Where the cases of each unit are counted today: the village on its path. The list of a village goes by the same places, so that a
 * number and the list behind it cannot disagree, and the villages add up to the whole.
 */
const place = sql`place as materialized (
      select unit_id, coalesce(path[2], path[1]) as village_id from unit_places((select actor_today()))
    )`

/** Villages of the reader's scope that stand today, and those with cases that `counted` names: the town itself, or a village that was split. */
const villages = (counted: string) => sql`unit
    join lateral (select name, short_name, valid @> actor_today() as stands from unit_period up where up.town_id = unit.town_id and up.unit_id = unit.id
      and lower(up.valid) <= actor_today() order by lower(up.valid) desc limit 1) up on true
    left join ${sql.table(counted)} on village_id = unit.id
    where unit.kind in ('community', 'village', 'zone') and up.stands and unit.id = any ((select scope_units())::uuid[]) or village_id is not null`

const villageColumns = sql`unit.id as unit_id, unit.code, unit.kind = 'town' as own,
      up.name || case when unit.kind = 'town' then '本级' when up.stands then '' else '（已拆分）' end as name,
      case when unit.kind = 'town' then '本级' else up.short_name end as short_name`

/** Open cases of each village by lamp, within the reader's scope; villages without any stand with zeros. Sorted by code. */
export async function countByVillage(db: Database) {
  const { rows } = await sql<Village & { ok: number; soon: number; late: number; paused: number; waiting: number }>`
    with ${place}, mine as materialized (
      select unit_id, request_lamp(clock_state, due_on, soon_on, actor_today()) as lamp, count(*) as cases
      from scoped_requests(null, null, true) group by 1, 2
    ), counted as (
      select village_id,
        coalesce(sum(cases) filter (where lamp = 'ok'), 0)::integer as ok, coalesce(sum(cases) filter (where lamp = 'soon'), 0)::integer as soon, coalesce(sum(cases) filter (where lamp = 'late'), 0)::integer as late,
        coalesce(sum(cases) filter (where lamp = 'paused'), 0)::integer as paused, coalesce(sum(cases) filter (where lamp = 'waiting'), 0)::integer as waiting
      from mine join place using (unit_id) group by 1
    )
    select ${villageColumns}, coalesce(ok, 0) as ok, coalesce(soon, 0) as soon, coalesce(late, 0) as late,
      coalesce(paused, 0) as paused, coalesce(waiting, 0) as waiting
    from ${villages('counted')} order by unit.code nulls last, up.name`.execute(db)
  return rows
}

/** Cases submitted in a period within the reader's scope, by village and state; `unitId` null: all of them. */
export async function countByState(db: Database, from: string, to: string) {
  const { rows } = await sql<Omit<Village, 'unitId'> & { unitId: string | null; received: number; states: StateCounts }>`
    with ${place}, mine as materialized (
      select r.unit_id, r.state, count(*) as cases from scoped_requests(${startOf(from)}, ${startOf(addDays(to, 1))}, false) r group by 1, 2
    ), cell as (
      select village_id, state, sum(cases) as cases from mine join place using (unit_id) group by 1, 2
    ), counted as (
      select village_id, sum(cases)::integer as received, jsonb_object_agg(state, cases) as states from cell group by 1
    ), whole as (
      select coalesce(sum(cases), 0)::integer as received, coalesce(jsonb_object_agg(state, cases), '{}') as states
      from (select state, sum(cases) as cases from mine group by 1) each
    )
    select ${villageColumns}, coalesce(received, 0) as received, coalesce(states, '{}') as states from ${villages('counted')}
    union all select null, null, false, '', '', received, states from whole
    order by code nulls last, name`.execute(db)
  return rows
}

export async function publicCases(db: Database, units: readonly string[], from: string, to: string) {
  const { rows } = await sql<{
    number: string | null
    state: (typeof openStates)[number] | 'solved' | 'unanswered' | 'withdrawn' | 'notAccepted'
    solvedBy: SolvedBy | null
    submittedOn: string
    closedOn: string | null
    category: string | null
    line: string | null
  }>`
    select number, state, solved_by, submitted_on, closed_on, category, line from public_requests(${[...units]}::uuid[], ${from}, ${to}) order by submitted_on desc, number`.execute(
    db,
  )
  return rows
}
