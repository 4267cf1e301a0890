/** Decisions (四议两公开): whose turn it is. The rules as a table, and the list of work over HTTP. */
import { expect, test } from 'vitest'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { aDecidingPlace, matterDriver } from './decisions.samples.ts'
import { turnsOf, type Waiting } from './decisions.todos.rules.ts'

const running: Waiting = {
  state: 'registered',
  next: 'boardConsultation',
  isTabled: false,
  isVoted: false,
  decisionDone: false,
  decisionFell: false,
  resultDone: false,
  resultFell: false,
  decisionBegun: false,
  resultBegun: false,
  isUrgent: false,
  isPreCheckOwed: false,
  isAnswerOwed: false,
  dues: [],
}
const toRatify = { what: 'ratification', on: '2026-03-10' } as const
const toDecide = { what: 'decision', on: '2026-03-23' } as const
const toDisclose = { what: 'result', on: '2026-06-30' } as const
const toAnswer = { what: 'comment', on: '2026-03-05' } as const
// oxfmt-ignore
test.each([
  [{}, ['下一步：社委会商议，请开会。'], 'a vote needs a meeting'],
  [{ isTabled: true }, [], 'it waits for the meeting'],
  [{ isVoted: true }, ['“社委会商议”表决完了，请登记结果。'], 'the result is recorded'],
  [{ next: 'membersFirst' }, ['下一步：党员首议。'], 'advice is no vote'],
  [{ next: 'partyResearch' }, ['下一步：党组织研究讨论。'], 'nor is the study'],
  [{ isAnswerOwed: true, isTabled: true }, ['党员首议的意见，等答复。'], 'an opinion is answered'],
  [{ dues: [toAnswer], isTabled: true }, ['有1条居民意见，等答复。 2026-03-05'], 'and so is a resident'],
  [{ isUrgent: true }, ['申请紧急先办，等您同意。'], 'the steps wait for the second word'],
  [{ state: 'draft', next: 'proposal' }, ['还是草稿，写好就登记。'], 'a draft waits for its writer'],
  [{ state: 'resolved', next: 'decisionDisclosure', dues: [toDecide] }, ['通过了，请写决议公开。 2026-03-23'], 'it is owed, with its day'],
  [{ state: 'resolved', next: 'decisionDisclosure', dues: [toDecide], decisionBegun: true }, [], 'it is written: the notice asks whose turn it is'],
  [{ state: 'implementing', next: 'resultDisclosure', dues: [toDisclose], resultBegun: true }, [], 'and so is that of the result'],
  [{ state: 'disclosed', next: 'decisionDisclosure' }, [], 'its days run'],
  [{ state: 'disclosed', next: 'decisionDisclosure', decisionDone: true }, ['公开满期了，可以开始办。'], 'and are over'],
  [{ state: 'disclosed', next: 'decisionDisclosure', decisionFell: true }, ['异议成立，请退回重办。'], 'back, not on'],
  [{ state: 'objected', next: 'decisionDisclosure' }, [], 'those who decide objections are asked by the notice'],
  [{ state: 'implementing', next: 'resultDisclosure', dues: [toDisclose] }, ['办好了，请公开结果。 2026-06-30'], 'with its day'],
  [{ state: 'implementing', next: 'resultDisclosure', dues: [toRatify] }, ['紧急先办的，请开会追认。 2026-03-10'], 'an emergency is ratified first'],
  [{ state: 'implementing', next: 'resultDisclosure', decisionFell: true }, ['异议成立，请退回重办。'], 'of an emergency too, back, not on'],
  [{ state: 'implementing', next: 'resultDisclosure', resultFell: true }, ['结果公开的异议成立，请改好再公开。'], 'a result that was wrong is told anew'],
  [{ state: 'resultDisclosed', next: 'resultDisclosure' }, [], 'the second disclosure runs'],
  [{ state: 'implementing', next: 'resultDisclosure', decisionFell: true }, ['异议成立，请退回重办。'], 'of an emergency too, back, not on'],
  [{ state: 'implementing', next: 'resultDisclosure', resultFell: true }, ['结果公开的异议成立，请改好再公开。'], 'a result that was wrong is told anew'],
  [{ state: 'implementing', next: 'resultDisclosure', dues: [toDecide, toDisclose] }, ['追认了，请写决议公开。 2026-03-23', '办好了，请公开结果。 2026-06-30'], 'ratified, an emergency owes both'],
  [{ state: 'resultDisclosed', next: 'resultDisclosure', dues: [toDecide] }, ['追认了，请写决议公开。 2026-03-23'], 'even if its result hangs already'],
  [{ state: 'resultDisclosed', next: 'resultDisclosure', dues: [toDecide], resultDone: true }, ['追认了，请写决议公开。 2026-03-23'], 'and is not closed before it'],
  [{ state: 'resultDisclosed', next: 'resultDisclosure', dues: [toDecide], decisionBegun: true }, [], 'once it is written, the notice asks whose turn it is'],
  [{ state: 'resultDisclosed', next: 'resultDisclosure', resultDone: true }, ['结果公开满期了，可以办结。'], 'and is over'],
  [{ state: 'verdictTurned', next: 'assembly' }, ['表决结果更正过，请按更正的结果登记。'], 'what two people corrected is taken up'],
  [{ state: 'correctionOrdered' }, ['责令改正，请退回重办。'], 'an order is followed'],
] as const)('%j: %j (%s)', (changes, turns, _why) => {
  const may = (name: string) => name !== 'submit' || ('state' in changes && changes.state === 'draft')
  const asked = turnsOf({ ...running, ...changes }, name => may(name) && (name !== 'confirmUrgency' || 'isUrgent' in changes))
  expect(asked.map(({ detail, dueOn }) => (dueOn === null ? detail : `${detail} ${dueOn}`))).toEqual(turns)
})

test('who may not take a step is not asked for it', () => {
  expect(turnsOf(running, () => false)).toEqual([])
  expect(turnsOf({ ...running, dues: [toAnswer] }, name => name === 'table')).toEqual([
    { detail: '下一步：社委会商议，请开会。', dueOn: null },
  ])
})

const app = useApp()
const { registered } = matterDriver(app)

test('the owner of a step has it on the list with its day and lamp; others have not', async () => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const place = await aDecidingPlace(app.owner)
  const elsewhere = await aDecidingPlace(app.owner)
  const matter = await registered(place)
  const waiting = async (who: string) =>
    (await app.call(who, todos.list, {})).body.items.filter(({ source, id }) => source === 'decisions.turns' && id === matter.id)
  const next = { detail: '下一步：社委会商议，请开会。', dueOn: null, lamp: null, link: `/console/decisions/${matter.id}` }
  for (const who of [place.clerk, place.secretary, place.director]) expect(await waiting(who)).toMatchObject([next])
  for (const who of [place.supervisor, place.townClerk, place.townLeader, elsewhere.clerk]) expect(await waiting(who)).toEqual([])

  expect((await app.call(null, endpoints.comment, { params: matter.params, body: { content: '租期五年太长' } })).status).toBe(200)
  const comment = { detail: '有1条居民意见，等答复。', dueOn: '2026-03-17', lamp: 'ok' }
  expect(await waiting(place.clerk)).toMatchObject([comment, next]) // what has a day comes first
  app.now = new Date('2026-03-17T01:00:00Z')
  expect(await waiting(place.clerk)).toMatchObject([{ ...comment, lamp: 'soon' }, next])
  app.now = new Date('2026-03-18T01:00:00Z')
  expect(await waiting(place.clerk)).toMatchObject([{ ...comment, lamp: 'late' }, next])
  app.now = new Date('2026-03-02T01:00:00Z')

  const urged = { reason: '台风后堤围要马上抢修', document: '镇三防办紧急通知' }
  expect((await matter.put(endpoints.urge, urged)).status).toBe(200)
  const second = { detail: '申请紧急先办，等您同意。' }
  for (const who of [place.supervisor, place.townClerk, place.townLeader]) expect(await waiting(who)).toMatchObject([second])
  expect(await waiting(place.secretary)).toMatchObject([comment, second])
  expect(await waiting(place.clerk)).toMatchObject([comment]) // who asked does not agree as well
  expect((await matter.put(endpoints.confirmUrgency, undefined, place.supervisor)).status).toBe(200)
  expect(await waiting(place.supervisor)).toEqual([])
  expect(await waiting(place.clerk)).toMatchObject([comment, { detail: '紧急先办的，请开会追认。', dueOn: '2026-03-17' }])
})
