/** A matter whose vote broke off, or was put right later (中止和更正): what its gates and its page say; over HTTP, on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as notices } from '#features/disclosures/disclosures.contract.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, stepsOf } from './decisions.gates.samples.ts'
import { matterDriver, type DecidingPlace, type Matter } from './decisions.samples.ts'
import { aMeetingOf, hang } from './decisions.votes.samples.ts'

const app = useApp()
const { registered } = matterDriver(app)
const { aPlace, resolved } = gateDriver(app)
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

test('a vote that broke off carries nothing: the matter waits for another meeting, and everybody is told why', async () => {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await steps.research()
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  const params = { ballotId: (await matter.read()).ballots.at(-1)!.id }
  const reason = '会场停电，散会'
  await ok(app.call(place.clerk, votes.proposeCancellation, { params, body: { reason } }))
  expect(await refusal(steps.conclude('assembly'))).toBe('表决还没有结束。')
  await ok(app.call(place.secretary, votes.confirmCancellation, { params }))
  await steps.seats('assembly')
  expect(await refusal(steps.conclude('assembly'))).toBe('那次表决取消了，要重新通知开会。')
  expect((await matter.read(null)).ballots.at(-1)).toMatchObject({ state: 'cancelled', cancelReason: reason })
  const again = await aMeetingOf(app, place, registers, { startsAt: '2026-03-30T01:30:00Z', noticeOn: '2026-03-16' })
  await ok(again.table(matter))
})

test('words put right after the vote stand beside the old ones on the matter, and no longer carry its text', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  const { id: ballotId } = (await matter.read()).ballots.at(-1)!
  const body = { tally: { for: 30, against: 0, abstain: 0 }, text: '租期三年。', reason: '年限抄错' }
  const proposed = await app.call(place.clerk, votes.proposeCorrection, { params: { ballotId }, body })
  const correctionId = proposed.body.items[0]!.corrections[0]!.id
  await ok(app.call(place.secretary, votes.confirmCorrection, { params: { ballotId, correctionId } }))
  const { text, ballots } = await matter.read(null)
  expect(ballots.at(-1)).toMatchObject({ sameText: false, putRight: [{ reason: '年限抄错', wasText: text, text: '租期三年。' }] })
  const page = await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })
  for (const words of ['两个人更正过', '年限抄错', '原来的文字', '现在的文字', '租期三年。']) expect(page.body).toContain(words)
  expect(await refusal(steps.conclude('assembly'))).toBe('表决的不是现在这份文本，改过就要重新表决。')
})

/** Two people agree that the votes were others. */
async function correct(place: DecidingPlace, matter: Matter, tally: { for: number; against: number; abstain: number }) {
  const { id: ballotId } = (await matter.read()).ballots.at(-1)!
  const body = { tally, reason: '正反两栏抄反了' }
  const proposed = await app.call(place.clerk, votes.proposeCorrection, { params: { ballotId }, body })
  const correctionId = proposed.body.items[0]!.corrections.at(-1)!.id
  await ok(app.call(place.secretary, votes.confirmCorrection, { params: { ballotId, correctionId } }))
}
const lost = { for: 3, against: 27, abstain: 0 }
const won = { for: 30, against: 0, abstain: 0 }

test('a result that two people turn into a no stops the matter at once, and is taken up as that', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  await ok(steps.conclude('assembly'))
  const decision = await hang(app, place, matter, 'decisionDisclosure')
  await decision.publish()
  const passed = async () => {
    const query = { unitId: place.cooperative.id, from: '2026-03-01', to: '2026-03-31' }
    return (await app.call(null, numbers.value, { params: { indicatorId: 'decisions.resolved' }, query })).body.value
  }
  expect(await passed()).toBe(1)
  await correct(place, matter, lost)
  const waitsFor = '表决结果更正过，要按更正的结果登记'
  expect(await matter.read(null)).toMatchObject({ state: 'verdictTurned', next: 'assembly', waitsFor, overdue: [] })
  expect(await passed()).toBe(0)
  const { items } = (await app.call(place.clerk, todos.list, {})).body
  expect(items.filter(({ id }) => id === matter.id)).toMatchObject([{ detail: '表决结果更正过，请按更正的结果登记。' }])
  app.now = new Date('2026-03-28T01:00:00Z')
  await ok(decision.conclude())
  const drafted = { params: matter.params, body: { stage: 'decisionDisclosure', content: '旧厂房出租，租期五年，底价十二元。' } }
  for (const answer of [
    steps.implement('2026-03-28'),
    steps.close('2026-03-28'),
    steps.conclude('assembly'),
    app.call(place.clerk, endpoints.draftNotice, drafted),
    matter.put(endpoints.sendBack, { stage: 'assembly' }),
  ])
    expect(await refusal(answer)).toBe('409 /problems/wrong-state')
  expect((await matter.put(endpoints.followCorrection, {}, place.supervisor)).status).toBe(403)
  const { body } = await matter.put(endpoints.followCorrection, {})
  expect(body).toMatchObject({ state: 'rejected', resultDueOn: null, allowedActions: expect.arrayContaining(['archive']) })
  expect(body.stages.filter(({ stage }) => stage === 'assembly').map(({ outcome, heldOn }) => [outcome, heldOn])).toEqual([
    ['passed', '2026-03-16'],
    ['notPassed', '2026-03-16'],
  ])
  expect(await passed()).toBe(0)
  const fallen = (await app.call(null, notices.get, { params: decision.params })).body
  expect(fallen).toMatchObject({ state: 'concluded', recalled: { on: '2026-03-28', reason: '表决结果更正了，没有通过' } })
  const page = await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })
  for (const words of ['没有通过', '两个人更正过']) expect(page.body).toContain(words)
})

test('what was recorded as a no and was a yes is resolved, and owes its disclosures from that day on', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers, { ...assembly, yes: 2, against: 28 })
  expect((await steps.conclude('assembly')).body.state).toBe('rejected')
  await correct(place, matter, won)
  expect((await matter.read(null)).state).toBe('verdictTurned')
  const { items } = (await app.call(place.clerk, todos.list, {})).body
  expect(
    items.some(({ id }) => id === matter.id),
    'although it had ended',
  ).toBe(true)
  app.now = new Date('2026-03-23T01:00:00Z')
  expect(await refusal(matter.put(endpoints.followCorrection, {}))).toBe('422 请写最迟哪一天公开结果')
  const { body } = await matter.put(endpoints.followCorrection, { resultDueOn: '2026-12-31' })
  expect(body).toMatchObject({ state: 'resolved', resultDueOn: '2026-12-31', overdue: [], dueOn: '2026-03-30' })
  await (await hang(app, place, matter, 'decisionDisclosure')).publish()
  // and back again: each correction is another word, and the newest counts
  await correct(place, matter, lost)
  expect((await matter.read(null)).state).toBe('verdictTurned')
  const { version } = await matter.read()
  const follow = (who: string | null) =>
    app.call(who, endpoints.followCorrection, { params: matter.params, body: {} }, { 'if-match': `"${version}"` })
  const next = await aPlace()
  expect([(await follow(null)).status, (await follow(next.place.clerk)).status, (await follow(place.supervisor)).status]).toEqual([
    401, 403, 403,
  ])
  const answers = (await Promise.all(Array.from({ length: 50 }, () => follow(place.clerk)))).map(({ status }) => status)
  expect(answers.filter(status => status === 200)).toHaveLength(1)
  expect(
    answers.filter(status => ![200, 409, 412].includes(status)),
    'told, whoever comes later',
  ).toEqual([])
  const read = await matter.read()
  expect(read).toMatchObject({ state: 'rejected' })
  expect(read.stages.filter(({ stage }) => stage === 'assembly')).toHaveLength(3)
})

test('votes put right that change no verdict change nothing of the matter', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  await ok(steps.conclude('assembly'))
  await correct(place, matter, { for: 28, against: 2, abstain: 0 })
  expect(await matter.read(null)).toMatchObject({ state: 'resolved', ballots: [{ tally: { for: 28 } }] })
})
