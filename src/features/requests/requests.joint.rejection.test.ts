/** After a joint meeting (联席会议): whom a case goes back to when the resident is not content; over HTTP. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { lapse } from './requests.jobs.ts'
import { answering } from './requests.samples.ts'
import { day, job, jointCases } from './requests.joint.samples.ts'
import { meetingSentence } from './requests.words.ts'

const app = useApp()
const { begun, giveBack, returned, listOf, decide, bornOut } = jointCases(app)

test('not content with whom the meeting chose: it goes on with them, and the desk does not give it to another', async () => {
  const case_ = await returned()
  const { at, params, resident, builders } = case_
  const officer = at.department.officer
  await decide(case_, { kind: 'handler', bodyId: at.department.id })
  await app.call(officer, endpoints.take, { params })
  await app.call(officer, endpoints.propose, { params, body: { text: '灯修好了。' } })
  expect(
    (await app.call(resident, endpoints.reject, { body: { ...(await answering(app, resident)), text: '晚上还是不亮。' } })).body.state,
  ).toBe('rejectedByResident')
  await bornOut(case_)
  const assign = (who: string) => app.call(who, endpoints.assign, { params, body: { bodyId: builders.id } })
  expect(await assign(at.leader)).toMatchObject({
    status: 409,
    body: {
      type: '/problems/requests/bound-by-meeting',
      detail: '2026年3月2日联席会议由梁少英决定，不能再改派。',
      heldOn: '2026-03-02',
      decidedByName: '梁少英',
    },
  })
  expect((await assign(at.townClerk)).status, 'nor the town’s desk').toBe(409)
  expect((await assign(officer)).status, 'who has no desk is refused as before').toBe(403)
  const seen = (await app.call(at.leader, endpoints.get, { params })).body
  expect(seen.allowedActions).not.toContain('assign')
  expect(meetingSentence(seen, seen.meetingHold!)).toBe('居民还不满意。联席会议定了由环保办来办，请接着办。')
  expect((await app.call(officer, endpoints.take, { params })).body).toMatchObject({ state: 'inProgress', meetingHold: 'chosen' })
  await bornOut(case_)
})

test('not content, and the office wants another: the next meeting chooses, and it rests until then', async () => {
  const case_ = await returned()
  const { at, params, resident, builders } = case_
  const officer = at.department.officer
  await decide(case_, { kind: 'handler', bodyId: at.department.id })
  await app.call(officer, endpoints.take, { params })
  await app.call(officer, endpoints.propose, { params, body: { text: '灯修好了。' } })
  await app.call(resident, endpoints.reject, { body: { ...(await answering(app, resident)), text: '晚上还是不亮。' } })
  await app.call(at.townClerk, endpoints.putOnJointList, { params, body: { text: '修了一次没修好，请会上再议。' } })
  const waits = { status: 409, body: { type: '/problems/requests/waits-for-meeting', jointMeetingOn: '2026-03-02' } }
  expect(await app.call(at.leader, endpoints.assign, { params, body: { bodyId: builders.id } })).toMatchObject(waits)
  expect(await app.call(officer, endpoints.take, { params })).toMatchObject(waits)
  expect(await giveBack(officer, params, 'otherOwner')).toMatchObject(waits)
  expect((await decide(case_, { kind: 'handler', bodyId: builders.id })).status).toBe(200)
  expect((await app.call(builders.officer, endpoints.take, { params })).body).toMatchObject({ state: 'inProgress', handlerName: '城建办' })
})

test('whom a meeting of the office’s list chose returns it once: it is listed again, and the desk does not give it away', async () => {
  const case_ = await begun()
  const { at, params, builders } = case_
  await app.call(at.townClerk, endpoints.putOnJointList, { params, body: { text: '三家都说不归自己管。' } })
  await decide(case_, { kind: 'handler', bodyId: at.department.id })
  await app.call(at.department.officer, endpoints.take, { params })
  expect((await giveBack(at.department.officer, params)).body).toMatchObject({ state: 'returned', returnCount: 1, meetingHold: 'waiting' })
  expect((await listOf(at.townClerk)).items.map(({ id }) => id)).toContain(params.requestId)
  expect((await app.call(at.leader, endpoints.assign, { params, body: { bodyId: builders.id } })).body.type).toBe(
    '/problems/requests/waits-for-meeting',
  )
  await bornOut(case_)
})

test('the meeting answers without a handler: the resident is asked, and silence is 未回应', async () => {
  const case_ = await returned()
  const { at, params, resident } = case_
  expect((await decide(case_, { kind: 'answer', text: '这条路明年统一改造。' })).status).toBe(200)
  expect((await app.call(resident, endpoints.track)).body).toMatchObject({ state: 'proposed', lamp: 'waiting', answerDueOn: '2026-03-16' })
  await bornOut(case_)
  expect(
    (await app.call(resident, endpoints.reject, { body: { ...(await answering(app, resident)), text: '等不到明年。' } })).body.state,
  ).toBe('rejectedByResident')
  await bornOut(case_)
  // Nobody was chosen: the next meeting hears of it, and no desk gives it to anyone before.
  expect((await listOf(at.townClerk)).items.map(({ id }) => id)).toContain(params.requestId)
  const to = { bodyId: case_.builders.id, text: '城建办有施工队。' }
  const waits = { status: 409, body: { type: '/problems/requests/waits-for-meeting' } }
  expect(await app.call(at.leader, endpoints.assign, { params, body: to })).toMatchObject(waits)
  expect(await app.call(at.leader, endpoints.passOn, { params, body: to })).toMatchObject(waits)
  expect(await app.call(at.leader, endpoints.climb, { params, body: { text: '小组里没有人能修。' } })).toMatchObject(waits)
  expect(await app.call(at.leader, endpoints.take, { params })).toMatchObject(waits)
  const seen = (await app.call(at.leader, endpoints.get, { params })).body
  expect(seen.allowedActions.filter(name => ['assign', 'passOn', 'climb', 'take'].includes(name))).toEqual([])
  expect(meetingSentence(seen, seen.meetingHold!)).toBe('居民还不满意。等联席会议定由谁办，会前不改派。')
  expect((await decide(case_, { kind: 'handler', bodyId: case_.builders.id })).status).toBe(200)
  await bornOut(case_)
  const again = await returned()
  await decide(again, { kind: 'answer', text: '这条路明年统一改造。' })
  app.now = day('2026-03-17')
  await app.as({ ...job, name: lapse.name }, context => lapse.each(context, again.params.requestId))
  expect((await app.call(at.townClerk, endpoints.get, { params: again.params })).body.state).toBe('unanswered')
  await bornOut(again)
  expect(params.requestId).not.toBe(again.params.requestId)
})
