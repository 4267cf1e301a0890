/** Requests (诉求): a case told through HTTP, from the resident's word to the resident's closing. The refusals are part of the story. */
import { expect, test } from 'vitest'
import { aHousehold } from '#features/households/households.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type ResidentView } from './requests.contract.ts'
import { receiptPass } from './requests.pass.ts'
import { aStaffedVillage, aTrouble, answering } from './requests.samples.ts'

const app = useApp()
const day = (date: string, time = '09:00') => new Date(`${date}T${time}:00+08:00`)

/** Says a trouble and opens it by its code. */
async function aCase(unitId: string, changes: object = {}) {
  const submitted = await app.call(null, endpoints.submit, { body: aTrouble(unitId, changes) })
  expect(submitted).toMatchObject({ status: 200 })
  const opened = await app.call(null, endpoints.lookUp, { body: { number: submitted.body.number, code: submitted.body.code } })
  const requestId = receiptPass.read(app.platform.sealing, opened.body.pass, app.now)!.id
  expect(requestId).toBe(submitted.body.id)
  return { ...submitted.body, params: { requestId }, resident: { kind: 'receipt', townId: 1, requestId } as const }
}

test('a trouble gets an owner and a public answer, and the resident closes it', async () => {
  app.now = day('2026-03-02')
  const at = await aStaffedVillage(app.owner)
  const { params, resident, number } = await aCase(at.group.id)
  expect(number).toMatch(/^柳河[零一二三四五六七八九]+2026-0001$/)

  const seen = await app.call(at.leader, endpoints.get, { params })
  expect(seen.body).toMatchObject({
    state: 'submitted',
    lamp: 'soon',
    title: '巷口路灯坏了一周',
    level: { unitId: at.group.id, dueOn: '2026-03-04' },
    contact: { name: '陈*妹', phone: '139****1234' },
  })
  expect(seen.body.allowedActions).toContain('accept')

  expect((await app.call(resident, endpoints.confirm, { body: await answering(app, resident) })).status).toBe(409)
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId, publicLine: '福寿里巷口路灯不亮' } })
  app.now = day('2026-03-03')
  const assigned = await app.call(at.leader, endpoints.assign, { params, body: { bodyId: at.department.id } })
  expect(assigned.body).toMatchObject({ state: 'assigned', handlerName: '环保办', clock: { limit: 7, used: 1, dueOn: '2026-03-11' } })
  expect((await app.call(at.leader, endpoints.take, { params })).status).toBe(403)
  await app.call(at.department.officer, endpoints.take, { params })
  await app.call(at.department.officer, endpoints.pause, { params, body: { reason: 'parts', until: '2026-03-06', text: '等灯头到货' } })
  app.now = day('2026-03-05')
  expect((await app.call(at.department.officer, endpoints.propose, { params, body: { text: '换好了线和灯头' } })).status).toBe(409)
  await app.call(at.department.officer, endpoints.resume, { params })
  const proposed = await app.call(at.department.officer, endpoints.propose, { params, body: { text: '换好了线和灯头，晚上亮了。' } })
  expect(proposed.body).toMatchObject({ state: 'proposed', lamp: 'waiting', answerDueOn: '2026-03-19' })
  expect(proposed.body.allowedActions).not.toContain('confirm')

  const rejected = await app.call(resident, endpoints.reject, { body: { ...(await answering(app, resident)), text: '还有一盏不亮' } })
  expect(rejected.body).toMatchObject({ state: 'rejectedByResident', allowedActions: ['track', 'remark', 'withdraw'] })
  await app.call(at.department.officer, endpoints.take, { params })
  app.now = day('2026-03-06')
  await app.call(at.department.officer, endpoints.propose, { params, body: { text: '第二盏也换好了。' } })
  const closed = await app.call(resident, endpoints.confirm, { body: await answering(app, resident) })
  expect(closed.body).toMatchObject({ state: 'solved', solvedBy: 'resident', lamp: 'done', residentDays: 4, reopenUntil: '2026-04-05' })
  expect(stepsOf(closed.body)).toEqual([
    '提交，送到福寿里小组',
    '已接手',
    '交给环保办办',
    '签收，开始办',
    '暂缓：等配件或材料到货',
    '接着办',
    '说已办好，等居民确认',
    '居民说：没解决，请再办',
    '签收，开始办',
    '说已办好，等居民确认',
    '居民说：解决了',
  ])

  app.now = day('2026-04-06')
  expect((await app.call(resident, endpoints.reopen, { body: { text: '又不亮了' } })).status).toBe(409)
  app.now = day('2026-04-05')
  expect((await app.call(resident, endpoints.reopen, { body: { text: '又不亮了' } })).body).toMatchObject({
    state: 'accepted',
    closedAt: null,
  })
})

const stepsOf = (view: ResidentView) => view.steps.map(step => step.sentence)

test('who has looked up one case says another trouble, which the first one’s pass does not open', async () => {
  const at = await aStaffedVillage(app.owner)
  const { resident, params } = await aCase(at.village.id)
  const second = await app.call(resident, endpoints.submit, { body: aTrouble(at.village.id, { text: '公厕没有灯，晚上不敢去。' }) })
  expect(second.status).toBe(200)
  expect((await app.call(resident, endpoints.track)).body.number).not.toBe(second.body.number)
  expect((await app.call(at.clerk, endpoints.get, { params: { requestId: second.body.id } })).status).toBe(200)
  expect(second.body.id).not.toBe(params.requestId)
})

test('who has opened the own home’s page or the own page says a trouble as anybody does', async () => {
  const at = await aStaffedVillage(app.owner)
  const householdId = await aHousehold(app.owner, at.group)
  for (const actor of [
    { kind: 'household', townId: 1, householdId },
    { kind: 'subject', townId: 1, personId: at.leader },
  ] as const) {
    const { status, body } = await app.call(actor, endpoints.submit, { body: aTrouble(at.village.id) })
    expect([status, body.number]).toEqual([200, expect.stringMatching(/^柳河/)])
  }
})

test('nobody outside the scope reads a case or learns that it exists', async () => {
  const at = await aStaffedVillage(app.owner)
  const elsewhere = await aStaffedVillage(app.owner)
  const { params, number, code } = await aCase(at.group.id)
  const statuses = async (who: string | null) => (await app.call(who, endpoints.get, { params })).status
  expect(await statuses(at.clerk)).toBe(200)
  expect(await statuses(at.townClerk)).toBe(200)
  expect(await statuses(elsewhere.clerk)).toBe(404)
  expect(await statuses(elsewhere.leader)).toBe(404)
  expect(await statuses(at.department.officer)).toBe(404)
  expect(await statuses(null)).toBe(401)
  expect((await app.call(null, endpoints.lookUp, { body: { number, code: 'AAAAA-AAAAA' } })).body).toMatchObject({
    type: '/problems/requests/wrong-receipt',
  })
  expect(
    (
      await app.call(null, endpoints.lookUp, {
        body: { number: ` ${number.replace('-', '—')}`, code: code.toLowerCase().replace('-', ' ') },
      })
    ).status,
  ).toBe(200)
})

test('a case about officials goes around the village', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, resident } = await aCase(at.group.id, { aboutOfficials: true, text: '村里干部把公家的地给了亲戚用。' })
  for (const who of [at.clerk, at.leader, at.townClerk]) {
    expect((await app.call(who, endpoints.get, { params })).status).toBe(404)
    expect((await app.call(who, endpoints.list, { query: { q: '亲戚' } })).body.items).toEqual([])
  }
  expect((await app.call(at.discipline, endpoints.get, { params })).body).toMatchObject({
    aboutOfficials: true,
    level: { unitId: at.town.id },
  })
  expect((await app.call(at.discipline, endpoints.list, { query: { q: '亲戚' } })).body.items).toHaveLength(1)
  expect((await app.call(null, endpoints.publicCases, { params: { unitId: at.village.id } })).body).toMatchObject({ asked: 0 })
  expect((await app.call(resident, endpoints.track)).body.handlerName).toBe('西樵镇')
})

test('the numbers of a village have no hole where a case about its officials came in', async () => {
  const at = await aStaffedVillage(app.owner)
  const officials = { aboutOfficials: true, text: '村里干部把公家的地给了亲戚用。' }
  await aCase(at.group.id)
  const { number, code } = await aCase(at.group.id, officials)
  const byHand = { ...aTrouble(at.group.id, officials), channel: 'counter', consentBasis: 'present' }
  const entered = await app.call(at.townClerk, endpoints.enter, { body: byHand })
  await aCase(at.group.id)
  await aCase(at.village.id)
  const numbersSeenBy = async (who: string) => {
    const { items } = (await app.call(who, endpoints.list, { query: { sort: 'number', unitId: at.village.id } })).body
    return items.map(item => item.number.slice(-9))
  }
  expect(await numbersSeenBy(at.clerk)).toEqual(['2026-0001', '2026-0002', '2026-0003'])
  expect([number, entered.body.number], 'they go by the town’s own').toEqual([
    expect.stringMatching(/^西樵镇2026-\d{4}$/),
    expect.stringMatching(/^西樵镇2026-\d{4}$/),
  ])
  const [name, running] = number.split('2026-')
  expect((await app.call(null, endpoints.lookUp, { body: { number: `${name} 2026 — ${Number(running)}`, code } })).status).toBe(200)
  expect((await app.call(at.discipline, endpoints.list, { query: { q: number } })).body.items.map(item => item.number)).toEqual([number])
})

test('opening a sealed field needs a reason, and the resident sees who did it', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, resident } = await aCase(at.group.id)
  expect((await app.call(at.clerk, endpoints.reveal, { params, body: { field: 'phone', reason: 'curious' } })).status).toBe(422)
  expect((await app.call(at.clerk, endpoints.reveal, { params, body: { field: 'phone', reason: 'visit' } })).body).toEqual({
    field: 'phone',
    value: '13900001234',
  })
  expect((await app.call(at.clerk, endpoints.reveal, { params, body: { field: 'address', reason: 'visit' } })).body).toMatchObject({
    type: '/problems/requests/nothing-sealed',
    status: 409,
  })
  const view = await app.call(resident, endpoints.track)
  expect(view.body.readers).toMatchObject([
    { sentence: expect.stringMatching(/^柳河[零一二三四五六七八九]+村 李少玲查看了您的电话：安排上门$/) as string },
  ])
  const stored = await app.owner.selectFrom('event').where('subjectId', '=', params.requestId).select('details').execute()
  expect(JSON.stringify(stored)).not.toMatch(/1390000|陈大妹/)
})

test('fifty posts with one key make one case; another body under the key is refused', async () => {
  const at = await aStaffedVillage(app.owner)
  const headers = { 'idempotency-key': 'one-form-of-one-resident' }
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => app.call(null, endpoints.submit, { body: aTrouble(at.group.id) }, headers)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers.map(({ body }) => `${body.number} ${body.code}`)).size).toBe(1)
  const { n } = await app.owner
    .selectFrom('request')
    .where('unitId', '=', at.group.id)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(n).toBe(1)
  const other = () => app.call(null, endpoints.submit, { body: aTrouble(at.group.id, { near: '桥头' }) }, headers)
  expect((await other()).body).toMatchObject({ status: 422, type: '/problems/key-reused' })
  // a day later the key is a new one
  await app.owner.updateTable('idempotency').set({ expiresAt: app.now }).where('scope', '=', 'public').execute()
  expect((await other()).body.number).not.toBe(answers[0]!.body.number)
})

test('every wrong field is named at once, in words that help', async () => {
  const answer = await app.call(null, endpoints.submit, { body: { text: '灯', near: '', contactPhone: '1380013800' } })
  expect(answer).toMatchObject({ status: 422, body: { type: '/problems/invalid' } })
  expect(answer.body.errors).toEqual([
    { pointer: '#/text', detail: '什么事至少写4个字' },
    { pointer: '#/unitId', detail: '请选村（社区）' },
    { pointer: '#/near', detail: '请写附近有什么' },
    { pointer: '#/contactPhone', detail: '手机号少了1位。应为11位数字。' },
  ])
})

test('danger is pointed to the official numbers and not collected', async () => {
  const at = await aStaffedVillage(app.owner)
  expect((await app.call(null, endpoints.submit, { body: aTrouble(at.group.id, { text: '楼下有人持刀伤人' }) })).body).toMatchObject({
    type: '/problems/requests/emergency',
  })
  const hazard = aTrouble(at.group.id, { text: '老人上次晕倒了，请装扶手' })
  const byHand = { ...hazard, channel: 'counter', consentBasis: 'present' }
  const refused = { status: 422, body: { type: '/problems/requests/emergency' } }
  expect(await app.call(null, endpoints.submit, { body: hazard })).toMatchObject(refused)
  expect(await app.call(at.clerk, endpoints.enter, { body: byHand })).toMatchObject(refused)
  expect(await app.owner.selectFrom('request').where('unitId', '=', at.group.id).select('id').execute()).toEqual([])
  // who was asked and says that there is none goes on
  expect((await app.call(null, endpoints.submit, { body: { ...hazard, noDanger: true } })).status).toBe(200)
  expect((await app.call(at.clerk, endpoints.enter, { body: { ...byHand, noDanger: true } })).status).toBe(200)
  // what was refused left no key behind: the same form goes on under it, fifty times at once
  const key = { 'idempotency-key': 'one-form-that-told-of-danger' }
  expect(await app.call(null, endpoints.submit, { body: hazard }, key)).toMatchObject(refused)
  const sent = await Promise.all(
    Array.from({ length: 50 }, () => app.call(null, endpoints.submit, { body: { ...hazard, noDanger: true } }, key)),
  )
  expect(new Set(sent.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect(sent[0]!.status).toBe(200)
})

test('ten clerks accept at once: one wins', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id)
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => app.call(at.clerk, endpoints.accept, { params, body: { categoryId: at.categoryId } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
})
