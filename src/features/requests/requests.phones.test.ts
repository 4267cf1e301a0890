/** Finding cases by telephone (按电话找): for whoever lost the receipt and knows only the own number; over HTTP. */
import { beforeAll, expect, test } from 'vitest'
import { limits, openBuckets } from '#platform/server/rate-limit.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { forgetContacts } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()
let at: SampleTown
let next: SampleTown
let first: string
let second: string

const leave = async (contactPhone: string | undefined, changes: object = {}) =>
  (await app.call(null, endpoints.submit, { body: aTrouble(at.group.id, { contactPhone, ...changes }) })).body.id
const find = (who: string | null, phone: string) => app.call(who, endpoints.findByPhone, { body: { phone } })
const found = async (who: string, phone: string) => (await find(who, phone)).body.items.map(({ id }) => id)

beforeAll(async () => {
  at = await aStaffedVillage(app.owner)
  next = await aStaffedVillage(app.owner)
  first = await leave('13900005555')
  second = await leave('139 0000 5555')
  await leave('13900006666')
  await leave(undefined)
})

test.each([
  ['13900005555', 'as it is'],
  ['+86 139-0000-5555', 'with the country, spaces and hyphens'],
  ['１３９００００５５５５', 'full width'],
])('a counter finds the cases of %s, the newest first: %s', async (phone, _why) => {
  expect(await found(at.clerk, phone)).toEqual([second, first])
})

test.each([
  ['13900007777', 'a number that nobody left'],
  ['13900005556', 'one digit beside it'],
])('%s finds nothing: %s', async (phone, _why) => {
  expect(await find(at.clerk, phone)).toMatchObject({ status: 200, body: { items: [] } })
})

test('half a number is refused at its field: nobody feels their way along', async () => {
  expect(await find(at.clerk, '1390000')).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/phone' }] } })
})

test.each([
  // who, of whose village, how many, why
  ['clerk', 'here', 2, 'the village’s counter'],
  ['leader', 'here', 2, 'the group’s'],
  ['townClerk', 'here', 2, 'the town’s, for all of it'],
  ['clerk', 'next door', 0, 'another village’s cases are out of sight'],
] as const)('the %s (%s) finds %i: %s', async (who, where, count, _why) => {
  expect(await found((where === 'here' ? at : next)[who], '13900005555')).toHaveLength(count)
})

test('a department serves no counter and may not look, nor may anyone who is not signed in', async () => {
  expect((await find(at.department.officer, '13900005555')).status).toBe(403)
  expect((await find(null, '13900005555')).status).toBe(401)
})

test('a case about officials is found by the discipline office alone', async () => {
  const id = await leave('13900008888', { aboutOfficials: true })
  for (const who of [at.clerk, at.townClerk]) expect(await found(who, '13900008888')).toEqual([])
  expect(await found(at.discipline, '13900008888')).toEqual([id])
})

test('what was found gets its code anew at the counter, and that somebody looked is on record without the number', async () => {
  const [id] = await found(at.clerk, '13900006666')
  const params = { requestId: id! }
  const { status, body } = await app.call(at.clerk, endpoints.reissueCode, { params, body: { identityChecked: true } })
  expect(status).toBe(200)
  expect((await app.call(null, endpoints.lookUp, { body: { number: body.number, code: body.code } })).status).toBe(200)
  const logged = await app.owner
    .selectFrom('event')
    .where('name', '=', 'requests.findByPhone')
    .where('actorPersonId', '=', at.clerk)
    .select(['subjectKind', 'details'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(logged).toEqual({ subjectKind: 'requestSearch', details: { rows: 1 } })
})

test('who tries number after number is told to wait', async () => {
  const before = app.platform.buckets
  app.platform.buckets = openBuckets()
  try {
    const { lookUp } = limits
    for (let tries = 0; tries < lookUp.person.size; tries += 1)
      app.platform.buckets.take(`lookUp person:${at.clerk}`, lookUp.person, app.now)
    expect((await find(at.clerk, '13900005555')).status).toBe(429)
  } finally {
    app.platform.buckets = before
  }
})

test('a number that was deleted with its time is found no more', async () => {
  const before = app.now
  const id = await leave('13900009999')
  await app.call({ kind: 'receipt', townId: 1, requestId: id }, endpoints.withdraw, { body: {} })
  expect(await found(at.clerk, '13900009999')).toEqual([id])
  app.now = new Date('2027-03-03T10:00:00+08:00')
  const job = { kind: 'job', townId: 1, name: forgetContacts.name } as const
  for (const item of await app.as(job, context => forgetContacts.find(context)))
    await app.as(job, context => forgetContacts.each(context, item))
  expect(await found(at.clerk, '13900009999')).toEqual([])
  app.now = before
})
