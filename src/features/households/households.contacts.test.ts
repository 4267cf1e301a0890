/** Contacts of households (联系户): the two-way choice, the card, limits, exemptions and gaps, over HTTP. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './households.contract.ts'
import { aContact, aGridVillage, aHome, aHousehold } from './households.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const version = (number: number) => ({ 'if-match': `"${number}"` })
const asHome = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
async function aSettledHome(overrides: object = {}) {
  const { body } = await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id, overrides) })
  return { ...body, params: { householdId: body.id } }
}
/** A member kept by the village, without any post. */
async function aMember(name = '林小燕', unitId = at.village.id) {
  const id = await aHolder(app.owner, 'supervisor', unitId, { name, to: '2021-01-01' })
  return id
}
const propose = (who: string, householdId: string, body: object) =>
  app.call(who, endpoints.proposeContact, { params: { householdId }, body })
const answer = (who: string, contact: { id: string; version: number }, body: object) =>
  app.call(who, endpoints.agreeContact, { params: { contactId: contact.id }, body }, version(contact.version))

test('the village proposes; the contact begins when member and household have both agreed, and the gap closes', async () => {
  const home = await aSettledHome()
  const member = await aMember()
  const gap = async () => (await app.call(at.clerk, endpoints.gaps, { query: { unitId: at.village.id } })).body
  expect((await gap()).households.map(({ id }) => id)).toContain(home.id)
  const near = await app.call(at.leader, endpoints.listPeople, { params: home.params })
  expect(near.body.items).toContainEqual({ id: member, name: '林小燕', households: 0, isExempt: false })
  const { body: proposed } = await propose(at.leader, home.id, { personId: member })
  expect(proposed).toMatchObject({ state: 'proposed', proposedBy: 'village', memberAgreedOn: null, householdAgreedOn: null })
  const card = await app.call(asHome(home.id), endpoints.showCard)
  expect(card.body.contact, 'no name before the member agreed to be named').toMatchObject({ state: 'proposed', memberName: null })

  const accepted = await app.call(asHome(home.id), endpoints.acceptMember)
  expect(accepted.body.contact).toMatchObject({ state: 'proposed', householdAgreed: true })
  expect((await app.call(asHome(home.id), endpoints.acceptMember)).status, 'twice').toBe(409)
  const mine = await app.call(member, endpoints.myContacts)
  expect(mine.body.items).toMatchObject([{ householdCode: home.code, householdAgreedHow: 'card' }])
  const begun = await answer(member, mine.body.items[0]!, { side: 'member', nameShown: true })
  expect(begun.body).toMatchObject({ state: 'active', memberAgreedHow: 'self', startedOn: '2026-03-02' })
  expect((await app.call(asHome(home.id), endpoints.showCard)).body).toMatchObject({
    contact: { state: 'active', memberName: '林小燕' },
    allowedActions: ['showCard', 'leaveMember', 'preferContact', 'withdrawConsent'],
  })
  expect((await app.call(member, endpoints.get, { params: home.params })).body, 'the member reads the home').toMatchObject({
    code: home.code,
  })
  const after = await gap()
  expect(after.households.map(({ id }) => id)).not.toContain(home.id)
  expect((await app.call(at.clerk, endpoints.list, { query: { contact: 'with', limit: '100' } })).body.items.map(({ id }) => id)).toEqual([
    home.id,
  ])
})

test('a leader offers himself and the household agrees at the counter: entered on behalf, and told apart', async () => {
  const home = await aSettledHome()
  const offered = await propose(at.leader, home.id, { personId: at.leader, wishOf: 'member', nameShown: true })
  expect(offered.body).toMatchObject({ memberAgreedHow: 'self' })
  expect((await answer(at.clerk, offered.body, { side: 'household' })).body.errors, 'without a basis').toMatchObject([
    { pointer: '#/basis' },
  ])
  const begun = await answer(at.clerk, offered.body, { side: 'household', basis: 'present' })
  expect(begun.body).toMatchObject({ state: 'active', householdAgreedHow: 'onBehalf' })
  expect((await answer(at.clerk, begun.body, { side: 'household', basis: 'present' })).status, 'it has begun').toBe(409)
})

test('either side declines or ends without being asked why; the village may propose another', async () => {
  const home = await aSettledHome()
  await propose(at.leader, home.id, { personId: at.leader, wishOf: 'member' })
  expect((await app.call(asHome(home.id), endpoints.declineMember)).body.contact).toBeNull()
  const second = await propose(at.leader, home.id, { personId: at.leader, wishOf: 'household', basis: 'byPhone' })
  const contact = (await answer(at.leader, second.body, { side: 'member' })).body
  expect(contact).toMatchObject({ state: 'active', proposedBy: 'household', householdAgreedHow: 'onBehalf' })
  expect((await app.call(asHome(home.id), endpoints.leaveMember)).body.contact).toBeNull()
  expect((await app.call(at.leader, endpoints.get, { params: home.params })).body).toMatchObject({
    withoutContactSince: '2026-03-02',
    contacts: [{ state: 'ended', endReason: 'householdAsked' }, { state: 'declined' }],
  })
  const third = (await propose(at.leader, home.id, { personId: at.leader })).body
  const params = { contactId: third.id }
  expect((await app.call(at.leader, endpoints.declineContact, { params }, version(9))).status).toBe(412)
  expect((await app.call(at.leader, endpoints.declineContact, { params }, version(third.version))).body).toMatchObject({
    state: 'declined',
  })
  expect((await app.call(at.otherLeader, endpoints.declineContact, { params }, version(2))).status).toBe(404)
})

test('a household that withdraws its consent is reached by nobody, and its telephone is forgotten', async () => {
  const home = await aSettledHome({ phone: '13800138009' })
  const offered = await propose(at.leader, home.id, { personId: at.leader, wishOf: 'member' })
  await app.call(asHome(home.id), endpoints.acceptMember)
  const silent = await app.call(asHome(home.id), endpoints.withdrawConsent)
  expect(silent.body).toMatchObject({ contact: null, contactPreference: 'none', hasPhone: false })
  expect((await app.call(asHome(home.id), endpoints.withdrawConsent)).status, 'nothing is left to withdraw').toBe(409)
  const held = await app.owner.selectFrom('household').where('id', '=', home.id).select(['phoneSealed', 'phoneIndex']).execute()
  expect(held).toEqual([{ phoneSealed: null, phoneIndex: null }])
  expect(await propose(at.leader, home.id, { personId: at.leader })).toMatchObject({
    status: 409,
    body: { type: '/problems/households/household-declines' },
  })
  expect(
    (await app.call(at.leader, endpoints.endContact, { params: { contactId: offered.body.id }, body: { reason: 'other' } }, version(3)))
      .status,
  ).toBe(409)
  const asked = await app.call(asHome(home.id), endpoints.askForMember)
  expect(asked.body).toMatchObject({ wantsContactOn: '2026-03-02', contactPreference: 'atHome' })
  expect(
    (await app.call(asHome(home.id), endpoints.preferContact, { body: { contactPreference: 'byPhone' } })).body.contactPreference,
  ).toBe('byPhone')
})

test('a card opens its household with number and code; a new card ends the old one', async () => {
  const home = await aSettledHome({ code: '爱国-0007' })
  const first = (await app.call(at.leader, endpoints.issueCard, { params: home.params })).body
  const open = (number: string, code: string) => app.call(null, endpoints.openCard, { body: { number, code } })
  expect(await open('爱国－0007 ', first.code.toLowerCase())).toMatchObject({ status: 200, body: { pass: expect.any(String) } })
  expect(await open('爱国-0008', first.code)).toMatchObject({ status: 404, body: { type: '/problems/households/wrong-card' } })
  const { pass } = (await open('爱国-0007', first.code)).body
  const shown = async () => (await app.call(null, endpoints.showCard, {}, { authorization: `Household ${pass}` })).status
  expect(await shown()).toBe(200)
  const before = app.now
  app.now = new Date(before.getTime() + 60_000)
  const second = (await app.call(at.leader, endpoints.issueCard, { params: home.params })).body
  expect(await shown(), 'by the code before').toBe(401)
  app.now = before
  expect((await open('爱国-0007', first.code)).status, 'the lost one').toBe(404)
  expect((await open('爱国-0007', second.code)).status).toBe(200)
  expect((await app.call(null, endpoints.showCard)).status).toBe(401)
  expect((await app.call(at.clerk, endpoints.showCard)).status).toBe(401)
  const other = await aSettledHome()
  expect((await app.call(asHome(other.id), endpoints.showCard)).body.number).not.toBe('爱国-0007')
  const { version: now } = (await app.call(at.leader, endpoints.get, { params: home.params })).body
  await app.call(at.leader, endpoints.moveOut, { params: home.params, body: { effectiveOn: '2026-03-01' } }, version(now))
  expect((await open('爱国-0007', second.code)).status, 'nobody lives there').toBe(404)
})

test('a contact ends when the household moves out, and goes on when that is taken back', async () => {
  const home = await aSettledHome()
  await propose(at.leader, home.id, { personId: at.leader, wishOf: 'member' })
  await app.call(asHome(home.id), endpoints.acceptMember)
  const out = await app.call(
    at.leader,
    endpoints.moveOut,
    { params: home.params, body: { effectiveOn: '2026-03-01' } },
    version(home.version),
  )
  expect(out.body.contacts).toMatchObject([{ state: 'ended', endReason: 'movedOut' }])
  const params = { ...home.params, changeId: out.body.changes[0]!.id }
  const back = await app.call(at.leader, endpoints.undo, { params }, version(out.body.version))
  expect(back.body.contacts).toMatchObject([{ state: 'active', endReason: null, startedOn: '2026-03-02' }])
})

test('a member who left, who is exempt, who has as many as the town allows, or a second one, is not proposed', async () => {
  const home = await aSettledHome()
  const elsewhere = await aGridVillage(app.owner)
  expect(await propose(at.leader, home.id, { personId: elsewhere.leader })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/personId' }] },
  })

  const aged = await aMember('梁伯', at.grid.id)
  const exempt = { body: { personId: aged, reason: 'aged', from: '2026-01-01' } }
  expect((await app.call(at.otherLeader, endpoints.exempt, exempt)).status, 'one whom the leader cannot see').toBe(422)
  const { body: exemption } = await app.call(at.clerk, endpoints.exempt, exempt)
  expect((await app.call(at.clerk, endpoints.exempt, exempt)).status, 'twice').toBe(422)
  expect((await app.call(at.clerk, endpoints.listExemptions)).body.items).toMatchObject([{ personName: '梁伯', reason: 'aged' }])
  expect((await app.call(at.townClerk, endpoints.listExemptions)).body.items).toEqual([])
  expect(await propose(at.leader, home.id, { personId: aged })).toMatchObject({
    status: 409,
    body: { type: '/problems/households/exempt' },
  })
  const end = (until: string) => app.call(at.clerk, endpoints.endExemption, { params: { exemptionId: exemption.id }, body: { until } })
  expect((await end('2026-03-03')).status).toBe(422)
  expect((await end('2026-03-02')).status).toBe(200)
  expect((await end('2026-03-02')).status).toBe(409)

  expect((await app.call(at.clerk, endpoints.limits)).body).toMatchObject({ least: 5, most: 20, version: 0, allowedActions: [] })
  const set = (body: object, number: number) =>
    app.call(at.townClerk, endpoints.setLimits, { body: { source: '镇党委会议', ...body } }, version(number))
  expect((await set({ least: 3, most: 2 }, 0)).body.errors).toMatchObject([{ pointer: '#/most' }])
  expect((await app.call(at.clerk, endpoints.setLimits, { body: { least: 1, most: 1, source: '村里' } }, version(0))).status).toBe(403)
  expect((await set({ least: 1, most: 1 }, 0)).body).toMatchObject({ most: 1, version: 1 })
  expect((await set({ least: 1, most: 2 }, 0)).status).toBe(412)
  await aContact(app.owner, await aHousehold(app.owner, at.grid), aged)
  expect(await propose(at.leader, home.id, { personId: aged })).toMatchObject({
    status: 409,
    body: { type: '/problems/households/contact-full', detail: expect.stringContaining('镇党委会议') },
  })
  await set({ least: 5, most: 20 }, 1)
  await propose(at.leader, home.id, { personId: aged })
  expect(await propose(at.leader, home.id, { personId: at.leader })).toMatchObject({
    status: 409,
    body: { type: '/problems/households/open-contact' },
  })
})

test('whom the village lets off begins with no household that was offered before, nor at the same instant', async () => {
  const [home, other] = [await aSettledHome(), await aSettledHome()]
  const member = await aMember('梁伯', at.grid.id)
  expect((await propose(at.leader, home.id, { personId: member, wishOf: 'member', basis: 'present' })).status).toBe(200)
  const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`contacts of ${member}`}, 1))`
  const [exempted, proposed] = await behind<{ status: number; body: object }>(app.owner, lock, [
    () => app.call(at.clerk, endpoints.exempt, { body: { personId: member, reason: 'ill', from: '2026-03-02' } }),
    () => propose(at.leader, other.id, { personId: member }),
  ])
  expect([exempted!.status, proposed!.status]).toEqual([200, 409])
  expect(proposed!.body).toMatchObject({ type: '/problems/households/exempt' })
  const accepted = await app.call({ kind: 'household', townId: 1, householdId: home.id }, endpoints.acceptMember)
  expect(accepted.status).toBe(409)
  const { body } = await app.call(at.leader, endpoints.get, { params: home.params })
  expect(body.contacts).toMatchObject([{ state: 'ended', endReason: 'memberExempt' }])
})

test('the last place of a member goes to one of two households that agree at once', async () => {
  const member = await aMember('潘巧')
  for (let count = 0; count < 19; count += 1) await aContact(app.owner, await aHousehold(app.owner, at.grid), member)
  const homes = [await aSettledHome(), await aSettledHome()]
  for (const home of homes) await propose(at.leader, home.id, { personId: member, wishOf: 'member', basis: 'present' })
  const answers = await Promise.all(homes.map(home => app.call(asHome(home.id), endpoints.acceptMember)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.type).toBe('/problems/households/contact-full')
})

test('gaps: the town is told counts, the village opens them; lists go by code', async () => {
  const place = await aGridVillage(app.owner)
  for (let count = 0; count < 3; count += 1) await aHousehold(app.owner, place.grid)
  await aContact(app.owner, await aHousehold(app.owner, place.grid), place.leader)
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-02-01)' }).where('personId', '=', place.otherLeader).execute()
  const expected = { households: 4, withContact: 1, withoutContact: 3, grids: 2, gridsWithoutLeader: 1, gridsWithoutHousehold: 1 }
  const seen = async (who: string) => (await app.call(who, endpoints.overview)).body.items
  expect((await seen(place.townClerk)).find(({ unitId }) => unitId === place.village.id)).toMatchObject(expected)
  expect(await seen(place.secretary)).toMatchObject([{ unitId: place.village.id, ...expected }])
  expect(await seen(place.leader), 'a grid is no village').toEqual([])
  const query = { unitId: place.village.id }
  const town = (await app.call(place.townClerk, endpoints.gaps, { query })).body
  expect(town).toMatchObject({ households: [], householdCount: 3 })
  const village = (await app.call(place.secretary, endpoints.gaps, { query })).body
  expect(village.households.map(({ code }) => code)).toEqual(village.households.map(({ code }) => code).sort())
  expect(village).toMatchObject({
    householdCount: 3,
    gridsWithoutLeader: [{ unitId: place.otherGrid.id, name: '福寿里第二小组', placeName: '福寿里经济社', since: '2026-02-01' }],
    gridsWithoutHousehold: [{ unitId: place.otherGrid.id }],
  })
  expect(village.households).toHaveLength(3)
  expect((await app.call(at.clerk, endpoints.gaps, { query })).status, 'next door').toBe(403)
})
