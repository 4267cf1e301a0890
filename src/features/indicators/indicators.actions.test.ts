/** Indicators (指标): a number, its rows, its months and its parts, over HTTP. */
import { sql, type KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { proofOf } from './indicators.actions.ts'
import { endpoints } from './indicators.contract.ts'

const app = useApp()

const parks = { indicatorId: 'venues.partyPark' }
const opened = { indicatorId: 'venues.openedPartyPark' }
const year = (unitId: string, y = 2020) => ({ unitId, from: `${y}-01-01`, to: `${y}-12-31` })

test('a number carries its definition, its day and the unit it was asked for', async () => {
  const village = await aVillage(app.owner)
  await aVenue(app.owner, village.id, { kind: 'partyPark', openedOn: '2020-04-01' })
  const { body } = await app.call(null, endpoints.value, { params: parks, query: year(village.id) })
  expect(body).toMatchObject({
    value: 1,
    shown: '1个',
    rows: 1,
    suppressed: false,
    indicator: { id: 'venues.partyPark', version: 2, measure: '个' },
    period: { unitId: village.id, from: '2020-01-01', to: '2020-12-31', asOf: '2020-12-31' },
    notes: [],
  })
})

test('no record is said in words, and is not nothing', async () => {
  const village = await aVillage(app.owner)
  const { body } = await app.call(null, endpoints.value, { params: parks, query: year(village.id) })
  expect([body.value, body.shown]).toEqual([0, '尚无记录'])
})

test('a year that is not over is asked as of today', async () => {
  const village = await aVillage(app.owner)
  const { body } = await app.call(null, endpoints.value, { params: parks, query: year(village.id, 2026) })
  expect(body.period.asOf).toBe('2026-03-02')
})

test('month by month: what opened in each, and what stood at its end', async () => {
  const village = await aVillage(app.owner)
  for (const openedOn of ['2020-01-31', '2020-02-01', '2020-02-29']) await aVenue(app.owner, village.id, { kind: 'partyPark', openedOn })
  const query = { unitId: village.id, from: '2020-01-01', to: '2020-03-31' }
  const values = async (params: { indicatorId: string }) =>
    (await app.call(null, endpoints.series, { params, query })).body.items.map(({ value }) => value)
  expect(await values(opened)).toEqual([1, 2, 0])
  expect(await values(parks)).toEqual([1, 3, 3])
})

test('rows come page by page, each once', async () => {
  const village = await aVillage(app.owner)
  for (let day = 1; day <= 5; day++) await aVenue(app.owner, village.id, { kind: 'partyPark', openedOn: '2020-05-01', name: `公园${day}` })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await app.call(null, endpoints.rows, {
      params: parks,
      query: { ...year(village.id), limit: '2', ...(cursor && { cursor }) },
    })
    seen.push(...body.items.map(({ label }) => label))
    cursor = body.nextCursor ?? undefined
  } while (cursor)
  expect(seen.sort()).toEqual(['公园1', '公园2', '公园3', '公园4', '公园5'])
})

test('after a split a closed unit’s records are the parent’s own, so that the parts still add up', async () => {
  const village = await aVillage(app.owner)
  const old = await aUnit(app.owner, { name: '旧小组' }, village)
  const parts = [await aUnit(app.owner, { name: '东小组' }, village), await aUnit(app.owner, { name: '西小组' }, village)]
  await aVenue(app.owner, old.id, { kind: 'partyPark', openedOn: '2020-05-01' })
  await aVenue(app.owner, parts[0]!.id, { kind: 'partyPark', openedOn: '2020-05-01' })
  await app.owner.updateTable('unitPeriod').set({ valid: '[2010-01-01,2020-07-01)' }).where('unitId', '=', old.id).execute()
  for (const { id } of parts)
    await app.owner
      .insertInto('unitSuccession')
      .values({ townId: 1, predecessorId: old.id, successorId: id, effectiveOn: '2020-07-01' })
      .execute()
  const { body } = await app.call(null, endpoints.children, { params: parks, query: year(village.id) })
  expect(body.items.map(({ unitName, value, own }) => [unitName.replace(/^.*本级$/, '本级'), value, own])).toEqual([
    ['东小组', 1, false],
    ['西小组', 0, false],
    ['本级', 1, true],
  ])
  expect(body.whole.value).toBe(2)
})

test('last year’s number does not change when a unit moves this year', async () => {
  const [from, to] = [await aVillage(app.owner), await aVillage(app.owner)]
  const group = await aUnit(app.owner, { name: '河边小组' }, from)
  await aVenue(app.owner, group.id, { kind: 'partyPark', openedOn: '2020-05-01' })
  await app.owner.updateTable('unitPeriod').set({ valid: '[2010-01-01,2021-03-01)' }).where('unitId', '=', group.id).execute()
  await app.owner
    .insertInto('unitPeriod')
    .values({
      townId: 1,
      unitId: group.id,
      parentId: to.id,
      name: '河边小组',
      shortName: '河边',
      valid: '[2021-03-01,)',
      path: [...to.path, group.id],
    })
    .execute()
  const value = async (unitId: string, y: number) =>
    (await app.call(null, endpoints.value, { params: parks, query: year(unitId, y) })).body.value
  expect([await value(from.id, 2020), await value(to.id, 2020)]).toEqual([1, 0])
  expect([await value(from.id, 2021), await value(to.id, 2021)]).toEqual([0, 1])
})

test('what cannot be asked is refused in words', async () => {
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const ask = (indicatorId: string, query: object) => app.call(null, endpoints.value, { params: { indicatorId }, query })
  expect((await ask('venues.partyPark', year(village.id))).status).toBe(200)
  expect(await ask('venues.partyPark', year(village.id, 2009))).toMatchObject({
    status: 422,
    body: { type: '/problems/indicators/no-such-unit-then', detail: '2009-12-31这一天没有这个单位。' },
  })
  expect((await ask('venues.unheardOf', year(town.id))).status).toBe(404)
  expect(await ask('venues.partyPark', { unitId: town.id, from: '2020-02-01', to: '2020-01-01' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/to', detail: '截止日要在开始日之后' }] },
  })
  expect(await ask('venues.partyPark', { unitId: town.id, from: '1000-02-01', to: '2020-01-01' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/from' }] },
  })
})

test('counting in the town’s name does not outlast the count', async () => {
  await app.as({ kind: 'public', townId: 1 }, async context => {
    const actor = async () => (await sql<{ actor: string }>`select actor_setting() as actor`.execute(context.db)).rows[0]!.actor
    await context.counting(async () => expect(await actor()).toBe('job:indicators.count'))
    expect(await actor()).toBe('public')
    await expect(context.counting(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await actor()).toBe('public')
  })
})

test('the number, its records and its units are of one moment, whatever is entered while they are read', async () => {
  const village = await aVillage(app.owner)
  const park = () => aVenue(app.owner, village.id, { kind: 'partyPark', openedOn: '2020-04-01' })
  await park()
  // somebody enters one more behind every statement
  const entering: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await park()
      return result
    },
  }
  const proof = await app.as({ kind: 'public', townId: 1 }, context =>
    proofOf(
      { ...context, counting: read => context.counting(db => read(db.withPlugin(entering))) },
      context.indicators.get(parks.indicatorId)!,
      { ...year(village.id), asOf: '2020-12-31' },
    ),
  )
  expect([proof.value, proof.rowCount, Object.keys(proof.records).length]).toEqual([1, 1, 1])
})
