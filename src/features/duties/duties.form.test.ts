/** A superior's form (上级报表): over HTTP. Filled from records, taken as a workbook, and its columns said once. */
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as indicatorEndpoints } from '#features/indicators/indicators.contract.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import { aBook } from '../../../tests/support/book.ts'
import type { TemplateFields } from './duties.contract.ts'
import { endpoints } from './duties.endpoints.contract.ts'
import { columnOf } from './duties.form.rules.ts'
import { registerOf } from './duties.held.rules.ts'
import { aDemand, aTemplate } from './duties.samples.ts'

const app = useApp()
const spring = { from: '2026-01-01', to: '2026-06-30' }
const ask = { heldIn: null, filledBy: null, reason: '' }

async function aForm(changes: Partial<TemplateFields> = {}) {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { kind: 'cooperative', name: '南社' }, village)
  const clerk = await aHolder(app.owner, 'villageClerk', village.id, { name: '李少玲' })
  const branch = await aHolder(app.owner, 'branchSecretary', group.id, { name: '区永康' })
  await aVenue(app.owner, group.id, { kind: 'station', name: '南社服务站', address: '南社12号', openedOn: '2026-02-01' })
  const asks = [
    { ...ask, name: '单位名称', heldIn: 'unit.name' },
    { ...ask, name: '书记', heldIn: 'post.secretary' },
    { ...ask, name: '服务站地址', heldIn: 'venue.address' },
    { ...ask, name: '党群服务站数', heldIn: 'venues.station' },
    { ...ask, name: '开放中的难处', filledBy: 'branchSecretary' as const },
  ]
  const templateId = await aTemplate(app.owner, village.id, { name: '服务站情况表', kinds: ['cooperative'], minutes: 3, asks, ...changes })
  return { village, group, clerk, branch, templateId, asks, params: { templateId } }
}
const take = (who: string, templateId: string, query: object = spring) =>
  app.raw({
    method: 'POST',
    url: `/api/duty-templates/${templateId}/form/exports?${new URLSearchParams({ ...query })}`,
    headers: identityOf(who),
  })

test('a superior’s form is filled from records, by code; what people must fill says who', async () => {
  const { village, clerk, branch, params } = await aForm()
  const { status, body } = await app.call(clerk, endpoints.form, { params, query: spring })
  expect([status, body]).toMatchObject([
    200,
    {
      name: '服务站情况表',
      columns: [
        { name: '单位名称', filledBy: 'records', from: '来自：组织架构的“村（社区）名称”' },
        { name: '书记', filledBy: 'records', from: '来自：人员与任职的“书记姓名”' },
        { name: '服务站地址', filledBy: 'records', from: '来自：阵地的“阵地地址”' },
        { name: '党群服务站数', filledBy: 'records', from: '来自：指标的“党群服务站数”' },
        { name: '开放中的难处', filledBy: 'people', from: '由经济社（小区）党支部书记填' },
      ],
      items: [{ name: '南社', code: null, cells: ['南社', '区永康', '南社12号', '1个', null] }],
      asOf: '2026-03-02',
      allowedActions: ['mapForm'],
    },
  ])
  expect((await app.call(branch, endpoints.form, { params, query: spring })).status, 'another office’s draft').toBe(404)
  await addPost(app.owner, branch, 'villageClerk', village.id)
  expect((await app.call(branch, endpoints.form, { params, query: spring })).status).toBe(200)
  const backwards = await app.call(clerk, endpoints.form, { params, query: { from: spring.to, to: spring.from } })
  expect(backwards).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/to' }] } })
})

test('the form is taken as a workbook: numbers are numbers, what people fill is blank, and a sheet says who', async () => {
  const { clerk, village, templateId } = await aForm()
  const answer = await take(clerk, templateId)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])
  const book = new exceljs.Workbook()
  await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer)
  const page = book.getWorksheet('报表')!
  expect(page.getCell('A1').text).toBe('服务站情况表')
  expect((page.getRow(3).values as string[]).slice(1)).toEqual([
    '序号',
    '单位',
    '代码',
    '单位名称',
    '书记',
    '服务站地址',
    '党群服务站数',
    '开放中的难处',
  ])
  expect([2, 4, 5, 6, 7, 8].map(column => page.getRow(4).getCell(column).value)).toEqual(['南社', '南社', '区永康', '南社12号', 1, null])
  const texts = await aBook(answer.rawPayload)
  expect(texts).toEqual(expect.arrayContaining(['各栏从哪里来、由谁填', '由经济社（小区）党支部书记填', '来自：阵地的“阵地地址”']))
  expect(texts.join()).toContain('下载人：李少玲')
  const events = await app.owner.selectFrom('event').where('subjectId', '=', templateId).select(['name', 'details', 'unitId']).execute()
  expect(events).toEqual([{ name: 'duties.exportForm', details: { rows: 1, ...spring }, unitId: village.id }])
})

test('a workbook is for the office that asks; a day that is none is refused', async () => {
  const { clerk, branch, templateId, village, params } = await aForm()
  expect((await take(branch, templateId)).statusCode).toBe(404)
  expect((await take(clerk, templateId, { from: spring.to, to: spring.from })).statusCode).toBe(422)
  await app.owner.updateTable('dutyTemplate').set({ state: 'withdrawn' }).where('id', '=', templateId).execute()
  expect((await take(branch, templateId)).statusCode, 'readable, not theirs').toBe(403)
  const grave = await app.call(clerk, endpoints.mapForm, { params, body: { minutes: 3, asks: [] } }, { 'if-match': '"1"' })
  expect(grave, 'withdrawn').toMatchObject({ status: 409 })
  expect((await take(await aHolder(app.owner, 'villageSecretary', village.id), templateId)).statusCode).toBe(200)
})

test('the office says once where a column comes from; the next form is filled by it', async () => {
  const { clerk, params, asks, templateId, village } = await aForm({
    asks: [
      { ...ask, name: '服务站地址', filledBy: 'villageClerk', reason: '搬迁后待核对' },
      { ...ask, name: '开放中的难处', filledBy: 'branchSecretary' },
    ],
  })
  const columns = [
    { heldIn: 'venue.address', filledBy: null, reason: '' },
    { heldIn: null, filledBy: 'villageClerk' as const, reason: '' },
  ]
  const map = (body: object, version = '"1"') => app.call(clerk, endpoints.mapForm, { params, body: body }, { 'if-match': version })
  expect(asks.length, 'a whole form has more columns').toBeGreaterThan(columns.length)
  expect(await map({ minutes: 3, asks: columns.slice(1) })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/asks' }] } })
  const unfillable = await map({ minutes: 3, asks: [columns[0], { ...columns[1], filledBy: null }] })
  expect(unfillable).toMatchObject({ status: 422, body: { type: '/problems/duties/refused', errors: [{ pointer: '#/asks/1/filledBy' }] } })
  const forNothing = await map({ minutes: 0, asks: columns })
  expect(forNothing).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/minutes' }] } })
  expect(await app.call(clerk, endpoints.mapForm, { params, body: { minutes: 2, asks: columns } })).toMatchObject({ status: 428 })
  expect(await map({ minutes: 2, asks: columns }, '"7"')).toMatchObject({ status: 412 })
  expect(await map({ minutes: 2, asks: columns })).toMatchObject({ status: 200, body: { version: 2, minutes: 2 } })
  const { body } = await app.call(clerk, endpoints.form, { params, query: spring })
  expect(body.columns.map(({ from }) => from)).toEqual(['来自：阵地的“阵地地址”', '由村（社区）办事员填'])
  expect(body.items.map(({ cells }) => cells)).toEqual([['南社12号', null]])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', templateId).select(['name', 'details', 'unitId']).execute()
  expect(events).toEqual([{ name: 'duties.mapForm', details: { fields: ['asks/0', 'asks/1'] }, unitId: village.id }])
  const stranger = await aHolder(app.owner, 'villageClerk', (await aVillage(app.owner)).id)
  expect((await app.call(stranger, endpoints.mapForm, { params, body: { minutes: 2, asks: columns } })).status).toBe(404)
})

test('each branch is given its own number; what is counted by place alone nobody fills, and the form says why', async () => {
  await aTown(app.owner)
  const village = await aVillage(app.owner, { name: '云滘村' })
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const branches = [
    await aBody(app.owner, 'branch', { name: '一支部', unitIds: [village.id] }),
    await aBody(app.owner, 'branch', { name: '二支部', unitIds: [village.id] }),
  ]
  await aVenue(app.owner, village.id, { bodyId: branches[0]!, openedOn: '2026-02-01' })
  const asks = [
    { ...ask, name: '村名', heldIn: 'unit.name' },
    { ...ask, name: '党群服务站数', heldIn: 'venues.station' },
    { ...ask, name: '挂牌的户数', heldIn: 'plates.mounted' },
  ]
  const bound = { binds: 'bodies', kinds: ['branch'], asks } as const
  const templateId = await aTemplate(app.owner, village.id, { ...bound, kinds: [...bound.kinds], asks })
  const params = { templateId }
  const { body } = await app.call(clerk, endpoints.form, { params, query: spring })
  const own = body.items.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, cells }) => [name, ...cells])
  expect(own).toEqual([
    ['一支部', '云滘村', '1个', null],
    ['二支部', '云滘村', '尚无记录', null],
  ])
  expect(body.columns[2]).toEqual({
    name: '挂牌的户数',
    filledBy: 'nobody',
    from: '系统按村（社区）数，分不到各组织。请定下谁填，或去掉这一栏',
  })
  const held = async (binds: string) => (await app.call(clerk, endpoints.heldFields, { query: { binds } })).body.items.map(({ id }) => id)
  expect(await held('bodies')).toContain('venues.station')
  expect(await held('bodies')).not.toContain('plates.mounted')
  expect(await held('units')).toContain('plates.mounted')
  const demand = aDemand(village.id, { ...bound, kinds: [...bound.kinds], asks })
  const refused = await app.call(clerk, endpoints.draft, { body: demand })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/asks/2/heldIn' }] } })
  expect(refused.body.errors[0]!.detail).toContain('分不到各组织')
})

test('a number in a form is the number that the unit’s own page shows, with all that went into it', async () => {
  await aTown(app.owner)
  const village = await aVillage(app.owner)
  const [north, gone] = [
    await aUnit(app.owner, { kind: 'cooperative', name: '北社' }, village),
    await aUnit(app.owner, { kind: 'cooperative', name: '旧社' }, village),
  ]
  const grid = await aUnit(app.owner, { kind: 'grid', name: '一格' }, north)
  await app.owner
    .insertInto('unitSuccession')
    .values({ townId: 1, predecessorId: gone.id, successorId: north.id, effectiveOn: '2026-02-10' })
    .execute()
  await sql`update unit_period set valid = daterange(lower(valid), '2026-02-10') where unit_id = ${gone.id}`.execute(app.owner)
  for (const unit of [north, gone, grid]) await aVenue(app.owner, unit.id, { openedOn: '2026-02-01' })
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  const asks = [{ ...ask, name: '党群服务站数', heldIn: 'venues.station' }]
  const templateId = await aTemplate(app.owner, village.id, { kinds: ['cooperative', 'grid'], asks })
  const { body } = await app.call(clerk, endpoints.form, { params: { templateId }, query: spring })
  const cells = Object.fromEntries(body.items.map(({ name, cells: [cell] }) => [name, cell]))
  expect(cells).toEqual({ 北社: '3个', 一格: '1个' })
  const query = { unitId: north.id, ...spring }
  const { body: asked } = await app.call(clerk, indicatorEndpoints.value, { params: { indicatorId: 'venues.station' }, query })
  expect(asked.shown).toBe(cells['北社'])
})

test('a mapping waits for the list that is being issued: the monthly cap counts both', async () => {
  const { clerk, params, village } = await aForm({ asks: [{ ...ask, name: '开放中的难处', filledBy: 'branchSecretary' }], minutes: 400 })
  const other = await aTemplate(app.owner, village.id, {
    name: '另一张清单',
    kinds: ['cooperative'],
    fulfilledBy: 'venues.openedPark',
    minutes: 400,
  })
  await app.owner.updateTable('dutyTemplate').set({ minutes: 1 }).where('id', '=', params.templateId).execute()
  const asks = [{ heldIn: null, filledBy: 'branchSecretary', reason: '' }]
  expect((await app.call(clerk, endpoints.issue, { params }, { 'if-match': '"1"' })).status).toBe(200)
  const answers = await Promise.all([
    app.call(clerk, endpoints.issue, { params: { templateId: other } }, { 'if-match': '"1"' }),
    app.call(clerk, endpoints.mapForm, { params, body: { minutes: 400, asks } }, { 'if-match': '"2"' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
})

const register = new Map(
  registerOf([{ id: 'venues.station', name: '党群服务站数', ofBodies: true }], 'units').map(field => [field.id, field]),
)

test.each([
  // held in, filled by, who fills, sentence, why
  ['unit.code', null, 'records', '来自：组织架构的“统计代码”', 'a field of a record'],
  ['venues.station', null, 'records', '来自：指标的“党群服务站数”', 'a number that is counted'],
  ['request.list', null, 'copying', '系统里有，不用另报。请到“诉求”导出', 'a list has no place in a cell'],
  [null, 'villageClerk', 'people', '由村（社区）办事员填', 'nothing holds it'],
  [null, null, 'nobody', '没有人能填。请镇里定下谁填，或去掉这一栏', 'a column that nobody can fill is told so'],
  ['plates.mounted', null, 'nobody', '系统按村（社区）数，分不到各组织。请定下谁填，或去掉这一栏', 'a place has it, a branch has not'],
  ['gone.indicator', null, 'nobody', '没有人能填。请镇里定下谁填，或去掉这一栏', 'its source was taken out of the system'],
] as const)('a column held in %s, filled by %s: %s', (heldIn, filledBy, who, from, _why) => {
  const isCounted = (id: string) => id === 'venues.station' || id === 'plates.mounted'
  expect(columnOf({ name: '一栏', heldIn, filledBy }, register, isCounted)).toEqual({ name: '一栏', filledBy: who, from })
})
