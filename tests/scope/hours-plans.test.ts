/** The plans of the lists of volunteer hours (志愿时长的查询计划), read as the application's role: whose they are is asked once, not of each. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aSlot, aTeam, type SampleTeam } from '#features/volunteering/volunteering.samples.ts'
import { useApp } from '../support/app.ts'
import { planOf } from './plans.ts'

const app = useApp()
let at: SampleTeam

beforeAll(async () => {
  at = await aTeam(app.owner)
  const elsewhere = await aTeam(app.owner)
  // Forty people, each in slots of both villages.
  for (const village of [at.village, elsewhere.village]) {
    const slotId = await aSlot(app.owner, village.id, { state: 'locked', postedOn: '2025-02-01' })
    await sql`insert into volunteer_slot (town_id, id, activity_id, unit_id, places, state, starts_at, ends_at, posted_on)
      select town_id, gen_random_uuid(), activity_id, unit_id, 10, 'locked', starts_at - n * interval '3 hours', ends_at - n * interval '3 hours', posted_on
      from volunteer_slot, generate_series(1, 100) n where id = ${slotId}::uuid`.execute(app.owner)
    await sql`insert into person (town_id, id, name, sort_key, unit_id, created_at)
      select 1, gen_random_uuid(), '志愿者', 'zhi yuan zhe', ${village.id}::uuid, now() from generate_series(1, 20)`.execute(app.owner)
  }
  await sql`insert into volunteer_hours (town_id, id, slot_id, person_id, name, sort_key, starts_at, ends_at, minutes, credited, grade, state, entered_on, posted_on)
    select 1, gen_random_uuid(), s.id, p.id, p.name, p.sort_key, s.starts_at, s.ends_at, 120, 120, 'organiser', 'standing', '2025-02-01', '2025-02-01'
    from volunteer_slot s cross join person p where p.name = '志愿者' and (p.unit_id = s.unit_id or s.starts_at < '2026-02-20')
    on conflict do nothing`.execute(app.owner)
  await sql`analyze`.execute(app.owner)
})

const page = sql`select id from volunteer_hours order by starts_at desc, id desc limit 26`
const count = sql`select count(*) from volunteer_hours`

test.each([
  ['a village’s secretary', () => at.villageSecretary, 'a page', page],
  ['a village’s secretary', () => at.villageSecretary, 'how many', count],
  ['the town’s clerk', () => at.townClerk, 'how many', count],
  ['who leads a team', () => at.leader, 'a page', page],
] as const)('%s: %s of the hours asks once what they keep (%s)', async (_who, person, _what, query) => {
  const nodes = await planOf(app, `person:${person()}`, query)
  const asked = nodes.filter(node => node['Subplan Name'] !== undefined)
  expect(asked.length).toBeGreaterThan(0)
  for (const node of asked) expect(node['Actual Loops'], node['Subplan Name']).toBeLessThanOrEqual(1)
})
