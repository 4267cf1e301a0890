/**
 * The plans of the hot lists (查询计划), read as the application's role: an index finds the rows, and what a policy asks is asked
 * once a statement and not for each row. Source: design D4; reliability.md.
 */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { matching } from '#features/requests/requests.filters.queries.ts'
import { aStaffedVillage, type SampleTown } from '#features/requests/requests.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../support/app.ts'
import { planOf } from './plans.ts'
import { asActor } from './settle.ts'

const app = useApp()
let at: SampleTown
const many = 20_000

beforeAll(async () => {
  at = await aStaffedVillage(app.owner)
  const elsewhere = await aStaffedVillage(app.owner)
  // One case in forty is the village's, one in fifty its department's: a scope as small as a village's is.
  await sql`insert into request (town_id, id, number, code_digest, title, text, near, unit_id, custody_unit_id, handler_unit_id, assigned_body_id,
      state, channel, submitted_at, level_since, clock_state, clock_limit, clock_used, due_on, search_text, updated_at)
    select 1, gen_random_uuid(), '某' || n, 'x', '某事' || n, '某事', '', place, place, place,
      case when n % 50 = 0 then ${at.department.id}::uuid end, 'accepted', 'web', now(), now(), 'running', 5, 0, date '2026-01-01' + (n % 300)::int,
      case when n % 100 = 0 then '巷口路灯不亮' else '水压太低' end, now()
    from (select n, case when n % 40 = 0 then ${at.village.id}::uuid else ${elsewhere.village.id}::uuid end as place from generate_series(1, ${many}::int) n) x`.execute(
    app.owner,
  )
  await sql`analyze`.execute(app.owner)
})

const byDueDay = sql`select id from request
  where request_matches(request, null, 'open', null, null, null, (select actor_today()), null, null, null, null, null, null) order by coalesce(due_on, 'infinity'::date), id limit 26`

/** The list by due day of a handler that others went into. */
const ofHandlers = () => sql`select id from request
  where request_matches(request, null, 'open', null, null, null, (select actor_today()), null, null, null, ${[newId(), at.department.id]}::uuid[], null, null)
  order by coalesce(due_on, 'infinity'::date), id limit 26`

/** The list by due day of a place: a village, its group and one that went into it, which has few cases of its own. */
const ofPlaces = () => sql`select id from request
  where request_matches(request, ${[at.village.id, at.group.id, newId()]}::uuid[], 'open', null, null, null, (select actor_today()), null, null, null, null, null, null)
  order by coalesce(due_on, 'infinity'::date), id limit 26`

/** The part of 待办 that is given to nobody yet, for desks of a unit that has few cases. */
const onTheDesk =
  () => sql`select id from request where clock_state in ('running', 'paused') and assigned_person_id is null and assigned_body_id is null
  and not about_officials and handler_unit_id = any (array['01900000-0000-7000-8000-000000000000']::uuid[])`

test.each([
  ['a village clerk', () => at.clerk, 'the list by due day', byDueDay],
  ['the town’s clerk', () => at.townClerk, 'the list by due day', byDueDay],
  ['a department’s officer', () => at.department.officer, 'the list by due day', byDueDay],
  ['a village clerk', () => at.clerk, 'one case', sql`select id from request where id = '01900000-0000-7000-8000-000000000000'`],
  [
    'a village clerk',
    () => at.clerk,
    'the people of the village',
    sql`select id from person where unit_id = any ((select scope_units())::uuid[]) order by sort_key limit 26`,
  ],
  ['a village clerk', () => at.clerk, 'what lies on their desk', onTheDesk],
  ['the town’s clerk', () => at.townClerk, 'the cases of a handler', ofHandlers],
  ['the town’s clerk', () => at.townClerk, 'the cases of a village and of one that went into it', ofPlaces],
] as const)('%s: %s is asked once who they are (%s)', async (_who, person, _what, query) => {
  const nodes = await planOf(app, `person:${person()}`, typeof query === 'function' ? query() : query)
  // What the policies ask stands in subplans that ran once, not in a filter that runs for each row.
  const asked = nodes.filter(node => node['Subplan Name']?.startsWith('InitPlan'))
  expect(asked.length).toBeGreaterThan(0)
  for (const node of asked) expect(node['Actual Loops']).toBeLessThanOrEqual(1)
  const perRow = nodes.filter(node => node['Subplan Name']?.startsWith('SubPlan') && node['Actual Loops'] > 1)
  expect(perRow).toEqual([])
})

test.each([
  ['a village clerk', () => at.clerk],
  ['a department’s officer', () => at.department.officer],
  ['the town’s clerk', () => at.townClerk],
] as const)('%s: the list by due day reads no whole table', async (_who, person) => {
  const nodes = await planOf(app, `person:${person()}`, byDueDay)
  const scans = nodes.filter(node => node['Relation Name'] === 'request').map(node => node['Node Type'])
  expect(scans.length).toBeGreaterThan(0)
  expect(scans).not.toContain('Seq Scan')
})

test.each([
  ['a village clerk', 'a telephone', () => at.clerk, sql`phone_index = '\\x0123'::bytea`, 'request_phone'],
  ['the town’s clerk', 'a telephone', () => at.townClerk, sql`phone_index = '\\x0123'::bytea`, 'request_phone'],
  ['the town’s clerk', 'the number of an order', () => at.townClerk, sql`outside_number = 'FS2026'`, 'request_outside'],
] as const)('%s: a case is found from %s by its index', async (_who, _what, person, known, index) => {
  const nodes = await planOf(app, `person:${person()}`, sql`select id from request where ${known} order by id desc limit 51`)
  expect(nodes.flatMap(node => node['Index Name'] ?? [])).toContain(index)
  expect(nodes.filter(node => node['Relation Name'] === 'request').map(node => node['Node Type'])).not.toContain('Seq Scan')
})

test.each([
  ['a village clerk', () => at.clerk],
  ['the town’s clerk', () => at.townClerk],
] as const)('%s: the cases of a department and of one that went into it are found by their index', async (_who, person) => {
  const nodes = await planOf(app, `person:${person()}`, ofHandlers())
  expect(nodes.map(node => node['Index Name'])).toContain('request_body')
})

test.each([
  ['a village clerk', () => at.clerk],
  ['the town’s clerk', () => at.townClerk],
] as const)('%s: the cases of a village and of one that went into it are found by an index', async (_who, person) => {
  const scans = (await planOf(app, `person:${person()}`, ofPlaces())).filter(node => node['Relation Name'] === 'request')
  expect(scans.length).toBeGreaterThan(0)
  expect(scans.map(node => node['Node Type'])).not.toContain('Seq Scan')
})

test('reading the log of a case opens the log and the case, and none of the other tables that events are about', async () => {
  const log = sql`select id from event where subject_kind = 'request' and subject_id = '01900000-0000-7000-8000-000000000000'`
  const nodes = await planOf(app, `person:${at.clerk}`, log)
  expect(new Set(nodes.flatMap(node => node['Relation Name'] ?? []))).toEqual(new Set(['event', 'request']))
})

test('whoever audits reads a page of the whole log by its index, and looks up nothing that events are about', async () => {
  const auditor = await aHolder(app.owner, 'auditAdministrator', at.town.id)
  await sql`insert into event (town_id, id, name, subject_kind, subject_id, unit_id, actor, at)
    select town_id, gen_random_uuid(), 'requests.submit', 'request', id, custody_unit_id, 'public', now() from request`.execute(app.owner)
  await sql`analyze event`.execute(app.owner)
  const log = sql`select * from event where town_id = (select actor_town()) order by id desc limit 26`
  const nodes = await planOf(app, `person:${auditor}`, log)
  const read = nodes.filter(node => node['Relation Name'] && node['Actual Loops'] > 0)
  expect(read.map(node => [node['Relation Name'], node['Index Name'], node['Actual Rows']])).toEqual([['event', 'event_pkey', 26]])
})

test('a desk’s work is found by its own index', async () => {
  const nodes = await planOf(app, `person:${at.clerk}`, onTheDesk())
  expect(nodes.map(node => node['Index Name'])).toContain('request_desk')
})

test('words are found through their index, by whoever asks', async () => {
  const before = await searchScans()
  for (const person of [at.clerk, at.department.officer, at.townClerk])
    await asActor(app.platform.connection.db, 1, '2026-03-02', `person:${person}`, async db => {
      const { rows } =
        await sql`select search_requests('路灯', '路灯', null, null, null, null, null, null, null, null, null, null, null, 'due', null, null, 26)`.execute(
          db,
        )
      expect(rows.length).toBeGreaterThan(0)
      await sql`select pg_stat_force_next_flush()`.execute(db)
    })
  await expect.poll(searchScans).toBeGreaterThan(before)
})

test('the cases of a lamp are looked for among those that are open, by whoever asks', async () => {
  // one after the other: a statement that takes long looks like a line that stalls
  for (const part of ['甲', '乙', '丙'])
    await sql`insert into request (town_id, id, number, code_digest, title, text, near, unit_id, custody_unit_id, handler_unit_id,
        state, channel, submitted_at, level_since, clock_state, clock_limit, clock_used, closed_at, solved_by, search_text, updated_at)
      select 1, gen_random_uuid(), '旧' || ${part} || '-' || n, 'x', '某事', '某事', '', ${at.village.id}, ${at.village.id}, ${at.village.id},
        'solved', 'web', now(), now(), 'ended', 5, 0, now(), 'resident', '', now() from generate_series(1, ${many}::int) n`.execute(
      app.owner,
    )
  await sql`analyze request`.execute(app.owner)
  for (const filters of [{ lamp: 'late' }, { lamp: 'waiting' }, { state: 'open', lamp: 'soon' }] as const)
    for (const person of [at.clerk, at.department.officer, at.townClerk]) {
      const nodes = await planOf(app, `person:${person}`, sql`select id from request where ${await matching(app.owner, filters)}`)
      const scans = nodes.filter(node => node['Relation Name'] === 'request').map(node => node['Node Type'])
      expect(scans, JSON.stringify(filters)).not.toContain('Seq Scan')
    }
})

/** How often the index of pairs was read. */
async function searchScans(): Promise<number> {
  const { rows } = await sql<{ scans: number }>`select coalesce(sum(idx_scan), 0)::int as scans from pg_stat_user_indexes
    where indexrelname = 'request_search'`.execute(app.owner)
  return rows[0]!.scans
}
