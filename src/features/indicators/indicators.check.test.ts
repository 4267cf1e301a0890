/** Proofs of indicators (指标对账): a number whose parts do not add up says so itself. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './indicators.contract.ts'
import { proveAll } from './indicators.jobs.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'indicators.prove' } as const
const prove = () => app.as(job, context => proveAll.each(context, 'venues.park'))
const read = async (unitId: string, year = 2026) =>
  (
    await app.call(null, endpoints.value, {
      params: { indicatorId: 'venues.park' },
      query: { unitId, from: `${year}-01-01`, to: `${year}-12-31` },
    })
  ).body

test('parts that add up are said to, with the day of the proof', async () => {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  await aVenue(app.owner, village.id, { kind: 'park', openedOn: '2020-01-01' })
  await aVenue(app.owner, town.id, { kind: 'park', openedOn: '2020-01-01' })
  expect((await read(town.id)).check).toBeNull()
  await prove()
  await prove() // twice in a night is no other answer
  expect((await read(town.id)).check).toEqual({ on: '2026-03-02', holds: true, detail: '' })
  expect((await read(village.id, 2025)).check).toMatchObject({ holds: true })
  expect((await read(village.id, 2024)).check).toBeNull()
})

test('what was split went whole into none of its parts: its records are the village’s own, and all numbers add up', async () => {
  const village = await aVillage(app.owner)
  const old = await aUnit(app.owner, { name: '旧小组' }, village)
  const [east, west] = [await aUnit(app.owner, { name: '东小组' }, village), await aUnit(app.owner, { name: '西小组' }, village)]
  for (const { id } of [old, east]) await aVenue(app.owner, id, { kind: 'park', openedOn: '2020-05-01' })
  await app.owner.updateTable('unitPeriod').set({ valid: '[2010-01-01,2025-07-01)' }).where('unitId', '=', old.id).execute()
  for (const { id } of [east, west])
    await app.owner
      .insertInto('unitSuccession')
      .values({ townId: 1, predecessorId: old.id, successorId: id, effectiveOn: '2025-07-01' })
      .execute()
  await prove()
  expect(await read(village.id)).toMatchObject({ value: 2, check: { holds: true } })
  expect((await read(east.id)).value).toBe(1)
  expect((await read(west.id)).value).toBe(0)
})

test('a record that two units side by side claim is found, and the number says so', async () => {
  const village = await aVillage(app.owner)
  const [group, other] = [await aUnit(app.owner, { name: '河边小组' }, village), await aUnit(app.owner, { name: '桥头小组' }, village)]
  await aVenue(app.owner, group.id, { kind: 'park', openedOn: '2020-05-01' })
  // as no verb of the tree leaves it: below the village, and below its neighbour too
  await sql`update unit_period set path = array[path[1], path[2], ${other.id}::uuid, unit_id] where unit_id = ${group.id}`.execute(
    app.owner,
  )
  await prove()
  expect((await read(village.id)).check).toEqual({
    on: '2026-03-02',
    holds: false,
    detail: '对账没有对上：合计1个，各处加起来2个。请核对单位的上下级。',
  })
})

test('what does not add up by nature is not proved', async () => {
  const ids = await app.as(job, context => proveAll.find(context))
  expect(ids).toContain('venues.park')
  for (const id of ids) expect(app.platform.indicators.get(id)!.additive).toBe(true)
})
