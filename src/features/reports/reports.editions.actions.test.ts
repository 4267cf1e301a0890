/** Editions (定稿): a year kept as it was, in numbers, words and records, whatever becomes of them. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { endpoints, type Comparison } from './reports.contract.ts'
import { told, yearsOf } from './reports.samples.ts'

const app = useApp()
const aYear = yearsOf(app, 2010)

const rename = (unitId: string, name: string) => app.owner.updateTable('unitPeriod').set({ name }).where('unitId', '=', unitId).execute()

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

test('an edition says what it said when its records are gone, its places renamed and other close-ups chosen', async () => {
  const { tell, park, freeze, page, words, get, town, village, clerk, params, year: y } = await aYear()
  const [twin, other] = [await aVillage(app.owner), await aVillage(app.owner)]
  for (const unit of [village, twin]) await rename(unit.id, '新村')
  await tell(['V04'])
  await park(`${y}-03-01`)
  const centre = await aVenue(app.owner, town.id, { kind: 'townCentre', openedOn: '2010-02-01' })
  const closeUps = [village, twin].map(({ id }) => ({ unitId: id, figureId: 'V04' }))
  await app.call(clerk, endpoints.chooseCloseUps, { params, body: { items: closeUps } })
  await park(`${y}-03-01`, twin.id)
  await park(`${y}-04-01`, twin.id)
  await freeze()
  const before = await get()
  const numbers = (await words()).match(/新村新建主题公园：[^。]*/g)
  expect(numbers, 'two villages of one name, each its own').toEqual(['新村新建主题公园：1个', '新村新建主题公园：2个'])

  await app.owner.deleteFrom('venue').where('unitId', 'in', [village.id]).execute()
  await app.owner.deleteFrom('venue').where('id', '=', centre).execute()
  for (const unit of [village, twin]) await rename(unit.id, '旧村')
  await rename(town.id, '西樵街道')
  await app.call(clerk, endpoints.chooseCloseUps, { params, body: { items: [{ unitId: other.id, figureId: 'V04' }] } })

  const after = await get()
  const frozen = ({ townName, lines }: typeof before) => [
    townName,
    lines.map(({ parts, ...line }) => ({ ...line, parts: parts.map(({ now: _, ...part }) => part) })),
  ]
  expect(frozen(after)).toEqual(frozen(before))
  expect((await words()).match(/新村新建主题公园：[^。]*/g)).toEqual(numbers)
  const text = await page()
  expect(told(text, 'T05')).toContain('现在按记录算：尚无记录。定稿时的1条记录，现在不算了。')
  expect(told(text, 'T05')).toMatch(/^1个/)
  expect(told(text, `V04-${village.id}`)).toMatch(/^1个.*现在按记录算：尚无记录。/)
  expect(told(text, `V04-${twin.id}`)).toMatch(/^2个/)
  expect(text).not.toContain(`V04-${other.id}`)
  const json = (await app.raw({ method: 'GET', url: `/reports/${y}.json` })).json<{ edition: object; figures: { id: string }[] }>()
  expect(json.edition).toMatchObject({ number: 1 })
  expect(json.figures.find(({ id }) => id === 'T05')).toMatchObject({ value: 1, now: { value: 0, same: false } })
  expect(told(await page('?edition=now'), `V04-${other.id}`)).toContain('尚无记录')
  await rename(town.id, '西樵镇')
})

test('every edition stays to be read, and each leads to the others', async () => {
  const { tell, park, freeze, page, words, get, village, params, year: y } = await aYear()
  await tell(['V04'])
  await park(`${y}-03-01`)
  await freeze()
  await park(`${y}-04-01`)
  await freeze(2, '补录了阵地')
  const parks = `V04-${village.id}`
  expect([told(await page(), parks), told(await page('?edition=1'), parks)].map(text => text.slice(0, 2))).toEqual(['2个', '1个'])
  expect(await page()).toContain(`href="/reports/${y}?edition=1"`)
  const first = await page('?edition=1')
  for (const address of [`/reports/${y}"`, `/api/reports/${y}/document?edition=1"`, `/reports/${y}.json?edition=1"`, '/V04?unit='])
    expect(first).toContain(address)
  expect(first).toMatch(new RegExp(`/V04\\?unit=${village.id}&amp;edition=1"`))
  expect(await words('?edition=1')).toMatch(/为第1版.*新建主题公园：1个/)
  expect((await get('1')).editions.map(({ edition }) => edition)).toEqual([2, 1])
  expect((await get('now')).edition).toBeNull()
  const statuses = ['3', '0', 'x'].map(async edition => (await app.call(null, endpoints.get, { params, query: { edition } })).status)
  expect(await Promise.all(statuses)).toEqual([404, 422, 422])
})

test('a frozen number opens to the records that it was made of, and says what became of each', async () => {
  const { tell, park, freeze, page, village, params, year: y } = await aYear()
  await tell(['V04'])
  const [kept, moved, gone] = [await park(`${y}-03-01`), await park(`${y}-04-01`), await park(`${y}-05-01`)]
  await freeze()
  await park(`${y}-06-01`)
  await park(`${y}-07-01`)
  await app.owner.deleteFrom('venue').where('id', '=', gone).execute()
  await app.owner
    .updateTable('venue')
    .set({ openedOn: `${y}-08-01` })
    .where('id', '=', moved)
    .execute()
  const read = async (query: Record<string, string> = {}) =>
    (await app.call(null, endpoints.records, { params: { ...params, edition: '1', figureId: 'V04' }, query })).body
  expect(await read()).toEqual({
    items: [
      { id: kept, fate: 'same', day: `${y}-03-01`, unitName: expect.any(String), label: '河边公园' },
      { id: moved, fate: 'corrected', day: `${y}-08-01`, unitName: expect.any(String), label: '河边公园' },
      { id: gone, fate: 'gone', day: null, unitName: null, label: null },
    ],
    nextCursor: null,
    hidden: null,
  })
  const first = await read({ limit: '2' })
  expect((await read({ limit: '2', cursor: first.nextCursor! })).items.map(({ id }) => id)).toEqual([gone])
  const cursors = ['x', 'bnVsbA', 'WyJ4Il0', 'x'.repeat(9_000)]
  for (const cursor of cursors)
    expect(
      (await app.call(null, endpoints.records, { params: { ...params, edition: '1', figureId: 'V04' }, query: { cursor } })).status,
    ).toBe(422)
  for (const change of [{ figureId: 'V03' }, { edition: '2' }, { year: String(y + 1) }])
    expect((await app.call(null, endpoints.records, { params: { ...params, edition: '1', figureId: 'V04', ...change } })).status).toBe(404)
  expect(await page()).toContain(`aria-label="${await nameOf(village.id)}：新建主题公园：3个，看3条记录"`)
  const opened = await page(`/V04?unit=${village.id}`)
  const [before, today] = opened.split('<h2>现在的记录</h2>')
  for (const words of ['这是第1版的数', '现在按记录算：4个', '没有变', '更正过', '现在不算了', gone.slice(-8)])
    expect(before).toContain(words)
  expect(today!.match(/河边公园/g)).toHaveLength(4)
  expect((await page(`/V04?unit=${village.id}&edition=now`)).match(/<h2>记录<\/h2>/g)).toHaveLength(1)
})

const nameOf = async (unitId: string) =>
  (await app.owner.selectFrom('unitPeriod').where('unitId', '=', unitId).select('name').executeTakeFirstOrThrow()).name

test('a number that its own records never made is told, also while the records are the same', async () => {
  const { tell, park, freeze, compared, year: y } = await aYear()
  await tell(['V04'])
  await park(`${y}-03-01`)
  const { body } = await freeze()
  await app.owner.updateTable('reportFigure').set({ value: '0' }).where('editionId', '=', body.id).where('figureId', '=', 'V04').execute()
  expect(await compared('V04')).toMatchObject([{ then: 0, now: 1, same: false, reasons: ['定稿的数和定稿的记录对不上。'] }])
})

test('a close-up of a village that went into another within the year is told as it last stood; nothing else of the year is lost', async () => {
  const { tell, park, freeze, get, page, compared, village, year: y } = await aYear()
  await tell(['V04'])
  await park(`${y}-03-01`)
  const until = (day: string | null) =>
    app.owner
      .updateTable('unitPeriod')
      .set({ valid: sql`daterange('2010-01-01', ${day}::date)` as never })
      .where('unitId', '=', village.id)
      .execute()
  await until(`${y}-07-01`)
  const parks = (await get()).lines.find(({ figureId }) => figureId === 'V04')!
  expect(parks).toMatchObject({ unitName: await nameOf(village.id), parts: [{ value: 1, asOf: `${y}-06-30` }] })
  expect(await page(`/V04?unit=${village.id}`)).toContain('河边公园')
  expect((await freeze()).status).toBe(200)
  expect(await compared('V04')).toMatchObject([{ then: 1, now: 1, same: true }])
  expect((await tell(['V04'])).status, 'it may still be chosen').toBe(200)
  await until(`${y}-01-01`)
  expect(await tell(['V04']), 'and not for a year of which it saw no day').toMatchObject({ status: 422 })
})

test('a village that did not stand yet is refused, and one chosen before that was asked takes nothing away', async () => {
  const { tell, get, freeze, village } = await aYear()
  await tell(['V04'])
  await app.owner.updateTable('unitPeriod').set({ valid: '[2025-01-01,)' }).where('unitId', '=', village.id).execute()
  expect(await tell(['V04'])).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/items/0/unitId', detail: '那一年没有这个村（社区）' }] },
  })
  expect((await get()).lines.length).toBeGreaterThan(20)
  expect((await freeze()).status).toBe(200)
})

test('forty visitors of a frozen year are all answered, and so is everybody else meanwhile', async () => {
  const { freeze, page, year: y } = await aYear()
  await freeze()
  const pages = Promise.all(Array.from({ length: 40 }, () => app.raw({ method: 'GET', url: `/reports/${y}` })))
  const others = await Promise.all(Array.from({ length: 10 }, () => app.raw({ method: 'GET', url: '/api/standards' })))
  expect(new Set([...(await pages), ...others].map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  expect(await page(), 'the next is read anew').toContain('第1版')
})
