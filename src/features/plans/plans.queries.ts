/** Work plans (工作计划): SQL. With the file of changes the only one that writes the tables of a plan. */
import { sql, type RawBuilder } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'
import type { PlanSummary } from './plans.contract.ts'

const nameOf = (unit: string) => sql<string>`coalesce((select up.name from unit_period up
  where up.town_id = (select actor_town()) and up.unit_id = ${sql.raw(unit)}
  order by (up.valid @> (select actor_today())) desc, lower(up.valid) desc limit 1), '')`

export const listPlans = (db: Database): Promise<PlanSummary[]> =>
  db
    .selectFrom('plan')
    .select(['id', 'name', 'unitId', 'beginsOn as from', 'endsOn as to', 'adoptedOn', 'version', nameOf('plan.unit_id').as('unitName')])
    .orderBy('beginsOn', 'desc')
    // The town's own before those of its villages.
    .orderBy(sql`cardinality(units_above(plan.unit_id, (select actor_today())))`)
    .orderBy('name')
    .orderBy('id')
    .execute()

export interface GoalRow {
  aspectId: string
  aspectName: string
  id: string
  name: string
  target: number | null
  measure: string
  indicator: string | null
  templateId: string | null
  selection: 'modelCentre' | 'starStation' | null
  figure: string | null
  dueOn: string | null
}

export async function goalsOf(db: Database, planId: string): Promise<GoalRow[]> {
  const { rows } = await sql<GoalRow>`select a.id as aspect_id, a.name as aspect_name, g.id, g.name, g.target, g.measure, g.indicator,
      g.template_id, g.selection, g.figure, g.due_on
    from plan_aspect a join plan_goal g on g.town_id = a.town_id and g.aspect_id = a.id
    where a.town_id = (select actor_town()) and a.plan_id = ${planId}::uuid order by a.position, g.position`.execute(db)
  return rows
}

export interface ItemRow {
  id: string
  goalId: string
  name: string
  unitId: string
  unitName: string
  dueOn: string
  doneOn: string | null
  acceptedBy: string | null
  droppedOn: string | null
  droppedReason: string | null
  version: number
  /** Those with authority over the unit whose plan it is. */
  path: string[]
  planName: string
  adoptedOn: string | null
}

const itemsWhere = async (db: Database, where: RawBuilder<unknown>) =>
  (
    await sql<ItemRow>`select i.id, i.goal_id, i.name, i.unit_id, ${nameOf('i.unit_id')} as unit_name, i.due_on, i.done_on, i.accepted_by,
        i.dropped_on, i.dropped_reason, i.version, owner.path, p.name as plan_name, p.adopted_on
      from plan_item i
      join plan_goal g on g.town_id = i.town_id and g.id = i.goal_id
      join plan_aspect a on a.town_id = g.town_id and a.id = g.aspect_id
      join plan p on p.town_id = a.town_id and p.id = a.plan_id
      join (select q.id, units_above(q.unit_id, (select actor_today())) as path from plan q where q.town_id = (select actor_town())) owner on owner.id = p.id
      left join unit u on u.town_id = i.town_id and u.id = i.unit_id
      where i.town_id = (select actor_town()) and (${where})
      order by u.code nulls last, i.name, i.id`.execute(db)
  ).rows

export const itemsOf = (db: Database, planId: string) => itemsWhere(db, sql`a.plan_id = ${planId}::uuid`)
export const findItem = async (db: Database, id: string) => (await itemsWhere(db, sql`i.id = ${id}::uuid`))[0]
/** Open items of the units that fall due by a day. */
export const openItems = (db: Database, unitIds: readonly string[], dueBy: string) =>
  itemsWhere(
    db,
    sql`i.unit_id = any (${[...unitIds]}::uuid[]) and i.done_on is null and i.dropped_on is null and i.due_on <= ${dueBy}::date
      and p.adopted_on is not null`,
  )

export const lockItem = async (db: Database, id: string) =>
  (await db.selectFrom('planItem').where('id', '=', id).select('id').forUpdate().executeTakeFirst()) !== undefined

export const setItem = (
  db: Database,
  id: string,
  set: { doneOn: string; acceptedBy: string } | { droppedOn: string; droppedReason: string },
) =>
  db
    .updateTable('planItem')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** The units with authority over a unit today. */
export async function authorityOver(db: Database, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ path: string[] }>`select units_above(${unitId}::uuid, (select actor_today())) as path`.execute(db)
  return rows[0]!.path
}

/** The last day on which the unit stood; null while it does, and while nobody knows when it ends. */
export async function lastDayOf(db: Database, unitId: string): Promise<string | null> {
  const { rows } = await sql<{
    last: string | null
  }>`select case when not bool_or(upper_inf(up.valid)) then max(upper(up.valid)) - 1 end as last
    from unit_period up where up.town_id = (select actor_town()) and up.unit_id = ${unitId}::uuid`.execute(db)
  return rows[0]!.last
}

/** Venues of the kind in use on a day at the unit or below. */
export async function venuesOf(db: Database, unitId: string, kind: string, day: string) {
  const { rows } = await sql<{ id: string; name: string; unitId: string }>`select v.id, v.name, v.unit_id from venue v
    where v.town_id = (select actor_town()) and v.kind = ${kind} and v.status in ('inUse', 'closed') and v.opened_on <= ${day}::date
      and (v.closed_on is null or v.closed_on > ${day}::date)
      and v.unit_id = any ((select units_below(${unitId}::uuid, ${day}::date))::uuid[]) order by v.name, v.id`.execute(db)
  return rows
}

/** How many of a list's duties are done, of those that fell due or are done. */
export async function dutiesDone(db: Database, templateId: string): Promise<{ done: number; all: number }> {
  const { rows } = await sql<{ done: number; all: number }>`select (count(*) filter (where state = 'done'))::int as done,
      (count(*) filter (where state in ('done', 'overdue')))::int as all
    from duty where town_id = (select actor_town()) and template_id = ${templateId}::uuid`.execute(db)
  return rows[0]!
}

export interface NewPlan {
  plan: { id: string; unit_id: string; name: string; begins_on: string; ends_on: string; adopted_on: string | null }
  aspects: { id: string; plan_id: string; position: number; name: string }[]
  goals: {
    id: string
    aspect_id: string
    position: number
    name: string
    target: number | null
    measure: string
    indicator: string | null
    template_id: string | null
    selection: string | null
    figure: string | null
    due_on: string | null
  }[]
  items: {
    id: string
    goal_id: string
    name: string
    unit_id: string
    venue_id: string | null
    due_on: string
    done_on: string | null
    accepted_by: string | null
  }[]
}

export async function insertPlan(db: Database, townId: number, { plan, aspects, goals, items }: NewPlan): Promise<void> {
  const of = <Row extends object>(rows: readonly Row[]) => rows.map(row => ({ town_id: townId, ...row }))
  const shared = { town_id: 'integer', id: 'uuid' }
  await bulkInsert(
    db,
    'plan',
    { ...shared, unit_id: 'uuid', name: 'text', begins_on: 'date', ends_on: 'date', adopted_on: 'date' },
    of([plan]),
  )
  await bulkInsert(db, 'plan_aspect', { ...shared, plan_id: 'uuid', position: 'integer', name: 'text' }, of(aspects))
  await bulkInsert(
    db,
    'plan_goal',
    {
      ...shared,
      aspect_id: 'uuid',
      position: 'integer',
      name: 'text',
      target: 'integer',
      measure: 'text',
      indicator: 'text',
      template_id: 'uuid',
      selection: 'text',
      figure: 'text',
      due_on: 'date',
    },
    of(goals),
  )
  await bulkInsert(
    db,
    'plan_item',
    {
      ...shared,
      goal_id: 'uuid',
      name: 'text',
      unit_id: 'uuid',
      venue_id: 'uuid',
      due_on: 'date',
      done_on: 'date',
      accepted_by: 'uuid',
    },
    of(items),
  )
}

/** Someone who holds or held a post of the unit's office. */
export async function clerkOf(db: Database, unitId: string): Promise<string | null> {
  const row = await db
    .selectFrom('term')
    .innerJoin('post', 'post.id', 'term.postId')
    .where('post.unitId', '=', unitId)
    .where('post.role', 'in', ['townClerk', 'villageClerk'])
    .select('term.personId')
    .orderBy('term.id')
    .executeTakeFirst()
  return row?.personId ?? null
}

/** The lists of duties that the actor may read. */
export const templateIds = async (db: Database): Promise<Set<string>> =>
  new Set((await db.selectFrom('dutyTemplate').select('id').execute()).map(({ id }) => id))
