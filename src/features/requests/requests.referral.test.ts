/** Requests (诉求): 关于干部，转镇纪委, over HTTP: whoever had the case in the village can neither read nor count it afterwards. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type RequestState } from './requests.contract.ts'
import { recount } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()

async function aCase(unitId: string, changes: object = {}) {
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(unitId, changes) })
  return { ...body, params: { requestId: body.id }, resident: { kind: 'receipt', townId: 1, requestId: body.id } as const }
}
type Case = Awaited<ReturnType<typeof aCase>>
const refer = (who: string | null, { params }: Pick<Case, 'params'>, text = '反映的是村里干部，村里不能自己办自己。') =>
  app.call(who, endpoints.referToDiscipline, { params, body: { text } })

/** What somebody can learn of a village's cases: by list, search, boxes and every count. */
async function knownTo(who: string, at: SampleTown, { params, number }: Case) {
  const q = { params: { indicatorId: 'requests.received' }, query: { unitId: at.village.id, from: '2026-01-01', to: '2026-12-31' } }
  const boxes = await Promise.all(
    (['todo', 'done', 'mine', 'copied'] as const).map(async box => (await app.call(who, endpoints.inbox, { query: { box } })).body.items),
  )
  const { todo, done, mine, copied } = (await app.call(who, endpoints.countInbox)).body
  return {
    read: (await app.call(who, endpoints.get, { params })).status,
    listed: (await app.call(who, endpoints.list, { query: { unitId: at.village.id } })).body.items.length,
    found: (await app.call(who, endpoints.list, { query: { q: number } })).body.items.length,
    counted: (await app.call(who, endpoints.count, { query: { unitId: at.village.id } })).body.total,
    boxed: boxes.flat().length,
    boxedByCount: todo + done + mine + copied,
    cases: (await app.call(who, endpoints.statistics, { query: { unitId: at.village.id } })).body.cases,
    received: (await app.call(who, endpoints.byState, { query: { from: '2026-01-01', to: '2026-12-31' } })).body.received,
    indicator: (await app.call(who, numbers.value, q)).body.value,
    calls: (await app.call(who, endpoints.listCalls)).body.items.length,
  }
}
const nothing = {
  read: 404,
  listed: 0,
  found: 0,
  counted: 0,
  boxed: 0,
  boxedByCount: 0,
  cases: 0,
  received: 0,
  indicator: 0,
  calls: 0,
}

test('a case about officials without the tick goes around the village, with its duplicates and copies', async () => {
  const at = await aStaffedVillage(app.owner)
  const secretary = await aHolder(app.owner, 'villageSecretary', at.village.id, { name: '区国强' })
  const kept = await aCase(at.group.id, { text: '村干部占用集体的地盖房。' })
  const same = await aCase(at.group.id, { text: '集体的地给干部盖了房。' })
  await app.call(at.leader, endpoints.merge, { params: same.params, body: { intoNumber: kept.number } })
  await app.call(at.leader, endpoints.accept, { params: kept.params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.copyTo, { params: { ...kept.params, personId: secretary } })
  await app.call(at.leader, endpoints.assign, { params: kept.params, body: { personId: at.clerk } })
  await app.call(at.clerk, endpoints.take, { params: kept.params })
  await app.call(at.clerk, endpoints.passOn, { params: kept.params, body: { bodyId: at.department.id, text: '请看看。' } })
  await app.call(at.department.officer, endpoints.take, { params: kept.params })
  expect(await knownTo(at.clerk, at, kept)).toMatchObject({ read: 200, listed: 2, counted: 2, cases: 1, received: 2, indicator: 2 })

  expect((await refer(at.clerk, kept)).body).toEqual({ id: kept.id })
  for (const who of [at.clerk, at.leader, secretary, at.department.officer, at.townClerk])
    expect(await knownTo(who, at, kept), who).toEqual(nothing)
  expect(await knownTo(at.clerk, at, same)).toEqual(nothing)
  expect((await app.call(null, endpoints.publicCases, { params: { unitId: at.village.id } })).body).toMatchObject({ asked: 0, hidden: 0 })

  const seen = await app.call(at.discipline, endpoints.get, { params: kept.params })
  expect(seen.body).toMatchObject({
    number: kept.number,
    state: 'submitted',
    aboutOfficials: true,
    handlerName: '西樵镇',
    level: { unitId: at.town.id, dueOn: '2026-03-11' },
    jointMeetingOn: null,
  })
  expect(seen.body.allowedActions).toContain('accept')
  expect((await app.call(at.discipline, endpoints.accept, { params: kept.params, body: { categoryId: at.categoryId } })).status).toBe(200)
  const mine = await app.call(kept.resident, endpoints.track)
  expect(mine.body.steps.at(-2)).toMatchObject({
    sentence: '和干部有关，转给镇纪委，村里看不到了',
    text: '反映的是村里干部，村里不能自己办自己。',
  })
  expect((await app.call(same.resident, endpoints.track)).body.steps.at(-1)!.sentence).toBe('合在一起办的那件：转给镇纪委')
  expect(await app.owner.selectFrom('requestCopy').where('requestId', '=', kept.id).selectAll().execute()).toEqual([])
})

test('referred two weeks later the discipline office has its own days, and the nightly recount finds nothing to correct', async () => {
  const at = await aStaffedVillage(app.owner)
  const before = app.now
  const kept = await aCase(at.group.id)
  try {
    app.now = new Date('2026-03-16T01:00:00Z')
    expect((await refer(at.leader, kept)).status).toBe(200)
    expect((await app.call(at.discipline, endpoints.get, { params: kept.params })).body.level).toMatchObject({ dueOn: '2026-03-25' })
    const job = { kind: 'job', townId: 1, name: recount.name } as const
    const found = (await app.as(job, context => recount.find(context))).filter(item => JSON.stringify(item).includes(kept.id))
    for (const item of found) await app.as(job, context => recount.each(context, item))
    const log = app.owner.selectFrom('event').where('subjectId', '=', kept.id).where('name', '=', 'requests.correctClock')
    expect([found.length, await log.selectAll().execute()]).toEqual([1, []])
  } finally {
    app.now = before
  }
})

test.each([
  // how far the case is, what the clerk did before, what comes of it, why
  ['submitted', [], 200, 'before anybody accepted it'],
  ['accepted', ['accept'], 200, 'accepted, given to nobody'],
  ['inProgress', ['accept', 'take'], 200, 'only who works on it sees what it is about'],
  ['paused', ['accept', 'take', 'pause'], 200, 'a pause ends with it'],
  ['proposed', ['accept', 'take', 'propose'], 200, 'the resident is asked by the wrong office'],
  ['notAccepted', ['refuse'], 409, 'it has ended: the reporter brings it anew'],
] as const)('a case %s after %j is referred: %i: %s', async (state: RequestState, steps, status, _why) => {
  const at = await aStaffedVillage(app.owner)
  const given = await aCase(at.village.id)
  const { params } = given
  const doing = {
    accept: () => app.call(at.clerk, endpoints.accept, { params, body: { categoryId: at.categoryId } }),
    take: () => app.call(at.clerk, endpoints.take, { params }),
    pause: () => app.call(at.clerk, endpoints.pause, { params, body: { reason: 'survey', until: '2026-03-09', text: '等检测。' } }),
    propose: () => app.call(at.clerk, endpoints.propose, { params, body: { text: '换好了灯。' } }),
    refuse: () => app.call(at.clerk, endpoints.refuse, { params, body: { reason: 'inCourt', text: '法院已经立案。' } }),
  }
  for (const step of steps) expect((await doing[step]()).status).toBe(200)
  const before = (await app.call(at.clerk, endpoints.get, { params })).body
  expect([before.state, before.allowedActions.includes('referToDiscipline')]).toEqual([state, status === 200])
  expect((await refer(at.clerk, given)).status).toBe(status)
  if (status !== 200) return
  const after = (await app.call(at.discipline, endpoints.get, { params })).body
  expect(after).toMatchObject({ state: 'submitted', answerDueOn: null, clock: { state: 'running', limit: before.clock.limit } })
  const stored = await app.owner.selectFrom('request').where('id', '=', params.requestId).selectAll().executeTakeFirstOrThrow()
  expect(stored).toMatchObject({ clockState: 'running', pauseUntil: null, handledBy: [], custodyUnitId: at.town.id, clockEstimated: true })
})

test('who may not give the case to anyone refers it no more than that, and none twice', async () => {
  const at = await aStaffedVillage(app.owner)
  const elsewhere = await aStaffedVillage(app.owner)
  const given = await aCase(at.group.id)
  await app.call(at.leader, endpoints.accept, { params: given.params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params: given.params, body: { bodyId: at.department.id } })
  expect((await refer(null, given)).status).toBe(401)
  expect((await refer(elsewhere.clerk, given)).status, 'next door').toBe(404)
  expect((await refer(at.department.officer, given)).status, 'a department works on it').toBe(403)
  expect((await refer(at.leader, given, ' ')).body.errors).toMatchObject([{ pointer: '#/text' }])
  expect((await refer(at.townClerk, given)).status, 'the desks above').toBe(200)
  expect((await refer(at.leader, given)).status).toBe(404)
  expect((await refer(at.discipline, given)).status, 'it is there already').toBe(409)
})

test('fifty times at once it is referred once; nobody without an account refers it, nor whoever has the code', async () => {
  const at = await aStaffedVillage(app.owner)
  const given = await aCase(at.village.id)
  for (const who of [given.resident, { kind: 'subject', townId: 1, personId: at.clerk }] as const)
    expect((await app.call(who, endpoints.referToDiscipline, { params: given.params, body: { text: '关于干部。' } })).status).toBe(401)
  const text = `𠮷䶮${'𠮷'.repeat(498)}`
  expect((await refer(at.clerk, given, `${text}𠮷`)).body.errors, 'by what a person sees as characters').toMatchObject([
    { pointer: '#/text' },
  ])
  const answers = await Promise.all(Array.from({ length: 50 }, () => refer(at.clerk, given, text)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 49 }, () => 404)])
  const told = app.owner.selectFrom('event').where('subjectId', '=', given.id).where('name', '=', 'requests.referToDiscipline')
  expect(await told.select('id').execute()).toHaveLength(1)
  expect((await app.call(given.resident, endpoints.track)).body.steps.at(-1)!.text).toBe(text)
})

test('whoever entered the case at the counter and refers it finds it nowhere, neither among their own', async () => {
  const at = await aStaffedVillage(app.owner)
  const key = { 'idempotency-key': 'one-form-at-the-counter' }
  const body = { ...aTrouble(at.village.id), channel: 'counter', consentBasis: 'present' }
  const entered = (await app.call(at.clerk, endpoints.enter, { body }, key)).body
  const given = { ...entered, params: { requestId: entered.id }, resident: { kind: 'receipt', townId: 1, requestId: entered.id } as const }
  expect(await knownTo(at.clerk, at, given)).toMatchObject({ read: 200, boxedByCount: 3 })
  expect((await refer(at.clerk, given)).status).toBe(200)
  expect(await knownTo(at.clerk, at, given)).toEqual(nothing)
  const reissue = await app.call(at.clerk, endpoints.reissueCode, { params: given.params, body: { identityChecked: true } })
  expect(reissue.status).toBe(404)
})
