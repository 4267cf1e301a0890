/** Orders of 12345 (热线工单): found by their number, entered once, put right; and how a resident can have agreed; over HTTP. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()

const order = (at: SampleTown, outsideNumber: string | undefined, changes: object = {}) => ({
  ...aTrouble(at.group.id),
  channel: 'hotline',
  consentBasis: 'hotlineRecord',
  outsideNumber,
  ...changes,
})
const enter = (at: SampleTown, outsideNumber: string, changes: object = {}, who = at.clerk) =>
  app.call(who, endpoints.enter, { body: order(at, outsideNumber, changes) })
const stored = async (id: string) =>
  (await app.owner.selectFrom('request').where('id', '=', id).select('outsideNumber').executeTakeFirstOrThrow()).outsideNumber
let last = 0
/** Each town's numbers are its own; each test's too. */
const aNumber = () => `GD2026${String((last += 1)).padStart(12, '0')}`
const taken = { status: 409, body: { type: '/problems/requests/outside-number-taken' } }

test.each([
  // channel, number, basis, the fields that are wrong, why
  ['hotline', undefined, 'hotlineRecord', ['#/outsideNumber'], 'an order has a number'],
  ['counter', 'GD1', 'present', ['#/outsideNumber'], 'who comes to a counter brings none'],
  ['phone', 'GD1', 'byPhone', ['#/outsideNumber'], 'nor does who rings the office'],
  ['hotline', '139 0000 1234', 'hotlineRecord', ['#/outsideNumber'], 'a telephone is no number of an order'],
  ['phone', undefined, 'present', ['#/consentBasis'], 'nobody is present on the telephone'],
  ['hotline', 'GD1', 'present', ['#/consentBasis'], 'nor in an order that was sent'],
  ['counter', undefined, 'hotlineRecord', ['#/consentBasis'], 'and only an order is an order'],
  ['phone', undefined, 'atHome', ['#/consentBasis'], 'nobody was at the door'],
  ['counter', 'GD1', 'hotlineRecord', ['#/outsideNumber', '#/consentBasis'], 'both are told at once'],
] as const)('%s, number %s, basis %s is refused at %j: %s', async (channel, outsideNumber, consentBasis, pointers, _why) => {
  const at = await aStaffedVillage(app.owner)
  const { status, body } = await app.call(at.clerk, endpoints.enter, { body: order(at, outsideNumber, { channel, consentBasis }) })
  expect([status, (body as unknown as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)]).toEqual([422, pointers])
})

test.each([
  ['counter', 'present', 'who stands there says so'],
  ['counter', 'byPhone', 'a neighbour came, and the clerk rang'],
  ['phone', 'byPhone', 'who rings says so'],
  ['visit', 'atHome', 'at the door'],
] as const)('%s with basis %s is entered: %s', async (channel, consentBasis, _why) => {
  const at = await aStaffedVillage(app.owner)
  expect((await app.call(at.clerk, endpoints.enter, { body: order(at, undefined, { channel, consentBasis }) })).status).toBe(200)
})

test('an order is found by its number, whole in any writing or in part, by its channel, and its number goes out with the list', async () => {
  const at = await aStaffedVillage(app.owner)
  const number = aNumber()
  const { body: made } = await enter(at, number)
  await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) })
  const listed = async (query: object) => (await app.call(at.clerk, endpoints.list, { query })).body.items.map(({ id }) => id)
  const fullWidth = [...number].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
  for (const q of [number, number.toLowerCase(), `GD 2026 ${number.slice(6)}`, fullWidth, number.slice(0, 10)])
    expect(await listed({ q }), q).toEqual([made.id])
  expect(await listed({ channel: 'hotline' })).toEqual([made.id])
  expect(await listed({ q: number, channel: 'web' }), 'each filter holds for a number too').toEqual([])
  const next = await aStaffedVillage(app.owner)
  expect((await app.call(next.clerk, endpoints.list, { query: { q: number } })).body.items, 'within the scope').toEqual([])
  const file = await app.raw({
    method: 'POST',
    url: '/api/requests/exports',
    headers: identityOf(at.clerk),
    payload: { filters: { channel: 'hotline' }, purpose: 'meeting', reason: '村里开会商量路灯', phones: 'none', format: 'csv' },
  })
  expect(file.payload).toMatch(new RegExp(`热线编号[^]*${number}`))
})

test('the same order entered twice is told, with the case’s number, until it is said to be another matter', async () => {
  const at = await aStaffedVillage(app.owner)
  const number = aNumber()
  const { body: first } = await enter(at, ` gd${number.slice(2)} `)
  expect(await stored(first.id), 'one way to write it').toBe(number)
  const twice = await enter(at, number)
  expect(twice).toMatchObject(taken)
  expect(twice.body).toMatchObject({ detail: `已登记为${first.number}。`, requestId: first.id })
  const apart = await enter(at, number, { apart: true })
  expect(apart.status).toBe(200)
  expect(await stored(apart.body.id)).toBe(number)
})

test('who may not read the first case is told of it, and not which it is', async () => {
  const at = await aStaffedVillage(app.owner)
  const next = await aStaffedVillage(app.owner)
  const number = aNumber()
  const { body: first } = await enter(at, number)
  const about = await enter(at, `${number}-2`, { aboutOfficials: true })
  for (const told of [await enter(next, number), await enter(at, `${number}-2`)]) {
    expect(told).toMatchObject(taken)
    const text = JSON.stringify(told.body)
    for (const secret of [first.number, first.id, about.body.number, about.body.id]) expect(text).not.toContain(secret)
  }
})

test('of two that enter one order at once, one does', async () => {
  const at = await aStaffedVillage(app.owner)
  const number = aNumber()
  const answers = await Promise.all([enter(at, number), enter(at, number, {}, at.leader), enter(at, number, {}, at.townClerk)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
})

test('a mistyped number is put right where the title is, and is no other case’s', async () => {
  const at = await aStaffedVillage(app.owner)
  const [wrong, right, other] = [aNumber(), aNumber(), aNumber()]
  const { body: made } = await enter(at, wrong)
  await enter(at, other)
  const walkIn = await app.call(at.clerk, endpoints.enter, { body: order(at, undefined, { channel: 'counter', consentBasis: 'present' }) })
  const edit = async (id: string, changes: object) => {
    const params = { requestId: id }
    const { version } = (await app.call(at.leader, endpoints.get, { params })).body
    const body = { title: '路灯不亮', categoryId: null, publicLine: null, ...changes }
    return app.call(at.leader, endpoints.edit, { params, body }, { 'if-match': `"${version}"` })
  }
  expect((await edit(made.id, {})).body, 'left out, it stays').toMatchObject({ outsideNumber: wrong })
  expect((await edit(made.id, { outsideNumber: right.toLowerCase() })).body).toMatchObject({ outsideNumber: right })
  const find = async (q: string) => (await app.call(at.clerk, endpoints.list, { query: { q } })).body.items.map(({ id }) => id)
  expect([await find(right), await find(wrong)]).toEqual([[made.id], []])
  expect(await edit(made.id, { outsideNumber: other })).toMatchObject(taken)
  expect((await edit(made.id, { outsideNumber: other, apart: true })).body).toMatchObject({ outsideNumber: other })
  const misplaced = await edit(walkIn.body.id, { outsideNumber: right })
  expect(misplaced).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/outsideNumber' }] } })
  const logged = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', made.id)
    .where('name', '=', 'requests.edit')
    .where(sql<boolean>`details->'fields' ? 'outsideNumber'`)
    .select('details')
    .execute()
  expect(logged, 'that it was changed is on record').toHaveLength(2)
})
