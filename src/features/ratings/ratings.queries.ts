/** Star ratings (评星定级): SQL of rules and cycles. With the other query files of this folder the only one that writes its tables. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import type { RatingCycleState, RuleSetFields, RuleSetState, ShownWhere } from './ratings.shapes.contract.ts'

export interface RuleSetRow extends RuleSetFields {
  id: string
  state: RuleSetState
  decision: string | null
  adoptedByName: string | null
  adoptedOn: string | null
  version: number
}

const ruleSets = (where = sql`true`) => sql<RuleSetRow>`
  select id, title, from_year, state, basis, dimensions, bands, decision, holder_name(adopted_by) as adopted_by_name, adopted_on, version
  from rating_rule_set where ${where} order by from_year desc, adopted_on desc nulls first, id desc`

export const listRuleSets = async (db: Database) => (await ruleSets().execute(db)).rows

export const findRuleSet = async (db: Database, id: string) => (await ruleSets(sql`id = ${id}::uuid`).execute(db)).rows[0]

/** The version in force for a year: of those adopted that begin by then, the latest. */
export const ruleSetFor = async (db: Database, year: number) =>
  (await ruleSets(sql`state = 'adopted' and from_year <= ${year}`).execute(db)).rows[0]

export const lockRuleSet = (db: Database, id: string) => sql`select id from rating_rule_set where id = ${id}::uuid for update`.execute(db)

const columnsOf = ({ title, fromYear, basis, dimensions, bands }: RuleSetFields) => ({
  title,
  fromYear,
  basis: JSON.stringify(basis),
  dimensions: JSON.stringify(dimensions),
  bands: JSON.stringify(bands),
})

export const insertRuleSet = (db: Database, townId: number, id: string, fields: RuleSetFields) =>
  db
    .insertInto('ratingRuleSet')
    .values({ townId, id, state: 'draft', ...columnsOf(fields) })
    .execute()

export const updateRuleSet = (db: Database, id: string, fields: RuleSetFields) =>
  db
    .updateTable('ratingRuleSet')
    .set({ ...columnsOf(fields), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export const adoptRuleSet = (db: Database, id: string, set: { decision: string; adoptedBy: string; adoptedOn: string }) =>
  db
    .updateTable('ratingRuleSet')
    .set({ ...set, state: 'adopted', version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

export interface CycleRow {
  id: string
  bodyId: string
  bodyName: string
  unitId: string
  path: string[]
  year: number
  ruleSetId: string
  ruleSetTitle: string
  dimensions: RuleSetFields['dimensions']
  bands: number[]
  state: RatingCycleState
  selfCheckUntil: string | null
  shownWhere: ShownWhere | null
  shownOn: string | null
  shownUntil: string | null
  pausedOn: string | null
  appealUntil: string | null
  version: number
}

const bodyName = (id: string, day: string) => sql`coalesce((select bp.name from body_period bp where bp.town_id = (select actor_town())
  and bp.body_id = ${sql.ref(id)} and lower(bp.valid) <= ${day}::date order by lower(bp.valid) desc limit 1), '')`

const cycles = (day: string, where = sql`true`) => sql<CycleRow>`
  select c.id, c.body_id, ${bodyName('c.body_id', day)} as body_name, c.unit_id, units_above(c.unit_id, ${day}::date) as path, c.year, c.rule_set_id,
    s.title as rule_set_title, s.dimensions, s.bands, c.state, c.self_check_until, c.shown_where, c.shown_on, c.shown_until, c.paused_on,
    c.appeal_until, c.version
  from rating_cycle c join rating_rule_set s on s.town_id = c.town_id and s.id = c.rule_set_id
  where ${where} order by c.year desc, (${bodyName('c.body_id', day)}) collate "C", c.id`

export const listCycles = async (db: Database, day: string) => (await cycles(day).execute(db)).rows

export const findCycle = async (db: Database, day: string, id: string) => (await cycles(day, sql`c.id = ${id}::uuid`).execute(db)).rows[0]

export const lockCycle = (db: Database, id: string) => sql`select id from rating_cycle where id = ${id}::uuid for update`.execute(db)

/** The same for a member, who may not write the cycle. */
export const lockOwnCycle = (db: Database, id: string) => sql`select lock_own_rating_cycle(${id}::uuid)`.execute(db)

/** A branch with the unit that it stands for today. */
export async function branchOn(db: Database, day: string, bodyId: string) {
  const { rows } = await sql<{ id: string; unitId: string | null; path: string[] | null }>`
    select body.id, home.unit_id, units_above(home.unit_id, ${day}::date) as path
    from body left join lateral (select party_home_of(body.id, ${day}::date) as unit_id) home on true
    where body.id = ${bodyId}::uuid and body.line = 'party' and body.kind in ('branch', 'jointBranch') and body.founded_on <= ${day}::date
      and (body.dissolved_on is null or body.dissolved_on > ${day}::date)`.execute(db)
  return rows[0]
}

/** Branches that the caller leads, by name. */
export const ledBranches = async (db: Database, day: string) =>
  (
    await sql<{ id: string; name: string }>`
      select body.id, ${bodyName('body.id', day)} as name from body
      where body.line = 'party' and body.kind in ('branch', 'jointBranch') and (body.dissolved_on is null or body.dissolved_on > ${day}::date)
        and (body.id = any ((select led_bodies())::uuid[]) or party_home_of(body.id, ${day}::date) = any ((select rating_units())::uuid[]))
      order by (${bodyName('body.id', day)}) collate "C", body.id`.execute(db)
  ).rows

export const cycleOf = async (db: Database, bodyId: string, year: number) =>
  (await db.selectFrom('ratingCycle').where('bodyId', '=', bodyId).where('year', '=', year).select('id').executeTakeFirst())?.id

export const insertCycle = (
  db: Database,
  row: { townId: number; id: string; bodyId: string; unitId: string; year: number; ruleSetId: string },
) =>
  db
    .insertInto('ratingCycle')
    .values({ ...row, state: 'draft' })
    .execute()

export const moveCycle = (
  db: Database,
  id: string,
  set: {
    state: RatingCycleState
    selfCheckUntil?: string
    shownWhere?: ShownWhere
    shownOn?: string
    shownUntil?: string
    pausedOn?: null
    confirmedOn?: string
    notifiedOn?: string
    appealUntil?: string
    archivedOn?: string
  },
) =>
  db
    .updateTable('ratingCycle')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()

/** A member's objection stops the clock, an appeal opens the cycle again. */
export const interruptCycle = (db: Database, id: string, today: string) =>
  sql`select interrupt_rating_cycle(${id}::uuid, ${today}::date)`.execute(db)

/** What keeps the cycle from going on: objections that lie open, and members whose star is not decided. */
export const leftOpen = async (db: Database, cycleId: string) =>
  (
    await sql<{ openContests: number; undecided: number }>`
      select open_contests, undecided from rating_cycle_left(${cycleId}::uuid)`.execute(db)
  ).rows[0]!

/** Of each village with a cycle of the year: how many, by code. */
export const countsIn = async (db: Database, day: string, year: number) =>
  (
    await sql<{ unitId: string; unitName: string; rated: number; exempt: number; undecided: number; openContests: number }>`
      select n.unit_id, coalesce((select up.name from unit_period up where up.town_id = (select actor_town()) and up.unit_id = n.unit_id
          and lower(up.valid) <= ${day}::date order by lower(up.valid) desc limit 1), '') as unit_name,
        n.rated, n.exempt, n.undecided, n.open_contests
      from rating_counts(${year}::integer) n order by n.unit_code collate "C", n.unit_id`.execute(db)
  ).rows

/** Years whose points are still kept, of branches; for the job that deletes them. */
export const cyclesWithScores = async (db: Database, before: number) =>
  (
    await sql<{
      id: string
    }>`select id from rating_cycle where scores_deleted_on is null and year < ${before} order by id limit 1000`.execute(db)
  ).rows.map(({ id }) => id)

/** Facts and what was said about them go; stars, reasons and who decided stay. */
export async function deleteScores(db: Database, cycleId: string, today: string): Promise<void> {
  const ratings = sql`(select id from rating where cycle_id = ${cycleId}::uuid)`
  await sql`delete from rating_contest where rating_id in ${ratings}`.execute(db)
  await sql`delete from rating_fact where rating_id in ${ratings}`.execute(db)
  await db.updateTable('rating').set({ proposed: null }).where('cycleId', '=', cycleId).execute()
  await db.updateTable('ratingCycle').set({ scoresDeletedOn: today }).where('id', '=', cycleId).execute()
}
