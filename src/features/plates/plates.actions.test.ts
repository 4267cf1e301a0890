/** Plates (党员户挂牌): offered, agreed to by everyone, issued, hung, replaced, and taken back at any time; over HTTP. */
import { beforeAll, expect, test } from 'vitest'
import { aHousehold } from '#features/households/households.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type Plate } from './plates.contract.ts'
import { aFullMember, aPlatePlace, type PlatePlace } from './plates.samples.ts'
import { asked, takeDown } from './plates.todos.ts'

const app = useApp()
let at: PlatePlace
let next: PlatePlace

beforeAll(async () => {
  at = await aPlatePlace(app.owner)
  next = await aPlatePlace(app.owner)
})

const version = ({ version: number }: { version: number }) => ({ 'if-match': `"${number}"` })
const card = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
const params = ({ id: plateId }: { id: string }) => ({ plateId })

async function offered(memberIds: string[] = [at.memberId]): Promise<{ plate: Plate; householdId: string }> {
  const householdId = await aHousehold(app.owner, at.cooperative)
  const { status, body } = await app.call(at.secretary, endpoints.offer, { body: { householdId, memberIds } })
  expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined })
  return { plate: body, householdId }
}
async function issued({ names = false } = {}) {
  const { plate, householdId } = await offered()
  await app.call(card(householdId), endpoints.agreeByCard, { body: { names } })
  const { body } = await app.call(at.memberId, endpoints.agree, { params: params(plate), body: { names } })
  expect(body).toMatchObject({ state: 'consented' })
  const done = await app.call(at.clerk, endpoints.issue, { params: params(plate) }, version(body))
  expect(done).toMatchObject({ status: 200, body: { state: 'issued' } })
  return { plate: done.body, householdId }
}
const sheet = async (who = at.secretary) => (await app.call(who, endpoints.sheet)).body.items
const addressOf = async (number: string | null) => (await sheet()).find(line => line.number === number)!.address
const behind = async (address: string) => (await app.raw({ method: 'GET', url: new URL(address).pathname })).body

test('nothing hangs before the household and every member said yes; the number runs by village', async () => {
  const other = await aFullMember(app.owner, at, '阿卜杜拉·买买提')
  const { plate, householdId } = await offered([at.memberId, other])
  const waits = async (who: string) => (await app.as(await app.person(who), asked.list)).map(({ id }) => id)
  expect([await waits(at.memberId), await waits(at.clerk)]).toEqual([[plate.id], []])
  const early = await app.call(at.clerk, endpoints.issue, { params: params(plate) }, version(plate))
  expect(early).toMatchObject({ status: 409 })
  const seen = await app.call(card(householdId), endpoints.showCard)
  expect(seen.body).toMatchObject({ plate: { state: 'offered', householdAgreed: false, members: [] } })
  await app.call(card(householdId), endpoints.agreeByCard, { body: {} })
  expect((await app.call(card(householdId), endpoints.agreeByCard, { body: {} })).status, 'once is enough').toBe(409)
  const mine = await app.call(at.memberId, endpoints.agree, { params: params(plate), body: { names: true } })
  expect(mine.body).toMatchObject({ state: 'offered', householdCode: null })
  const named = await app.call(card(householdId), endpoints.showCard)
  expect(named.body.plate, 'a member is named once that member agreed').toMatchObject({ members: ['陈大妹'] })
  const again = await app.call(at.memberId, endpoints.agree, { params: params(plate), body: {} })
  expect(again).toMatchObject({ status: 409 })
  const stranger = await app.call(at.clerk, endpoints.agreeFor, {
    params: params(plate),
    body: { personId: at.gridLeader, basis: 'present' },
  })
  expect(stranger).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/personId' }] } })
  const all = await app.call(at.clerk, endpoints.agreeFor, { params: params(plate), body: { personId: other, basis: 'byPhone' } })
  expect(all.body).toMatchObject({ state: 'consented', members: [{ names: true }, { names: false }] })
  const done = await app.call(at.clerk, endpoints.issue, { params: params(plate) }, version(all.body))
  expect(done.body).toMatchObject({
    state: 'issued',
    number: expect.stringMatching(/^柳河[零一二三四五六七八九]+-0001$/),
    issuedOn: '2026-03-02',
  })
  expect((await issued()).plate.number).toMatch(/-0002$/)
})

test('a plate is as sealed as a membership: the Party line of the place, the members named and the household; the town reads none', async () => {
  const { plate } = await issued()
  for (const [who, status] of [
    [at.secretary, 200],
    [at.villageSecretary, 200],
    [at.clerk, 200],
    [at.memberId, 200],
    [at.townClerk, 404],
    [at.gridLeader, 404],
    [next.villageSecretary, 404],
    [null, 401],
  ] as const)
    expect(await app.call(who, endpoints.get, { params: params(plate) }), String(who)).toMatchObject({ status })
  expect((await app.call(at.townClerk, endpoints.list)).body).toMatchObject({ items: [], total: 0 })
  const listed = await app.call(at.memberId, endpoints.list, { query: { limit: '100' } })
  expect(listed.body.items.map(({ id }) => id)).toContain(plate.id)
  expect((await app.call(at.townClerk, endpoints.sheet)).status).toBe(403)
  expect(await sheet(next.secretary)).toEqual([])
  const counted = await app.as({ kind: 'public', townId: 1 }, ({ db }) => db.selectFrom('plate').selectAll().execute())
  expect(counted).toEqual([])
})

test('only those who keep it offer, only a home that is lived in, only full members; one plate a household', async () => {
  const householdId = await aHousehold(app.owner, at.cooperative)
  const ask = (who: string, body: object) => app.call(who, endpoints.offer, { body: { householdId, memberIds: [at.memberId], ...body } })
  expect((await ask(at.gridLeader, {})).status).toBe(403)
  expect(await ask(next.secretary, {})).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/householdId' }] } })
  const probationary = await aMember(app.owner, at.cooperative.id, '区少芬')
  await aMembership(app.owner, probationary, { bodyId: at.branchId, unitId: at.cooperative.id, admittedOn: '2025-12-01', fullOn: null })
  for (const memberIds of [[probationary], [next.memberId], []])
    expect(await ask(at.secretary, { memberIds })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/memberIds' }] } })
  const gone = await aHousehold(app.owner, at.cooperative, { to: '2026-01-01' })
  expect(await ask(at.secretary, { householdId: gone })).toMatchObject({ status: 422 })
  const two = await Promise.all([ask(at.secretary, {}), ask(at.villageSecretary, {})])
  expect(two.map(({ status }) => status).sort(), 'two desks at once').toEqual([200, 409])
  expect(await ask(at.secretary, {})).toMatchObject({ status: 409, body: { type: '/problems/plates/has-plate' } })
})

test('consent withdrawn while the sheet is printed: the sheet made after is without it, and the QR of the one before says so', async () => {
  const { plate, householdId } = await issued({ names: true })
  const printed = await addressOf(plate.number)
  expect(printed).toMatch(/\/plates\/[A-Za-z0-9_-]{22}$/)
  expect(await behind(printed)).toMatch(/这块牌有效[^]*陈大妹/)
  expect(await addressOf(plate.number), 'printed again it is the same').toBe(printed)
  const kept = await app.owner.selectFrom('plate').where('id', '=', plate.id).selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(kept), 'the code itself is nowhere').not.toContain(printed.slice(-22))

  expect((await app.call(card(householdId), endpoints.withdrawByCard)).body).toMatchObject({ plate: { state: 'withdrawn' } })
  expect((await sheet()).map(({ number }) => number)).not.toContain(plate.number)
  expect(await behind(printed)).toMatch(/这块牌已经无效/)
  expect(await behind(printed)).not.toMatch(/陈大妹|柳河/)
  const hung = await app.call(at.secretary, endpoints.mount, { params: params(plate), body: { on: '2026-03-02' } }, { 'if-match': '"9"' })
  expect(hung, 'what was printed cannot be hung').toMatchObject({ status: 409 })
  const todos = await app.as(await app.person(at.clerk), takeDown.list)
  expect(todos.filter(({ id }) => id === plate.id)).toMatchObject([{ title: `取下${plate.number}号牌`, dueOn: null }])
  expect(await app.as(await app.person(next.clerk), takeDown.list)).toEqual([])
})

test('a member takes it back as easily, at any state, without a reason; what is left is to take the plate down', async () => {
  const { plate } = await issued()
  const mounted = await app.call(at.clerk, endpoints.mount, { params: params(plate), body: { on: '2026-03-02' } }, version(plate))
  expect(mounted.body).toMatchObject({ state: 'mounted', mountedOn: '2026-03-02' })
  expect((await app.call(at.gridLeader, endpoints.withdraw, { params: params(plate) })).status).toBe(404)
  expect((await app.call(at.secretary, endpoints.withdraw, { params: params(plate) })).status, 'not in another’s name').toBe(403)
  const back = await app.call(at.memberId, endpoints.withdraw, { params: params(plate) })
  expect(back.body).toMatchObject({ state: 'withdrawn', endedOn: '2026-03-02', allowedActions: ['get'] })
  const down = await app.call(at.clerk, endpoints.remove, { params: params(plate), body: { reason: 'withdrawn' } }, version(back.body))
  expect(down.body).toMatchObject({ state: 'removed', removeReason: 'withdrawn', allowedActions: ['get'] })

  const { plate: early, householdId } = await offered()
  const declined = await app.call(at.clerk, endpoints.withdrawFor, { params: params(early), body: { personId: null } })
  expect(declined.body, 'nothing was made, nothing is to be taken down').toMatchObject({ state: 'removed' })
  expect((await app.call(card(householdId), endpoints.showCard)).body).toMatchObject({ plate: null, allowedActions: ['showCard'] })
  const asked = await app.call(at.clerk, endpoints.offer, { body: { householdId, memberIds: [at.memberId] } })
  expect(asked.status, 'it may be asked again').toBe(200)
  const stranger = await app.call(at.clerk, endpoints.withdrawFor, { params: params(asked.body), body: { personId: at.gridLeader } })
  expect(stranger.status).toBe(422)
  const phoned = await app.call(at.clerk, endpoints.withdrawFor, { params: params(asked.body), body: { personId: at.memberId } })
  expect(phoned.body).toMatchObject({ state: 'removed' })
  expect((await app.call(card(householdId), endpoints.withdrawByCard)).status).toBe(409)
})

test('a damaged plate gets a new one of the same number; the old QR says that it is no longer valid', async () => {
  const { plate } = await issued()
  const old = await addressOf(plate.number)
  const none = await app.call(at.clerk, endpoints.replace, { params: params(plate), body: { reason: 'damaged' } })
  expect(none).toMatchObject({ status: 428 })
  const stale = await app.call(at.clerk, endpoints.replace, { params: params(plate), body: { reason: 'damaged' } }, { 'if-match': '"1"' })
  expect(stale).toMatchObject({ status: 412 })
  const made = await app.call(at.clerk, endpoints.replace, { params: params(plate), body: { reason: 'damaged' } }, version(plate))
  expect(made.body).toMatchObject({ state: 'issued', number: plate.number, members: [{ name: '陈大妹', agreedOn: '2026-03-02' }] })
  expect(made.body.id).not.toBe(plate.id)
  expect(await behind(old)).toMatch(/这块牌已经无效/)
  const fresh = await behind(await addressOf(plate.number))
  expect(fresh).toMatch(/这块牌有效/)
  expect(fresh, 'nobody agreed to names').not.toContain('陈大妹')
  const before = await app.call(at.clerk, endpoints.mount, { params: params(made.body), body: { on: '2026-03-01' } }, version(made.body))
  expect(before).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/on', detail: '不能早于制牌那天：2026-03-02' }] } })
  expect(await behind('http://x/plates/AAAAAAAAAAAAAAAAAAAAAA'), 'a code that never was').toMatch(/这块牌已经无效/)
})

test('who is no longer a member is on no new plate', async () => {
  const memberId = await aFullMember(app.owner, at, '䶮')
  const { plate, householdId } = await offered([memberId])
  await app.call(card(householdId), endpoints.agreeByCard, { body: {} })
  const { body } = await app.call(memberId, endpoints.agree, { params: params(plate), body: {} })
  await app.owner
    .updateTable('partyMembership')
    .set({ endedOn: '2026-03-01', endReason: 'withdrew' })
    .where('personId', '=', memberId)
    .execute()
  const refused = await app.call(at.clerk, endpoints.issue, { params: params(plate) }, version(body))
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('已不是正式党员') } })
})

test('a plate whose member is one no longer, or whose household moved away, is not valid, not printed, and waits to be taken down', async () => {
  const memberId = await aFullMember(app.owner, at, '区少芬')
  const waiting = async () => (await app.as(await app.person(at.clerk), takeDown.list)).map(({ id }) => id)
  for (const change of ['membership', 'household'] as const) {
    const { plate, householdId } = await offered([change === 'membership' ? memberId : at.memberId])
    await app.call(card(householdId), endpoints.agreeByCard, { body: {} })
    const who = change === 'membership' ? memberId : at.memberId
    const { body } = await app.call(who, endpoints.agree, { params: params(plate), body: {} })
    const done = await app.call(at.clerk, endpoints.issue, { params: params(plate) }, version(body))
    const printed = await addressOf(done.body.number)
    expect([await behind(printed), await waiting()]).toEqual([
      expect.stringContaining('这块牌有效'),
      expect.not.arrayContaining([plate.id]),
    ])
    if (change === 'membership')
      await app.owner
        .updateTable('partyMembership')
        .set({ endedOn: '2026-03-01', endReason: 'expelled' })
        .where('personId', '=', memberId)
        .execute()
    else
      await app.owner.updateTable('household').set({ state: 'movedOut', occupiedTo: '2026-03-01' }).where('id', '=', householdId).execute()
    expect(await behind(printed), change).toContain('这块牌已经无效')
    expect(
      (await sheet()).map(({ number }) => number),
      change,
    ).not.toContain(done.body.number)
    expect(await waiting(), change).toContain(plate.id)
  }
})
