/** Yearly reports (年度报告): a year told, frozen, and held against its records. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { endpoints, type Comparison } from './reports.contract.ts'

const app = useApp()

/** A town with its clerk, a village of close-ups, and years that no other test has frozen. */
let year = 2010
async function aYear() {
  year += 1
  const town = await aTown(app.owner)
  const village = await aVillage(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  const params = { year: String(year) }
  const park = (openedOn: string, unitId = village.id) => aVenue(app.owner, unitId, { kind: 'park', openedOn, name: '河边公园' })
  return {
    town,
    village,
    clerk,
    params,
    park,
    year,
    tell: (figureIds: string[], unitId = village.id) =>
      app.call(clerk, endpoints.chooseCloseUps, { params, body: { items: figureIds.map(figureId => ({ unitId, figureId })) } }),
    get: async () => (await app.call(null, endpoints.get, { params })).body,
    freeze: (edition = 1, reason: string | null = null) => app.call(clerk, endpoints.freeze, { params, body: { edition, reason } }),
    compared: async (figureId: string) =>
      (await app.call(null, endpoints.compare, { params })).body.items.filter(item => item.figureId === figureId),
  }
}

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

test('a frozen year keeps its numbers; what changes since is told with the reason', async () => {
  const { tell, park, freeze, compared, get, year: y } = await aYear()
  await tell(['V04'])
  const [moved, gone] = [await park(`${y}-03-01`), await park(`${y}-04-01`)]
  expect(await freeze()).toMatchObject({ status: 200, body: { edition: 1, asOf: `${y}-12-31`, reason: null } })
  expect(await compared('V04')).toMatchObject([{ then: 2, now: 2, same: true, reasons: [] }])

  await park(`${y}-05-01`)
  await app.owner.deleteFrom('venue').where('id', '=', gone).execute()
  await app.owner
    .updateTable('venue')
    .set({ openedOn: `${y}-06-01` })
    .where('id', '=', moved)
    .execute()
  expect(await compared('V04')).toMatchObject([
    {
      then: 2,
      now: 2,
      same: false,
      added: 1,
      removed: 1,
      corrected: 1,
      reasons: ['定稿以后多了1条记录。', '定稿时的1条记录，现在不算了。', '有1条记录更正过。'],
    },
  ])
  const page = (await app.raw({ method: 'GET', url: `/reports/${y}` })).body
  expect(page).toContain('这一页已定稿')
  expect(page).toContain('现在按记录算：2个')
  expect((await get()).edition).toMatchObject({ edition: 1 })
})

test('a tree that is moved afterwards, back into the year, is told', async () => {
  const { tell, park, freeze, compared, village, year: y } = await aYear()
  const group = await aUnit(app.owner, { name: '河边小组' }, village)
  const other = await aVillage(app.owner)
  await tell(['V04'])
  await park(`${y}-03-01`, group.id)
  await freeze()
  await app.owner
    .updateTable('unitPeriod')
    .set({ parentId: other.id, path: [...other.path, group.id] })
    .where('unitId', '=', group.id)
    .execute()
  const [line] = (await compared('V04')) as [Comparison]
  expect(line).toMatchObject({ then: 1, now: 0, reasons: ['单位划分改了，算进来的单位不一样了。', '定稿时的1条记录，现在不算了。'] })
})

test('the document says the frozen numbers, in the words of an office, with the definitions as an annex', async () => {
  const { tell, park, freeze, village, year: y } = await aYear()
  await tell(['V04', 'V01'])
  const first = await park(`${y}-03-01`)
  const read = async () => {
    const answer = await app.raw({ method: 'GET', url: `/api/reports/${y}/document` })
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('年度报告.docx'))
    return (await entriesOf(answer.rawPayload))['word/document.xml']!
  }
  const { name } = await app.owner.selectFrom('unitPeriod').where('unitId', '=', village.id).select('name').executeTakeFirstOrThrow()
  expect(await read()).toContain(`>${name}新建主题公园：1个。<`)
  await freeze()
  await app.owner.deleteFrom('venue').where('id', '=', first).execute()
  await park(`${y}-04-01`)
  await park(`${y}-05-01`)
  const frozen = await read()
  for (const words of [`${name}新建主题公园：1个。`, `${name}入格的无职党员：尚无记录，等党员入格记录。`, '附件：各项数字的算法和统计日'])
    expect(frozen).toContain(words)
})

test('two people freeze at once: one edition, and the other is told', async () => {
  const { freeze } = await aYear()
  const answers = await Promise.all([freeze(), freeze(), freeze()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body.type).toBe('/problems/reports/frozen-meanwhile')
  expect(await freeze(2)).toMatchObject({ status: 422, body: { type: '/problems/reports/reason-missing' } })
  expect(await freeze(2, '补录了阵地')).toMatchObject({ status: 200, body: { edition: 2, reason: '补录了阵地' } })
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

test('an edition cannot be changed by the program at all', async () => {
  const { freeze, clerk } = await aYear()
  const { body } = await freeze()
  const actor = await app.person(clerk)
  await expect(
    app.as(actor, ({ db }) => db.updateTable('reportFigure').set({ value: '1' }).where('editionId', '=', body.id).execute()),
  ).rejects.toThrow(/permission denied/)
  await expect(app.as(actor, ({ db }) => db.deleteFrom('reportEdition').where('id', '=', body.id).execute())).rejects.toThrow(
    /permission denied/,
  )
})
