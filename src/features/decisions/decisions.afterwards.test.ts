/** A matter whose vote broke off, or was put right later (中止和更正): what its gates and its page say; over HTTP, on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as notices } from '#features/disclosures/disclosures.contract.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type Stage } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, short, stepsOf } from './decisions.gates.samples.ts'
import { lease, matterDriver, type DecidingPlace, type Matter } from './decisions.samples.ts'
import { aMeetingOf, hang, type Held, type Registers } from './decisions.votes.samples.ts'

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

/** Two people agree that the votes were others; of the newest ballot, or of that of a step. */
async function correct(place: DecidingPlace, matter: Matter, tally: { for: number; against: number; abstain: number }, stage?: string) {
  const { id: ballotId } = (await matter.read()).ballots.findLast(each => stage === undefined || each.stage === stage)!
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
    answers.filter(status => ![200, 409, 412, 503].includes(status)),
    'told, whoever comes later, or that too many ask at once',
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

/** The board of a cooperative consults before the Party studies it; three sit on it. */
async function consulted(vote: { yes: number; against: number }) {
  const { place, registers } = await aPlace({ ...short, stages: withBoard })
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await consult(place, registers, matter, vote)
  const concluded = await steps.conclude('boardConsultation')
  await ok(Promise.resolve(concluded))
  return { place, registers, matter, steps, concluded }
}
const withBoard: Stage[] = ['proposal', 'boardConsultation', 'partyResearch', 'assembly', 'decisionDisclosure', 'resultDisclosure']
const board: Held = { decidingBody: 'collectiveBoard', startsAt: '2026-03-02T00:30:00Z', noticeOn: '2026-02-27', present: 3 }
async function consult(place: DecidingPlace, registers: Registers, matter: Matter, vote: { yes: number; against: number }) {
  const meeting = await aMeetingOf(app, place, registers, { ...board, ...vote })
  await meeting.hold(matter)
  await stepsOf(place, matter).seats('boardConsultation')
}
async function studied(steps: ReturnType<typeof stepsOf>) {
  await steps.seats('partyResearch')
  await ok(steps.conclude('partyResearch', { heldOn: '2026-03-02', outcome: 'passed' }))
}
const boardLost = { for: 1, against: 2, abstain: 0 }

test('a board’s yes that two people turn into a no sends the matter back to be written anew, and off the agenda to come', async () => {
  const { place, registers, matter, steps } = await consulted({ yes: 3, against: 0 })
  await studied(steps)
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  expect((await matter.read()).state).toBe('assemblyCalled')
  await correct(place, matter, boardLost, 'boardConsultation')
  expect(await matter.read(null)).toMatchObject({ state: 'verdictTurned', next: 'boardConsultation' })
  const { items } = (await app.call(place.clerk, todos.list, {})).body
  expect(items.filter(({ id }) => id === matter.id)).toMatchObject([{ detail: '表决结果更正过，请按更正的结果登记。' }])
  expect(await refusal(steps.conclude('assembly'))).toBe('409 /problems/wrong-state')
  const { body } = await matter.put(endpoints.followCorrection, {})
  expect(body).toMatchObject({ state: 'draft', round: 2, next: 'proposal' })
  expect(body.stages.filter(({ stage }) => stage === 'boardConsultation').map(({ outcome }) => outcome)).toEqual(['passed', 'notPassed'])
  expect(body.ballots.map(({ stage, state }) => [stage, state])).toEqual([
    ['boardConsultation', 'closed'],
    ['assembly', 'cancelled'],
  ])
  // and back again: as long as the text is the same, it goes on where the board left it
  await correct(place, matter, { for: 3, against: 0, abstain: 0 }, 'boardConsultation')
  expect(await refusal(matter.put(endpoints.submit, { onDay: '2026-03-02' }))).toBe('409 /problems/wrong-state')
  const again = (await matter.put(endpoints.followCorrection, {})).body
  expect(again).toMatchObject({ state: 'boardConsulted', round: 2, next: 'partyResearch' })
})

test('what the assembly resolved on a board’s yes falls with it, its notice comes down, and what it had ended runs again', async () => {
  const { place, registers, matter, steps } = await consulted({ yes: 3, against: 0 })
  await studied(steps)
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  await meeting.close()
  await steps.seats('assembly')
  await ok(steps.conclude('assembly'))
  const decision = await hang(app, place, matter, 'decisionDisclosure')
  await decision.publish()
  // both were wrong: the first decides
  await correct(place, matter, lost, 'assembly')
  await correct(place, matter, boardLost, 'boardConsultation')
  expect(await matter.read(null)).toMatchObject({ state: 'verdictTurned', next: 'boardConsultation' })
  expect((await matter.put(endpoints.followCorrection, {})).body).toMatchObject({ state: 'draft', round: 2, resultDueOn: null })
  expect((await app.call(null, notices.get, { params: decision.params })).body).toMatchObject({ state: 'withdrawn' })
  const days = {
    params: { indicatorId: 'decisions.boardConsultationDays' },
    query: { unitId: place.cooperative.id, from: '2026-03-01', to: '2026-03-31' },
  }
  expect((await app.call(null, numbers.value, days)).body.value, 'never days before the step before').toBe(0)
})

test('too few on the board after all: it meets again, and what came after it is gone through anew', async () => {
  const { place, registers, matter, steps } = await consulted({ yes: 3, against: 0 })
  await studied(steps)
  // of the whole board; how few came stands on the roll, and no correction changes it
  const turned = async (outcome: string) =>
    app.owner
      .updateTable('ballotCorrection')
      .set({ outcome: JSON.stringify({ verdict: outcome, words: [] }) })
      .where('ballotId', '=', (await matter.read()).ballots[0]!.id)
      .execute()
  await correct(place, matter, boardLost, 'boardConsultation')
  await turned('noQuorum')
  const { body } = await matter.put(endpoints.followCorrection, {})
  expect(body).toMatchObject({ state: 'returned', round: 2, next: 'boardConsultation' })
  await consult(place, registers, matter, { yes: 3, against: 0 })
  expect((await steps.conclude('boardConsultation')).body).toMatchObject({ state: 'boardConsulted', next: 'partyResearch' })
})

test('a board’s no that was a yes takes the matter on from there; a text that was changed since is consulted anew', async () => {
  for (const isRewritten of [false, true]) {
    const { place, matter, concluded } = await consulted({ yes: 1, against: 2 })
    expect(concluded.body).toMatchObject({ state: 'draft', round: 2 })
    if (isRewritten) await ok(matter.put(endpoints.write, { ...lease, text: `${lease.text}押金三个月。` }))
    await correct(place, matter, { for: 3, against: 0, abstain: 0 }, 'boardConsultation')
    if (isRewritten) expect((await matter.read()).state).toBe('draft')
    else expect((await matter.put(endpoints.followCorrection, {})).body).toMatchObject({ state: 'boardConsulted', next: 'partyResearch' })
  }
})

test('sent back to the vote alone, a matter still stands on what its board said before', async () => {
  const { place, registers, matter, steps } = await consulted({ yes: 3, against: 0 })
  await studied(steps)
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  await meeting.close()
  await steps.seats('assembly')
  await ok(steps.conclude('assembly'))
  const order = { kind: 'correctionOrdered', authority: 'town', orderedOn: '2026-03-16', document: '镇府责改〔2026〕3号' }
  await ok(matter.put(endpoints.order, order, place.townClerk))
  await ok(matter.put(endpoints.sendBack, { stage: 'assembly' }))
  await correct(place, matter, lost, 'assembly')
  expect((await matter.read()).state, 'that vote was left behind').toBe('returned')
  await correct(place, matter, boardLost, 'boardConsultation')
  expect(await matter.read()).toMatchObject({ state: 'verdictTurned', next: 'boardConsultation' })
  expect((await matter.put(endpoints.followCorrection, {})).body).toMatchObject({ state: 'draft', round: 3 })
})
