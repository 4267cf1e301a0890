/** Publication (发布): what stands in its way, who does it, what can no longer be changed, and how a list comes down. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints as recordEndpoints } from '#features/record/record.contract.ts'
import { check, checked, theMinute, trustOf } from '#features/record/record.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as thresholds } from '#features/thresholds/thresholds.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { draftNotice } from './disclosures.actions.ts'
import { endpoints } from './disclosures.contract.ts'
import { unpublishPast } from './disclosures.jobs.ts'
import { aNotice, aNoticePlace } from './disclosures.samples.ts'

const app = useApp()
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
/** Monday. */
async function aPlace() {
  on('2026-03-02')
  return aNoticePlace(app.owner)
}
const list = {
  columns: ['姓名', '住处'],
  rows: [
    ['陈*妹', '福寿里'],
    ['黄*', '福寿里'],
  ],
}

test('a notice that lacks something is refused with every missing thing in one sentence', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  const refused = await notice.step('submit', place.clerk)
  expect(refused.body).toMatchObject({ type: '/problems/disclosures/incomplete', status: 409 })
  expect(refused.body.detail).toBe(
    '还缺8样：依据（文件或会议）、内容或名单、提异议的电话、地址和窗口、公示单位、落款日期、盖章扫描件或“无需盖章”、附件，或写明“没有附件”、结果最晚哪天公开。',
  )
  await notice.write()
  expect((await notice.step('submit', place.clerk)).status).toBe(200)
})

test('a village may only lengthen the period, and a table has as many cells as columns', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  expect((await notice.write({ days: 6 })).body.errors).toEqual([{ pointer: '#/fields/days', detail: '不能少于7天，只能加长' }])
  expect((await notice.write({ table: { columns: ['姓名', '住处'], rows: [['陈*妹']] } })).body.errors[0]?.pointer).toBe(
    '#/fields/table/rows/0',
  )
  expect(await notice.goOut({ days: 10 })).toMatchObject({ clock: { endsOn: '2026-03-12' } })
  const early = app.as(await app.person(place.clerk), context => {
    const unit = { unitId: place.village.id, subject: { kind: 'matter', id: 'x' } }
    return draftNotice({ ...context, today: '1999-01-01' }, { ...unit, type: 'decision', title: '关于修路的公示', basis: '', content: '' })
  })
  await expect(early).rejects.toMatchObject({ errors: [{ pointer: '#/type' }] })
})

test('two people publish, and neither is near to whom it concerns', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place, { near: [place.otherSupervisor] })
  await notice.write()
  expect((await notice.publish()).status, 'not before it is submitted').toBe(409)
  expect((await notice.step('submit', place.supervisor)).status, 'a supervisor writes nothing').toBe(403)
  expect((await notice.step('submit', place.clerk)).body).toMatchObject({ state: 'checked' })
  expect((await notice.write()).status, 'what waits for the supervisor is not changed').toBe(409)
  expect((await notice.publish(place.clerk)).status, 'not the office').toBe(403)
  expect((await notice.publish(place.otherSupervisor)).status, 'not who is near').toBe(403)
  const { body } = await notice.step('publish', place.supervisor, {})
  expect(body.errors).toEqual([{ pointer: '#/notNear', detail: '要确认自己和当事人没有近亲属关系' }])
  expect((await app.call(null, endpoints.get, { params: notice.params })).status, 'nobody sees it yet').toBe(404)
  expect((await notice.step('sendBack', place.supervisor)).body).toMatchObject({ state: 'draft' })
  await notice.step('submit', place.clerk)
  expect((await notice.publish()).body).toMatchObject({ state: 'published', versions: [{ publishedBy: '潘国强', submittedBy: '陈婉仪' }] })
  expect((await notice.write()).status, 'published is published').toBe(409)
})

test('two desks publish at once: one wins', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  await notice.write()
  await notice.step('submit', place.clerk)
  const { version } = await notice.read()
  const answers = await Promise.all(
    [place.supervisor, place.otherSupervisor, place.discipline].map(by => notice.step('publish', by, { notNear: true }, version)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect((await notice.read()).versions).toHaveLength(1)
})

test('an edit of a version that someone else changed meanwhile is refused', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  const { version } = await notice.read()
  await notice.write()
  expect((await notice.step('submit', place.clerk, undefined, version)).status).toBe(412)
  expect((await app.call(place.clerk, endpoints.submit, { params: notice.params })).status).toBe(428)
})

test('a correction is a new version whose period starts anew; both are visible', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  await notice.goOut()
  on('2026-03-05')
  expect((await notice.step('correct', place.clerk, { reason: '租期写错了' })).body).toMatchObject({
    state: 'published',
    correction: 'draft',
  })
  await notice.write({ content: '三口鱼塘发包，租期三年，收益归集体。' })
  expect(await notice.read(null)).toMatchObject({
    number: 1,
    work: null,
    versions: [{ content: { content: '三口鱼塘发包，租期五年，收益归集体。' } }],
  })
  await notice.step('submit', place.clerk)
  expect((await notice.publish()).body).toMatchObject({ number: 2, correction: null, clock: { endsOn: '2026-03-12' } })
  expect((await notice.read(null)).versions).toMatchObject([
    { number: 1, publishedOn: '2026-03-02', reason: null, content: { content: '三口鱼塘发包，租期五年，收益归集体。' } },
    { number: 2, publishedOn: '2026-03-05', reason: '租期写错了', content: { content: '三口鱼塘发包，租期三年，收益归集体。' } },
  ])
  await notice.step('correct', place.clerk, { reason: '还要再改' })
  expect((await notice.step('discard', place.clerk)).body, 'only the correction is dropped').toMatchObject({
    state: 'published',
    correction: null,
  })
})

test('a draft may be dropped, and is nobody’s afterwards', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  expect((await notice.step('discard', place.clerk)).body).toMatchObject({ state: 'withdrawn' })
  expect((await notice.write()).status).toBe(409)
  expect((await app.call(null, endpoints.get, { params: notice.params })).status).toBe(404)
})

test('what was published cannot be changed past the actions, and the record tells of whoever holds the database', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  await notice.goOut()
  const actor = await app.person(place.clerk)
  await expect(
    app.as(actor, ({ db }) => db.updateTable('noticeContent').set({ content: '{}' }).where('noticeId', '=', notice.id).execute()),
  ).rejects.toThrow(/permission denied/)
  await theMinute(app)
  const [version] = (await notice.read(null)).versions
  const trust = trustOf((await app.call(null, recordEndpoints.get)).body)
  const verdict = async () => check((await app.raw({ method: 'GET', url: `/log/proof/${version!.recordEntryId}` })).body, trust)
  expect(await verdict()).toMatchObject({ fault: null })
  expect((await verdict()).evidence?.document).toContain('三口鱼塘发包，租期五年，收益归集体。')
  await sql`update notice_content set content = jsonb_set(content, '{content}', '"租期五十年"') where notice_id = ${notice.id}`.execute(
    app.owner,
  )
  expect((await verdict()).fault).toBe('otherText')
})

test('the result goes into the record, and holds nobody’s number', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  await notice.goOut()
  on('2026-03-10')
  const bad = await notice.step('conclude', place.clerk, { text: '440605198001011231来问过，已答复。' })
  expect(bad.body.errors[0]).toMatchObject({ pointer: '#/text' })
  expect((await notice.step('conclude', place.clerk, { text: '没有异议。', extra: 1 })).body).toMatchObject({ state: 'concluded' })
  const { items } = (await app.call(null, recordEndpoints.list, { query: { limit: 2 } })).body
  expect(items.map(({ kind }) => kind)).toEqual(['disclosures.result', 'disclosures.notice'])
  expect((await notice.step('correct', place.clerk, { reason: '写错了字' })).status, 'too late for a correction').toBe(409)
})

test('the sheet on the wall: when it was posted and when it came off, without a photo', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place)
  const post = (postedOn: string) =>
    app.call(place.clerk, endpoints.post, { params: notice.params, body: { place: '村委会门口公开栏', postedOn } })
  expect((await post('2026-03-02')).status, 'nothing is published').toBe(409)
  await notice.goOut()
  expect((await post('2026-03-01')).body.errors[0]?.detail).toBe('不能早于发布的日子')
  expect((await post('2026-03-03')).body.errors[0]?.detail).toBe('要等贴上去那天才登记')
  const posted = (await post('2026-03-02')).body.postings[0]!
  expect(posted).toMatchObject({ place: '村委会门口公开栏', versionNumber: 1, removedOn: null })
  const takeDown = (removedOn: string, postingId = posted.id) =>
    app.call(place.clerk, endpoints.takeDown, { params: { ...notice.params, postingId }, body: { removedOn } })
  expect((await takeDown('2026-03-01')).status).toBe(422)
  expect((await takeDown('2026-03-02', notice.id)).status).toBe(404)
  expect((await takeDown('2026-03-02')).body.postings).toMatchObject([{ removedOn: '2026-03-02' }])
  expect((await takeDown('2026-03-02')).status).toBe(409)
})

test('a list of persons comes down when its purpose ends: the public sees that it was here, the archive keeps it', async () => {
  const place = await aPlace()
  const fields = { table: list, purposeEndsOn: '2026-04-30' }
  const notice = await aNotice(app, place, { type: 'hardship', fields })
  await notice.goOut()
  expect((await notice.step('unpublish', place.clerk, { reason: '审核已经结束' })).status, 'it stays its whole period').toBe(409)
  on('2026-03-10')
  await notice.step('conclude', place.clerk, { text: '没有异议，陈大妹一户复核过。' })
  expect((await notice.read(null)).versions[0]?.content?.table).toEqual(list)
  expect((await checked(app, 'disclosures.result', notice.id)).document).toContain('陈大妹')
  await notice.step('unpublish', place.clerk, { reason: '审核已经结束' })
  const seen = await notice.read(null)
  expect(seen).toMatchObject({ unpublishedOn: '2026-03-10', unpublishReason: '审核已经结束', title: '低保特困初审（名单已撤下）' })
  expect(seen.versions).toMatchObject([{ number: 1, content: null, title: '低保特困初审（名单已撤下）' }])
  expect(JSON.stringify(seen)).not.toMatch(/陈[*大]妹/)
  expect(seen.result!.text).toBe('名单撤下了，这里的文字一起撤下。')
  expect((await checked(app, 'disclosures.result', notice.id)).document, 'what ended it may name one of them').toBeNull()
  expect((await notice.read()).result!.text, 'the archive').toContain('陈大妹')
  expect((await notice.read()).versions[0]?.content?.table, 'the archive').toEqual(list)
  const decision = await aNotice(app, place)
  await decision.goOut()
  on('2026-03-31')
  expect((await decision.step('unpublish', place.clerk, { reason: '不想再公开' })).status, 'only lists of persons come down').toBe(409)
})

test('after the last day of its purpose a list comes down by itself', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place, { type: 'hardship', fields: { table: list, purposeEndsOn: '2026-03-20' } })
  await notice.goOut()
  const job = { kind: 'job', townId: 1, name: 'disclosures.unpublishPast' } as const
  const run = () =>
    app.as(job, async context => {
      for (const id of await unpublishPast.find(context)) await unpublishPast.each(context, id)
    })
  on('2026-03-20')
  await run()
  expect((await notice.read(null)).unpublishedOn).toBeNull()
  on('2026-03-21')
  await run()
  expect(await notice.read(null)).toMatchObject({ unpublishedOn: '2026-03-21', unpublishReason: '名单的用途到期了' })
})

test('voters’ names hang twenty days before polling, and objections to them are taken for five', async () => {
  const place = await aPlace()
  const fields = { table: list, purposeEndsOn: '2026-04-30', pollingOn: '2026-03-21' }
  const notice = await aNotice(app, place, { type: 'voterList', fields })
  await notice.write()
  expect((await notice.step('submit', place.clerk)).body).toMatchObject({
    type: '/problems/disclosures/too-late-for-polling',
    detail: '今天公布，选举日最早是2026-03-22。',
  })
  await notice.goOut({ pollingOn: '2026-03-22' })
  on('2026-03-10')
  expect((await notice.object()).body).toMatchObject({ type: '/problems/disclosures/period-over' })
  on('2026-03-09')
  expect((await notice.object()).status, 'the fifth day is a Saturday, so Monday').toBe(200)
})

test('a second disclosure that is owed and overdue shows, until a result of the same subject is out', async () => {
  const place = await aPlace()
  const notice = await aNotice(app, place, { fields: { resultDueOn: '2026-03-20' } })
  await notice.goOut()
  on('2026-03-20')
  expect((await notice.read(null)).resultOverdue).toBe(false)
  on('2026-03-21')
  expect((await notice.read(null)).resultOverdue).toBe(true)
  const body = { type: 'result', unitId: place.village.id, title: '关于鱼塘发包实施结果的公示', follows: notice.id }
  const result = (await app.call(place.clerk, endpoints.draft, { body })).body
  expect(result.subject).toEqual({ kind: 'notice', id: notice.id })
  expect((await notice.read(null)).resultOverdue, 'a draft discloses nothing').toBe(true)
  const params = { noticeId: result.id }
  const step = async (endpoint: typeof endpoints.write | typeof endpoints.submit | typeof endpoints.publish, by: string, input: object) =>
    app.call(by, endpoint, { params, ...input }, { 'if-match': `"${(await app.call(by, endpoints.get, { params })).body.version}"` })
  const { work } = await notice.read()
  expect(work, 'nothing is being written').toBeNull()
  const first = (await notice.read()).versions[0]!.content!
  await step(endpoints.write, place.clerk, { body: { fields: { ...first, title: result.title, resultDueOn: null } } })
  expect((await step(endpoints.submit, place.clerk, {})).body.detail).toBeUndefined()
  expect((await step(endpoints.publish, place.supervisor, { body: { notNear: true } })).status).toBe(200)
  expect((await notice.read(null)).resultOverdue).toBe(false)
})

test('lists go by place, type and state; the public sees what was published', async () => {
  const place = await aPlace()
  const other = await aNoticePlace(app.owner)
  const notice = await aNotice(app, place)
  const elsewhere = await aNotice(app, other)
  await notice.goOut()
  await aNotice(app, place)
  const seen = async (by: string | null, query: object = {}) =>
    (await app.call(by, endpoints.list, { query: { below: place.village.id, ...query } })).body.items
  expect((await seen(null)).map(({ id }) => id)).toEqual([notice.id])
  expect(await seen(place.clerk)).toHaveLength(2)
  expect(await seen(other.clerk), 'drafts of another village').toHaveLength(1)
  expect(await seen(place.clerk, { state: 'draft' })).toHaveLength(1)
  expect(await seen(null, { type: 'finance' })).toEqual([])
  on('2026-03-10')
  expect(await seen(null, { state: 'published' })).toEqual([])
  expect(await seen(null, { state: 'ended' })).toHaveLength(1)
  expect((await app.call(place.clerk, endpoints.write, { params: elsewhere.params, body: { fields: { days: 7 } } })).status).toBe(404)
})

test('the town asks more days than is customary: a notice that begins then stands as long', async () => {
  on('2026-03-02')
  const place = await aPlace()
  const params = { key: 'finance' as const }
  const proposal = { params, body: { days: 10, basis: '镇政府2026年3号文' } }
  expect((await app.call(place.townClerk, thresholds.proposePeriod, proposal, { 'if-match': '"0"' })).status).toBe(200)
  const leader = await aHolder(app.owner, 'townLeader', place.town.id)
  const adopted = await app.call(leader, thresholds.adoptPeriod, { params, body: { inForceOn: '2026-03-03' } }, { 'if-match': '"1"' })
  expect(adopted.status).toBe(200)
  const begin = async () => (await (await aNotice(app, place, { type: 'finance' })).read()).leastDays
  expect(await begin()).toBe(7)
  on('2026-03-03')
  expect(await begin()).toBe(10)
})
