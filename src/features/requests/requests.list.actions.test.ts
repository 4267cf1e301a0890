/** Requests (诉求): copies, the counter, the inbox, and the lists; over HTTP. */
import { expect, test } from 'vitest'
import { aUnit } from '#features/units/units.samples.ts'
import { cursorOf } from '#platform/shared/cursor.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()
const march = { from: '2026-03-01', to: '2026-03-31' }

async function aCase(unitId: string, changes: object = {}) {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(unitId, changes) })
  return { ...body, params: { requestId: body.id }, resident: { kind: 'receipt', townId: 1, requestId: body.id } as const }
}
/** A case accepted by the group's leader and taken by the department. */
async function inProgress(at: SampleTown) {
  const given = await aCase(at.group.id)
  await app.call(at.leader, endpoints.accept, { params: given.params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params: given.params, body: { bodyId: at.department.id } })
  expect((await app.call(at.department.officer, endpoints.take, { params: given.params })).status).toBe(200)
  return given
}
test('someone copied in may follow a case and do nothing else', async () => {
  const at = await aStaffedVillage(app.owner)
  const other = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id)
  expect((await app.call(other.clerk, endpoints.get, { params })).status).toBe(404)
  expect((await app.call(at.leader, endpoints.copyTo, { params: { ...params, personId: newId() } })).body.type).toBe(
    '/problems/requests/not-capable',
  )
  await app.call(at.leader, endpoints.copyTo, { params: { ...params, personId: other.clerk } })
  expect((await app.call(other.clerk, endpoints.get, { params })).body.allowedActions).toEqual(['get'])
  expect((await app.call(other.clerk, endpoints.inbox, { query: { box: 'copied' } })).body.items.map(item => item.id)).toEqual([
    params.requestId,
  ])
})

test('a counter enters a case for someone and reissues a lost code; the old one ends', async () => {
  const at = await aStaffedVillage(app.owner)
  const entered = await app.call(at.clerk, endpoints.enter, {
    body: {
      ...aTrouble(at.group.id, { address: '福寿里3巷2号' }),
      channel: 'hotline',
      outsideNumber: '12345-26-0088',
      consentBasis: 'hotlineRecord',
    },
  })
  const params = { requestId: entered.body.id }
  expect((await app.call(at.clerk, endpoints.get, { params })).body).toMatchObject({
    channel: 'hotline',
    outsideNumber: '12345-26-0088',
    enteredByName: '李少玲',
    contact: { address: '已留住址（封存）' },
  })
  expect(
    (
      await app.call(at.department.officer, endpoints.enter, {
        body: { ...aTrouble(at.group.id), channel: 'counter', consentBasis: 'present' },
      })
    ).status,
  ).toBe(403)
  expect((await app.call(at.clerk, endpoints.reissueCode, { params, body: { identityChecked: false } })).status).toBe(422)
  const fresh = await app.call(at.clerk, endpoints.reissueCode, { params, body: { identityChecked: true } })
  const open = (code: string) => app.call(null, endpoints.lookUp, { body: { number: entered.body.number, code } })
  expect((await open(entered.body.code)).status).toBe(404)
  expect((await open(fresh.body.code)).status).toBe(200)
})

test('the desk sees its own work, the village’s desk not the group’s', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id)
  const todo = async (who: string) => (await app.call(who, endpoints.inbox)).body.items.map(item => item.id)
  expect(await todo(at.leader)).toEqual([params.requestId])
  expect(await todo(at.clerk)).toEqual([])
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params, body: { bodyId: at.department.id } })
  expect(await todo(at.leader)).toEqual([])
  expect(await todo(at.department.officer)).toContain(params.requestId)
  expect((await app.call(at.leader, endpoints.countInbox)).body).toMatchObject({ todo: 0, done: 1, mine: 0, copied: 0 })
})

test('lists filter, page without gaps, and refuse a place that is none', async () => {
  const at = await aStaffedVillage(app.owner)
  const made: string[] = []
  for (let n = 0; n < 7; n += 1)
    made.push((await aCase(at.group.id, { text: `第${n}盏路灯不亮，请来看看`, near: n % 2 ? '祠堂' : '桥头' })).params.requestId)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await app.call(at.clerk, endpoints.list, { query: { limit: '3', ...(cursor && { cursor }) } })
    seen.push(...page.body.items.map(item => item.id))
    cursor = page.body.nextCursor ?? undefined
  } while (cursor)
  expect(seen.toSorted()).toEqual(made.toSorted())
  expect(new Set(seen).size).toBe(7)
  const found = await app.call(at.clerk, endpoints.list, { query: { q: '祠堂' } })
  for (const [query, total] of [
    [{}, 7],
    [{ q: '祠堂' }, 3],
    [{ q: '不在这里' }, 0],
    [{ lamp: 'late' }, 0],
    [{ unitId: at.group.id }, 7],
  ] as const)
    expect((await app.call(at.clerk, endpoints.count, { query })).body).toEqual({ total })
  const stranger = await aStaffedVillage(app.owner)
  expect((await app.call(stranger.clerk, endpoints.count, { query: {} })).body, 'nobody counts beyond their scope').toEqual({ total: 0 })
  expect(found.body.items.map(item => item.id).toSorted()).toEqual(made.filter((_, n) => n % 2).toSorted())
  // Neither what is no place nor a place in a list of another order: a number is no due day.
  const elsewhere = cursorOf(['柳河2026-1', at.clerk])
  for (const wrong of ['bm9uc2Vuc2U', elsewhere])
    expect((await app.call(at.clerk, endpoints.list, { query: { cursor: wrong } })).body.errors).toMatchObject([{ pointer: '#/cursor' }])
  expect((await app.call(at.clerk, endpoints.overview)).body.items).toMatchObject([{ unitId: at.village.id, soon: 7, late: 0 }])
})

test('whatever is counted is counted for people on duty, to a thousand, and rare characters are found like any', async () => {
  const at = await aStaffedVillage(app.owner)
  const { resident } = await aCase(at.group.id, { near: '𠮷䶮巷😀口' })
  const count = (who: Parameters<typeof app.call>[0], query: object = {}) => app.call(who, endpoints.count, { query })
  for (const who of [null, resident, { kind: 'subject', townId: 1, personId: at.clerk }] as const)
    expect((await count(who)).status).toBe(401)
  for (const [q, total] of [
    ['𠮷䶮', 1],
    ['巷😀口', 1],
    ['䶮𠮷', 0],
    ['𠮷'.repeat(30), 0],
    ['，。', 0],
  ] as const)
    expect((await count(at.clerk, { q })).body, q).toEqual({ total })
  expect((await count(at.clerk, { q: '灯'.repeat(61) })).body.errors).toMatchObject([{ pointer: '#/q' }])
  const made = await app.owner.selectFrom('request').where('unitId', '=', at.group.id).selectAll().executeTakeFirstOrThrow()
  const { search: _, number, ...row } = made
  const copies = (from: number, to: number) =>
    app.owner
      .insertInto('request')
      .values(Array.from({ length: to - from }, (_, n) => ({ ...row, id: newId(), number: `${number}-${from + n}` })))
      .execute()
  await copies(0, 500)
  await copies(500, 999)
  for (const query of [{}, { q: '𠮷䶮' }]) expect((await count(at.clerk, query)).body).toEqual({ total: 1_000 })
  await copies(999, 1_000)
  for (const query of [{}, { q: '𠮷䶮' }]) expect((await count(at.clerk, query)).body).toEqual({ total: null })
  const answers = await Promise.all(Array.from({ length: 50 }, () => count(at.clerk, { q: '𠮷䶮' })))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.total}`))).toEqual(new Set(['200 null']))
})

test('cases are found by who handles them: a desk with those that went into it, a department, a person', async () => {
  const at = await aStaffedVillage(app.owner)
  const heir = await aUnit(app.owner, { name: '福寿里大组' }, at.village)
  const [atDesk, given] = [await aCase(at.group.id), await aCase(at.group.id)]
  await app.call(at.leader, endpoints.accept, { params: given.params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params: given.params, body: { personId: at.clerk } })
  const taken = await inProgress(at)
  const of = async (handlerId: string, q?: string) =>
    (await app.call(at.clerk, endpoints.list, { query: { handlerId, sort: 'number', ...(q && { q }) } })).body.items.map(({ id }) => id)
  const atGroup = [atDesk.id, given.id, taken.id]
  expect(await of(at.group.id), 'also what the desk gave on: it lies at its level').toEqual(atGroup)
  expect(await of(heir.id)).toEqual([])
  await app.owner
    .insertInto('unitSuccession')
    .values({ townId: 1, predecessorId: at.group.id, successorId: heir.id, effectiveOn: '2026-03-02' })
    .execute()
  expect(await of(heir.id)).toEqual(atGroup)
  expect(await of(heir.id, '路灯')).toEqual(atGroup)
  expect(await of(at.department.id)).toEqual([taken.id])
  expect(await of(at.clerk)).toEqual([given.id])
  expect(await of(at.clerk, '水压')).toEqual([])
})

test('what a village received is counted by state, and each count is the list behind it', async () => {
  const at = await aStaffedVillage(app.owner)
  const other = await aStaffedVillage(app.owner)
  const before = (await app.call(at.townClerk, endpoints.byState, { query: march })).body
  const { params } = await aCase(at.group.id)
  await aCase(at.village.id)
  await aCase(other.village.id)
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  const { status, body } = await app.call(at.clerk, endpoints.byState, { query: march })
  expect(status).toBe(200)
  expect(body.items).toMatchObject([{ unitId: at.village.id, own: false, received: 2, states: { submitted: 1, accepted: 1 } }])
  expect([body.received, body.states]).toEqual([2, { submitted: 1, accepted: 1 }])
  const list = async (filters: object) =>
    (await app.call(at.townClerk, endpoints.list, { query: { ...march, ...filters, limit: '100' } })).body.items
  const town = (await app.call(at.townClerk, endpoints.byState, { query: march })).body
  expect(town.received - before.received).toBe(3)
  const codes = town.items.map(({ code }) => code ?? '~')
  expect(codes, 'by code').toEqual(codes.toSorted())
  const row = town.items.find(({ unitId }) => unitId === at.village.id)!
  expect(await list({ unitId: row.unitId })).toHaveLength(row.received)
  expect(await list({ unitId: row.unitId, state: 'accepted' })).toHaveLength(row.states.accepted!)
  const empty = await app.call(at.clerk, endpoints.byState, { query: { from: '2025-01-01', to: '2025-01-31' } })
  expect(empty.body).toMatchObject({ items: [{ unitId: at.village.id, received: 0, states: {} }], received: 0, states: {} })
  const backwards = await app.call(at.clerk, endpoints.byState, { query: { from: march.to, to: march.from } })
  expect(backwards).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/to' }] } })
  expect((await app.call(null, endpoints.byState, { query: march })).status).toBe(401)
})

test('who types a whole number finds that case, in their own part of the town; part of a number finds all that hold it', async () => {
  const at = await aStaffedVillage(app.owner)
  const other = await aStaffedVillage(app.owner)
  const [first, ...more] = [await aCase(at.group.id), await aCase(at.group.id), await aCase(at.group.id)]
  const found = async (who: string, q: string) =>
    (await app.call(who, endpoints.list, { query: { q } })).body.items.map(({ number }) => number).sort()
  expect(await found(at.clerk, first.number)).toEqual([first.number])
  const stem = first.number.slice(0, -1)
  expect(await found(at.clerk, stem)).toEqual(
    [first, ...more]
      .map(({ number }) => number)
      .filter(number => number.includes(stem))
      .sort(),
  )
  expect(await found(other.clerk, first.number)).toEqual([])
  // what names a case beyond one's sight is searched as words
  const mentioned = await aCase(other.group.id, { text: `和${first.number}是同一处，巷口的路灯又坏了` })
  expect(await found(other.clerk, first.number)).toEqual([mentioned.number])
})
