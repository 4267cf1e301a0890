/** Duties (清单事项): over HTTP. They close by the record, open again without it, and are counted but never ranked. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as todoEndpoints } from '#features/todos/todos.contract.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { cursorOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import type { TemplateFields } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import * as jobs from './duties.jobs.ts'
import { aTemplate } from './duties.samples.ts'
import { issueTemplate } from './duties.templates.actions.ts'
import { findTemplate } from './duties.templates.queries.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'duties.settle' } as const

/** A village with two cooperatives that owe one station a month, asked by the town. */
async function aBoundVillage(changes: Partial<TemplateFields> = {}) {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { kind: 'cooperative', name: '东社' }, village)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const templateId = await aTemplate(app.owner, changes.unitId ?? village.id, { kinds: ['cooperative'], from: '2026-01-01', ...changes })
  await app.as(job, async context => issueTemplate(context, (await findTemplate(context.db, context.today, templateId))!))
  return { town, village, group, clerk, templateId }
}
const spring = { from: '2026-01-01', to: '2026-04-30' }
const listed = async (who: string, unitId: string, query: object = {}) =>
  (await app.call(who, endpoints.list, { query: { unitId, ...spring, limit: '100', ...query } })).body.items
const statesOf = async (who: string, unitId: string) =>
  (await listed(who, unitId))
    .sort((a, b) => (a.periodFrom < b.periodFrom ? -1 : 1))
    .map(({ periodFrom, state, onTime }) => `${periodFrom.slice(0, 7)} ${state}${onTime === null ? '' : onTime ? ' in time' : ' late'}`)
const runJob = async (one: typeof jobs.settle) => {
  const items = await app.as(job, one.find)
  for (const item of items) await app.as(job, context => one.each(context, item))
  return items
}

test('a duty closes by itself when the record is there, in time or late, and opens again when the record goes', async () => {
  const { village, group, clerk } = await aBoundVillage()
  expect(await statesOf(clerk, village.id)).toEqual(['2026-01 overdue', '2026-02 overdue', '2026-03 due', '2026-04 upcoming'])
  await aVenue(app.owner, group.id, { openedOn: '2026-01-20' })
  const late = await aVenue(app.owner, group.id, { openedOn: '2026-02-21' })
  expect(await statesOf(clerk, village.id)).toEqual(['2026-01 done in time', '2026-02 done late', '2026-03 due', '2026-04 upcoming'])
  await runJob(jobs.settle)
  const stored = () =>
    app.owner.selectFrom('duty').where('unitId', '=', group.id).select(['state', 'doneOn', 'doneRow']).orderBy('periodFrom').execute()
  expect((await stored())[1]).toEqual({ state: 'done', doneOn: '2026-02-21', doneRow: late })
  expect(await runJob(jobs.settle), 'a second run finds nothing').toEqual([])
  // The opening was called off.
  await app.owner.updateTable('venue').set({ status: 'building' }).where('id', '=', late).execute()
  expect((await statesOf(clerk, village.id))[1]).toBe('2026-02 overdue')
  await runJob(jobs.settle)
  expect((await stored())[1]).toEqual({ state: 'overdue', doneOn: null, doneRow: null })
  const events = await app.owner
    .selectFrom('event')
    .where('name', '=', 'duties.settle')
    .where('unitId', '=', group.id)
    .select('details')
    .orderBy('id')
    .execute()
  expect(events.map(({ details }) => details)).toEqual(
    expect.arrayContaining([
      { from: 'overdue', to: 'done' },
      { from: 'done', to: 'overdue' },
    ]),
  )
})

test('a record of another unit or another month closes nothing, and two are needed where two are asked', async () => {
  const { village, group, clerk } = await aBoundVillage({ leastRows: 2 })
  const next = await aBoundVillage()
  await aVenue(app.owner, next.group.id, { openedOn: '2026-03-01' })
  await aVenue(app.owner, group.id, { openedOn: '2025-12-31' })
  await aVenue(app.owner, group.id, { openedOn: '2026-03-01' })
  expect((await statesOf(clerk, village.id))[2]).toBe('2026-03 due')
  await aVenue(app.owner, group.id, { openedOn: '2026-03-02' })
  const march = (await listed(clerk, village.id)).find(({ periodFrom }) => periodFrom === '2026-03-01')
  expect(march).toMatchObject({ state: 'done', doneOn: '2026-03-02', lamp: 'done' })
})

test('a body’s duty is closed by the body’s own record, not by its neighbour’s in the same village', async () => {
  const village = await aVillage(app.owner)
  const [own, neighbour] = [
    await aBody(app.owner, 'branch', { name: '东支部', unitIds: [village.id] }),
    await aBody(app.owner, 'branch', { name: '西支部', unitIds: [village.id] }),
  ]
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const templateId = await aTemplate(app.owner, village.id, { binds: 'bodies', kinds: ['branch'], from: '2026-03-01' })
  await app.as(job, async context => issueTemplate(context, (await findTemplate(context.db, context.today, templateId))!))
  await aVenue(app.owner, village.id, { bodyId: own, openedOn: '2026-03-01' })
  const states = new Map(
    (await listed(clerk, village.id, { to: '2026-03-31' })).map(({ bodyId, bodyName, state }) => [bodyId, [bodyName, state]]),
  )
  expect([states.get(own), states.get(neighbour)]).toEqual([
    ['东支部', 'done'],
    ['西支部', 'due'],
  ])
})

test('the office that asks may waive with a reason; the bound may not, and nobody without one', async () => {
  const town = await aTown(app.owner)
  const { village, clerk } = await aBoundVillage({ unitId: town.id, kinds: ['cooperative'], fulfilledBy: 'venues.openedRedHouse' })
  const townClerk = await aHolder(app.owner, 'townClerk', town.id, { name: '梁慧珊' })
  const [january] = await listed(clerk, village.id)
  const params = { dutyId: january!.id }
  expect(january!.allowedActions).toEqual([])
  expect((await app.call(clerk, endpoints.waive, { params, body: { reason: '修路，站点停用' } })).status).toBe(403)
  expect((await app.call(townClerk, endpoints.waive, { params, body: { reason: ' ' } })).body.errors).toMatchObject([
    { pointer: '#/reason' },
  ])
  expect((await app.call(townClerk, endpoints.waive, { params, body: {} })).status).toBe(422)
  expect((await app.call(townClerk, endpoints.waive, { params: { dutyId: newId() }, body: { reason: '修路，站点停用' } })).status).toBe(404)
  const waived = await app.call(townClerk, endpoints.waive, { params, body: { reason: '修路，站点停用' } })
  expect(waived).toMatchObject({
    status: 200,
    body: { state: 'waived', waivedReason: '修路，站点停用', waivedByName: '梁慧珊', lamp: 'waived' },
  })
  expect((await app.call(townClerk, endpoints.waive, { params, body: { reason: '再来一次' } })).status).toBe(409)
  await expect(
    app.owner.updateTable('duty').set({ state: 'waived' }).where('unitId', '=', january!.unitId).where('state', '=', 'due').execute(),
    'not even by hand',
  ).rejects.toThrow(/check constraint/)
})

test('the town reads expected, actual and on time by village code, and the parts are the list', async () => {
  const town = await aTown(app.owner)
  const { village, group } = await aBoundVillage({ fulfilledBy: 'venues.openedStation' })
  await aVenue(app.owner, group.id, { openedOn: '2026-01-20' })
  await aVenue(app.owner, group.id, { openedOn: '2026-02-25' })
  const townClerk = await aHolder(app.owner, 'townClerk', town.id)
  const { body } = await app.call(townClerk, endpoints.matrix, { query: spring })
  const row = body.items.find(({ unitId }) => unitId === village.id)!
  expect(row.metrics).toEqual({ expected: 2, actual: 2, onTime: 1, rate: 100, onTimeRate: 50, waived: 0 })
  const codes = body.items.map(({ unitCode }) => unitCode ?? '~')
  expect(codes.slice(0, -1)).toEqual([...codes.slice(0, -1)].sort())
  expect(JSON.stringify(body)).not.toMatch(/rank|名次/)
  const own = await listed(townClerk, village.id)
  expect(own.filter(({ state }) => state === 'done')).toHaveLength(row.metrics.actual)
  expect(await app.call(townClerk, endpoints.matrix, { query: { from: '2026-02-01', to: '2026-01-01' } })).toMatchObject({ status: 422 })
  expect(await app.call(townClerk, endpoints.list, { query: { unitId: village.id, from: '2020-01-01', to: '2026-01-01' } })).toMatchObject({
    status: 422,
  })
})

test('nobody reads the duties of a village that is not theirs', async () => {
  const one = await aBoundVillage()
  const other = await aBoundVillage()
  expect(await listed(one.clerk, one.village.id)).toHaveLength(4)
  expect(await listed(other.clerk, one.village.id)).toEqual([])
  expect((await app.call(null, endpoints.list, { query: { unitId: one.village.id, ...spring } })).status).toBe(401)
  const [january] = await listed(one.clerk, one.village.id)
  expect((await app.call(other.clerk, endpoints.waive, { params: { dutyId: january!.id }, body: { reason: '不关我事' } })).status).toBe(404)
})

test('the job makes each new period’s duties once, for those who stand then', async () => {
  const { village, group, clerk, templateId } = await aBoundVillage()
  await aUnit(app.owner, { kind: 'cooperative', name: '西社' }, village)
  const before = app.now
  try {
    app.now = new Date('2026-04-01T00:35:00Z')
    await Promise.all([runJob(jobs.makeDuties), runJob(jobs.makeDuties)])
    const rows = await app.owner
      .selectFrom('duty')
      .where('templateId', '=', templateId)
      .select(['unitId', 'periodFrom'])
      .orderBy('periodFrom')
      .execute()
    expect(rows.filter(({ unitId }) => unitId === group.id).map(({ periodFrom }) => periodFrom)).toEqual(
      ['01', '02', '03', '04', '05'].map(month => `2026-${month}-01`),
    )
    expect(new Set(rows.map(({ unitId, periodFrom }) => `${unitId} ${periodFrom}`)).size).toBe(rows.length)
    expect((await statesOf(clerk, village.id)).length).toBeGreaterThan(4)
  } finally {
    app.now = before
  }
})

test('the workbench shows my own duty when it is near; the town hears of it only if others wait', async () => {
  const town = await aTown(app.owner)
  const quiet = await aBoundVillage({ unitId: town.id, fulfilledBy: 'venues.openedPark', frequency: 'quarterly', dueCount: 70 })
  const townClerk = await aHolder(app.owner, 'townClerk', town.id)
  const branch = await aHolder(app.owner, 'branchSecretary', quiet.group.id)
  const titles = async (who: string) =>
    (await app.call(who, todoEndpoints.list)).body.items
      .filter(({ source, title }) => source.startsWith('duties.') && !title.includes('西社') && title.includes('东社'))
      .map(({ source, lamp, dueOn, detail }) => ({ source, lamp, dueOn, detail }))
  // 70th day of the quarter: 11 March, seven working days away.
  expect(await titles(branch)).toEqual([])
  const before = app.now
  try {
    app.now = new Date('2026-03-09T01:00:00Z')
    expect(await titles(branch)).toEqual([
      { source: 'duties.mine', lamp: 'soon', dueOn: '2026-03-11', detail: '录入记录就自己了结（新启用的主题公园数）。' },
    ])
    app.now = new Date('2026-03-12T01:00:00Z')
    expect((await titles(branch)).map(({ lamp }) => lamp)).toEqual(['late'])
    expect(await titles(townClerk), 'late, but nobody waits').toEqual([])
    await app.owner.updateTable('dutyTemplate').set({ awaitedBy: '居民' }).where('id', '=', quiet.templateId).execute()
    await runJob(jobs.settle)
    expect((await titles(townClerk)).map(({ source, detail }) => [source, detail.slice(0, 5)])).toContainEqual([
      'duties.awaited',
      '居民在等。',
    ])
    await aVenue(app.owner, quiet.group.id, { kind: 'park', openedOn: '2026-03-12' })
    expect(await titles(branch), 'done is no longer listed').toEqual([])
  } finally {
    app.now = before
  }
})

test('every lamp is counted whichever is asked for, the village’s row says the same, and the town’s own leaves the villages out', async () => {
  const { town, village, group, clerk } = await aBoundVillage()
  await aVenue(app.owner, group.id, { openedOn: '2026-01-20' })
  const lamps = { late: 1, soon: 0, ok: 2, done: 1, waived: 0 }
  const { body } = await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...spring, lamp: 'late' } })
  expect(body.lamps).toEqual(lamps)
  expect(body.items.map(({ periodFrom }) => periodFrom)).toEqual(['2026-02-01'])
  const { body: table } = await app.call(clerk, endpoints.matrix, { query: spring })
  expect(table.items).toMatchObject([{ unitId: village.id, own: false, lamps }])
  expect(table.lamps).toEqual(lamps)
  const townClerk = await aHolder(app.owner, 'townClerk', town.id)
  expect(await listed(townClerk, town.id)).toContainEqual(expect.objectContaining({ unitId: group.id }))
  expect(await listed(townClerk, town.id, { own: 'true' })).not.toContainEqual(expect.objectContaining({ unitId: group.id }))
})

test('page by page, by lamp and due day, nothing is left out and nothing stands twice', async () => {
  const { village, group, clerk } = await aBoundVillage()
  await aVenue(app.owner, group.id, { openedOn: '2026-01-20' })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: object = { unitId: village.id, ...spring, limit: '1', ...(cursor && { cursor }) }
    const { items, total, nextCursor } = (await app.call(clerk, endpoints.list, { query })).body
    expect(total).toBe(4)
    seen.push(...items.map(({ lamp, periodFrom }) => `${periodFrom.slice(5, 7)} ${lamp}`))
    cursor = nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(['02 late', '03 ok', '04 ok', '01 done'])
})

test('a name as long and as rare as any pages too; a place of no such list, or that is none, is refused', async () => {
  const long = '𠮷䶮'.repeat(30)
  const { village, clerk } = await aBoundVillage({ name: long })
  const page = async (query: object) =>
    (await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...spring, limit: '1', ...query } })).body
  const first = await page({})
  const second = await page({ cursor: first.nextCursor })
  expect([first, second].map(({ items: [duty] }) => [duty?.name, duty?.periodFrom])).toEqual([
    [long, '2026-01-01'],
    [long, '2026-02-01'],
  ])
  for (const wrong of ['null', 'bm9uc2Vuc2U', cursorOf([first.items[0]!.id]), cursorOf([0.5, '', '', '']), 'x'.repeat(9_000)])
    expect((await page({ cursor: wrong })).errors).toMatchObject([{ pointer: '#/cursor' }])
  const behind = await page({ cursor: cursorOf([99, '2026-03-02', long, newId()]) })
  expect([behind.items, behind.nextCursor, behind.total], 'behind the last').toEqual([[], null, 4])
  expect(await page({ templateId: newId() }), 'nothing').toMatchObject({ items: [], nextCursor: null, total: 0 })
  expect(await page({ templateId: newId(), cursor: first.nextCursor })).toMatchObject({ items: [], nextCursor: null, total: 0 })
})

test('a list refuses more duties than it weighs at once; the table counts them all', async () => {
  const { town, village, group, clerk, templateId } = await aBoundVillage({ name: '各支部的清单', binds: 'bodies', kinds: ['branch'] })
  const townClerk = await aHolder(app.owner, 'townClerk', town.id)
  // a thousand branches and twenty periods, all due in one year that no other test asks about
  await sql`insert into body (town_id, id, kind, line, founded_on)
    select 1, gen_random_uuid(), 'branch', 'party', '1949-10-01' from generate_series(1, 1000)`.execute(app.owner)
  const more = (first: number, count: number) =>
    sql`insert into duty (town_id, id, template_id, unit_id, body_id, period_from, period_to, due_on, state)
      select 1, gen_random_uuid(), ${templateId}, ${group.id}, b.id, date '2019-01-01' + n, date '2019-01-01' + n, date '2019-01-01' + n, 'overdue'
      from body b, generate_series(${first}::int, ${first + count - 1}::int) n where b.founded_on = '1949-10-01'`.execute(app.owner)
  const query = { from: '2019-01-01', to: '2019-12-31' }
  await more(0, 20)
  expect((await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...query } })).body.total).toBe(20_000)
  await more(20, 1)
  const refused = await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...query } })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/from' }] } })
  const { body: table } = await app.call(townClerk, endpoints.matrix, { query })
  expect([table.items.map(({ lamps }) => lamps.late), table.lamps.late]).toEqual([[21_000], 21_000])
  expect((await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...query, to: '2019-01-10' } })).status).toBe(200)
  await app.owner.deleteFrom('duty').where('templateId', '=', templateId).execute()
})

test('a list that is withdrawn asks no more; what is over stays on record', async () => {
  const { village, clerk, templateId } = await aBoundVillage()
  const answer = await app.call(clerk, endpoints.withdraw, { params: { templateId }, body: { reason: '和别的清单重复' } })
  expect(answer).toMatchObject({ status: 200, body: { state: 'withdrawn', allowedActions: ['form'] } })
  expect(await statesOf(clerk, village.id)).toEqual(['2026-01 overdue', '2026-02 overdue', '2026-03 waived', '2026-04 waived'])
})
