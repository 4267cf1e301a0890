/** Registers, observers and minutes (表决权名册、列席、记录): entered, put right, printed; over HTTP. */
import { expect, test } from 'vitest'
import { aHousehold } from '#features/households/households.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'
import { aCooperative } from './votes.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

test('the director keeps the register: enters, puts right, ends; a line drawn before stays on its roll without a vote', async () => {
  const at = await aCooperative(app.owner)
  const params = { bodyId: at.cooperativeId, decidingBody: 'collectiveMembers' }
  const enter = (body: object, who = at.director) =>
    app.call(who, endpoints.enterVoter, { params, body: { code: '1', name: '陈一', from: '2026-01-01', ...body } })
  expect((await enter({ standing: 'incapable' })).body.errors).toMatchObject([{ pointer: '#/standingReason' }])
  expect((await enter({ represents: true })).body.errors).toMatchObject([{ pointer: '#/householdKey' }])
  expect((await enter({ to: '2025-12-31' })).body.errors).toMatchObject([{ pointer: '#/to' }])
  expect((await enter({ personId: newId(), householdId: newId() })).body.errors).toMatchObject([
    { pointer: '#/personId' },
    { pointer: '#/householdId' },
  ])
  expect((await enter({}, at.supervisor)).status).toBe(403)
  expect(
    (await app.call(at.director, endpoints.enterVoter, { params: { ...params, decidingBody: 'villagersAssembly' }, body: {} })).status,
  ).toBe(422)
  const first = await enter({ personId: at.director, householdKey: 'H1' })
  expect(first.body).toMatchObject({ name: '陈一', version: 1, allowedActions: ['changeVoter', 'declare'] })
  expect((await enter({ name: '陈二' })).body.type).toBe('/problems/votes/code-taken')
  const second = await enter({ code: '2', name: '陈二' })
  const change = (body: object, version = 1) =>
    app.call(
      at.director,
      endpoints.changeVoter,
      { params: { voterId: second.body.id }, body: { code: '2', name: '陈二', from: '2026-01-01', ...body } },
      match(version),
    )
  expect((await change({ code: '1' })).body.type).toBe('/problems/votes/code-taken')
  const changed = await app.call(at.director, endpoints.changeVoter, {
    params: { voterId: second.body.id },
    body: { code: '2', name: '陈二', from: '2026-01-01' },
  })
  expect(changed.status).toBe(428)

  const meeting = await aMeeting(app, at)
  expect((await meeting.draw()).body.lines.map(({ name }) => name)).toEqual(['陈二', '陈一'])
  expect((await change({ to: '2026-02-01' })).body).toMatchObject({ to: '2026-02-01', version: 2 })
  expect((await change({ to: null })).status).toBe(412)
  expect((await meeting.draw()).body.lines.map(({ standing }) => standing)).toEqual(['incapable', 'voter'])
  const register = await app.call(at.supervisor, endpoints.register, { params })
  expect(register.body).toMatchObject({ items: [{ name: '陈一' }], households: 1, allowedActions: ['hosts', 'register', 'declarations'] })
  const gone = { params: { bodyId: newId(), decidingBody: 'collectiveMembers' } }
  expect((await app.call(at.director, endpoints.register, gone)).status).toBe(404)
  const hosts = await app.call(at.director, endpoints.hosts)
  expect(hosts.body.items).toMatchObject([{ name: '福寿里经济社', line: 'civil', kind: 'cooperative' }])
})

test('a line may point to a household of the place', async () => {
  const at = await aCooperative(app.owner)
  const householdId = await aHousehold(app.owner, at.cooperative)
  const params = { bodyId: at.cooperativeId, decidingBody: 'collectiveMembers' }
  const body = { code: '1', name: '陈一', from: '2026-01-01', householdId, householdKey: 'H1', represents: true }
  const entered = await app.call(at.villageClerk, endpoints.enterVoter, { params, body })
  expect([entered.status, entered.body.errors]).toEqual([200, undefined])
})

test('an observer’s opinion is minuted and answered, a matter is taken off, someone steps out; the minutes print all of it', async () => {
  const at = await aRegister(app, 3)
  const meeting = await aMeeting(app, at, { chairId: at.director })
  const observed = await app.call(at.director, endpoints.observe, {
    params: meeting.params,
    body: { name: '区少芬', capacity: '支部书记' },
  })
  const [observer] = observed.body.observers
  const minute = (opinion: string, reply: string | null, who = at.director) =>
    app.call(who, endpoints.minuteOpinion, { params: { observerId: observer!.id }, body: { opinion, reply } })
  expect((await minute('租期太长', null, at.supervisor)).status).toBe(403)
  expect((await minute('租期太长', '改成三年')).body.observers).toMatchObject([{ opinion: '租期太长', reply: '改成三年' }])
  const { body: tabled } = await meeting.table({ title: '修祠堂' })
  const off = { params: { ballotId: tabled.items[0]!.id }, body: { reason: '资金还没有落实' } }
  expect((await app.call(at.director, endpoints.cancel, off)).body.items).toMatchObject([
    { state: 'cancelled', cancelReason: '资金还没有落实' },
  ])
  expect((await app.call(at.director, endpoints.cancel, off)).status).toBe(409)

  await meeting.draw()
  const ballotId = (await meeting.table()).body.items[1]!.id
  const line = await meeting.line('陈3')
  const recuse = { params: { ballotId, lineId: line.id }, body: { reason: '承包人的父亲' } }
  expect((await app.call(at.director, endpoints.recuse, recuse)).body.items[1]!.recusals).toMatchObject([{ name: '陈3' }])
  expect((await app.call(at.director, endpoints.recuse, { ...recuse, params: { ballotId, lineId: newId() } })).status).toBe(404)
  await meeting.attend(3)
  await meeting.fix()
  await meeting.mark(ballotId, named(1, 2))
  await meeting.close(ballotId, { for: 2 })
  const file = await app.raw({
    method: 'GET',
    url: `/api/voting-meetings/${meeting.id}/document`,
    headers: { 'x-test-person': at.supervisor },
  })
  expect(file.statusCode).toBe(200)
  expect(String(file.headers['content-disposition'])).toContain(encodeURIComponent('福寿里经济社成员大会记录'))
  const text = (await entriesOf(file.rawPayload))['word/document.xml']!.replaceAll(/<[^>]+>/g, '')
  for (const words of [
    '主持人：区永康',
    '支部书记区少芬：租期太长。答复：改成三年。',
    '应到3人，到会3人',
    '回避：陈3，承包人的父亲。',
    '同意2票，反对0票，弃权0票。结果：通过。',
    '到会2人，应到3人，三分之二为2人',
    '陈1，户号H1，到会。',
  ])
    expect(text).toContain(words)
  expect(text).not.toContain('修祠堂')
})

test('an election’s proxy goes to a near relative who may vote, three to one person at the most', async () => {
  const at = await aRegister(app, 6, undefined, 'villageElectors')
  const plan = {
    bodyId: at.committeeId,
    decidingBody: 'villageElectors',
    mostProxies: 3,
    startsAt: '2025-12-30T01:00:00.000Z',
    endsAt: null,
    noticeOn: '2025-12-01',
  }
  const meeting = await aMeeting(app, at, plan, at.villageClerk)
  await meeting.draw()
  const near = { writtenOn: '2025-12-20' }
  expect((await meeting.proxy('陈2', '陈1', near)).body.detail).toBe('只能委托有选举权的近亲属。')
  for (const name of named(2, 4)) expect((await meeting.proxy(name, '陈1', { ...near, isNearRelative: true })).status).toBe(200)
  expect((await meeting.proxy('陈5', '陈1', { ...near, isNearRelative: true })).body.detail).toBe('一个人最多代3个人投票。')
  const taken = { params: { ...meeting.params, lineId: (await meeting.line('陈2')).id }, body: { proxy: null } }
  expect((await app.call(at.villageClerk, endpoints.giveProxy, taken)).body.lines.find(({ name }) => name === '陈2')).toMatchObject({
    holderId: null,
  })
  expect((await meeting.proxy('陈5', '陈1', { ...near, isNearRelative: true })).status).toBe(200)
})

test('the list is read by page, place, body and day', async () => {
  const at = await aRegister(app, 1)
  const ids = []
  for (const day of ['2026-02-24', '2026-02-25', '2026-02-26'])
    ids.unshift((await aMeeting(app, at, { startsAt: `${day}T01:00:00.000Z`, endsAt: null })).id)
  const read = async (query: object, who = at.director) =>
    (await app.call(who, endpoints.list, { query: { below: at.village.id, ...query } })).body
  const first = await read({ limit: '2' })
  expect([first.items.map(({ id }) => id), first.total]).toEqual([ids.slice(0, 2), 3])
  expect((await read({ limit: '2', cursor: first.nextCursor! })).items.map(({ id }) => id)).toEqual(ids.slice(2))
  expect((await read({ from: '2026-02-25', to: '2026-02-25' })).items.map(({ id }) => id)).toEqual([ids[1]])
  expect((await read({ decidingBody: 'collectiveBoard' })).total).toBe(0)
  const elsewhere = await aHolder(app.owner, 'villageClerk', (await aCooperative(app.owner)).village.id)
  expect((await read({}, elsewhere)).total).toBe(0)
})
