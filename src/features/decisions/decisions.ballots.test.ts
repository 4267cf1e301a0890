/** Ballots that wait for their step (还没有登记结果的表决): the rules as tables; what was voted does not vanish, over HTTP on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { heldRefusal, holdOf, isAnyoneTouched, type Pending, type Said } from './decisions.ballots.rules.ts'
import { endpoints } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, short, stepsOf } from './decisions.gates.samples.ts'
import { matterDriver } from './decisions.samples.ts'
import { aMeetingOf } from './decisions.votes.samples.ts'

const vote = new Date('2026-03-16T02:00:00Z')
const said = (interest: string, hour: number, personId = 'p'): Said => ({
  personId,
  capacity: 'assembly',
  interest,
  recused: false,
  recordedAt: new Date(vote.getTime() + hour * 3_600_000),
})
// oxfmt-ignore
test.each([
  [[], null, false, 'nobody has said anything'],
  [[said('own', -1)], null, true, 'somebody is touched'],
  [[said('own', -2), said('none', -1)], null, false, 'a slip put right: the newest word counts'],
  [[said('none', -2), said('own', -1)], null, true, 'and so does one that came later'],
  [[said('own', -2), said('none', -1, 'q')], null, true, 'another’s word is not his'],
  [[said('own', -1)], vote, true, 'said before the vote'],
  [[said('own', 1)], vote, false, 'said after the vote: a reason to object'],
  [[said('own', -1), said('none', 1)], vote, true, 'what was said before the vote is not unsaid after it'],
] as const)('declared %j, voted %s: touched %s (%s)', (declared, closedAt, expected, _why) => expect(isAnyoneTouched(declared, closedAt)).toBe(expected))

const closed: Pending = {
  stage: 'assembly',
  body: 'collectiveMembers',
  state: 'closed',
  textDigest: 'a',
  outcome: { verdict: 'rejected', words: [] },
  secret: false,
  closedAt: vote,
}
// oxfmt-ignore
test.each([
  [{ state: 'tabled', outcome: null }, 'called', null, 'only on an agenda: it comes off'],
  [{ state: 'rollFixed', outcome: null }, 'voting', '“会议表决”正在表决，要先表决完', 'people are voting'],
  [{}, 'counted', '“会议表决”已经表决，要先登记表决结果', 'voted down is a result'],
  [{ outcome: { verdict: 'noQuorum', words: [] } }, 'counted', '“会议表决”已经表决，要先登记表决结果', 'and so is that too few came'],
  [{ outcome: { verdict: 'refused', words: [] } }, null, null, 'a count that counts for nothing'],
  [{ textDigest: 'b' }, null, null, 'about other words'],
  [{ state: 'cancelled', outcome: null }, null, null, 'broken off'],
] as const)('a ballot %j: %s, %s (%s)', (changes, hold, words, _why) => {
  expect(holdOf({ ...closed, ...changes }, { digest: 'a', declared: [] })).toBe(hold)
  expect(heldRefusal([{ stage: 'assembly', hold }])).toBe(words)
})

const app = useApp()
const { registered } = matterDriver(app)
const { aPlace, resolved } = gateDriver(app)
const again = { reason: '再考虑考虑' }
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

test('what the assembly voted down is not taken back: first its result is on record', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers, { ...assembly, yes: 2, against: 28 })
  expect(await refusal(matter.put(endpoints.withdraw, again))).toBe('“会议表决”已经表决，要先登记表决结果。')
  expect((await matter.read(null)).waitsFor).toBe('下一步是“会议表决”')
  const { body } = await steps.conclude('assembly')
  expect([body.state, body.stages.at(-1)!.outcome]).toEqual(['rejected', 'notPassed'])
})

test('a matter that is taken back comes off the agenda; once the roll stands the vote is held first', async () => {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await steps.research()
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  await ok(matter.put(endpoints.withdraw, again))
  expect((await matter.read()).ballots).toMatchObject([{ state: 'cancelled', past: true, cancelReason: again.reason }])

  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  await ok(steps.conclude('partyResearch', { heldOn: '2026-03-02', outcome: 'passed' }))
  const second = await aMeetingOf(app, place, registers, assembly)
  await ok(second.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await second.fix()
  expect(await refusal(matter.put(endpoints.withdraw, again))).toBe('“会议表决”正在表决，要先表决完。')
})

test('what the board voted down is neither refused past it nor acted on in an emergency', async () => {
  const { place, registers } = await aPlace({ ...short, stages: ['proposal', 'boardConsultation', 'partyResearch', 'assembly'] })
  const matter = await registered(place)
  const board = { decidingBody: 'collectiveBoard', startsAt: '2026-03-02T00:30:00Z', noticeOn: '2026-02-27', present: 3 } as const
  const meeting = await aMeetingOf(app, place, registers, { ...board, yes: 0, against: 3 })
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  await ok(matter.put(endpoints.urge, { reason: '台风将至，要马上加固', document: '镇三防办通知' }))
  expect((await matter.read()).ballots, 'it came off the agenda').toMatchObject([{ state: 'cancelled' }])
  const other = await aMeetingOf(app, place, registers, { ...board, yes: 0, against: 3 })
  await other.hold(matter)
  const words = '“社委会商议”已经表决，要先登记表决结果。'
  expect(await refusal(matter.put(endpoints.confirmUrgency, undefined, place.secretary))).toBe(words)
  await stepsOf(place, matter).seats('boardConsultation')
  expect((await stepsOf(place, matter).conclude('boardConsultation')).body).toMatchObject({ state: 'draft', round: 2 })
})

test('a show of hands decides nothing where somebody had said that the matter is his own, and it is voted on anew', async () => {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await steps.research()
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  expect((await matter.declare(place.supervisor, 'assembly', 'sibling', true)).status).toBe(200)
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  await meeting.close()
  await steps.seats('assembly')
  expect(await refusal(steps.conclude('assembly'))).toBe('有人说这件事和自己有关，要无记名投票，请重新通知开会。')
  const secret = await aMeetingOf(app, place, registers, { startsAt: '2026-03-30T01:30:00Z', noticeOn: '2026-03-16' })
  await ok(secret.table(matter))
  app.now = new Date('2026-03-30T02:30:00Z')
  await secret.fix()
  await secret.close()
  expect((await matter.read()).ballots.at(-1)).toMatchObject({ state: 'closed' })
  await ok(steps.conclude('assembly'))
})

test('a slip put right in time stops nothing, and nobody unmakes a vote by naming others after it', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers, assembly, async () => {
    const [running] = (await app.call(place.clerk, endpoints.list, { query: { below: place.cooperative.id } })).body.items
    const declare = (interest: string) =>
      app.call(place.clerk, endpoints.declare, {
        params: { decisionId: running!.id },
        body: { personId: place.director, capacity: 'assembly', interest, recused: false },
      })
    for (const interest of ['own', 'none']) expect((await declare(interest)).status).toBe(200)
  })
  const named = { personId: place.director, capacity: 'assembly', interest: 'own', recused: false }
  expect((await app.call(place.supervisor, endpoints.declare, { params: matter.params, body: named })).status).toBe(200)
  await ok(steps.conclude('assembly'))
})
