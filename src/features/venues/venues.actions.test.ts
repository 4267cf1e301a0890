/** Venues (阵地): over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { endpoints as indicators } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { insist } from '../../../tests/support/insist.ts'
import { venuesOf } from './venues.actions.ts'
import { endpoints } from './venues.contract.ts'
import { aVenue } from './venues.samples.ts'

const app = useApp()

const station = (unitId: string) => ({
  kind: 'station',
  name: '福寿里党群服务站',
  unitId,
  address: '福寿里1号',
  hours: '工作日 8:30—12:00',
  phone: '0757-0000 1234',
  services: ['事项代办'],
  status: 'inUse',
  openedOn: '2019-07-01',
})

async function aStaffedVillage() {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, {}, village)
  return { village, group, clerk: await aHolder(app.owner, 'villageClerk', village.id) }
}

test('a village enters a station, changes it and takes it out of use; everyone sees it', async () => {
  const { village, group, clerk } = await aStaffedVillage()
  const entered = await app.call(clerk, endpoints.create, { body: station(group.id) })
  expect(entered).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { phone: '075700001234', version: 1, allowedActions: ['list', 'get', 'create', 'edit', 'close'] },
  })
  const params = { venueId: entered.body.id }
  const edited = await app.call(
    clerk,
    endpoints.edit,
    { params, body: { ...station(group.id), hours: '每天 9:00—21:00', services: ['事项代办，打印', '打印'] } },
    { 'if-match': '"1"' },
  )
  expect(edited).toMatchObject({
    status: 200,
    body: { hours: '每天 9:00—21:00', services: ['事项代办', '打印'], version: 2 },
  })
  expect(await app.call(null, endpoints.list, { query: { below: village.id } })).toMatchObject({
    status: 200,
    body: { total: 1, items: [{ id: params.venueId, allowedActions: ['list', 'get'] }], nextCursor: null },
  })
  const closed = await app.call(clerk, endpoints.close, { params, body: { closedOn: '2026-03-01' } }, { 'if-match': '"2"' })
  expect(closed).toMatchObject({ status: 200, body: { status: 'closed', closedOn: '2026-03-01', version: 3 } })
  expect((await app.call(null, endpoints.get, { params })).body.allowedActions).toEqual(['list', 'get'])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', params.venueId).selectAll().orderBy('id').execute()
  expect(events.map(({ name, unitId, details }) => [name, unitId, details])).toEqual([
    ['venues.create', group.id, { kind: 'station', status: 'inUse' }],
    ['venues.edit', group.id, { changed: ['hours', 'services'], status: 'inUse' }],
    ['venues.close', group.id, { closedOn: '2026-03-01' }],
  ])
  const again = await app.call(clerk, endpoints.close, { params, body: { closedOn: '2026-03-01' } }, { 'if-match': '"3"' })
  expect(again.status).toBe(409)
})

test('two clerks edit one venue: the second sees both contents', async () => {
  const { group, village, clerk } = await aStaffedVillage()
  const colleague = await aHolder(app.owner, 'villageClerk', village.id)
  const params = { venueId: await aVenue(app.owner, group.id) }
  const save = (who: string, hours: string) =>
    app.call(who, endpoints.edit, { params, body: { ...station(group.id), hours } }, { 'if-match': '"1"' })
  const answers = await Promise.all([save(clerk, '每天 8:00—20:00'), save(colleague, '每天 9:00—21:00')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const won = answers.find(({ status }) => status === 200)!.body.hours
  const lost = answers.find(({ status }) => status === 412)!.body as unknown as { current: { hours: string }; yours: { hours: string } }
  expect([lost.current.hours, lost.yours.hours].sort()).toEqual(['每天 8:00—20:00', '每天 9:00—21:00'])
  expect(lost.current.hours).toBe(won)
  expect(await app.call(clerk, endpoints.edit, { params, body: station(group.id) })).toMatchObject({
    status: 428,
    body: { type: '/problems/precondition-required' },
  })
})

test('who has no say in a place is refused, and nothing changes', async () => {
  const { village, group, clerk } = await aStaffedVillage()
  const next = await aStaffedVillage()
  const params = { venueId: await aVenue(app.owner, group.id) }
  const body = station(group.id)
  const match = { 'if-match': '"1"' }
  expect((await app.call(null, endpoints.create, { body })).status).toBe(401)
  expect((await app.call(next.clerk, endpoints.create, { body })).status).toBe(403)
  expect((await app.call(next.clerk, endpoints.edit, { params, body }, match)).status).toBe(403)
  expect((await app.call(next.clerk, endpoints.close, { params, body: { closedOn: '2026-03-01' } }, match)).status).toBe(403)
  const away = { ...body, unitId: next.village.id }
  expect((await app.call(clerk, endpoints.edit, { params, body: away }, match)).status).toBe(403)
  expect((await app.call(clerk, endpoints.get, { params: { venueId: newId() } })).status).toBe(404)
  expect((await app.call(null, endpoints.get, { params })).body).toMatchObject({ unitId: group.id, version: 1, status: 'inUse' })
  const branch = await aHolder(app.owner, 'branchSecretary', group.id)
  expect((await app.call(branch, endpoints.edit, { params, body }, match)).status).toBe(200)
  expect((await app.call(branch, endpoints.create, { body: station(village.id) })).status).toBe(403)
})

test('each wrong field is named', async () => {
  const { group, clerk } = await aStaffedVillage()
  const pointersOf = async (changes: object) => {
    const answer = await app.call(clerk, endpoints.create, { body: { ...station(group.id), ...changes } })
    expect(answer.status).toBe(422)
    return answer.body.errors.map(({ pointer }) => pointer)
  }
  expect(await pointersOf({ kind: 'x', name: '站', phone: '12', status: 'closed' })).toEqual(['#/kind', '#/name', '#/phone', '#/status'])
  expect(await pointersOf({ openedOn: null })).toEqual(['#/openedOn'])
  expect(await pointersOf({ unitId: newId() })).toEqual(['#/unitId'])
  expect(await pointersOf({ bodyId: newId() })).toEqual(['#/bodyId'])
  const params = { venueId: await aVenue(app.owner, group.id) }
  const early = await app.call(clerk, endpoints.close, { params, body: { closedOn: '2019-07-01' } }, { 'if-match': '"1"' })
  expect(early).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/closedOn' }] } })
  const back = await app.call(clerk, endpoints.edit, { params, body: { ...station(group.id), status: 'planned' } }, { 'if-match': '"1"' })
  expect(back.status).toBe(409)
})

test('fifty enter a place under one code at once: one place, forty-nine told that the code is taken', async () => {
  const { group, clerk } = await aStaffedVillage()
  const body = { ...station(group.id), externalCode: `Z${newId()}` }
  const answers = await Promise.all(Array.from({ length: 50 }, () => insist(() => app.call(clerk, endpoints.create, { body }))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body: { type } }) => type))).toEqual(
    new Set(['/problems/venues/code-taken']),
  )
  const other = await aVenue(app.owner, group.id)
  expect((await app.call(clerk, endpoints.edit, { params: { venueId: other }, body }, { 'if-match': '"1"' })).status).toBe(409)
})

test('a list goes on page by page and holds each venue once', async () => {
  const { village, group } = await aStaffedVillage()
  const made = []
  for (let n = 0; n < 7; n += 1) made.push(await aVenue(app.owner, group.id, { name: `服务站${n % 3}` }))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await app.call(null, endpoints.list, { query: { below: village.id, limit: '3', ...(cursor && { cursor }) } })
    expect(page.body.total).toBe(7)
    seen.push(...page.body.items.map(({ id }) => id))
    cursor = page.body.nextCursor ?? undefined
  } while (cursor)
  expect(seen.toSorted()).toEqual(made.toSorted())
  for (const bad of ['x', '%%%', btoa('["a"]'), btoa('["\\ud800","0196e5e4-0000-7000-8000-000000000000"]')]) {
    const answer = await app.call(null, endpoints.list, { query: { cursor: bad } })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/cursor' }] } })
  }
})

test('asked as of a day, a list holds what was in use then', async () => {
  const { village } = await aStaffedVillage()
  await aVenue(app.owner, village.id, { name: '旧站', openedOn: '2019-07-01' })
  await aVenue(app.owner, village.id, { name: '新站', openedOn: '2020-07-01' })
  await aVenue(app.owner, village.id, { name: '计划站', status: 'planned', openedOn: null })
  await app.owner
    .updateTable('venue')
    .where('name', '=', '旧站')
    .where('unitId', '=', village.id)
    .set({ status: 'closed', closedOn: '2021-01-01' })
    .execute()
  const namesOn = async (asOf: string) =>
    (await app.call(null, endpoints.list, { query: { below: village.id, asOf } })).body.items.map(({ name }) => name)
  expect(await namesOn('2019-06-30')).toEqual([])
  expect(await namesOn('2020-12-31')).toEqual(['新站', '旧站'])
  expect(await namesOn('2021-01-01')).toEqual(['新站'])
})

test('a station that is rebuilt stood before: lists and figures of the past stay, and the days of rebuilding are left out for ever', async () => {
  const { village, clerk } = await aStaffedVillage()
  const body = { ...station(village.id), openedOn: '2019-07-01' }
  const { body: made } = await app.call(clerk, endpoints.create, { body })
  const save = (version: number, changes: object) =>
    app.call(clerk, endpoints.edit, { params: { venueId: made.id }, body: { ...body, ...changes } }, { 'if-match': `"${version}"` })
  const stood = async (asOf: string) => (await app.call(null, endpoints.list, { query: { below: village.id, asOf } })).body.total
  const value = async (indicatorId: string, query: object) =>
    (await app.call(null, indicators.value, { params: { indicatorId }, query: { unitId: village.id, ...query } })).body.value
  const past = async () => [
    await value('venues.station', { from: '2020-01-01', to: '2020-12-31' }),
    await value('venues.openedStation', { from: '2019-01-01', to: '2019-12-31' }),
  ]
  expect(await past()).toEqual([1, 1])
  expect((await save(1, { status: 'building' })).status).toBe(200)
  expect(await past(), 'last year stays as it was').toEqual([1, 1])
  expect([await stood('2026-03-01'), await stood('2026-03-02')]).toEqual([1, 0])
  app.now = new Date('2026-05-01T01:00:00Z')
  const again = await save(2, { status: 'inUse' })
  expect([await stood('2026-03-01'), await stood('2026-03-02'), await stood('2026-04-30'), await stood('2026-05-01')]).toEqual([1, 0, 0, 1])
  expect((await save(again.body.version, { status: 'building', openedOn: null })).status).toBe(200)
  app.now = new Date('2026-03-02T01:00:00Z')
  expect(await past(), 'without its day it had never opened').toEqual([0, 0])
})

test('a plan is given up before the day on which it should have opened, and stood on no day', async () => {
  const { village, clerk } = await aStaffedVillage()
  const body = { ...station(village.id), status: 'planned', openedOn: '2026-09-01' }
  const { body: made } = await app.call(clerk, endpoints.create, { body })
  const closed = await app.call(
    clerk,
    endpoints.close,
    { params: { venueId: made.id }, body: { closedOn: '2026-03-02' } },
    { 'if-match': '"1"' },
  )
  expect(closed).toMatchObject({ status: 200, body: { status: 'closed', openedOn: null } })
})

test("after a merger the successor shows and keeps its predecessor's places", async () => {
  const old = await aVillage(app.owner)
  const heir = await aStaffedVillage()
  const venueId = await aVenue(app.owner, old.id)
  const params = { venueId }
  const own = await aVenue(app.owner, heir.village.id, { kind: 'villageCentre', name: '党群服务中心' })
  expect((await app.call(heir.clerk, endpoints.edit, { params, body: station(old.id) }, { 'if-match': '"1"' })).status).toBe(403)
  await app.owner.updateTable('unitPeriod').where('unitId', '=', old.id).set({ valid: '[2010-01-01,2026-03-01)' }).execute()
  await app.owner.updateTable('unit').where('id', '=', old.id).set({ closedOn: '2026-03-01' }).execute()
  await app.owner
    .insertInto('unitSuccession')
    .values({ townId: 1, predecessorId: old.id, successorId: heir.village.id, effectiveOn: '2026-03-01' })
    .execute()
  const listed = await app.call(null, endpoints.list, { query: { below: heir.village.id } })
  expect(listed.body.items.map(({ id }) => id).toSorted()).toEqual([venueId, own].toSorted())
  const shown = await app.as({ kind: 'public', townId: 1 }, context => venuesOf(context, [heir.village.id]))
  expect(shown.map(({ id }) => id)).toEqual([own, venueId])
  const edited = await app.call(heir.clerk, endpoints.edit, { params, body: station(heir.group.id) }, { 'if-match': '"1"' })
  expect(edited).toMatchObject({ status: 200, body: { unitId: heir.group.id } })
})
