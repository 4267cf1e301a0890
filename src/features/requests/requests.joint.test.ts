/** The joint meeting (联席会议): its list, what it decides, what that forbids, and that the log still bears it out; over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { jointCases } from './requests.joint.samples.ts'
import { aStaffedVillage, aTrouble } from './requests.samples.ts'

const app = useApp()
const { begun, giveBack, returned, listOf, outcome, decide, bornOut } = jointCases(app)

test('a case returned three times waits with its reasons; the meeting gives it anew, and the resident reads that', async () => {
  const case_ = await returned()
  const { at, params, resident, builders } = case_
  const waiting = await listOf(at.townClerk)
  const item = waiting.items.find(({ id }) => id === params.requestId)!
  expect(item).toMatchObject({ returnCount: 3, jointMeetingOn: '2026-03-02', reasons: Array(3).fill({ sentence: '退回：职责不在本单位' }) })
  expect(item.allowedActions).toContain('decide')
  expect(item.units.map(({ id }) => id)).toEqual(expect.arrayContaining([at.town.id, at.village.id]))
  expect(waiting.people.map(({ id }) => id)).toContain(at.townClerk)
  expect((await listOf(at.clerk)).items.find(({ id }) => id === params.requestId)!.allowedActions).not.toContain('decide')
  expect((await app.call(null, endpoints.jointList)).status).toBe(401)

  expect((await decide(case_, { kind: 'handler', bodyId: builders.id, text: '路灯由城建办装。' })).status).toBe(200)
  expect((await app.call(builders.officer, endpoints.get, { params })).body).toMatchObject({
    state: 'assigned',
    handlerName: '城建办',
    clock: { limit: 7 },
  })
  const view = (await app.call(resident, endpoints.track)).body
  expect(view.steps.at(-1)).toMatchObject({ sentence: '3月2日联席会议决定由城建办接着办', text: '路灯由城建办装。' })
  const after = await listOf(at.townClerk)
  expect(after.items.map(({ id }) => id)).not.toContain(params.requestId)
  expect(after.meetings[0]).toMatchObject({
    heldOn: '2026-03-02',
    present: ['城建办', '环保办', expect.stringMatching(/^柳河/) as string],
    decisions: [{ kind: 'handler', handlerName: '城建办', decidedByName: '梁少英' }],
  })
  await bornOut(case_)
})

test('whom it decided on cannot return it for a reason the meeting had heard; another reason puts it on the list again', async () => {
  const case_ = await returned()
  const { at, params } = case_
  await decide(case_, { kind: 'handler', bodyId: at.department.id })
  await app.call(at.department.officer, endpoints.take, { params })
  expect(await giveBack(at.department.officer, params)).toMatchObject({
    status: 409,
    body: {
      type: '/problems/requests/decided-at-meeting',
      detail: '2026年3月2日联席会议由梁少英决定，不能再以“职责不在本单位”退回。',
      heldOn: '2026-03-02',
      decidedByName: '梁少英',
    },
  })
  expect((await giveBack(at.department.officer, params, 'otherOwner')).body).toMatchObject({ state: 'returned', returnCount: 4 })
  expect((await listOf(at.townClerk)).items.map(({ id }) => id)).toContain(params.requestId)
  await bornOut(case_)
})

test('whom it decided on keeps it: nobody passes it on or sends it up, until it is on the list again', async () => {
  const case_ = await returned()
  const { at, params, builders } = case_
  await decide(case_, { kind: 'handler', bodyId: at.department.id })
  const passOn = (who: string) => app.call(who, endpoints.passOn, { params, body: { bodyId: builders.id, text: '城建办有施工队。' } })
  const climb = (who: string) => app.call(who, endpoints.climb, { params, body: { text: '小组里没有人能修。' } })
  const bound = { status: 409, body: { type: '/problems/requests/bound-by-meeting', heldOn: '2026-03-02', decidedByName: '梁少英' } }
  expect(await passOn(at.department.officer)).toMatchObject(bound)
  expect((await passOn(at.leader)).body.detail).toBe('2026年3月2日联席会议由梁少英决定，不能再转给别人。')
  expect((await climb(at.leader)).body.detail).toBe('2026年3月2日联席会议由梁少英决定，不能再往上转。')
  expect(await climb(at.leader)).toMatchObject(bound)
  expect((await passOn(builders.officer)).status).toBe(404)
  const seen = (await app.call(at.leader, endpoints.get, { params })).body.allowedActions
  expect(seen.filter(name => name === 'passOn' || name === 'climb')).toEqual([])
  await bornOut(case_)
  await app.call(at.townClerk, endpoints.putOnJointList, { params, body: { text: '施工队由城建办管，请会上再议。' } })
  expect((await passOn(at.leader)).body).toMatchObject({ state: 'assigned', handlerName: '城建办' })
})

test('a case is split: one leads and asks the resident, the others may read it', async () => {
  const case_ = await returned()
  const { at, params, resident, builders } = case_
  const told = { kind: 'split', bodyId: builders.id, withBodyIds: [at.department.id], text: '城建办装灯，环保办清理树枝。' }
  expect((await decide(case_, told)).status).toBe(200)
  expect((await app.call(at.department.officer, endpoints.get, { params })).body.allowedActions).not.toContain('take')
  expect((await app.call(builders.officer, endpoints.take, { params })).status).toBe(200)
  expect((await app.call(resident, endpoints.track)).body.steps.map(step => step.sentence)).toContain(
    '3月2日联席会议决定由城建办牵头，和环保办分着办',
  )
  await bornOut(case_)
})

test('the town office puts a case on the list with a reason, once; a village does not', async () => {
  const { at, params, resident } = await begun()
  const put = (who: string, body: object = { text: '三家都说不归自己管。' }) => app.call(who, endpoints.putOnJointList, { params, body })
  expect((await put(at.clerk)).status).toBe(403)
  expect((await put(at.townClerk, {})).body.errors).toMatchObject([{ pointer: '#/text' }])
  expect((await put(at.townClerk)).body).toMatchObject({ state: 'accepted', jointMeetingOn: '2026-03-02' })
  expect(await put(at.townClerk)).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } })
  const item = (await listOf(at.townClerk)).items.find(({ id }) => id === params.requestId)!
  expect(item.reasons).toMatchObject([{ sentence: '提请联席会议讨论', actorName: '梁少英', text: '三家都说不归自己管。' }])
  expect((await app.call(resident, endpoints.track)).body.steps.at(-1)!.sentence).toBe('提请联席会议讨论')
})

test('what a meeting cannot decide is refused: by whom, when, in which state, and beside the field', async () => {
  const case_ = await returned()
  const { at, params, builders } = case_
  const stranger = await aStaffedVillage(app.owner)
  const to = { kind: 'handler', bodyId: builders.id }
  const pointers = async (decision: object, meeting: object = {}) => {
    const answer = await decide(case_, decision, meeting)
    return [answer.status, ...(answer.body.errors ?? []).map(({ pointer }) => pointer)]
  }
  expect((await decide(case_, to, {}, at.clerk)).status).toBe(403)
  expect((await decide(case_, to, {}, stranger.clerk)).status).toBe(404)
  expect(await pointers(to, { heldOn: '2026-03-03' })).toEqual([422, '#/heldOn'])
  expect(await pointers(to, { heldOn: '2026-03-01' })).toEqual([422, '#/heldOn'])
  expect(await pointers(to, { bodyIds: [], unitIds: [] })).toEqual([422, '#/bodyIds'])
  expect(await pointers(to, { bodyIds: [newId()] })).toEqual([422, '#/bodyIds'])
  expect(await pointers(to, { unitIds: [at.group.id] })).toEqual([422, '#/unitIds'])
  expect(await pointers({ ...to, decidedBy: at.clerk })).toEqual([422, '#/decisions/0/decidedBy'])
  expect(await pointers({ kind: 'answer' })).toEqual([422, '#/decisions/0/text'])
  expect((await decide(case_, to, { decisions: [] })).body.errors).toMatchObject([{ pointer: '#/decisions' }])
  const twice = (await outcome(case_, to)).decisions
  expect((await decide(case_, to, { decisions: [...twice, ...twice] })).body.errors).toMatchObject([{ pointer: '#/decisions' }])
  for (const wrong of [{ bodyId: newId() }, { bodyId: undefined, unitId: stranger.village.id }])
    expect((await decide(case_, { ...to, ...wrong })).body).toMatchObject({ status: 422, type: '/problems/requests/not-capable' })
  const stale = await decide(case_, { ...to, version: 1 })
  expect(stale).toMatchObject({ status: 412, body: { current: { id: params.requestId, returnCount: 3 }, yours: { heldOn: '2026-03-02' } } })
  expect((await decide(case_, to)).status).toBe(200)
  expect(await decide(case_, to)).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } })
})

test('a village’s desk can be the handler, and a case that climbed since can be decided', async () => {
  const case_ = await returned()
  const { at, params } = case_
  await app.call(at.leader, endpoints.climb, { params, body: { text: '小组里没有人能修。' } })
  expect((await decide(case_, { kind: 'handler', unitId: at.village.id })).status).toBe(200)
  expect((await app.call(at.clerk, endpoints.take, { params })).body).toMatchObject({
    state: 'inProgress',
    level: { unitId: at.village.id },
  })
  await bornOut(case_)
})

test('fifty record one meeting at once, each list in another order: one is kept, and nobody waits for ever', async () => {
  const first = await returned()
  const { at, builders } = first
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) })
  const second = { ...first, params: { requestId: body.id } }
  await app.call(at.leader, endpoints.accept, { params: second.params, body: { categoryId: at.categoryId } })
  await app.call(at.townClerk, endpoints.putOnJointList, { params: second.params, body: { text: '两个部门都说不归自己管。' } })
  const to = { kind: 'handler', bodyId: builders.id }
  const meeting = await outcome(first, to)
  const decisions = [...meeting.decisions, ...(await outcome(second, to)).decisions]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      app.call(at.townClerk, endpoints.decide, { body: { ...meeting, decisions: n % 2 ? decisions : decisions.toReversed() } }),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter(status => status === 200)).toHaveLength(1)
  expect(statuses.filter(status => status !== 200 && status !== 409)).toEqual([])
  await bornOut(first)
  await bornOut(second)
})
