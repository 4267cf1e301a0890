/** Numbers of homes (户号): kept as they are looked for, however they were typed; by hand, by ledger, by card and in a list. */
import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './households.contract.ts'
import { applyContactRows, applyHouseholdRows } from './households.rows.actions.ts'
import { aGridVillage, aHome } from './households.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

test.each([
  ['aiguo-01', 'AIGUO-01', 'small letters'],
  ['爱国_02', '爱国-02', 'another dash'],
  ['爱 国－０３', '爱国-03', 'full width, and a space'],
  ['A-04', 'A-04', 'as it is'],
] as const)('a home entered as %s is %s, and its card opens by either: %s', async (typed, kept, _why) => {
  const { body: home } = await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id, { code: typed }) })
  expect(home.code).toBe(kept)
  const { body: card } = await app.call(at.leader, endpoints.issueCard, { params: { householdId: home.id } })
  for (const number of [typed, card.number])
    expect((await app.call(null, endpoints.openCard, { body: { number, code: card.code } })).status, number).toBe(200)
  expect((await app.call(at.leader, endpoints.list, { query: { code: typed } })).body.items).toMatchObject([{ code: kept }])
  const twice = await app.call(at.leader, endpoints.moveIn, { body: aHome(at.grid.id, { code: typed.toUpperCase() }) })
  expect(twice, 'the same number in other letters').toMatchObject({ status: 409, body: { type: '/problems/households/code-taken' } })
})

test('a number that grows too long is refused at its field', async () => {
  const body = aHome(at.grid.id, { code: '㍿'.repeat(20) })
  expect(await app.call(at.leader, endpoints.moveIn, { body })).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/code' }] } })
})

test('the numbers of a ledger are kept so too, and the same ledger changes nothing', async () => {
  const job = { kind: 'job', townId: 1, name: 'demo.load' } as const
  const row = { unitCode: at.grid.id, head: '区𠮷', address: '福寿里9号', phone: null, preference: null, from: '2019-05-01', until: null }
  const of = <Values>(values: Values) => [{ row: 4, values, masked: [] }]
  const load = () => app.as(job, context => applyHouseholdRows(context, of({ ...row, code: 'ledger_7' })))
  expect([await load(), await load()]).toMatchObject([{ created: 1 }, { unchanged: 1 }])
  const contact = {
    householdCode: 'ledger-7',
    personCode: at.leader,
    basis: '上门时说的',
    from: '2021-03-01',
    until: null,
    shown: '是',
  } as const
  const { body: listed } = await app.call(at.leader, endpoints.list, { query: { code: 'LEDGER-7' } })
  await app.call({ kind: 'household', townId: 1, householdId: listed.items[0]!.id }, endpoints.askForMember)
  expect(await app.as(job, context => applyContactRows(context, of(contact)))).toMatchObject({ created: 1, faults: [] })
  const after = await app.call(at.leader, endpoints.list, { query: { code: 'LEDGER-7' } })
  expect(after.body.items, 'what it asked for is there').toMatchObject([{ contact: { state: 'active' }, wantsContactOn: null }])
})
