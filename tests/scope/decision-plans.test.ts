/**
 * The plans of the lists of matters (四议两公开清单的查询计划): each finds its rows by the index made for it, and reads no table of
 * matters, steps or notices from end to end. Source: docs/performance.md.
 */
import { sql, type RawBuilder } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { pageOfDecisions } from '#features/decisions/decisions.list.queries.ts'
import { shownAs } from '#features/decisions/decisions.rules.ts'
import { aListInForce } from '#features/matters/matters.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage, type SampleUnit } from '#features/units/units.samples.ts'
import { useApp } from '../support/app.ts'
import { planOf } from './plans.ts'

const app = useApp()
const many = 20_000
let village: SampleUnit
let clerk: string

beforeAll(async () => {
  const town = await aTown(app.owner)
  village = await aVillage(app.owner)
  const elsewhere = await aVillage(app.owner)
  clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const listId = await aListInForce(app.owner, town.id)
  // One matter in forty is the village's, one in two hundred runs: what a town has in hand is few, however long its history is.
  await sql`insert into decision (town_id, id, unit_id, line, list_id, code, category, proposer_kind, proposing_body, state, begun_on, ended_on,
      result_due_on, created_by, created_at)
    select 1, gen_random_uuid(), case when n % 40 = 0 then ${village.id}::uuid else ${elsewhere.id}::uuid end, 'collective', ${listId}, 'A10',
      case when n % 100 = 0 then 'welfare' else 'assets' end, 'body', '社委会', case when n % 200 = 0 then 'implementing' else 'closed' end,
      date '2016-01-01' + n / 10, case when n % 200 = 0 then null else date '2016-03-01' + n / 10 end, date '2026-01-01' + n % 300, ${clerk}, now()
    from generate_series(1, ${many}::int) n`.execute(app.owner)
  await sql`insert into decision_text (town_id, decision_id, number, title, body, written_by, written_at)
    select 1, id, 1, '旧厂房出租', '把旧厂房公开招租，租期五年。', ${clerk}, now() from decision`.execute(app.owner)
  await sql`insert into decision_stage (town_id, id, decision_id, round, stage, text_number, held_on, outcome, recorded_by, recorded_at)
    select 1, gen_random_uuid(), d.id, 1, s.stage, 1, d.begun_on, s.outcome, ${clerk}, now()
    from decision d cross join (values ('proposal', 'registered'), ('assembly', 'passed')) as s (stage, outcome)`.execute(app.owner)
  await sql`analyze`.execute(app.owner)
})

const below = () => ({ below: { unitId: village.id, day: '2026-03-02' } })
const due = { due: { from: null, until: '2026-03-01' } }
// oxfmt-ignore
test.each([
  ['public', 'newest', () => pageOfDecisions({}, undefined, 26), 'decision_pkey'],
  ['public', 'of a state', () => pageOfDecisions({ shown: shownAs('implementing') }, undefined, 26), 'decision_state'],
  ['public', 'of a category', () => pageOfDecisions({ category: 'welfare' }, undefined, 26), 'decision_category'],
  ['public', 'late', () => pageOfDecisions(due, undefined, 26), 'decision_pkey'],
  ['public', 'late at a place', () => pageOfDecisions({ ...below(), ...due }, undefined, 26), null],
  ['clerk', 'newest', () => pageOfDecisions({}, undefined, 26), 'decision_pkey'],
  ['clerk', 'of a place', () => pageOfDecisions(below(), undefined, 26), null],
] as const)('%s: matters %s are found by an index', async (who, _what, query, index) => {
  const nodes = await planOf(app, who === 'clerk' ? `person:${clerk}` : 'public', query())
  const whole = nodes.filter(node => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0 && ['decision', 'decision_stage', 'notice'].includes(node['Relation Name'] ?? ''))
  expect(whole).toEqual([])
  if (index !== null) expect(nodes.map(node => node['Index Name'])).toContain(index)
})

const dueDays = (index: string, query: RawBuilder<unknown>) => [index, query] as const
test.each([
  dueDays(
    'decision_result_due',
    sql`select id from decision where town_id = (select actor_town()) and result_due_on <= '2026-01-10'
      and state not in ('draft', 'rejected', 'closed', 'archived', 'annulled', 'correctionOrdered')`,
  ),
  dueDays(
    'decision_stage_held',
    sql`select s.decision_id from decision_stage s where s.stage = 'assembly' and s.held_on between '2017-01-01' and '2017-01-31'`,
  ),
  dueDays(
    'decision_open',
    sql`select id from decision where ended_on is null and unit_id = any (array[${sql.lit('01900000-0000-7000-8000-000000000000')}]::uuid[])`,
  ),
])('days and running matters are found by %s', async (index, query) => {
  const nodes = await planOf(app, 'public', query)
  expect(nodes.map(node => node['Index Name'])).toContain(index)
})
