/** Rows of households (户表、联系户表): in by the one door, out by those who keep them, and in again unchanged. */
import { beforeAll, expect, test } from 'vitest'
import { aUnit, aVillage } from '#features/units/units.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { readWorkbook, xlsxMediaType } from '#platform/server/workbook.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { aBook } from '../../../tests/support/book.ts'
import { codeHeader, identityOf, useApp } from '../../../tests/support/app.ts'
import { endpoints } from './households.contract.ts'
import { applyContactRows, applyHouseholdRows } from './households.rows.actions.ts'
import { aGridVillage } from './households.samples.ts'
import { contactSheet, householdSheet, type ContactRow, type HouseholdRow } from './households.workbook.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'demo.load' } as const
let at: Awaited<ReturnType<typeof aGridVillage>>
let code = ''

beforeAll(async () => {
  at = await aGridVillage(app.owner)
  code = at.grid.id
})

const home = (overrides: Partial<HouseholdRow> = {}): HouseholdRow => ({
  code: 'H1',
  unitCode: code,
  head: '阿卜杜拉·买买提',
  address: '福寿里12号',
  phone: '13800138000',
  preference: '打电话',
  from: '2019-05-01',
  until: null,
  ...overrides,
})
const contact = (overrides: Partial<ContactRow> = {}): ContactRow => ({
  householdCode: 'H1',
  personCode: at.leader,
  basis: '上门时说的',
  from: '2021-03-01',
  until: null,
  shown: '是',
  ...overrides,
})
const numbered = <Values>(rows: readonly Values[]): ReadRow<Values>[] =>
  rows.map((values, order) => ({ row: order + 4, values, masked: [] }))
const none = { created: 0, updated: 0, unchanged: 0, faults: [] }
const load = (rows: HouseholdRow[], who: Parameters<typeof app.as>[0] = job) =>
  app.as(who, context => applyHouseholdRows(context, numbered(rows)))
const loadContacts = (rows: ContactRow[]) => app.as(job, context => applyContactRows(context, numbered(rows)))

test('a ledger comes in, goes out masked or whole, and the whole one changes nothing when it comes in again', async () => {
  expect(await load([home(), home({ code: 'H2', until: '2024-01-01', phone: null, preference: null })])).toEqual({ ...none, created: 2 })
  expect(await loadContacts([contact(), contact({ householdCode: 'H2', until: '2023-01-01' })])).toEqual({ ...none, created: 2 })
  const take = (sealed: string, who = at.clerk, code = true) =>
    app.raw({
      method: 'POST',
      url: '/api/household-exports',
      headers: { ...identityOf(who), ...(code && { [codeHeader]: '1' }) },
      payload: { unitId: at.village.id, purpose: 'check', sealed },
    })
  expect((await take('full', at.clerk, false)).statusCode, 'whole fields without a one-time code').toBe(403)
  expect((await take('masked', at.townClerk)).statusCode, 'the town is told counts').toBe(403)
  for (const sealed of ['masked', 'full']) {
    const file = await take(sealed)
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, xlsxMediaType])
    const book = await readWorkbook(file.rawPayload, [householdSheet, contactSheet])
    const [homes, contacts] = [book.of(householdSheet)!, book.of(contactSheet)!]
    if (sealed === 'masked') {
      expect(JSON.stringify(await aBook(file.rawPayload))).not.toMatch(/买买提|12号|13800138000/)
      expect(new Set(homes.errors.map(({ header }) => header)), 'a masked list is to read, not to bring in').toEqual(
        new Set(['户主', '地址']),
      )
      continue
    }
    expect([homes.errors, contacts.errors]).toEqual([[], []])
    expect(homes.rows[0]!.values).toEqual(home())
    const clerk = await app.person(at.townClerk)
    expect(await app.as(clerk, context => applyHouseholdRows(context, homes.rows))).toEqual({ ...none, unchanged: 2 })
    expect(await app.as(clerk, context => applyContactRows(context, contacts.rows))).toEqual({ ...none, unchanged: 2 })
  }
  const { id } = await app.owner.selectFrom('household').where('code', '=', 'H1').select('id').executeTakeFirstOrThrow()
  const { body } = await app.call(at.leader, endpoints.get, { params: { householdId: id } })
  expect(body).toMatchObject({
    contactPreference: 'byPhone',
    contact: { state: 'active', memberName: '陈惠芳' },
    readers: ['head', 'address', 'phone'].map(field => ({ field, reason: 'export' })),
  })
})

test('the town’s clerk brings a ledger in and does not read it afterwards; a village its own alone', async () => {
  const clerk = await app.person(at.townClerk)
  expect(await load([home({ code: 'T1' })], clerk)).toMatchObject({ created: 1 })
  expect((await app.call(at.townClerk, endpoints.list)).body).toMatchObject({ total: 0 })
  const village = await aVillage(app.owner)
  const grid = await aUnit(app.owner, {}, village)
  const secretary = await app.person(await aHolder(app.owner, 'villageSecretary', village.id))
  expect(await load([home({ code: 'V1', unitCode: grid.id }), home({ code: 'V2' })], secretary)).toMatchObject({
    created: 1,
    faults: [{ key: 'unitCode', message: '这里的户不归您登记。' }],
  })
})

test.each([
  [{ unitCode: 'nowhere' }, 'unitCode', 'no such grid'],
  [{ address: '里' }, 'address', 'too short to find'],
  [{ from: '2026-03-03' }, 'from', 'moves in tomorrow'],
  [{ until: '2019-05-01' }, 'until', 'out on the day of moving in'],
  [{ until: '2026-03-03' }, 'until', 'moves out tomorrow'],
] as [Partial<HouseholdRow>, string, string][])('a home with %j is left out at %s: %s', async (change, key, _why) => {
  expect(await load([home({ code: 'F1', ...change })])).toMatchObject({ created: 0, faults: [{ row: 4, key }] })
})

test('a number twice in one sheet is entered once', async () => {
  expect(await load([home({ code: 'D1' }), home({ code: 'D1' })])).toMatchObject({ created: 1, faults: [{ row: 5, key: 'code' }] })
})

test.each([
  [{ householdCode: 'nobody' }, 'householdCode', 'no such home'],
  [{ personCode: 'nobody' }, 'personCode', 'no such person'],
  [{ householdCode: 'C2' }, 'until', 'the home is gone'],
  [{ from: '2026-03-03' }, 'from', 'begins tomorrow'],
  [{ householdCode: 'C3', from: '2022-01-01' }, 'from', 'another keeps in touch already'],
] as [Partial<ContactRow>, string, string][])('a contact with %j is left out at %s: %s', async (change, key, _why) => {
  await load([home({ code: 'C1' }), home({ code: 'C2', until: '2024-01-01' }), home({ code: 'C3' })])
  await loadContacts([contact({ householdCode: 'C3', personCode: at.otherLeader })])
  expect(await loadContacts([contact({ householdCode: 'C1', ...change })])).toMatchObject({ created: 0, faults: [{ row: 4, key }] })
})
