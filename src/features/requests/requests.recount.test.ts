/** Requests (诉求): what the night counts anew from the log, and what it says of a difference. */
import { beforeAll, expect, test } from 'vitest'
import type { Job } from '#platform/server/job.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { climbOverdue, lapse, recount, recountAnswers } from './requests.jobs.ts'
import { aStaffedVillage, aTrouble, type SampleTown, answering } from './requests.samples.ts'

const app = useApp()
/** 2026 from 1 to 9 May, as published. */
const holidays = { '2026-05-01': 'off', '2026-05-04': 'off', '2026-05-05': 'off', '2026-05-09': 'work' } as const
beforeAll(async () => {
  await app.owner.insertInto('holidayYear').values({ year: 2026, source: '国务院办公厅通知' }).execute()
  const days = Object.entries(holidays).map(([day, kind]) => ({ day, kind, name: '劳动节', year: 2026 }))
  await app.owner.insertInto('holiday').values(days).execute()
})

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

test('a clock that the log does not bear out is corrected at night and reported', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await inProgress(at)
  const stored = () =>
    app.owner
      .selectFrom('request')
      .where('id', '=', params.requestId)
      .select(['dueOn', 'soonOn', 'clockState', 'clockLimit'])
      .executeTakeFirstOrThrow()
  const before = await stored()
  await runJob(recount)
  expect(await stored()).toEqual(before)
  await app.owner.updateTable('request').set({ dueOn: '2026-12-31' }).where('id', '=', params.requestId).execute()
  await runJob(recount)
  expect(await stored()).toEqual(before)
  const corrections = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', params.requestId)
    .where('name', '=', 'requests.correctClock')
    .select('details')
    .execute()
  expect(corrections).toEqual([{ details: { fields: ['dueOn'] } }])
})

test('the night finds a case by its state, whatever its clock says, and one that ended lately', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCase(at.group.id)
  const over = await aCase(at.group.id)
  await app.call(over.resident, endpoints.withdraw)
  const stored = (id: string) =>
    app.owner.selectFrom('request').where('id', '=', id).select(['clockState', 'dueOn', 'soonOn', 'levelDueOn']).executeTakeFirstOrThrow()
  const before = await stored(params.requestId)
  const lost = { clockState: 'ended', dueOn: null, soonOn: null, levelDueOn: null } as const
  await app.owner.updateTable('request').set(lost).where('id', '=', params.requestId).execute()
  await app.owner.updateTable('request').set({ clockState: 'running' }).where('id', '=', over.params.requestId).execute()
  await runJob(recount)
  expect(await stored(params.requestId)).toEqual(before)
  expect((await stored(over.params.requestId)).clockState).toBe('ended')
  const found = () => app.as({ kind: 'job', townId: 1, name: recount.name }, context => recount.find(context))
  expect(await found()).toContain(over.params.requestId)
  const now = app.now
  app.now = new Date(now.getTime() + 41 * 86_400_000)
  expect(await found()).toContain(params.requestId)
  expect(await found()).not.toContain(over.params.requestId)
  app.now = now
})

test('the holidays of a year, once published, move a case’s days: no fault, and told apart from one', async () => {
  const now = app.now
  app.now = new Date('2026-04-30T09:00:00+08:00')
  const at = await aStaffedVillage(app.owner)
  const waiting = await aCase(at.group.id)
  const asked = await inProgress(at)
  await app.call(at.department.officer, endpoints.propose, { params: asked.params, body: { text: '灯已修好，请看看。' } })
  const stored = (id: string) =>
    app.owner
      .selectFrom('request')
      .where('id', '=', id)
      .select(['dueOn', 'soonOn', 'levelDueOn', 'answerDueOn', 'clockEstimated'])
      .executeTakeFirstOrThrow()
  const store = (id: string, days: object) => app.owner.updateTable('request').set(days).where('id', '=', id).execute()
  const told = async (id: string) =>
    (
      await app.owner
        .selectFrom('event')
        .where('subjectId', '=', id)
        .where('name', 'in', ['requests.correctClock', 'requests.countHolidays'])
        .select(['name', 'details'])
        .orderBy('id')
        .execute()
    ).map(({ name, details }) => [name, (details as { fields: string[] }).fields])
  const [first, second] = [waiting.params.requestId, asked.params.requestId]
  const right = { dueOn: '2026-05-07', soonOn: '2026-04-30', levelDueOn: '2026-05-07', answerDueOn: null, clockEstimated: false }
  expect(await stored(first)).toEqual(right)
  expect(await stored(second)).toMatchObject({ answerDueOn: '2026-05-18', levelDueOn: null })
  // as they were counted while nobody knew of 1 to 5 May, nor of Saturday the 9th
  await store(first, { dueOn: '2026-05-04', levelDueOn: '2026-05-04', clockEstimated: true })
  await store(second, { answerDueOn: '2026-05-14', clockEstimated: true })
  await runJob(recount)
  expect(await stored(first)).toEqual(right)
  expect(await stored(second)).toMatchObject({ answerDueOn: '2026-05-18', clockEstimated: false })
  expect(await told(first)).toEqual([['requests.countHolidays', ['dueOn', 'clockEstimated', 'levelDueOn']]])
  expect(await told(second)).toEqual([['requests.countHolidays', ['clockEstimated', 'answerDueOn']]])
  // what no calendar explains is a fault
  await store(second, { answerDueOn: '2026-06-30' })
  await runJob(recount)
  expect((await told(second)).at(-1)).toEqual(['requests.correctClock', ['answerDueOn']])
  app.now = now
})

test('a day that the calendar has moved ends no case and moves none before the recount: the night looks first', async () => {
  const at = await aStaffedVillage(app.owner)
  const before = app.now
  app.now = new Date('2026-04-20T09:00:00+08:00')
  const [asked, waiting] = [await inProgress(at), await aCase(at.group.id)]
  await app.call(at.department.officer, endpoints.propose, { params: asked.params, body: { text: '换好了灯。' } })
  const kept = async ({ params }: typeof waiting) =>
    app.owner
      .selectFrom('request')
      .where('id', '=', params.requestId)
      .select(['state', 'answerDueOn', 'levelDueOn', 'handlerUnitId'])
      .executeTakeFirstOrThrow()
  const [right, level] = [await kept(asked), await kept(waiting)]
  // as they were before the holidays of the year were published, after which only the recount knows
  await app.owner.updateTable('request').set({ answerDueOn: '2026-04-21' }).where('id', '=', asked.id).execute()
  await app.owner.updateTable('request').set({ levelDueOn: '2026-04-20' }).where('id', '=', waiting.id).execute()
  app.now = new Date('2026-04-22T00:05:00+08:00')
  await runJob(lapse)
  app.now = new Date('2026-04-21T00:15:00+08:00')
  await runJob(climbOverdue)
  expect(await kept(asked)).toEqual(right)
  expect(await kept(waiting)).toEqual(level)
  expect(right.state).toBe('proposed')
  app.now = before
})

test('how often a resident was asked is counted with the case, and counted anew from the log at night', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params, resident } = await inProgress(at)
  const officer = at.department.officer
  const steps = [
    await app.call(officer, endpoints.propose, { params, body: { text: '灯已修好，请看看。' } }),
    await app.call(resident, endpoints.reject, { body: { ...(await answering(app, resident)), text: '灯还是不亮，晚上看不见路' } }),
    await app.call(officer, endpoints.take, { params }),
    await app.call(officer, endpoints.propose, { params, body: { text: '换了新灯，晚上看过是亮的。' } }),
  ]
  expect(steps.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const counts = () =>
    app.owner.selectFrom('request').where('id', '=', params.requestId).select(['askedCount', 'rejectedCount']).executeTakeFirstOrThrow()
  expect(await counts()).toEqual({ askedCount: 2, rejectedCount: 1 })
  await runJob(recountAnswers)
  expect(await counts()).toEqual({ askedCount: 2, rejectedCount: 1 })
  const told = () =>
    app.owner
      .selectFrom('event')
      .where('subjectId', '=', params.requestId)
      .where('name', '=', 'requests.correctClock')
      .select('details')
      .execute()
  expect(await told()).toEqual([])
  await app.owner.updateTable('request').set({ askedCount: 1, rejectedCount: 0 }).where('id', '=', params.requestId).execute()
  await runJob(recountAnswers)
  expect(await counts()).toEqual({ askedCount: 2, rejectedCount: 1 })
  expect(await told()).toEqual([{ details: { fields: ['askedCount', 'rejectedCount'] } }])
})

/** The machine's clock is ahead by so much while `work` runs, and then right again. */
async function ahead<T>(hours: number, work: () => Promise<T>): Promise<T> {
  const right = app.now
  app.now = new Date(right.getTime() + hours * 3_600_000)
  try {
    return await work()
  } finally {
    app.now = right
  }
}
const rowOf = (id: string) =>
  app.owner
    .selectFrom('request')
    .where('id', '=', id)
    .select(['state', 'clockState', 'answerDueOn', 'levelDueOn', 'submittedAt', 'closedAt'])
    .executeTakeFirstOrThrow()
const logOf = (id: string) =>
  app.owner.selectFrom('event').where('subjectId', '=', id).select(['name', 'at', 'details']).orderBy('id').execute()

test('one step an hour ahead: what comes after it stands after it, and the case still lapses', async () => {
  const now = app.now
  const at = await aStaffedVillage(app.owner)
  const given = await inProgress(at)
  const { requestId } = given.params
  await ahead(1, () =>
    app.call(at.department.officer, endpoints.reveal, { params: given.params, body: { field: 'phone', reason: 'callBack' } }),
  )
  await ahead(1, () => app.call(given.resident, endpoints.remark, { body: { text: '还有一盏也不亮。' } }))
  await ahead(1, async () => {
    const body = { until: '2026-03-06', reason: 'parts', text: '等灯头到货。' }
    expect((await app.call(at.department.officer, endpoints.pause, { params: given.params, body })).status).toBe(200)
  })
  expect((await app.call(at.department.officer, endpoints.resume, { params: given.params })).status).toBe(200)
  expect((await app.call(at.department.officer, endpoints.propose, { params: given.params, body: { text: '灯已修好。' } })).status).toBe(
    200,
  )
  const { answerDueOn } = await rowOf(requestId)
  expect(answerDueOn).not.toBeNull()
  await runJob(recount)
  expect((await rowOf(requestId)).answerDueOn).toBe(answerDueOn)
  const log = await logOf(requestId)
  expect(log.map(({ name }) => name).slice(-4)).toEqual(['requests.remark', 'requests.pause', 'requests.resume', 'requests.propose'])
  expect(log.map(each => each.at)).toEqual(log.map(each => each.at).toSorted((a, b) => a.getTime() - b.getTime()))
  app.now = new Date(now.getTime() + 20 * 86_400_000)
  await runJob(lapse)
  expect(await rowOf(requestId)).toMatchObject({ state: 'unanswered', clockState: 'ended' })
  app.now = now
})

test('a case that came in a month ahead is handled and closed: it ends, and not before it came', async () => {
  const at = await aStaffedVillage(app.owner)
  const given = await ahead(31 * 24, () => aCase(at.group.id))
  const { params, resident } = given
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params, body: { bodyId: at.department.id } })
  await app.call(at.department.officer, endpoints.take, { params })
  await app.call(at.department.officer, endpoints.propose, { params, body: { text: '灯已修好。' } })
  expect((await app.call(resident, endpoints.confirm, { body: await answering(app, resident) })).status).toBe(200)
  const closed = await rowOf(params.requestId)
  expect(closed).toMatchObject({ state: 'solved', clockState: 'ended', answerDueOn: null, levelDueOn: null })
  expect(closed.closedAt).toEqual(closed.submittedAt)
  await runJob(recount)
  expect(await rowOf(params.requestId)).toEqual(closed)
  expect((await logOf(params.requestId)).map(({ name }) => name)).not.toContain('requests.correctClock')
})

test('a duplicate that came in ahead goes back before its desk with days that its log bears out', async () => {
  const at = await aStaffedVillage(app.owner)
  const kept = await aCase(at.group.id)
  const duplicate = await ahead(31 * 24, () => aCase(at.group.id))
  expect((await app.call(at.leader, endpoints.merge, { params: duplicate.params, body: { intoNumber: kept.number } })).status).toBe(200)
  expect((await app.call(kept.resident, endpoints.withdraw)).status).toBe(200)
  const before = await rowOf(duplicate.params.requestId)
  expect(before).toMatchObject({ state: 'submitted', clockState: 'running' })
  await runJob(recount)
  expect(await rowOf(duplicate.params.requestId)).toEqual(before)
})
