/** Rights over one's own data (个人信息权利) over HTTP: the code, what is kept, what is asked, and what nobody else gets. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aGrid, aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type RightsRequest } from './rights.contract.ts'
import { forget, forgetCodes, redate } from './rights.jobs.ts'
import { passOf, subjectPass } from './rights.pass.actions.ts'

const app = useApp()
let at: SampleBranch
let member = ''
let privacyOfficer = ''
beforeAll(async () => {
  await app.owner.insertInto('holidayYear').values({ year: 2026, source: '国务院办公厅通知' }).execute()
  at = await aBranch(app.owner)
  member = await aMember(app.owner, at.village.id, '阿卜杜拉·买买提')
  privacyOfficer = await aHolder(app.owner, 'privacyOfficer', at.town.id, { name: '麦慧敏' })
  const membershipId = await aMembership(app.owner, member, { bodyId: at.branchId, unitId: at.cooperative.id })
  await aGrid(app.owner, { membershipId, personId: member, unitId: at.cooperative.id })
})
const subject = (personId: string) => ({ kind: 'subject', townId: 1, personId }) as const
const issue = (who: string, personId: string) => app.call(who, endpoints.issueCode, { params: { personId }, body: { identity: 'idCard' } })
const open = (code: string) => app.call(null, endpoints.openCode, { body: { code } })

test('a code opens one person’s data, once, for a day; who gave it is told to the person', async () => {
  const { status, body } = await issue(at.villageSecretary, member)
  expect([status, body.code.replaceAll('-', '').length]).toEqual([200, 20])
  expect((await open('23456-23456-23456-23456')).body.type).toBe('/problems/rights/code-spent')
  const opened = await open(body.code.toLowerCase().replaceAll('-', ' '))
  expect(subjectPass.read(app.platform.sealing, opened.body.pass, app.now)?.id).toBe(passOf(member, at.villageSecretary))
  expect(subjectPass.read(app.platform.sealing, opened.body.pass, new Date(app.now.getTime() + 31 * 60_000)), 'the session is short').toBe(
    null,
  )
  expect((await open(body.code)).status, 'used').toBe(409)
  const late = (await issue(at.townClerk, member)).body.code
  const now = app.now
  app.now = new Date(now.getTime() + 24 * 3_600_000)
  expect((await open(late)).status, 'expired').toBe(409)
  app.now = now
  expect((await issue(at.villageSecretary, at.villageSecretary)).status, 'never for oneself').toBe(403)
  const next = await aBranch(app.owner)
  expect((await issue(next.villageSecretary, member)).status, 'one who may not read the person').toBe(404)
  expect((await issue(at.secretary, member)).status).toBe(404)
  const mine = await app.call(subject(member), endpoints.mine)
  expect(mine.body.looks.map(({ who, what }) => [who, what])).toContainEqual(['潘国华', '核对身份，给了查看码'])
  const stored = await app.owner.selectFrom('subjectCode').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(body.code)
})

test('a person reads what is kept, the same with an account and with a code, and nothing of anyone else', async () => {
  const plan = await app.call(at.secretary, meetings.create, { body: aPlan(at.branchId) })
  const params = { meetingId: plan.body.id }
  await app.call(at.secretary, meetings.enterMembers, { params, body: {} }, { 'if-match': '"1"' })
  const [byAccount, byCode] = [await app.call(member, endpoints.mine), await app.call(subject(member), endpoints.mine)]
  expect(byCode.body.kept).toEqual(byAccount.body.kept)
  const lines = Object.fromEntries(byCode.body.kept.map(({ title, rows }) => [title, rows.map(({ name }) => name)]))
  expect(lines).toMatchObject({ 基本资料: ['姓名', '电话'], 党籍和入格: ['福寿里党支部', '居住网格'], 参加的会议: ['第一季度党员大会'] })
  expect(JSON.stringify(byCode.body)).not.toMatch(/潘国华.*电话|区永康/)
  expect((await app.call(null, endpoints.mine)).status).toBe(401)
  const stranger = await app.call(subject(await aMember(app.owner, at.village.id, '䶮')), endpoints.mine)
  expect(stranger.body.kept.flatMap(({ rows }) => rows.map(({ text }) => text))).toEqual(['䶮', '没有登记'])
  for (const format of ['json', 'xlsx']) {
    const file = await app.raw({ method: 'GET', url: `/api/my/data/file?format=${format}`, headers: { 'x-test-subject': member } })
    expect([file.statusCode, file.rawPayload.length > 500]).toEqual([200, true])
  }
})

test('the bearer of a code is nobody else: no list of people, no post, no other person’s record', async () => {
  const tables = ['partyMembership', 'meetingRoll', 'trainingRoll', 'rightsRequest', 'subjectCode'] as const
  await app.as(subject(at.villageSecretary), async ({ db }) => {
    expect(
      (await db.selectFrom('person').select('id').execute()).map(({ id }) => id),
      'although the person holds a post',
    ).toEqual([at.villageSecretary])
    for (const table of tables)
      expect((await db.selectFrom(table).select('personId').execute()).filter(({ personId }) => personId !== at.villageSecretary)).toEqual(
        [],
      )
    expect(await db.selectFrom('request').select('id').execute()).toEqual([])
  })
})

test('a request: received, identity, located, answered, closed; refused only with reason and appeal; another’s is not found', async () => {
  const ask = (text: string) => app.call(subject(member), endpoints.ask, { body: { kind: 'correction', text } })
  expect((await ask('改')).status).toBe(422)
  const { body: asked } = await ask('我的网格写错了，我住北街。')
  expect(asked).toMatchObject({
    state: 'received',
    lamp: 'ok',
    dueOn: '2026-03-23',
    allowedActions: ['mine', 'download', 'ask', 'hideName', 'openCode'],
  })
  const params = { requestId: asked.id }
  type Step = (typeof endpoints)['checkIdentity' | 'locate' | 'answer' | 'refuse' | 'close']
  const step = (endpoint: Step, { version }: Pick<RightsRequest, 'version'>, body: object = {}, who = privacyOfficer) =>
    app.call(who, endpoint, { params, body }, { 'if-match': `"${version}"` })
  expect((await step(endpoints.checkIdentity, asked, {}, at.villageSecretary)).status, 'not theirs to read').toBe(404)
  expect((await app.call(at.villageSecretary, endpoints.list)).status).toBe(403)
  expect((await step(endpoints.locate, asked)).status, 'identity comes first').toBe(409)
  expect((await app.call(privacyOfficer, endpoints.checkIdentity, { params, body: {} })).status).toBe(428)
  const checked = await step(endpoints.checkIdentity, asked)
  expect((await step(endpoints.locate, asked)).status, 'someone was quicker').toBe(412)
  const located = await step(endpoints.locate, checked.body)
  expect((await step(endpoints.refuse, located.body, { reason: '', appeal: '找镇纪委' })).body.errors[0]!.pointer).toBe('#/reason')
  const answered = await step(endpoints.answer, located.body, { outcome: 'corrected', text: '已改到北街小组。' })
  expect(answered.body).toMatchObject({ state: 'answered', outcome: 'corrected', lamp: 'done' })
  expect((await step(endpoints.close, answered.body, {}, at.townClerk)).body.state).toBe('closed')
  const told = await app.call(subject(member), endpoints.mine)
  expect(told.body.requests[0]).toMatchObject({ state: 'closed', answer: '已改到北街小组。' })
  const second = (await ask('把我开会的记录都删掉。')).body
  const refused = await app.call(
    at.townClerk,
    endpoints.refuse,
    { params: { requestId: second.id }, body: { reason: '会议记录按档案规定保存。', appeal: '可以向镇纪委反映。' } },
    { 'if-match': '"1"' },
  )
  expect(refused.body).toMatchObject({ state: 'refused', outcome: 'refused', appeal: '可以向镇纪委反映。' })
  const own = (await app.call(at.townClerk, endpoints.ask, { body: { kind: 'explanation', text: '请说明用途。' } })).body
  const mine = await app.call(at.townClerk, endpoints.checkIdentity, { params: { requestId: own.id }, body: {} }, { 'if-match': '"1"' })
  expect(mine.status, 'nobody works on a request of one’s own').toBe(403)
  expect((await app.call(privacyOfficer, endpoints.list)).body.items.map(({ id }) => id)).toContain(own.id)
})

test('a person hides the own name from residents again, as easily as it was shown', async () => {
  const leader = await aHolder(app.owner, 'gridLeader', at.cooperative.id, { name: '简玉莲', shown: true })
  expect((await app.call(leader, endpoints.mine)).body.shown).toBe(true)
  expect((await app.call(leader, endpoints.hideName, { body: {} })).body.hidden).toBe(1)
  expect((await app.call(leader, endpoints.mine)).body.shown).toBe(false)
})

test('what is done by a code says in its record who gave the code; what is done signed in says nothing of one', async () => {
  const pass = subjectPass.make(app.platform.sealing, passOf(member, at.townClerk), app.now)
  const body = { kind: 'explanation', text: '请说明用途。' } as const
  const byCode = await app.call(null, endpoints.ask, { body }, { authorization: `Subject ${pass}` })
  const signedIn = await app.call(member, endpoints.ask, { body })
  const recorded = async (id: string) =>
    (
      await app.owner
        .selectFrom('event')
        .where('subjectId', '=', id)
        .where('name', '=', 'rights.ask')
        .select(['actor', 'details'])
        .execute()
    )[0]
  expect(await recorded(byCode.body.id)).toEqual({ actor: `subject:${member}`, details: { kind: 'explanation', codeFrom: at.townClerk } })
  expect((await recorded(signedIn.body.id))!.details).toEqual({ kind: 'explanation' })
})

test('a day to answer that was counted before the holidays were published is counted again when they are', async () => {
  const job = { kind: 'job', townId: 1, name: 'rights.redate' } as const
  const { body: asked } = await app.call(member, endpoints.ask, { body: { kind: 'explanation', text: '请说明用途。' } })
  const stored = async () =>
    (await app.owner.selectFrom('rightsRequest').where('id', '=', asked.id).select(['dueOn', 'dueEstimated', 'version']).execute())[0]
  await app.owner.updateTable('rightsRequest').set({ dueOn: '2026-03-20', dueEstimated: true }).where('id', '=', asked.id).execute()
  const run = async () => {
    const items = await app.as(job, redate.find)
    for (const item of items) await app.as(job, context => redate.each(context, item))
    return items.length
  }
  expect(await run()).toBe(1)
  expect(await stored()).toEqual({ dueOn: asked.dueOn, dueEstimated: false, version: 2 })
  expect(await run(), 'a second run finds nothing').toBe(0)
  const [event] = await app.owner.selectFrom('event').where('name', '=', 'rights.redate').select(['subjectId', 'details']).execute()
  expect(event).toEqual({ subjectId: asked.id, details: { dueOn: asked.dueOn } })
})

test('what was asked and answered is gone three years after it was closed, and not a day before', async () => {
  const job = { kind: 'job', townId: 1, name: 'rights.forget' } as const
  const { body: asked } = await app.call(member, endpoints.ask, { body: { kind: 'explanation', text: '请说明用途。' } })
  const params = { requestId: asked.id }
  const refusal = { params, body: { reason: '会议记录按档案规定保存。', appeal: '可以向镇纪委反映。' } }
  await app.call(privacyOfficer, endpoints.refuse, refusal, { 'if-match': '"1"' })
  await app.call(privacyOfficer, endpoints.close, { params, body: {} }, { 'if-match': '"2"' })
  const kept = () => app.owner.selectFrom('rightsRequest').where('id', '=', asked.id).select(['closedOn', 'text', 'answer']).execute()
  expect(await kept(), 'nothing of it stands plain').toEqual([{ closedOn: '2026-03-02', text: null, answer: null }])
  const run = async () => {
    for (const item of await app.as(job, forget.find)) await app.as(job, context => forget.each(context, item))
  }
  const now = app.now
  app.now = new Date('2029-03-02T01:00:00Z')
  await run()
  expect(await kept()).toHaveLength(1)
  app.now = new Date('2029-03-03T01:00:00Z')
  await run()
  app.now = now
  expect(await kept()).toEqual([])
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', asked.id)
    .where('name', '=', 'rights.forget')
    .select('details')
    .execute()
  expect(events).toEqual([{ details: {} }])
})

test('a code that is over stands in one’s data for a day, and then nowhere', async () => {
  const job = { kind: 'job', townId: 1, name: 'rights.forgetCodes' } as const
  const person = await aMember(app.owner, at.village.id, '冼丽珍')
  await issue(at.villageSecretary, person)
  const told = async () =>
    (await app.call(subject(person), endpoints.mine)).body.kept.flatMap(({ rows }) => rows).filter(({ name }) => name === '查看码')
  const now = app.now
  const night = async (hours: number) => {
    app.now = new Date(now.getTime() + hours * 3_600_000)
    for (const id of await app.as(job, forgetCodes.find)) await app.as(job, context => forgetCodes.each(context, id))
  }
  await night(48)
  expect(await told()).toEqual([{ name: '查看码', text: '2026-03-02发的，过期一天后删掉' }])
  await night(49)
  expect(await told()).toEqual([])
  app.now = now
})
