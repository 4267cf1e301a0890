/** Visits (入户走访): one tap makes what was said at the door a case; it carries what the household lends it, and no more; over HTTP. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homeEndpoints } from '#features/households/households.contract.ts'
import { aGridVillage, aHousehold } from '#features/households/households.samples.ts'
import { endpoints as requestEndpoints } from '#features/requests/requests.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, problems } from './visits.contract.ts'
import { aRecord } from './visits.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const record = (who: string, householdId: string, changes: object = {}, commandId = newId()) =>
  app.call(who, endpoints.record, { params: { commandId }, body: aRecord(householdId, changes) })
const raise = (who: string, visitId: string, text = '巷口的路灯坏了', commandId = newId()) =>
  app.call(who, endpoints.raise, { params: { commandId }, body: { visitId, text } })
const version = (number: number) => ({ 'if-match': `"${number}"` })

test('one tap makes an item a case, once; the code is told once, and the case carries nobody’s name', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const recordId = newId()
  const { body: visit } = await record(at.leader, home, {}, recordId)
  const commandId = newId()
  const raised = await raise(at.leader, recordId, '巷口的路灯坏了', commandId)
  expect(raised.status, 'known by the command that recorded it').toBe(200)
  expect(raised.body.visit).toMatchObject({ id: visit.id, state: 'itemsRaised', items: [{ number: raised.body.number, isOver: false }] })
  expect(raised.body.code).toMatch(/^.{5}-.{5}$/)
  expect(await raise(at.leader, recordId, '巷口的路灯坏了', commandId), 'again').toMatchObject({
    status: 200,
    body: { number: raised.body.number, code: null },
  })
  expect((await raise(at.leader, visit.id, '另一件事要办', commandId)).status).toBe(422)
  const cases = await app.owner.selectFrom('request').where('number', '=', raised.body.number).selectAll().execute()
  expect(cases).toMatchObject([{ channel: 'visit', text: '巷口的路灯坏了', nameSealed: null, phoneSealed: null, addressSealed: null }])
  expect((await app.call(at.leader, requestEndpoints.inbox, {})).body.items.map(({ number }) => number)).toContain(raised.body.number)
  expect(await raise(at.leader, visit.id, '有人晕倒了，快叫120')).toMatchObject({ body: { type: '/problems/requests/emergency' } })
  expect(await app.call(at.leader, endpoints.withdraw, { params: { visitId: visit.id } }, version(2))).toMatchObject({
    status: 409,
    body: { type: problems.hasItems.type },
  })
  expect((await raise(at.leader, newId())).status, 'a visit that is none').toBe(404)
  expect((await app.call(at.leader, endpoints.close, { params: { visitId: visit.id } }, version(2))).status, 'an item is open').toBe(409)
  const body = { visitId: visit.id, text: '上次晕倒了，想装个扶手', noDanger: true }
  expect((await app.call(at.leader, endpoints.raise, { params: { commandId: newId() }, body })).status, 'asked, and there is none').toBe(
    200,
  )
})

test('the case of a visit says where it is and, if the household agrees, whom to ask', async () => {
  const body = { unitId: at.grid.id, head: '区𠮷', address: '福寿里12号', phone: '13900002468', effectiveOn: '2026-01-05' }
  const { body: home } = await app.call(at.leader, homeEndpoints.moveIn, { body })
  const { body: visit } = await record(at.leader, home.id)
  const raised = async (more: object, commandId = newId()) => {
    const item = { visitId: visit.id, text: '巷口的路灯坏了', ...more }
    const { status, body: answer } = await app.call(at.leader, endpoints.raise, { params: { commandId }, body: item })
    expect(status).toBe(200)
    const { id } = await app.owner.selectFrom('request').where('number', '=', answer.number).select('id').executeTakeFirstOrThrow()
    return (await app.call(at.leader, requestEndpoints.get, { params: { requestId: id } })).body
  }
  const nothing = { name: null, phone: null, address: null }
  expect(await raised({}), 'as it was written down before this was asked').toMatchObject({ near: visit.unitName, contact: nothing })
  expect(await raised({ near: '祠堂对面', leaveContact: false })).toMatchObject({ near: '祠堂对面', contact: nothing })
  const opened = async () => (await app.call(at.leader, homeEndpoints.get, { params: { householdId: home.id } })).body.readers
  expect(await opened(), 'nothing was opened').toEqual([])
  const told = await raised({ near: '祠堂对面', leaveContact: true })
  expect(told).toMatchObject({
    near: '祠堂对面',
    channel: 'visit',
    consentBasis: 'atHome',
    contact: { name: null, phone: '139****2468', address: '已留住址（封存）' },
  })
  const reveal = async (field: string) =>
    (await app.call(at.leader, requestEndpoints.reveal, { params: { requestId: told.id }, body: { field, reason: 'visit' } })).body
  expect([await reveal('phone'), await reveal('address')]).toMatchObject([{ value: '13900002468' }, { value: '福寿里12号' }])
  const found = await app.call(at.leader, requestEndpoints.findByPhone, { body: { phone: '13900002468' } })
  expect(
    found.body.items.map(({ id }) => id),
    'as the reporter’s own',
  ).toEqual([told.id])
  expect((await opened()).map(({ field, reason }) => [field, reason]).toSorted(), 'the household reads it').toEqual([
    ['address', 'request'],
    ['phone', 'request'],
  ])
})

test('a case of a call has the basis of a call', async () => {
  const home = await aHousehold(app.owner, at.grid)
  const { body: visit } = await record(at.leader, home, { way: 'byPhone' })
  const { body: raised } = await raise(at.leader, visit.id)
  const kept = app.owner.selectFrom('request').where('number', '=', raised.number).select(['channel', 'consentBasis'])
  expect(await kept.executeTakeFirst()).toEqual({ channel: 'visit', consentBasis: 'byPhone' })
})
