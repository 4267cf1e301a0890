/** Requests (诉求): refusals, returns, hand-overs, merging, copies, editing by two, and the nights; over HTTP. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import type { Job } from '#platform/server/job.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { climbOverdue, endPauses, lapse } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()
const day = (date: string) => new Date(`${date}T09:00:00+08:00`)

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
async function runJob(job: Job) {
  const actor = { kind: 'job', townId: 1, name: job.name } as const
  for (const item of await app.as(actor, context => job.find(context))) await app.as(actor, context => job.each(context, item))
}

test('a case that is not ours is refused with where to go instead', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, resident } = await aCase(at.group.id)
  expect((await app.call(at.leader, endpoints.refuse, { params, body: { reason: 'boring', text: '不想办' } })).status).toBe(422)
  expect(
    (await app.call(at.leader, endpoints.refuse, { params, body: { reason: 'inCourt', text: '法院已经立案，请等判决。' } })).body,
  ).toMatchObject({ state: 'notAccepted', lamp: 'done' })
  const view = await app.call(resident, endpoints.track)
  expect(view.body.steps.at(-1)).toMatchObject({ sentence: '不受理：已进入诉讼、仲裁或复议', text: '法院已经立案，请等判决。' })
  expect((await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })).status).toBe(409)
})

test('each return cites its rule, and the third lists the case for the joint meeting', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, resident } = await inProgress(at)
  const giveBack = () =>
    app.call(at.department.officer, endpoints.giveBack, {
      params,
      body: { reason: 'notOurDuty', citedRule: '镇职能清单第3项', text: '灯归供电所管。' },
    })
  expect(
    (await app.call(at.department.officer, endpoints.giveBack, { params, body: { reason: 'notOurDuty', text: '灯归供电所管。' } })).body
      .errors,
  ).toMatchObject([{ pointer: '#/citedRule' }])
  for (const count of [1, 2, 3]) {
    const returned = await giveBack()
    expect(returned.body).toMatchObject({ state: 'returned', returnCount: count, jointMeetingOn: count === 3 ? '2026-03-02' : null })
    await app.call(at.leader, endpoints.assign, { params, body: { bodyId: at.department.id } })
  }
  expect((await app.call(resident, endpoints.track)).body.steps.filter(step => step.name === 'requests.giveBack')).toHaveLength(3)
  expect((await app.call(at.clerk, endpoints.list, { query: { jointMeeting: 'true' } })).body.items.map(item => item.id)).toEqual([
    params.requestId,
  ])
})

test('a case is given only to who can have it, and to exactly one', async () => {
  const at = await aStaffedVillage(app.owner)
  const stranger = await aHolder(app.owner, 'villageClerk', (await aStaffedVillage(app.owner)).village.id)
  const { params } = await aCase(at.group.id)
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  const wrong = [{}, { bodyId: at.department.id, personId: at.clerk }, { personId: stranger }, { bodyId: newId() }, { unitId: at.group.id }]
  for (const body of wrong)
    expect((await app.call(at.leader, endpoints.assign, { params, body })).body).toMatchObject({
      status: 422,
      type: '/problems/requests/not-capable',
    })
  const offered = await app.call(at.leader, endpoints.listHandlers, { params })
  expect(offered.body.people.map(person => person.id)).toEqual(expect.arrayContaining([at.leader, at.clerk, at.townClerk]))
  expect(offered.body.people.map(person => person.id)).not.toContain(stranger)
  expect((await app.call(at.leader, endpoints.assign, { params, body: { personId: at.clerk } })).body).toMatchObject({
    state: 'assigned',
    handlerName: '李少玲',
  })
})

test('a case climbs level by level, by hand or when its time is over, and its clock goes on', async () => {
  app.now = day('2026-03-02')
  const at = await aStaffedVillage(app.owner)
  const { params, resident } = await aCase(at.group.id)
  app.now = day('2026-03-04')
  await runJob(climbOverdue)
  expect((await app.call(at.leader, endpoints.get, { params })).body.level.unitId).toBe(at.group.id)
  app.now = day('2026-03-05')
  await runJob(climbOverdue)
  await runJob(climbOverdue)
  expect((await app.call(at.clerk, endpoints.get, { params })).body).toMatchObject({
    state: 'submitted',
    lamp: 'late',
    level: { unitId: at.village.id, dueOn: '2026-03-12' },
  })
  expect((await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })).status).toBe(403)
  await app.call(at.clerk, endpoints.climb, { params, body: { text: '村里没有权限修主干道。' } })
  expect((await app.call(at.townClerk, endpoints.climb, { params, body: { text: '再往上' } })).status).toBe(409)
  expect((await app.call(resident, endpoints.track)).body.steps.map(step => step.sentence)).toEqual([
    '提交，送到福寿里小组',
    expect.stringMatching(/^到时限没人接，自动转到柳河[零一二三四五六七八九]+村$/) as string,
    '往上转到西樵镇',
  ])
  app.now = day('2026-03-02')
})

test('a pause needs a day ahead, and ends by itself on it', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await inProgress(at)
  const pause = (until: string) =>
    app.call(at.department.officer, endpoints.pause, { params, body: { reason: 'weather', until, text: '等雨停了再挖。' } })
  expect((await pause('2026-03-02')).body.errors).toMatchObject([{ pointer: '#/until' }])
  expect((await pause('2026-06-02')).body.errors).toMatchObject([{ pointer: '#/until' }])
  expect((await pause('2026-03-06')).body).toMatchObject({
    state: 'paused',
    lamp: 'paused',
    clock: { dueOn: null, stops: [{ reason: 'weather', authorName: '何建生' }] },
  })
  app.now = day('2026-03-06')
  await runJob(endPauses)
  expect((await app.call(at.clerk, endpoints.get, { params })).body).toMatchObject({
    state: 'inProgress',
    clock: { state: 'running', used: 1 },
  })
  app.now = day('2026-03-02')
})

test('silence is 未回应, never satisfied; someone else’s word is counted apart and never the handler’s', async () => {
  const at = await aStaffedVillage(app.owner)
  const silent = await inProgress(at)
  const spoken = await inProgress(at)
  for (const { params } of [silent, spoken])
    await app.call(at.department.officer, endpoints.propose, { params, body: { text: '换好了线和灯头。' } })
  expect((await app.call(at.leader, endpoints.confirmOnBehalf, { params: spoken.params, body: { basis: 'present' } })).status).toBe(403)
  expect(
    (await app.call(at.department.officer, endpoints.confirmOnBehalf, { params: spoken.params, body: { basis: 'present' } })).status,
  ).toBe(403)
  expect((await app.call(at.clerk, endpoints.confirmOnBehalf, { params: spoken.params, body: { basis: 'byPhone' } })).body).toMatchObject({
    state: 'solved',
    solvedBy: 'onBehalf',
  })
  app.now = day('2026-03-16')
  await runJob(lapse)
  expect((await app.call(at.clerk, endpoints.get, { params: silent.params })).body.state).toBe('proposed')
  app.now = day('2026-03-17')
  await runJob(lapse)
  expect((await app.call(silent.resident, endpoints.track)).body).toMatchObject({ state: 'unanswered', reopenUntil: '2026-04-16' })
  expect((await app.call(null, endpoints.publicCases, { params: { unitId: at.village.id } })).body).toMatchObject({
    asked: 2,
    solved: 0,
    solvedOnBehalf: 1,
    unanswered: 1,
    open: 0,
    hidden: 2,
    lines: [],
  })
  app.now = day('2026-03-02')
})

test('duplicates are merged with the originals kept, and every reporter told', async () => {
  const at = await aStaffedVillage(app.owner)
  const first = await inProgress(at)
  const second = await aCase(at.group.id)
  expect((await app.call(at.leader, endpoints.merge, { params: second.params, body: { intoNumber: '没有2026-9999' } })).body.type).toBe(
    '/problems/requests/cannot-merge',
  )
  expect((await app.call(at.leader, endpoints.merge, { params: second.params, body: { intoNumber: first.number } })).body).toMatchObject({
    state: 'merged',
    mergedIntoNumber: first.number,
  })
  await app.call(at.department.officer, endpoints.propose, { params: first.params, body: { text: '换好了线和灯头。' } })
  const told = await app.call(second.resident, endpoints.track)
  expect(told.body).toMatchObject({ state: 'merged', text: aTrouble(at.group.id).text, mergedIntoNumber: first.number })
  expect(told.body.steps.map(step => step.sentence)).toContain('合在一起办的那件：说已办好')
  expect((await app.call(first.resident, endpoints.track)).body.steps.map(step => step.sentence)).toContain(
    `并入了同样的一件${second.number}`,
  )
})

test('two clerks edit at once: the second sees both versions and loses nothing', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id)
  const { body, headers } = await app.call(at.clerk, endpoints.get, { params })
  const change = { title: '巷口路灯不亮', categoryId: at.categoryId, publicLine: '福寿里巷口路灯不亮' }
  expect((await app.call(at.clerk, endpoints.edit, { params, body: change })).status).toBe(428)
  expect(headers.etag).toBe(`"${body.version}"`)
  expect((await app.call(at.clerk, endpoints.edit, { params, body: change }, { 'if-match': String(headers.etag) })).body).toMatchObject({
    title: '巷口路灯不亮',
    categoryName: '路灯不亮',
  })
  const late = await app.call(
    at.leader,
    endpoints.edit,
    { params, body: { ...change, title: '另一个标题' } },
    { 'if-match': String(headers.etag) },
  )
  expect(late).toMatchObject({ status: 412, body: { current: { title: '巷口路灯不亮' }, yours: { title: '另一个标题' } } })
  const personal = await app.call(
    at.clerk,
    endpoints.edit,
    { params, body: { ...change, publicLine: '找陈大妹13900001234' } },
    { 'if-match': `"${body.version + 1}"` },
  )
  expect(personal.body.errors).toEqual([{ pointer: '#/publicLine', detail: '公开的话里不要写电话或证件号' }])
})
