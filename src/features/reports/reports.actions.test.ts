/** Yearly reports (年度报告): a year told, frozen, and held against its records. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './reports.contract.ts'
import { yearsOf } from './reports.samples.ts'

const app = useApp()
const aYear = yearsOf(app, 2010)

test('a year is told in figures; every one opens to as many rows, or says what it waits for', async () => {
  const { village, tell, get, park, year: y } = await aYear()
  await tell(['V04', 'V01'])
  await park(`${y}-03-01`)
  await park(`${y}-12-31`)
  await park(`${y + 1}-01-01`)
  const report = await get()
  expect(report.lines.map(({ figureId }) => figureId).slice(0, 3)).toEqual(['T25', 'T01', 'T02'])
  const parks = report.lines.find(({ figureId }) => figureId === 'V04')!
  expect(parks).toMatchObject({
    state: 'computed',
    unitId: village.id,
    quote: null,
    waits: null,
    parts: [{ value: 2, rows: 2, measure: '个' }],
  })
  const rows = await app.raw({ method: 'GET', url: parks.parts[0]!.rowsAddress! })
  expect(rows.json<{ items: unknown[] }>().items).toHaveLength(2)
  expect(report.lines.find(({ figureId }) => figureId === 'V01')).toMatchObject({ state: 'none', waits: '党员入格记录' })
  const page = await app.raw({ method: 'GET', url: `/reports/${y}` })
  expect(page.body).toContain('尚无记录')
  expect(page.body).not.toContain('报道原文')
})

test('the newspaper’s words stand beside the numbers of its own town and year alone', async () => {
  await aTown(app.owner)
  const quotes = async (y: number) =>
    (await app.call(null, endpoints.get, { params: { year: String(y) } })).body.lines.map(({ quote }) => quote)
  expect(new Set((await quotes(2020)).map(quote => quote !== null))).toEqual(new Set([true]))
  expect(new Set(await quotes(2021))).toEqual(new Set([null]))
})

test('machines read the same lines', async () => {
  const { tell, park, get, year: y } = await aYear()
  await tell(['V13', 'V04'])
  await park(`${y}-03-01`)
  const answer = await app.raw({ method: 'GET', url: `/reports/${y}.json` })
  expect(answer.headers['content-type']).toContain('application/json')
  const json = answer.json<{
    year: number
    figures: { id: string; state: string; value: number | null; unit: string; asOf: string; rows: string; parts: unknown[] }[]
  }>()
  const { lines } = await get()
  expect(json.figures.map(({ id, state }) => [id, state])).toEqual(lines.map(({ figureId, state }) => [figureId, state]))
  expect(json.figures.find(({ id }) => id === 'V13')).toMatchObject({ state: 'none', value: null, asOf: `${y}-12-31`, parts: [{}, {}] })
  const parks = json.figures.find(({ id }) => id === 'V04')!
  expect(parks).toMatchObject({ state: 'computed', value: 1, unit: '个', asOf: `${y}-12-31` })
  const rows = (await app.raw({ method: 'GET', url: parks.rows })).json<{ items: { label: string }[] }>()
  expect(
    rows.items.map(({ label }) => label),
    'its address opens to its records',
  ).toEqual(['河边公园'])
  for (const path of ['/reports/20', '/reports/2020.xml', '/reports/9999', '/reports/2099', `/reports/${y}/T99`])
    expect((await app.raw({ method: 'GET', url: path })).statusCode, path).toBe(404)
})

test('a number’s page lists its records and its parts by place', async () => {
  const { tell, park, village, year: y } = await aYear()
  const group = await aUnit(app.owner, { name: '福寿里小组' }, village)
  await tell(['V04'])
  await park(`${y}-03-01`, group.id)
  const page = await app.raw({ method: 'GET', url: `/reports/${y}/V04?unit=${village.id}` })
  expect(page.statusCode).toBe(200)
  for (const words of ['河边公园', '福寿里小组', '1个', '在统计期内启用的主题公园。']) expect(page.body).toContain(words)
})

test('one figure is asked for alone, with the same words as in the whole report', async () => {
  const { tell, park, params, get, year: y } = await aYear()
  await tell(['V04', 'V01'])
  await park(`${y}-03-01`)
  const { lines } = await get()
  const asked = async (figure: string) => (await app.call(null, endpoints.get, { params, query: { figure } })).body.lines
  expect(await asked('V04')).toEqual(lines.filter(({ figureId }) => figureId === 'V04'))
  expect(await asked('V02'), 'not chosen for this year').toEqual([])
})

test('of a year to come there is nothing to be had', async () => {
  const params = { year: '2099' }
  const clerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  const { get, document, closeUps, compare } = endpoints
  for (const endpoint of [get, document, closeUps, compare])
    expect((await app.call(null, endpoint, { params })).status, endpoint.name).toBe(404)
  expect((await app.call(clerk, endpoints.chooseCloseUps, { params, body: { items: [] } })).status).toBe(404)
})

test('what may not be frozen, compared or chosen is refused in words', async () => {
  const { clerk, village, params, tell, freeze, town } = await aYear()
  const villager = await aHolder(app.owner, 'villageSecretary', village.id)
  expect((await app.call(villager, endpoints.freeze, { params, body: { edition: 1 } })).status).toBe(403)
  expect((await app.call(null, endpoints.freeze, { params, body: { edition: 1 } })).status).toBe(401)
  expect((await app.call(villager, endpoints.chooseCloseUps, { params, body: { items: [] } })).status).toBe(403)
  expect(await app.call(null, endpoints.compare, { params })).toMatchObject({
    status: 409,
    body: { type: '/problems/reports/never-frozen' },
  })
  expect(await app.call(clerk, endpoints.freeze, { params: { year: '2026' }, body: { edition: 1 } })).toMatchObject({
    status: 409,
    body: { type: '/problems/reports/year-not-over' },
  })
  expect((await freeze()).status).toBe(200)
  expect(await tell(['V04', 'V04'])).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/items/1' }] } })
  expect(await tell(['V99'])).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/items/0/figureId' }] } })
  expect(await tell(['V04'], '01900000-0000-7000-8000-000000000000')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/items/0/unitId' }] },
  })
  expect(await tell(['T05'], town.id)).toMatchObject({ status: 422 })
})
