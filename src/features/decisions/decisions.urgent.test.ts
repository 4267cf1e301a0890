/** What becomes of an emergency (紧急先办以后): voted down, objected to, ordered to be corrected; over HTTP, on a moved clock. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { endpoints as votes } from '#features/votes/votes.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, stepsOf } from './decisions.gates.samples.ts'
import { matterDriver, type DecidingPlace, type Matter } from './decisions.samples.ts'
import { aMeetingOf, hang, type Held, type Registers } from './decisions.votes.samples.ts'

const app = useApp()
const { registered } = matterDriver(app)
const { aPlace } = gateDriver(app)
beforeEach(() => void (app.now = new Date('2026-03-02T01:00:00Z')))

async function acted() {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await ok(matter.put(endpoints.urge, { reason: '台风后要马上抢修', document: '镇三防办通知' }))
  await ok(matter.put(endpoints.confirmUrgency, undefined, place.secretary))
  await steps.research()
  return { place, registers, matter, steps }
}
/** On 16 March, up to its result on record. */
async function vote(place: DecidingPlace, registers: Registers, matter: Matter, held: Partial<Held> = {}) {
  const meeting = await aMeetingOf(app, place, registers, { ...assembly, ...held })
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  app.now = new Date('2026-03-16T02:30:00Z')
  await meeting.fix()
  await meeting.close()
  await stepsOf(place, matter).seats('assembly')
  return stepsOf(place, matter).conclude('assembly')
}

test('the assembly says no although the result is out already: the no is on record, and the matter has ended', async () => {
  const { place, registers, matter } = await acted()
  await (await hang(app, place, matter, 'resultDisclosure')).publish()
  expect((await matter.read()).state).toBe('resultDisclosed')
  const { status, body } = await vote(place, registers, matter, { yes: 3, against: 27 })
  expect([status, body.state, body.stages.at(-1)!.outcome, body.overdue]).toEqual([200, 'rejected', 'notPassed', []])
  expect((await matter.put(endpoints.archive, { onDay: '2026-03-16', document: '2026年第3卷' })).status).toBe(200)
})

test('an objection to the ratified decision sends it back like any other', async () => {
  const { place, registers, matter } = await acted()
  await ok(vote(place, registers, matter))
  const decision = await hang(app, place, matter, 'decisionDisclosure')
  await decision.publish()
  expect((await matter.read()).allowedActions).not.toContain('sendBack')
  const objection = await decision.object()
  for (const who of [place.discipline, place.townClerk]) await ok(decision.decide(objection, who, 'upheld'))
  const body = { stage: 'decisionDisclosure', content: '旧厂房抢修，花了两万元。' }
  const again = app.call(place.clerk, endpoints.draftNotice, { params: matter.params, body })
  expect(await refusal(again)).toBe('异议成立，要先退回重办，再公开。')
  expect((await matter.read(null)).waitsFor).toMatch(/^异议成立，要退回重办/)
  expect((await matter.put(endpoints.sendBack, { stage: 'assembly' })).body).toMatchObject({
    state: 'returned',
    round: 2,
    next: 'assembly',
  })
})

test('sent back by an order before it was ratified, it is ratified by the vote that it comes to', async () => {
  const { place, registers, matter } = await acted()
  const order = { kind: 'correctionOrdered', authority: 'town', orderedOn: '2026-03-02', document: '镇府责改〔2026〕2号' }
  await ok(matter.put(endpoints.order, order, place.townClerk))
  await ok(matter.put(endpoints.sendBack, { stage: 'assembly' }))
  const { body } = await vote(place, registers, matter)
  expect(body).toMatchObject({ state: 'resolved', urgent: { ratifiedOn: '2026-03-16' } })
  await (await hang(app, place, matter, 'decisionDisclosure')).publish()
  app.now = new Date('2026-05-16T02:30:00Z')
  expect((await matter.read(null)).overdue).toEqual([])
})

test('a ratification that two people turn into a no ends the emergency', async () => {
  const { place, registers, matter } = await acted()
  await ok(vote(place, registers, matter, { present: 21 }))
  expect((await matter.read(null)).urgent).toMatchObject({ ratifiedOn: '2026-03-16' })
  const { id: ballotId } = (await matter.read()).ballots.at(-1)!
  const body = { tally: { for: 2, against: 19, abstain: 0 }, reason: '正反两栏抄反了' }
  const proposed = await app.call(place.clerk, votes.proposeCorrection, { params: { ballotId }, body })
  const correctionId = proposed.body.items[0]!.corrections[0]!.id
  await ok(app.call(place.secretary, votes.confirmCorrection, { params: { ballotId, correctionId } }))
  expect((await matter.read(null)).state).toBe('verdictTurned')
  const taken = (await matter.put(endpoints.followCorrection, {})).body
  expect(taken).toMatchObject({ state: 'rejected', urgent: { ratifiedOn: null }, overdue: [] })
})

test('ratified while its result hangs, an emergency owes the notice of the decision, and somebody is asked for it', async () => {
  const { place, registers, matter } = await acted()
  await (await hang(app, place, matter, 'resultDisclosure')).publish()
  await ok(vote(place, registers, matter))
  expect(await matter.read(null)).toMatchObject({ state: 'resultDisclosed', dueOn: '2026-03-23', overdue: [] })
  const asked = async () => (await app.call(place.clerk, todos.list, {})).body.items.filter(({ id }) => id === matter.id)
  expect(await asked()).toMatchObject([{ detail: '追认了，请写决议公开。', dueOn: '2026-03-23' }])
  const late = async () =>
    (await app.call(null, endpoints.list, { query: { below: place.village.id, lamp: 'late', limit: 50 } })).body.items.map(({ id }) => id)
  app.now = new Date('2026-03-25T02:30:00Z')
  expect((await matter.read(null)).overdue).toEqual(['决议公开逾期2天'])
  expect(await late()).toEqual([matter.id])
  await (await hang(app, place, matter, 'decisionDisclosure')).publish()
  expect([(await matter.read(null)).overdue, await late(), await asked()]).toEqual([[], [], []])
})

test('what was to ratify an emergency that the town annuls comes off the agenda, whoever keeps that meeting', async () => {
  const { place, registers, matter } = await acted()
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  await ok(meeting.table(matter))
  const order = { kind: 'annulled', authority: 'town', orderedOn: '2026-03-02', document: '镇府撤〔2026〕1号' }
  await ok(matter.put(endpoints.order, order, place.discipline))
  const { items } = (await app.call(place.clerk, votes.get, { params: meeting.params })).body
  expect(items).toMatchObject([{ state: 'cancelled', cancelReason: '镇政府撤销了，文书：镇府撤〔2026〕1号' }])
  expect((await matter.read()).ballots).toMatchObject([{ state: 'cancelled' }])
  // nobody elsewhere takes anything off
  const other = await acted()
  const next = await aMeetingOf(app, other.place, other.registers, assembly)
  await next.declareBoard(other.matter)
  await ok(next.table(other.matter))
  const off = await app.as(await app.person(place.clerk), ({ db }) =>
    sql`select * from take_off_agendas('decision', ${other.matter.id}, '不是自己的事')`.execute(db),
  )
  expect(off.rows).toEqual([])
})
