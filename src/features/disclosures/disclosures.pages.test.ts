/** The pages of notices for everyone (公示页面): lists, versions, the form, the doubt that goes to the town, and the feeds. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints as requests } from '#features/requests/requests.contract.ts'
import { aSettledPeriod } from '#features/thresholds/thresholds.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './disclosures.contract.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'

const app = useApp()
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
const read = async (url: string) => (await app.raw({ method: 'GET', url, headers: { accept: 'text/html' } })).body
const send = (url: string, form: Record<string, string>) =>
  app.raw({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(form).toString(),
  })

async function aPublished(fields: object = {}) {
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place, { fields })
  await notice.goOut()
  return { place, notice, village: place.village.id }
}

test('the list and the village’s page show what is on display, and lead to the notice and its check', async () => {
  const { notice, village } = await aPublished()
  const list = await read(`/notices?village=${village}`)
  expect(list).toContain(`/notices/${notice.id}`)
  expect(list).toContain('还剩7天')
  expect(await read(`/villages/${village}`)).toContain('正在公示1件')
  const page = await read(`/notices/${notice.id}`)
  for (const words of ['关于鱼塘发包结果的公示', '公示到3月9日', '0757-86880000', '租期五年', '/verify#', '提异议', '/report?about=site'])
    expect(page, words).toContain(words)
  expect((await app.raw({ method: 'GET', url: '/notices?village=nowhere' })).statusCode).toBe(404)
  expect((await app.raw({ method: 'GET', url: '/notices/0199b0c0-0000-7000-8000-000000000000' })).statusCode).toBe(404)
})

test('days that are customary are marked beside the countdown, until the town settles them or the office gives more', async () => {
  const mark = '几天是通常做法，待镇里确认。'
  const { notice: customary } = await aPublished()
  expect(await read(`/notices/${customary.id}`)).toContain(mark)
  expect(await read(`/notices/${(await aPublished({ days: 8 })).notice.id}`), 'longer than customary').not.toContain(mark)
  const takeBack = await aSettledPeriod(app.owner, 'decision', 7, '2026-03-02')
  expect(await read(`/notices/${(await aPublished()).notice.id}`), 'settled').not.toContain(mark)
  await takeBack()
  // of an appointment the days are the Party's rule, and nobody's to settle
  on('2026-03-02')
  const place = await aNoticePlace(app.owner)
  const lawful = await aNotice(app, place, { type: 'appointment', fields: { purposeEndsOn: '2026-12-31' } })
  await lawful.goOut()
  expect((await lawful.read(null)).areDaysConfirmed).toBe(true)
})

test('a result that is owed and overdue stands on the village’s page and on the list', async () => {
  const { village } = await aPublished({ resultDueOn: '2026-03-20' })
  on('2026-03-21')
  expect(await read(`/villages/${village}`)).toContain('有1件逾期没公开结果')
  expect(await read(`/notices?village=${village}`)).toContain('逾期没公开结果')
})

test('anyone objects on the page; sent twice it is one, and a refusal keeps what was typed', async () => {
  const { notice } = await aPublished()
  const form = { formKey: 'a'.repeat(32), text: '租金太低了，请核实', name: '', phone: '' }
  const refused = await send(`/notices/${notice.id}`, { ...form, phone: '1380013' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('手机号少了4位')
  expect(refused.body).toContain('租金太低了，请核实')
  for (let time = 0; time < 2; time += 1) expect((await send(`/notices/${notice.id}`, form)).body).toContain('是第1号异议')
  const seen = await notice.read(null)
  expect(seen).toMatchObject({ openObjections: 1, clock: { isPaused: true } })
  const page = await read(`/notices/${notice.id}`)
  expect(page).toContain('有异议在处理，停在还剩7天')
  expect(page, 'what was said is not for everyone').not.toContain('租金太低了')
})

test('a correction shows both versions, an upheld objection says so, and a list that came down leaves a word', async () => {
  const { place, notice } = await aPublished()
  await notice.step('correct', place.clerk, { reason: '租期写错了' })
  await notice.write({ content: '三口鱼塘发包，租期三年。' })
  await notice.step('submit', place.clerk)
  await notice.publish()
  const page = await read(`/notices/${notice.id}`)
  for (const words of ['更正过，现在是第2版', '租期写错了', '租期五年', '租期三年', '看第1版的原文']) expect(page, words).toContain(words)
  await notice.object()
  const [objection] = (await notice.read(place.otherSupervisor)).objections
  await notice.decide(objection!.id, place.otherSupervisor, 'upheld', '没有公开竞价')
  await notice.decide(objection!.id, place.townClerk, 'upheld', '要重新竞价')
  const withdrawn = await read(`/notices/${notice.id}`)
  for (const words of ['这份公示撤下了', '异议成立', '没有公开竞价']) expect(withdrawn, words).toContain(words)
  expect(withdrawn).not.toContain('提异议</button>')

  const list = await aNotice(app, place, {
    type: 'hardship',
    fields: { table: { columns: ['姓名'], rows: [['陈*妹']] }, purposeEndsOn: '2026-04-30' },
  })
  await list.goOut()
  expect(await read(`/notices/${list.id}`)).toContain('陈*妹')
  on('2026-03-10')
  await list.step('unpublish', place.clerk, { reason: '审核已经结束' })
  const gone = await read(`/notices/${list.id}`)
  for (const words of ['这里公示过一份名单', '审核已经结束', '档案还在']) expect(gone, words).toContain(words)
  expect(gone).not.toContain('陈*妹')
})

test('a doubt goes to the town, past the village', async () => {
  const { place, notice } = await aPublished()
  expect(await read(`/notices/${notice.id}`)).toContain(`/notices/${notice.id}/question`)
  const form = { formKey: 'b'.repeat(32), text: '公示的租金和合同上的不一样', name: '', phone: '' }
  expect((await send(`/notices/${notice.id}/question`, { ...form, text: '' })).statusCode).toBe(422)
  const answer = await send(`/notices/${notice.id}/question`, form)
  expect(answer.body).toContain('查询码')
  const { rows } = await sql<{ custody: string; handler: string; near: string }>`
    select custody_unit_id as custody, handler_unit_id as handler, near from request where text = ${form.text}`.execute(app.owner)
  expect(rows).toEqual([{ custody: place.town.id, handler: place.town.id, near: '公示：关于鱼塘发包结果的公示' }])
  const list = (await app.call(place.clerk, requests.list, {})).body.items
  expect(JSON.stringify(list), 'the village does not see it').not.toContain('租金和合同')
  expect(JSON.stringify((await app.call(place.townClerk, requests.list, {})).body.items)).toContain('租金和合同')
  const emergency = await app.call(null, endpoints.question, { params: notice.params, body: { text: '着火了，快来救命' } })
  expect(emergency.body.type).toBe('/problems/requests/emergency')
  const unclear = { ...form, formKey: 'c'.repeat(32), text: '公示说鱼塘着火，没写赔了多少' }
  const asked = await send(`/notices/${notice.id}/question`, unclear)
  expect([asked.statusCode, asked.body.includes('110'), asked.body.includes(unclear.text)]).toEqual([422, true, true])
  expect(asked.body).toContain('没有危险，继续提交')
  expect((await send(`/notices/${notice.id}/question`, { ...unclear, noDanger: 'on' })).body).toContain('查询码')
})

test('feeds hold what is published, of the town or of one village', async () => {
  const { notice, village } = await aPublished()
  const other = await aPublished()
  await aNotice(app, other.place)
  const atom = await app.raw({ method: 'GET', url: `/notices.atom?village=${village}` })
  expect(atom.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
  expect(atom.body.split('<entry>')).toHaveLength(2)
  expect(atom.body).toContain(`urn:uuid:${notice.id}`)
  const calendar = await app.raw({ method: 'GET', url: '/notices.ics' })
  expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(calendar.body).toContain(`UID:${notice.id}-end@`)
  expect(calendar.body).toContain(`UID:${other.notice.id}-end@`)
})
