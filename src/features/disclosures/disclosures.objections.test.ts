/** Objections (异议): from anyone, named or not; the clock stands still, and two sides decide. */
import { expect, test } from 'vitest'
import { endpoints as recordEndpoints } from '#features/record/record.contract.ts'
import { checked } from '#features/record/record.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { foundInDump } from '../../../tests/support/dump.ts'
import { noticesOf } from './disclosures.actions.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'
import { noticesWaiting } from './disclosures.todos.ts'

const app = useApp()
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))

/** Published on Monday the 2nd; its last day is the 9th. */
async function aPublished(near: string[] = []) {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place, { near })
  await notice.goOut()
  return { place, notice }
}

test('anyone objects without an account; dismissed by both sides, the clock goes on with what was left', async () => {
  const { place, notice } = await aPublished()
  on('2026-03-05')
  expect((await notice.object()).body).toEqual({ number: 1 })
  expect(await notice.read(null)).toMatchObject({
    openObjections: 1,
    clock: { endsOn: null, isPaused: true, words: '有异议在处理，停在还剩5天' },
    objections: [{ number: 1, channel: 'form', state: 'open', words: null, opinions: [], enteredLate: false }],
  })
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  expect(objection).toMatchObject({ words: { text: '租金比市价低太多', name: null, phone: null }, allowedActions: ['decide', 'words'] })
  expect((await notice.read()).objections[0], 'the office reads nothing of it').toMatchObject({ words: null, allowedActions: [] })

  on('2026-03-07')
  expect((await notice.decide(objection!.id, place.otherSupervisor, 'dismissed')).body).toMatchObject({ openObjections: 1 })
  expect((await notice.read(null)).clock?.isPaused, 'one side is not enough').toBe(true)
  on('2026-03-08')
  const { body } = await notice.decide(objection!.id, place.townClerk, 'dismissed', '竞价记录齐全')
  expect(body).toMatchObject({ openObjections: 0, clock: { endsOn: '2026-03-13', words: '还剩5天' } })
  expect((await notice.read(null)).objections).toMatchObject([
    { state: 'dismissed', decidedOn: '2026-03-08', reason: '村务监督委员会：查过账目，租金经过公开竞价\n镇：竞价记录齐全' },
  ])
  expect((await notice.decide(objection!.id, place.townClerk, 'upheld')).status, 'decided is decided').toBe(409)
})

test('upheld by both sides, the notice is withdrawn and says so, for good', async () => {
  const { place, notice } = await aPublished()
  await notice.object()
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  await notice.decide(objection!.id, place.otherSupervisor, 'upheld', '没有公开竞价')
  const { body } = await notice.decide(objection!.id, place.townClerk, 'upheld', '要重新竞价')
  expect(body).toMatchObject({ state: 'withdrawn', withdrawnOn: '2026-03-02', clock: null })
  const subject = { kind: 'notice', id: notice.id }
  expect(await app.as({ kind: 'public', townId: 1 }, context => noticesOf(context, subject))).toMatchObject([
    {
      state: 'withdrawn',
      upheldObjection: { id: objection!.id, decidedOn: '2026-03-02', reason: '村务监督委员会：没有公开竞价\n镇：要重新竞价' },
    },
  ])
  const { items } = (await app.call(null, recordEndpoints.list, { query: { limit: 100 } })).body
  expect(items.find(({ subject: recorded }) => recorded === notice.id)?.kind).toBe('disclosures.result')
  expect((await notice.object()).status).toBe(409)
  expect((await notice.step('correct', place.clerk, { reason: '改一改再发' })).status).toBe(409)
})

test('of two objections either may take the notice down; the other is answered all the same, and the record keeps the first', async () => {
  const { place, notice } = await aPublished()
  await notice.object('租金太低')
  await notice.object('没有公开招标')
  const [one, two] = (await notice.read(place.otherSupervisor)).objections
  const bothSay = async (id: string, reason: string) => {
    await notice.decide(id, place.otherSupervisor, 'upheld', reason)
    return notice.decide(id, place.townClerk, 'upheld', reason)
  }
  const waits = async () =>
    (await app.as(await app.person(place.otherSupervisor), noticesWaiting.list)).flatMap(({ detail, link }) =>
      link.endsWith(notice.id) ? [detail] : [],
    )
  expect((await bothSay(two!.id, '确实没有招标')).body).toMatchObject({ state: 'withdrawn', openObjections: 1 })
  expect(await waits(), 'still to be answered').toEqual(['第1号异议，等村务监督委员会处理。'])
  on('2026-03-04')
  const { status, body } = await bothSay(one!.id, '租金确实低了')
  expect([status, body.openObjections, body.withdrawnOn]).toEqual([200, 0, '2026-03-02'])
  expect(body.objections).toMatchObject([
    { state: 'upheld', decidedOn: '2026-03-04' },
    { state: 'upheld', decidedOn: '2026-03-02' },
  ])
  expect(await waits()).toEqual([])
  const { fault, document } = await checked(app, 'disclosures.result', notice.id)
  expect([fault, document]).toEqual([null, expect.stringContaining('确实没有招标')])
  const subject = { kind: 'notice', id: notice.id }
  expect((await app.as({ kind: 'public', townId: 1 }, context => noticesOf(context, subject)))[0]!.upheldObjection!.id).toBe(two!.id)
})

test('a list of persons that an objection takes down is out of everyone’s sight; the archive keeps it', async () => {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const table = { columns: ['姓名', '理由'], rows: [['陈*妹', '患病']] }
  const notice = await aNotice(app, place, { type: 'hardship', fields: { table, audit: '已预审', purposeEndsOn: '2026-12-31' } })
  await notice.goOut()
  await notice.object('名单里不该有这一户')
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  const page = async () => (await app.raw({ method: 'GET', url: `/notices/${notice.id}` })).body
  await notice.decide(objection!.id, place.otherSupervisor, 'upheld')
  expect([await page(), JSON.stringify(await notice.read(null))], 'one side is not enough').toEqual([
    expect.stringContaining('陈*妹'),
    expect.stringContaining('陈*妹'),
  ])
  await notice.decide(objection!.id, place.townClerk, 'upheld')
  const seen = await notice.read(null)
  expect(seen).toMatchObject({
    state: 'withdrawn',
    title: '低保特困初审（名单已撤下）',
    unpublishedOn: '2026-03-02',
    unpublishReason: '异议成立，公示撤下。',
    versions: [{ content: null }],
    objections: [{ state: 'upheld' }],
  })
  expect([await page(), JSON.stringify(seen)].join()).not.toContain('陈*妹')
  expect(await page()).toContain('这份公示撤下了')
  expect((await notice.read()).versions[0]!.content!.table, 'the archive').toEqual(table)
})

test('where the sides differ it stays open, and either may think again', async () => {
  const { place, notice } = await aPublished()
  await notice.object()
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  await notice.decide(objection!.id, place.otherSupervisor, 'upheld', '没有公开竞价')
  expect((await notice.decide(objection!.id, place.townClerk, 'dismissed')).body).toMatchObject({ openObjections: 1 })
  const { body } = await notice.decide(objection!.id, place.otherSupervisor, 'dismissed', '看到了竞价记录')
  expect(body.objections).toMatchObject([{ state: 'dismissed', opinions: { length: 3 } }])
})

test('neither the respondent nor whoever published decides', async () => {
  const { place, notice } = await aPublished()
  await notice.object()
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  for (const [by, why] of [
    [place.clerk, 'the office that wrote it'],
    [place.supervisor, 'who published it'],
  ] as const)
    expect((await notice.decide(objection!.id, by, 'dismissed')).status, why).toBe(403)
  expect((await notice.read(place.supervisor)).objections[0]!.words, 'nor reads who objected').toBeNull()
  const near = await aPublished()
  await near.notice.object()
  const [other] = (await near.notice.read(near.place.otherSupervisor)).objections
  expect((await notice.decide(other!.id, place.otherSupervisor, 'dismissed')).status, 'of another notice').toBe(404)
  expect((await notice.decide(objection!.id, place.discipline, 'dismissed')).status, 'stands in for the supervisors').toBe(200)
})

test('whom the notice concerns decides nothing', async () => {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place, { near: [place.otherSupervisor] })
  await notice.goOut()
  await notice.object()
  const [objection] = (await notice.read(place.discipline)).objections
  expect((await notice.decide(objection!.id, place.otherSupervisor, 'dismissed')).status).toBe(403)
})

test('reasons hold nobody’s number', async () => {
  const { place, notice } = await aPublished()
  await notice.object()
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  const { body } = await notice.decide(objection!.id, place.otherSupervisor, 'dismissed', '440605198001011231本人已经签字')
  expect(body.errors).toEqual([{ pointer: '#/reason', detail: expect.stringContaining('身份证号') as string }])
})

test('by telephone, on paper or at the counter the office enters it, late as well, with its day', async () => {
  const { place, notice } = await aPublished()
  const receive = (receivedOn: string, by = place.clerk, said: object = {}) =>
    app.call(by, endpoints.receive, {
      params: notice.params,
      body: { channel: 'paper', receivedOn, text: '丈量的面积不对', name: '关炳坤', phone: '138 0013 8000', ...said },
    })
  on('2026-03-06')
  expect((await receive('2026-03-01')).body.errors[0]?.detail).toBe('那天还没有公示')
  expect((await receive('2026-03-07')).body.errors[0]?.detail).toBe('收到的日子不能在今天以后')
  expect((await receive('2026-03-04', place.townClerk)).body).toMatchObject({
    number: 1,
    receivedOn: '2026-03-04',
    enteredOn: '2026-03-06',
    enteredLate: true,
  })
  expect((await notice.read(place.otherSupervisor)).objections[0]).toMatchObject({ words: { name: '关炳坤', phone: '13800138000' } })
  expect(await notice.read(null)).toMatchObject({ clock: { isPaused: true, left: 6 } })
  expect(await foundInDump(app, ['关炳坤', '丈量的面积不对', '13800138000']), 'sealed in a backup').toEqual([])
})

test('one that came in time is entered after the period, and the clock goes back; later ones are refused', async () => {
  const { place, notice } = await aPublished()
  on('2026-03-11')
  expect((await notice.object()).body).toMatchObject({ type: '/problems/disclosures/period-over' })
  const receive = (receivedOn: string) =>
    app.call(place.clerk, endpoints.receive, { params: notice.params, body: { channel: 'phone', receivedOn, text: '听说价钱不对' } })
  expect((await receive('2026-03-10')).body.type).toBe('/problems/disclosures/period-over')
  expect((await receive('2026-03-09')).status).toBe(200)
  expect(await notice.read(null)).toMatchObject({ state: 'published', clock: { isPaused: true, left: 1 } })
  expect((await notice.step('conclude', place.clerk, { text: '没有异议。' })).status, 'not with an open objection').toBe(409)
})

test('ten at once are ten, each with a number of its own', async () => {
  const { notice } = await aPublished()
  const answers = await Promise.all(Array.from({ length: 10 }, () => notice.object()))
  expect(answers.map(({ body }) => body.number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('the last objection and the result at the same instant: never both', async () => {
  const { place, notice } = await aPublished()
  on('2026-03-10')
  const { version } = await notice.read()
  const [objected, concluded] = await Promise.all([
    app.call(place.townClerk, endpoints.receive, {
      params: notice.params,
      body: { channel: 'phone', receivedOn: '2026-03-09', text: '价钱不对' },
    }),
    notice.step('conclude', place.clerk, { text: '没有异议。' }, version),
  ])
  expect([objected.status, concluded.status].sort()).toEqual([200, 409])
})

test('an objection with a correction on its way stands, and keeps the new period waiting', async () => {
  const { place, notice } = await aPublished()
  on('2026-03-04')
  await notice.object()
  await notice.step('correct', place.clerk, { reason: '面积量错了' })
  await notice.write({ content: '三口鱼塘发包，共十二亩。' })
  await notice.step('submit', place.clerk)
  on('2026-03-05')
  expect((await notice.publish()).body).toMatchObject({
    number: 2,
    clock: { isPaused: true, left: 7 },
    objections: [{ versionNumber: 1, state: 'open' }],
  })
})

test('what waits is listed for those who may do it, and no longer once they have', async () => {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  const waits = async (who: string) =>
    (await app.as(await app.person(who), noticesWaiting.list)).flatMap(({ detail, link }) => (link.endsWith(notice.id) ? [detail] : []))
  await notice.write()
  await notice.step('submit', place.clerk)
  expect([await waits(place.supervisor), await waits(place.clerk)]).toEqual([['写好了，等您核对、发布。'], []])
  await notice.publish()
  await notice.object()
  expect([await waits(place.supervisor), await waits(place.otherSupervisor)]).toEqual([[], ['第1号异议，等村务监督委员会处理。']])
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  await notice.decide(objection!.id, place.otherSupervisor, 'dismissed')
  expect([await waits(place.otherSupervisor), await waits(place.townClerk)]).toEqual([[], ['第1号异议，等镇处理。']])
  await notice.decide(objection!.id, place.townClerk, 'dismissed')
  on('2026-03-12')
  expect(await waits(place.clerk)).toEqual(['公示期满了，等填公示结果。'])
  await notice.step('conclude', place.clerk, { text: '异议不成立。' })
  on('2026-07-01')
  expect(await waits(place.clerk)).toEqual(['实施结果还没公开。'])
  expect([await waits(place.townClerk), await waits((await aNoticePlace(app.owner)).clerk)]).toEqual([['实施结果还没公开。'], []])
})
