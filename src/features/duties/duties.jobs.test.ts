/** Duties (清单事项) at night: who is gone owes no more, and estimated days are counted again. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import type { TemplateFields } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import * as jobs from './duties.jobs.ts'
import { aTemplate } from './duties.samples.ts'
import { issueTemplate } from './duties.templates.actions.ts'
import { findTemplate } from './duties.templates.queries.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'duties.settle' } as const
beforeAll(() => app.owner.insertInto('holidayYear').values({ year: 2026, source: '国务院办公厅通知' }).execute())
const spring = { from: '2026-01-01', to: '2026-06-30' }

async function anIssued(unitId: string, changes: Partial<TemplateFields>) {
  const templateId = await aTemplate(app.owner, unitId, { from: '2026-01-01', ...changes })
  await app.as(job, async context => issueTemplate(context, (await findTemplate(context.db, context.today, templateId))!))
  return templateId
}
const run = async (one: typeof jobs.settle) => {
  const items = await app.as(job, one.find)
  for (const item of items) await app.as(job, context => one.each(context, item))
  return items.length
}
const storedOf = (templateId: string) =>
  app.owner
    .selectFrom('duty')
    .where('templateId', '=', templateId)
    .select(['periodFrom', 'state', 'waivedReason', 'waivedBy', 'dueOn', 'dueEstimated'])
    .orderBy('periodFrom')
    .execute()
const on = async (day: string, work: () => Promise<void>) => {
  const before = app.now
  try {
    app.now = new Date(`${day}T01:00:00Z`)
    await work()
  } finally {
    app.now = before
  }
}

test('a branch that was dissolved owes nothing that falls due after its last day; what it missed before stays', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const branch = await aBody(app.owner, 'branch', { unitIds: [village.id] })
  const templateId = await anIssued(village.id, { binds: 'bodies', kinds: ['branch'] })
  await aVenue(app.owner, village.id, { bodyId: branch, openedOn: '2026-02-10' })
  const dissolve = (day: string | null) => app.owner.updateTable('body').set({ dissolvedOn: day }).where('id', '=', branch).execute()
  await dissolve('2026-03-05')
  await on('2026-03-04', async () => {
    const { body } = await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...spring } })
    expect(body.items.map(({ lamp }) => lamp).sort(), 'it still stands').toEqual(['done', 'late', 'ok', 'ok'])
  })
  await on('2026-03-25', async () => {
    const { body } = await app.call(clerk, endpoints.list, { query: { unitId: village.id, ...spring } })
    const waived = body.items.filter(({ state }) => state === 'waived')
    expect(waived.map(({ periodFrom, waivedReason, waivedByName }) => [periodFrom, waivedReason, waivedByName])).toEqual([
      ['2026-03-01', '组织已撤销', '自动'],
      ['2026-04-01', '组织已撤销', '自动'],
    ])
    expect(body.lamps).toEqual({ late: 1, soon: 0, ok: 0, done: 1, waived: 2 })
    const { body: table } = await app.call(clerk, endpoints.matrix, { query: spring })
    expect(table.whole).toMatchObject({ expected: 2, actual: 1, waived: 2 })
    expect(table.lamps).toEqual(body.lamps)
    await run(jobs.settle)
    expect((await storedOf(templateId)).map(({ state, waivedReason, waivedBy }) => [state, waivedReason, waivedBy])).toEqual([
      ['overdue', null, null],
      ['done', null, null],
      ['waived', '组织已撤销', null],
      ['upcoming', null, null],
    ])
    expect(await run(jobs.settle), 'a second run finds nothing').toBe(0)
    await run(jobs.makeDuties)
    expect(await storedOf(templateId), 'no later period').toHaveLength(4)
    // The day of the end was entered by mistake.
    await dissolve(null)
    await run(jobs.settle)
    expect((await storedOf(templateId)).map(({ state, waivedReason }) => [state, waivedReason]).slice(2)).toEqual([
      ['overdue', null],
      ['upcoming', null],
    ])
  })
})

test('a branch that went into another hands its duties on; a cooperative that is no more is freed of them', async () => {
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const [old, heir] = [
    await aBody(app.owner, 'branch', { unitIds: [village.id] }),
    await aBody(app.owner, 'branch', { unitIds: [village.id] }),
  ]
  const east = await aUnit(app.owner, { kind: 'cooperative', name: '东社' }, village)
  const gone = await aUnit(app.owner, { kind: 'cooperative', name: '西社' }, village)
  await anIssued(village.id, { binds: 'bodies', kinds: ['branch'], from: '2026-03-01' })
  await anIssued(village.id, { kinds: ['cooperative'], from: '2026-03-01', name: '经济社的清单' })
  await app.owner.updateTable('body').set({ dissolvedOn: '2026-03-05' }).where('id', '=', old).execute()
  const after = { townId: 1, predecessorId: old, successorId: heir, effectiveOn: '2026-03-05', takesRecords: true }
  await app.owner.insertInto('bodySuccession').values(after).execute()
  const merged = { townId: 1, predecessorId: gone.id, successorId: east.id, effectiveOn: '2026-03-05' }
  await app.owner.insertInto('unitSuccession').values(merged).execute()
  await sql`update unit_period set valid = daterange(lower(valid), '2026-03-05') where unit_id = ${gone.id}`.execute(app.owner)
  await on('2026-03-25', async () => {
    const query = { unitId: village.id, from: '2026-03-01', to: '2026-03-31' }
    const { body } = await app.call(clerk, endpoints.list, { query })
    const states = body.items.map(({ bodyId, unitName, state, waivedReason }) => [bodyId ?? unitName, state, waivedReason])
    expect(states).toEqual(
      expect.arrayContaining([
        [old, 'overdue', null],
        [heir, 'overdue', null],
        ['东社', 'overdue', null],
        ['西社', 'waived', '单位已撤并'],
      ]),
    )
  })
})

test('a day counted before the holidays were published is counted again when they are', async () => {
  const village = await aVillage(app.owner)
  await aUnit(app.owner, { kind: 'cooperative' }, village)
  const inWorkingDays = { kinds: ['cooperative'], dueRule: 'workingDaysAfter', dueCount: 3 } satisfies Partial<TemplateFields>
  const known = await anIssued(village.id, { ...inWorkingDays, from: '2026-03-02', to: '2026-03-31' })
  const unknown = await anIssued(village.id, {
    ...inWorkingDays,
    name: '还不知道的一年',
    frequency: 'once',
    from: '2026-03-02',
    to: '2029-12-31',
  })
  const march = { dueOn: '2026-04-03', dueEstimated: false }
  expect(await storedOf(known)).toMatchObject([march])
  const before = await storedOf(unknown)
  expect(before).toMatchObject([{ dueOn: '2030-01-03', dueEstimated: true }])
  // As if the list had been issued before that year's holidays were known.
  await app.owner.updateTable('duty').set({ dueOn: '2026-04-06', dueEstimated: true }).where('templateId', '=', known).execute()
  expect(await run(jobs.redate)).toBe(1)
  expect(await storedOf(known)).toMatchObject([march])
  const events = await app.owner.selectFrom('event').where('name', '=', 'duties.redate').select(['details', 'unitId']).execute()
  expect(events.map(({ details }) => details)).toEqual([{ dueOn: '2026-04-03' }])
  expect(await run(jobs.redate), 'a second run finds nothing').toBe(0)
  expect(await storedOf(unknown), 'nothing new is known').toEqual(before)
})

test('what is asked once is due on the list’s own day, though that is months ahead', async () => {
  const village = await aVillage(app.owner)
  await aUnit(app.owner, { kind: 'cooperative' }, village)
  const once = {
    kinds: ['cooperative'],
    frequency: 'once',
    from: '2026-03-02',
    to: '2026-09-30',
    dueCount: 200,
  } satisfies Partial<TemplateFields>
  expect(await storedOf(await anIssued(village.id, once))).toMatchObject([{ periodFrom: '2026-03-02', dueOn: '2026-09-17' }])
})
