/** Consent to a plate (挂牌的同意) over HTTP: with a one-time code, taken back with everything else, and who is offered to offer one. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aCardCookie, aHome } from '#features/households/households.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './plates.contract.ts'
import { aPlatePlace, type PlatePlace } from './plates.samples.ts'
import { takeDown } from './plates.todos.ts'

const app = useApp()
let at: PlatePlace
beforeAll(async () => {
  at = await aPlatePlace(app.owner)
})

const version = ({ version: number }: { version: number }) => ({ 'if-match': `"${number}"` })
const subject = (personId: string) => ({ kind: 'subject', townId: 1, personId }) as const
const card = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
async function offered() {
  const { body: home } = await app.call(at.secretary, homes.moveIn, { body: aHome(at.cooperative.id) })
  const { body } = await app.call(at.secretary, endpoints.offer, { body: { householdId: home.id, memberIds: [at.memberId] } })
  return { home, plate: body, params: { plateId: body.id } }
}

test('a member without an account agrees with the one-time code of the window, of oneself alone, and takes it back as easily', async () => {
  const { params } = await offered()
  const own = () => app.call(subject(at.memberId), endpoints.mine)
  expect((await own()).body.items).toContainEqual({
    id: params.plateId,
    unitName: '福寿里经济社',
    state: 'offered',
    number: null,
    agreedOn: null,
    allowedActions: ['get', 'agree', 'withdraw'],
  })
  expect((await app.call(null, endpoints.mine)).status).toBe(401)
  expect((await app.call(subject(at.gridLeader), endpoints.mine)).body.items, 'of nobody else').toEqual([])
  expect((await app.call(subject(at.gridLeader), endpoints.agree, { params, body: {} })).status).toBe(404)
  expect((await app.call(subject(at.memberId), endpoints.agreeFor, { params, body: { personId: null, basis: 'present' } })).status).toBe(
    401,
  )
  const agreed = await app.call(subject(at.memberId), endpoints.agree, { params, body: { names: true } })
  expect(agreed).toMatchObject({ status: 200, body: { state: 'offered', members: [{ agreedOn: '2026-03-02', names: true }] } })
  expect((await app.call(subject(at.memberId), endpoints.agree, { params, body: {} })).status, 'once is enough').toBe(409)
  expect((await app.call(at.memberId, endpoints.mine)).body.items.find(({ id }) => id === params.plateId)).toMatchObject({
    agreedOn: '2026-03-02',
  })
  const back = await app.call(subject(at.memberId), endpoints.withdraw, { params })
  expect(back).toMatchObject({ status: 200, body: { state: 'removed' } })
  expect((await own()).body.items.map(({ id }) => id)).not.toContain(params.plateId)
})

test('a plate made for one door is not valid at another, and holds again when the moving is taken back', async () => {
  const { home, plate, params } = await offered()
  await app.call(card(home.id), endpoints.agreeByCard, { body: {} })
  const agreed = await app.call(at.memberId, endpoints.agree, { params, body: {} })
  const issued = await app.call(at.clerk, endpoints.issue, { params }, version(agreed.body))
  const line = (await app.call(at.clerk, endpoints.sheet)).body.items.find(({ number }) => number === issued.body.number)!
  expect((await app.call(at.clerk, endpoints.mount, { params, body: { on: '2026-03-02' } }, version(issued.body))).status).toBe(200)
  const stands = async () => {
    const page = (await app.raw({ method: 'GET', url: new URL(line.address).pathname })).body
    const waits = (await app.as(await app.person(at.clerk), takeDown.list)).some(({ id }) => id === plate.id)
    return [page.includes('这块牌有效'), waits]
  }
  expect(await stands()).toEqual([true, false])
  const of = { params: { householdId: home.id } }
  const to = { unitId: at.cooperative.id, address: '新村8号', effectiveOn: '2026-03-02' }
  const moved = await app.call(at.secretary, homes.relocate, { ...of, body: to }, version(home))
  expect(moved.status).toBe(200)
  expect(await stands()).toEqual([false, true])
  const change = moved.body.changes.find(({ verb }) => verb === 'relocate')!
  const undone = await app.call(at.secretary, homes.undo, { params: { householdId: home.id, changeId: change.id } }, version(moved.body))
  expect(undone.status).toBe(200)
  expect(await stands()).toEqual([true, false])
})

test('the page of what is kept about me asks, and takes the answer, without script', async () => {
  const { params } = await offered()
  const headers = { 'x-test-person': at.memberId }
  const page = async () => (await app.raw({ method: 'GET', url: '/my/data', headers })).body
  expect(await page()).toContain('等您说同不同意')
  const post = (form: Record<string, string>) =>
    app.raw({
      method: 'POST',
      url: '/my/data',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
  expect((await post({ do: 'agreePlate', plate: params.plateId, names: 'on' })).statusCode).toBe(303)
  const { body } = await app.call(at.clerk, endpoints.get, { params })
  expect(body.members).toMatchObject([{ agreedOn: '2026-03-02', names: true }])
  expect((await post({ do: 'agreePlate', plate: params.plateId })).statusCode, 'said twice').toBe(409)
  expect((await post({ do: 'withdrawPlate', plate: params.plateId })).statusCode).toBe(303)
  expect(await page()).not.toContain('等您说同不同意')
})

test('what a household takes back on its card as a whole ends its plate too', async () => {
  const { home, params } = await offered()
  await app.call(card(home.id), endpoints.agreeByCard, { body: {} })
  const { body } = await app.call(at.memberId, endpoints.agree, { params, body: {} })
  expect((await app.call(at.clerk, endpoints.issue, { params }, version(body))).status).toBe(200)
  expect((await app.call(card(home.id), homes.withdrawConsent)).status).toBe(200)
  const { body: after } = await app.call(at.clerk, endpoints.get, { params })
  expect(after).toMatchObject({ state: 'withdrawn', endedOn: '2026-03-02' })
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', 'in', [home.id, params.plateId])
    .orderBy('id')
    .select('name')
    .execute()
  expect(events.slice(-2).map(({ name }) => name)).toEqual(['plates.withdrawByCard', 'households.withdrawConsent'])
})

test('who keeps no plates is not offered to offer one: a clerk outside the Party line, the town', async () => {
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  const doors = async (who: string) => (await app.call(who, endpoints.list)).body.allowedActions
  for (const who of [at.clerk, at.secretary, at.villageSecretary]) expect(await doors(who)).toEqual(['list', 'offer', 'sheet', 'export'])
  for (const who of [clerk, at.townClerk, at.memberId]) expect(await doors(who)).toEqual(['list'])
})

test('two cards on one telephone: no page of a card does to one household what another one asked', async () => {
  const [mine, other] = [await offered(), await offered()]
  const pass = (id: string) => aCardCookie(app.platform.sealing, id, app.now)
  const post = (url: string, form: Record<string, string>, cookie: string) =>
    app.raw({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      payload: new URLSearchParams(form).toString(),
    })
  const acts = [
    ['/household/plate', 'agree'],
    ['/household/visits', 'monthly'],
    ['/household/visits', 'ask'],
    ['/household/card', 'withdraw'],
  ] as const
  for (const [url, answer] of acts) {
    const page = await app.raw({ url, headers: { cookie: pass(mine.home.id) } })
    expect(page.body, url).toContain(`name="number" value="${mine.home.code}"`)
    const refused = await post(url, { answer, number: mine.home.code }, pass(other.home.id))
    expect(refused.statusCode, url).toBe(409)
    expect(refused.body).toContain('您后来又打开了另一家的卡。')
    expect(refused.body).toContain(`name="page" value="${url}"`)
    expect((await post(url, { answer, number: mine.home.code }, '')).statusCode, 'without a pass').toBe(401)
  }
  for (const { home } of [mine, other])
    expect((await app.call(card(home.id), endpoints.showCard)).body, 'nothing was done').toMatchObject({
      plate: { state: 'offered', householdAgreed: false },
    })
  for (const [url, answer] of acts) {
    const done = await post(url, { answer, number: other.home.code }, pass(other.home.id))
    expect(done, url).toMatchObject({ statusCode: 303, headers: { location: `${url}?done=${answer}` } })
  }
  const old = pass(mine.home.id)
  const { body: reissued } = await app.call(at.secretary, homes.issueCard, { params: { householdId: mine.home.id }, body: {} })
  const typed = { number: mine.home.code, code: reissued.code }
  expect((await post('/household', { ...typed, page: '/household/plate' }, '')).headers.location).toBe('/household/plate')
  expect((await post('/household', { ...typed, page: '//elsewhere.example' }, '')).headers.location).toBe('/household/card')
  const shown = async (cookie: string) => (await app.raw({ url: '/household/plate', headers: { cookie } })).statusCode
  const anew = aCardCookie(app.platform.sealing, mine.home.id, app.now, typed)
  expect([await shown(old), await shown(anew)], 'the card before opens nothing any more').toEqual([303, 200])
})
