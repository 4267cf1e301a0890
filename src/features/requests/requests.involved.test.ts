/** Who took part in handling a case (经手) neither confirms it on the resident's behalf nor gives its query code anew; over HTTP. */
import { afterEach, expect, test } from 'vitest'
import { endpoints as posts } from '#features/people/people.posts.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as changes } from '#features/units/units.change.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble } from './requests.samples.ts'

const app = useApp()
const day = (date: string) => new Date(`${date}T09:00:00+08:00`)
afterEach(() => {
  app.now = day('2026-03-02')
})

type Params = { requestId: string }

async function aCase(unitId: string, changed: object = {}) {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(unitId, changed) })
  return { ...body, params: { requestId: body.id } }
}
const accept = (who: string, params: Params, categoryId: string) => app.call(who, endpoints.accept, { params, body: { categoryId } })
const take = (who: string, params: Params) => app.call(who, endpoints.take, { params })
const propose = (who: string, params: Params) => app.call(who, endpoints.propose, { params, body: { text: '换好了线和灯头。' } })
const confirm = (who: string, params: Params) => app.call(who, endpoints.confirmOnBehalf, { params, body: { basis: 'byPhone' } })
const reissue = (who: string, params: Params, headers = {}) =>
  app.call(who, endpoints.reissueCode, { params, body: { identityChecked: true } }, headers)
const allowed = async (who: string, params: Params) => {
  const { allowedActions } = (await app.call(who, endpoints.get, { params })).body
  return ['confirmOnBehalf', 'reissueCode'].filter(name => allowedActions.includes(name))
}
/** Both are closed to `who`, the page shows neither button, and each says where to go. */
async function closedTo(who: string, params: Params, place: string) {
  expect(await allowed(who, params)).toEqual([])
  const own = { status: 403, type: '/problems/requests/own-case' }
  expect((await confirm(who, params)).body).toMatchObject({ ...own, detail: `这件事是您或您单位办的，请到别的窗口（${place}）代为登记。` })
  expect((await reissue(who, params)).body).toMatchObject({ ...own, detail: `这件事是您或您单位办的，请居民到别的窗口（${place}）补领。` })
}
const succeeds = async (...steps: Promise<{ status: number }>[]) =>
  expect((await Promise.all(steps)).map(({ status }) => status)).toEqual(steps.map(() => 200))

test('the town clerk who did a group’s case leaves the confirmation to the village', async () => {
  const at = await aStaffedVillage(app.owner)
  const colleague = await aHolder(app.owner, 'townClerk', at.town.id)
  const { params } = await aCase(at.group.id)
  await succeeds(accept(at.townClerk, params, at.categoryId))
  await succeeds(take(at.townClerk, params))
  await succeeds(propose(at.townClerk, params))
  const village = (await app.call(at.clerk, endpoints.get, { params })).body.villageName
  for (const who of [at.townClerk, colleague, at.leader]) await closedTo(who, params, village)
  expect(await allowed(at.clerk, params)).toEqual(['confirmOnBehalf', 'reissueCode'])
  expect((await confirm(at.clerk, params)).body).toMatchObject({ state: 'solved', solvedBy: 'onBehalf' })
})

test('a case given in person is not confirmed by a colleague of the same office', async () => {
  const at = await aStaffedVillage(app.owner)
  const colleague = await aHolder(app.owner, 'townClerk', at.town.id)
  const { params } = await aCase(at.group.id)
  await succeeds(accept(at.leader, params, at.categoryId))
  await succeeds(app.call(at.leader, endpoints.assign, { params, body: { personId: at.townClerk } }))
  await succeeds(take(at.townClerk, params))
  await succeeds(propose(at.townClerk, params))
  expect((await confirm(colleague, params)).status).toBe(403)
  expect((await confirm(at.clerk, params)).status).toBe(200)
})

test('who stood in for a colleague on leave does not confirm afterwards, nor does the colleague’s desk', async () => {
  const at = await aStaffedVillage(app.owner)
  const secretary = await aHolder(app.owner, 'villageSecretary', at.village.id)
  const { params } = await aCase(at.group.id)
  await succeeds(accept(at.leader, params, at.categoryId))
  await succeeds(app.call(at.leader, endpoints.assign, { params, body: { personId: at.clerk } }))
  const leave = { deputyId: at.townClerk, from: '2026-03-02', lastOn: '2026-03-03' }
  await succeeds(app.call(secretary, posts.takeLeave, { params: { personId: at.clerk }, body: leave }))
  await succeeds(take(at.townClerk, params))
  await succeeds(propose(at.townClerk, params))
  app.now = day('2026-03-05')
  for (const who of [at.townClerk, secretary, at.clerk]) await closedTo(who, params, '镇纪委')
  expect((await confirm(at.discipline, params)).status).toBe(200)
})

test('the village that another was merged into stands for what that one did', async () => {
  const [a, b] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const { params } = await aCase(a.village.id)
  await succeeds(accept(a.clerk, params, a.categoryId))
  await succeeds(take(a.clerk, params))
  await succeeds(propose(a.clerk, params))
  const merger = { predecessorIds: [a.village.id], effectiveOn: '2026-03-05' }
  await succeeds(app.call(a.townClerk, changes.merge, { params: { unitId: b.village.id }, body: merger }, { 'if-match': '"1"' }))
  app.now = day('2026-03-06')
  await closedTo(b.clerk, params, '镇里')
  const listed = (await app.call(b.clerk, endpoints.list, { query: { unitId: b.village.id } })).body.items
  expect(listed.find(({ id }) => id === params.requestId)!.allowedActions).not.toContain('confirmOnBehalf')
  expect((await confirm(b.townClerk, params)).status).toBe(200)
})

test('whoever only sent up what was not accepted, or keeps the record in order, took no part', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id)
  await succeeds(app.call(at.leader, endpoints.climb, { params, body: { text: '组里修不了主干道的灯。' } }))
  await succeeds(accept(at.clerk, params, at.categoryId))
  await succeeds(take(at.clerk, params))
  await succeeds(propose(at.clerk, params))
  await closedTo(at.clerk, params, '福寿里小组')
  const { version, title } = (await app.call(at.townClerk, endpoints.get, { params })).body
  const edit = { params, body: { title, categoryId: at.categoryId, publicLine: null } }
  await succeeds(app.call(at.townClerk, endpoints.edit, edit, { 'if-match': `"${version}"` }))
  for (const who of [at.leader, at.townClerk]) expect(await allowed(who, params)).toEqual(['confirmOnBehalf', 'reissueCode'])
})

test('a case about officials is confirmed by nobody but the resident, once the discipline office handled it', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id, { aboutOfficials: true, text: '村里干部把公家的地给了亲戚用。' })
  await succeeds(reissue(at.discipline, params))
  await succeeds(accept(at.discipline, params, at.categoryId))
  await succeeds(take(at.discipline, params))
  await succeeds(propose(at.discipline, params))
  expect((await confirm(at.discipline, params)).body.detail).toBe('这件事是您或您单位办的，别的窗口也都经手过，等居民自己答复。')
  expect((await reissue(at.discipline, params)).body.detail).toBe('这件事是您或您单位办的，别的窗口也都经手过，请居民写上原编号再报一次。')
})

test('until it is accepted any counter gives the code anew, and the same key twice gives one code', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, number } = await aCase(at.village.id)
  const key = { 'idempotency-key': 'one-press-of-one-button' }
  const [one, again] = [await reissue(at.clerk, params, key), await reissue(at.clerk, params, key)]
  expect(again.body).toEqual(one.body)
  const open = (code: string) => app.call(null, endpoints.lookUp, { body: { number, code } })
  expect((await open(one.body.code)).status).toBe(200)
  const stored = await app.owner.selectFrom('idempotency').select('answer').execute()
  expect(stored.some(({ answer }) => answer!.includes(one.body.code))).toBe(false)
  const other = await aCase(at.village.id)
  expect((await reissue(at.clerk, other.params, key)).body).toMatchObject({ status: 422, type: '/problems/key-reused' })
  await succeeds(accept(at.clerk, params, at.categoryId))
  expect((await reissue(at.clerk, params)).status).toBe(403)
  expect((await reissue(at.townClerk, params)).body.code).not.toBe(one.body.code)
  expect((await open(one.body.code)).status).toBe(404)
})

test('fifty presses under one key give one code, fifty without a key leave one that opens', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, number, id } = await aCase(at.village.id)
  const open = (code: string) => app.call(null, endpoints.lookUp, { body: { number, code } })
  const fifty = async (headers?: object) =>
    (await Promise.all(Array.from({ length: 50 }, () => reissue(at.clerk, params, headers)))).map(({ body }) => body.code)
  const pressed = new Set(await fifty({ 'idempotency-key': 'fifty-presses-of-one-button' }))
  expect(pressed.size).toBe(1)
  expect((await open([...pressed][0]!)).status).toBe(200)
  const codes = await fifty()
  expect(new Set(codes).size).toBe(50)
  const told = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', id)
    .where('name', '=', 'requests.reissueCode')
    .select('id')
    .execute()
  expect(told).toHaveLength(51)
  const opened = []
  for (const code of codes) {
    app.now = new Date(app.now.getTime() + 60_000)
    opened.push((await open(code)).status)
  }
  expect(opened.filter(status => status === 200)).toHaveLength(1)
  expect((await reissue(at.clerk, params, { 'idempotency-key': 'short' })).body.errors).toMatchObject([
    { pointer: '#/headers/idempotency-key' },
  ])
})

test('a code is not given anew in the next village, nor to whoever has no account', async () => {
  const [at, next] = [await aStaffedVillage(app.owner), await aStaffedVillage(app.owner)]
  const { params, id } = await aCase(at.village.id)
  const key = { 'idempotency-key': 'a-press-that-somebody-saw' }
  await succeeds(reissue(at.clerk, params, key))
  expect((await reissue(next.clerk, params, key)).status, 'whose key it is counts').toBe(404)
  for (const who of [null, { kind: 'receipt', townId: 1, requestId: id }] as const)
    expect((await app.call(who, endpoints.reissueCode, { params, body: { identityChecked: true } }, key)).status).toBe(401)
})
