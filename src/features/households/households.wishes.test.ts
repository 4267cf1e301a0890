/** Contacts of households (联系户): what a wish, a word of one's own and a proposal are worth, and two who change one contact at once; over HTTP. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints } from './households.contract.ts'
import { aGridVillage, aHome } from './households.samples.ts'

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
const aMember = (name = '林小燕', unitId = at.village.id) => aHolder(app.owner, 'supervisor', unitId, { name, to: '2021-01-01' })
const propose = (who: string, householdId: string, body: object) =>
  app.call(who, endpoints.proposeContact, { params: { householdId }, body })
const answer = (who: string, contact: { id: string; version: number }, body: object) =>
  app.call(who, endpoints.agreeContact, { params: { contactId: contact.id }, body }, version(contact.version))

test('of who agrees and who lets the member off at once neither waits for the other', async () => {
  const home = await aSettledHome()
  const member = await aMember('梁伯', at.grid.id)
  const { body: offered } = await propose(at.leader, home.id, { personId: member, wishOf: 'household', basis: 'atHome' })
  const rowOf = (id: string) => sql`select from household_contact where id = ${id}::uuid for update`
  const [agreed, exempted] = await behind<{ status: number }>(app.owner, rowOf(offered.id), [
    () => answer(member, offered, { side: 'member' }),
    () => app.call(at.clerk, endpoints.exempt, { body: { personId: member, reason: 'aged', from: '2026-03-01' } }),
  ])
  expect([agreed!.status, exempted!.status]).toEqual([200, 200])
  const accepting = await aSettledHome()
  const other = await aMember('潘婶', at.grid.id)
  const next = (await propose(at.leader, accepting.id, { personId: other, wishOf: 'member', basis: 'present' })).body
  const answers = await behind<{ status: number }>(app.owner, rowOf(next.id), [
    () => app.call(asHome(accepting.id), endpoints.acceptMember),
    () => app.call(at.clerk, endpoints.exempt, { body: { personId: other, reason: 'aged', from: '2026-03-01' } }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
})

test('a household asks for somebody again when the one it asked for has ended, and asks for nobody it does not want', async () => {
  const home = await aSettledHome()
  const ask = async () => (await app.call(asHome(home.id), endpoints.askForMember)).body.wantsContactOn
  expect(await ask()).toBe('2026-03-02')
  const { body: offered } = await propose(at.clerk, home.id, { personId: at.leader, wishOf: 'household', basis: 'atHome' })
  await answer(at.leader, offered, { side: 'member' })
  const left = await app.call(asHome(home.id), endpoints.leaveMember)
  expect(left.body).toMatchObject({ wantsContactOn: null, allowedActions: expect.arrayContaining(['askForMember']) as unknown })
  expect(await ask(), 'a second time').toBe('2026-03-02')
  const none = await app.call(asHome(home.id), endpoints.preferContact, { body: { contactPreference: 'none' } })
  expect(none.body).toMatchObject({ contactPreference: 'none', wantsContactOn: null })
})

test('what a side said itself is not overwritten by what others enter for it', async () => {
  const home = await aSettledHome()
  const member = await aMember()
  await propose(at.leader, home.id, { personId: member })
  await app.call(asHome(home.id), endpoints.acceptMember)
  const [contact] = (await app.call(member, endpoints.myContacts)).body.items
  expect((await answer(at.clerk, contact!, { side: 'household', basis: 'byPhone' })).status).toBe(409)
  expect((await answer(member, contact!, { side: 'member' })).body).toMatchObject({ state: 'active', householdAgreedHow: 'card' })
})

test('a member who is merely proposed reads which home it is, and opens nothing until both have agreed', async () => {
  const home = await aSettledHome({ phone: '13800138010' })
  const member = await aMember()
  const { body: offered } = await propose(at.clerk, home.id, { personId: member, wishOf: 'household', basis: 'atHome' })
  const open = () => app.call(member, endpoints.reveal, { params: home.params, body: { field: 'phone', reason: 'call' } })
  expect((await app.call(member, endpoints.get, { params: home.params })).body.allowedActions).toEqual(['get'])
  expect((await open()).status).toBe(403)
  await answer(member, offered, { side: 'member' })
  expect((await open()).body).toEqual({ field: 'phone', value: '13800138010' })
})
