/** Volunteer certificates (志愿服务证明): asked for, posted, withdrawn, refused, issued; over HTTP. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { aTeam, type SampleTeam } from '#features/volunteering/volunteering.samples.ts'
import { cursorOf } from '#platform/shared/cursor.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './certificates.contract.ts'
import { certificateSteps, later, lockedHours, match, monday, paper, wanted } from './certificates.samples.ts'
import { certificatesWaiting } from './certificates.todos.ts'

const app = useApp()
let steps: Awaited<ReturnType<typeof certificateSteps>>
let at: SampleTeam
let next: SampleTeam
let clerk: string
const subject = (personId: string) => ({ kind: 'subject', townId: 1, personId }) as const

beforeAll(async () => {
  steps = await certificateSteps(app)
  ;({ at, clerk } = steps)
  next = await aTeam(app.owner)
})
afterEach(() => {
  app.now = monday
})

test('a volunteer asks, with an account or a one-time code; only ① and ② that nobody disputes any more; every hour with its grade', async () => {
  const { person } = await steps.served()
  await lockedHours(app.owner, at.village.id, person, '2026-02-20', { postedOn: '2026-02-25' })
  await lockedHours(app.owner, next.village.id, person, '2026-01-12')
  const mine = await app.call(subject(person), endpoints.mine)
  expect(mine.body.issuers.map(({ onSite, organiser }) => [onSite, organiser]).sort(), 'the town, and both villages').toEqual([
    [0, 120],
    [120, 210],
    [120, 90],
  ])
  const ask = (body: object, who: Parameters<typeof app.call>[0] = subject(person)) =>
    app.call(who, endpoints.ask, { body: wanted(at.village.id, body) })
  expect((await ask({ consent: false })).body.errors).toMatchObject([{ pointer: '#/consent' }])
  expect((await ask({ from: '2026-03-01' })).body.errors).toMatchObject([{ pointer: '#/to' }])
  expect((await ask({ to: '2026-03-03' })).body.errors).toMatchObject([{ pointer: '#/to' }])
  expect((await ask({ unitId: at.cooperative.id })).body.errors, 'a cooperative certifies nothing').toMatchObject([{ pointer: '#/unitId' }])
  expect((await ask({ from: '2026-02-01' })).body.type, 'not locked yet').toBe('/problems/certificates/nothing-to-certify')
  expect((await ask({}, null)).status).toBe(401)
  const { status, body } = await ask({})
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'posted', onSite: 120, organiser: 90, postedUntil: '2026-03-09', serial: null, line: null })
  expect(body.entries.map(({ servedOn, grade, credited }) => [servedOn, grade, credited])).toEqual([
    ['2026-01-10', 'onSite', 120],
    ['2026-01-17', 'organiser', 90],
  ])
  expect((await ask({})).body.type, 'once').toBe('/problems/certificates/already-asked')
  const withdrawn = await app.call(subject(person), endpoints.withdraw, { params: { certificateId: body.id } })
  expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn', allowedActions: ['get'] } })
  expect((await app.call(person, endpoints.withdraw, { params: { certificateId: body.id } })).status).toBe(409)
})

test('at the counter the office that organised asks for someone, and no other', async () => {
  const { person } = await steps.served()
  const askFor = (who: string) => app.call(who, endpoints.askFor, { body: wanted(at.village.id, { personId: person }) })
  expect((await askFor(next.villageSecretary)).status).toBe(403)
  expect((await askFor(at.gridLeader)).status).toBe(403)
  const { body } = await askFor(clerk)
  expect(body).toMatchObject({ state: 'posted', personId: person })
  await steps.posted()
  const params = { certificateId: body.id }
  for (const [who, status] of [
    [person, 200],
    [clerk, 200],
    [at.townClerk, 200],
    [at.gridLeader, 404],
    [next.villageSecretary, 404],
    [null, 401],
  ] as const)
    expect((await app.call(who, endpoints.get, { params })).status, String(who)).toBe(status)
  const listed = await app.call(clerk, endpoints.list, { query: { state: 'posted', below: at.village.id, limit: '1' } })
  const rest = await app.call(clerk, endpoints.list, { query: { state: 'posted', cursor: listed.body.nextCursor } })
  expect(
    rest.body.items.map(({ id }) => id),
    'the latest asked first',
  ).toContain(body.id)
  for (const [place, _why] of [
    ['abc', 'no instant'],
    ['0000-01-01T00:00:00Z', 'a year that the database does not know'],
  ] as const) {
    const cursor = cursorOf([place, body.id])
    expect(await app.call(clerk, endpoints.list, { query: { cursor } }), place).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/cursor' }] },
    })
  }
  expect((await app.call(next.villageSecretary, endpoints.list)).body.total).toBe(0)
  expect((await app.call(person, endpoints.list)).status).toBe(403)
})

test('seven days of notice without the whole name, then a number; never one’s own, never what has changed since', async () => {
  const { person, second, params, certificate } = await steps.posted('区𠮷大')
  const issue = (who: string, body: object = paper, like: { version: number } = certificate) =>
    app.call(who, endpoints.issue, { params, body }, match(like))
  const notices = async () => (await app.call(null, endpoints.posted)).body.items.filter(({ id }) => id === certificate.id)
  expect(await notices()).toMatchObject([{ maskedName: '区*大', onSite: 120, organiser: 90, postedUntil: '2026-03-09' }])
  app.now = later(7)
  expect((await issue(clerk)).status, 'the seventh day').toBe(409)
  app.now = later(8)
  const waiting = async (who: string) => (await app.as(await app.person(who), certificatesWaiting.list)).map(({ id }) => id)
  expect([await waiting(clerk), await waiting(person)]).toEqual([expect.arrayContaining([certificate.id]), []])
  expect((await issue(next.villageSecretary)).status).toBe(404)
  expect((await issue(person)).status).toBe(403)
  expect((await issue(clerk, { ...paper, officePhone: '没有电话' })).body.errors).toMatchObject([{ pointer: '#/officePhone' }])
  expect((await issue(clerk, paper, { version: 7 })).status).toBe(412)
  expect((await app.call(clerk, endpoints.issue, { params, body: paper })).status).toBe(428)
  await app.owner.updateTable('volunteerHours').set({ credited: 60 }).where('id', '=', second).execute()
  expect((await issue(clerk)).body.type).toBe('/problems/certificates/hours-changed')
  await app.owner.updateTable('volunteerHours').set({ credited: 90 }).where('id', '=', second).execute()
  const done = await issue(clerk)
  expect(done.body).toMatchObject({
    state: 'issued',
    serial: expect.stringMatching(/^ZM2026-\d{5}$/),
    issuedOn: '2026-03-10',
    validUntil: '2029-03-09',
    handlerName: '何建生',
    ...paper,
  })
  expect(await notices()).toEqual([])
  expect((await issue(clerk, paper, done.body)).status, 'once').toBe(409)
  const following = await steps.issued()
  expect(Number(following.certificate.serial!.slice(7)), 'numbers run by year').toBe(Number(done.body.serial!.slice(7)) + 1)
})

test('someone objected: it is refused with the reason, and nothing is issued', async () => {
  const { person, params, certificate } = await steps.posted()
  const refuse = (who: string, like = certificate) =>
    app.call(who, endpoints.refuse, { params, body: { reason: '那天没有到场' } }, match(like))
  expect((await refuse(person)).status).toBe(403)
  const { body } = await refuse(clerk)
  expect(body).toMatchObject({ state: 'refused', refuseReason: '那天没有到场' })
  expect((await refuse(clerk, body)).status).toBe(409)
  const own = await app.raw({ method: 'GET', url: `/api/certificates/${body.id}/credential`, headers: { 'x-test-person': person } })
  expect(own.statusCode, 'nothing to hand out').toBe(409)
})
