/** Two at one desk (两个人办一件): a step of whoever read another version is refused with both, and does nothing; over HTTP. */
import { expect, test } from 'vitest'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

const app = useApp()
type State = 'submitted' | 'accepted' | 'assigned' | 'inProgress' | 'paused' | 'proposed'
type Answer = { status: number; body: unknown }

const match = (version: number) => ({ 'if-match': `"${version}"` })
const twoWords = { text: '先等一等。' }
const pausing = { reason: 'weather', until: '2026-03-06', text: '等雨停了再挖。' }

/** A case of the group, brought as far as that: accepted by its leader, given to the department, and so on. */
async function aCaseIn(at: SampleTown, state: State) {
  const made = (await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) })).body
  const params = { requestId: made.id }
  const { officer, id: bodyId } = at.department
  const steps: [State, () => Promise<Answer>][] = [
    ['accepted', () => app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })],
    ['assigned', () => app.call(at.leader, endpoints.assign, { params, body: { bodyId } })],
    ['inProgress', () => app.call(officer, endpoints.take, { params })],
    [
      state === 'paused' ? 'paused' : 'proposed',
      () =>
        state === 'paused'
          ? app.call(officer, endpoints.pause, { params, body: pausing })
          : app.call(officer, endpoints.propose, { params, body: { text: '换好了灯头。' } }),
    ],
  ]
  for (const [, step] of steps.slice(0, steps.findIndex(([reached]) => reached === state) + 1)) expect((await step()).status).toBe(200)
  return { params, number: made.number }
}

const { clerk, leader, townClerk, officer } = {
  clerk: (at: SampleTown) => at.clerk,
  leader: (at: SampleTown) => at.leader,
  townClerk: (at: SampleTown) => at.townClerk,
  officer: (at: SampleTown) => at.department.officer,
}

test.each([
  // the step, in which state, by whom, what it says
  ['accept', 'submitted', leader, (at: SampleTown) => ({ categoryId: at.categoryId })],
  ['refuse', 'submitted', leader, () => ({ reason: 'inCourt', text: '法院已经立案。' })],
  ['climb', 'submitted', leader, () => twoWords],
  ['referToDiscipline', 'submitted', leader, () => twoWords],
  ['putOnJointList', 'submitted', townClerk, () => twoWords],
  ['reissueCode', 'submitted', clerk, () => ({ identityChecked: true })],
  ['assign', 'accepted', leader, (at: SampleTown) => ({ bodyId: at.department.id })],
  ['take', 'assigned', officer, () => undefined],
  ['passOn', 'assigned', leader, (at: SampleTown) => ({ personId: at.clerk, ...twoWords })],
  ['giveBack', 'assigned', officer, () => ({ reason: 'notOurDuty', citedRule: '职责清单第3项', text: '灯归供电所管。' })],
  ['pause', 'inProgress', officer, () => pausing],
  ['propose', 'inProgress', officer, () => ({ text: '换好了灯头。' })],
  ['resume', 'paused', officer, () => undefined],
  ['confirmOnBehalf', 'proposed', clerk, () => ({ basis: 'byPhone' })],
] as const)('%s (%s) of another version than the one that stands is refused, and does nothing', async (verb, state, who, bodyOf) => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCaseIn(at, state)
  const read = async () => (await app.call(who(at), endpoints.get, { params })).body
  const before = await read()
  const body = bodyOf(at)
  const step = (headers: Record<string, string>) =>
    app.call(who(at), endpoints[verb] as typeof endpoints.passOn, { params, ...(body && { body }) }, headers)
  const stale = await step(match(before.version + 1))
  expect(stale).toMatchObject({ status: 412, body: { type: '/problems/edited-meanwhile', current: { version: before.version, state } } })
  if (body) expect(stale.body).toMatchObject({ yours: body })
  expect(await read()).toEqual(before)
  expect((await step(match(before.version))).status, 'of what stands, it is done').toBe(200)
})

test('of two who pass one case on, the second is shown what the first did, and may do it after all', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCaseIn(at, 'assigned')
  const { version } = (await app.call(at.leader, endpoints.get, { params })).body
  const passOn = (who: string, personId: string, headers = {}) =>
    app.call(who, endpoints.passOn, { params, body: { personId, text: '请您来办。' } }, headers)
  expect((await passOn(at.leader, at.clerk, match(version))).body).toMatchObject({ handlerName: '李少玲' })
  const second = await passOn(at.townClerk, at.leader, match(version))
  const { current } = second.body as unknown as { current: OutputOf<typeof endpoints.get> }
  expect([second.status, current.handlerName]).toEqual([412, '李少玲'])
  expect((await passOn(at.townClerk, at.leader, match(current.version))).body).toMatchObject({ handlerName: '黄志强' })
  expect((await passOn(at.townClerk, at.clerk)).body, 'who names no version goes on as before').toMatchObject({ handlerName: '李少玲' })
})

test('merging and copying keep to the version too', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCaseIn(at, 'submitted')
  const other = await aCaseIn(at, 'submitted')
  const merge = (headers = {}) => app.call(at.leader, endpoints.merge, { params, body: { intoNumber: other.number } }, headers)
  const copy = (headers = {}) => app.call(at.leader, endpoints.copyTo, { params: { ...params, personId: at.clerk } }, headers)
  expect([(await merge(match(9))).status, (await copy(match(9))).status]).toEqual([412, 412])
  expect([(await copy(match(1))).status, (await merge(match(1))).status]).toEqual([200, 200])
})

test('who may not do it hears that first, and nothing of the case', async () => {
  const at = await aStaffedVillage(app.owner)
  const { params } = await aCaseIn(at, 'assigned')
  const refused = await app.call(at.department.officer, endpoints.climb, { params, body: twoWords }, match(99))
  expect(refused.status).toBe(403)
  expect(refused.body).not.toHaveProperty('current')
})
