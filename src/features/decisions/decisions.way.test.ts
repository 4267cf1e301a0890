/** The whole way of a matter (从提议到办结): a lease with both disclosures, an emergency, a change of law; on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { anEntry } from '#features/matters/matters.samples.ts'
import { endpoints as todos } from '#features/todos/todos.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { aDecidingPlace, lease, matterDriver, type DecidingPlace, type Matter } from './decisions.samples.ts'
import { aMeetingOf, hang, registersOf, settleBoard } from './decisions.votes.samples.ts'

const app = useApp()
const { registered, aMatter, advise } = matterDriver(app)
const at = (instant: string) => (app.now = new Date(instant))
beforeEach(() => void at('2026-03-02T01:00:00Z'))

async function step(place: DecidingPlace, matter: Matter, stage: string, changes: object = {}) {
  for (const person of [place.secretary, place.clerk]) await matter.declare(person, stage)
  const body = { chairId: place.secretary, recorderId: place.clerk, resultDueOn: '2026-06-30', ...changes }
  const answer = await matter.put(endpoints.conclude, body, place.clerk, { stage })
  expect([answer.status, answer.body.detail ?? answer.body.errors]).toEqual([200, undefined])
  return answer.body
}
const ok = ({ status, body }: { status: number; body: { detail?: string } }) => expect([status, body.detail]).toEqual([200, undefined])

test('a cooperative’s lease goes from the proposal to the archive with both disclosures, each step on record before the next', async () => {
  const place = await aDecidingPlace(app.owner)
  await settleBoard(app, place)
  const registers = await registersOf(app, place)
  const matter = await registered(place)
  const board = await aMeetingOf(app, place, registers, {
    decidingBody: 'collectiveBoard',
    startsAt: '2026-03-02T00:30:00Z',
    noticeOn: '2026-02-27',
    present: 3,
  })
  await board.hold(matter)
  expect(await step(place, matter, 'boardConsultation')).toMatchObject({ state: 'boardConsulted' })
  ok(await advise(matter, place, { heldOn: '2026-03-02' }))
  expect(await step(place, matter, 'partyResearch', { heldOn: '2026-03-02', outcome: 'passed' })).toMatchObject({
    state: 'partyResearched',
  })
  const assembly = await aMeetingOf(app, place, registers, {
    startsAt: '2026-03-16T01:30:00Z',
    noticeOn: '2026-03-02',
    present: 26,
    yes: 24,
  })
  ok(await assembly.table(matter))
  at('2026-03-16T02:30:00Z')
  await assembly.fix()
  await assembly.close()
  expect(await step(place, matter, 'assembly')).toMatchObject({ state: 'resolved', resultDueOn: '2026-06-30' })
  const { items } = (await app.call(place.clerk, todos.list, {})).body
  expect(items.find(({ source, id }) => source === 'decisions.turns' && id === matter.id)).toMatchObject({
    detail: '通过了，请写决议公开。',
    dueOn: '2026-03-23',
    lamp: 'ok',
  })
  const decision = await hang(app, place, matter, 'decisionDisclosure')
  await decision.publish('2026-06-30')
  at('2026-03-26T01:00:00Z')
  ok(await decision.conclude())
  ok(await matter.put(endpoints.enterListing, { onDay: '2026-03-26', number: 'NH2026-0005' }))
  ok(await matter.put(endpoints.implement, { onDay: '2026-03-26', document: '租赁合同〔2026〕5号' }))
  const result = await hang(app, place, matter, 'resultDisclosure')
  await result.publish()
  expect(await matter.read(null)).toMatchObject({ state: 'resultDisclosed' })
  at('2026-04-08T01:00:00Z')
  ok(await result.conclude())
  ok(await matter.put(endpoints.close, { onDay: '2026-04-08', document: '验收单' }))
  const { body } = await matter.put(endpoints.archive, { onDay: '2026-04-08', document: '2026年第3卷' })
  expect(body).toMatchObject({ state: 'archived', overdue: [], next: null })

  const resolution = app.owner.selectFrom('decisionStage').where('decisionId', '=', matter.id).where('discloseBy', 'is not', null)
  expect(await resolution.select(['stage', 'discloseBy']).execute(), 'due a week after the vote').toEqual([
    { stage: 'assembly', discloseBy: '2026-03-23' },
  ])
  const inTime = {
    params: { indicatorId: 'decisions.disclosedOnTime' },
    query: { unitId: place.cooperative.id, from: '2026-03-01', to: '2026-03-31' },
  }
  expect((await app.call(null, numbers.value, inTime)).body).toMatchObject({ part: 1, whole: 1 })

  const seen = await matter.read(null)
  expect(seen.steps.every(({ isDone }) => isDone)).toBe(true)
  expect(seen.stages.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual([
    'proposal registered',
    'boardConsultation passed',
    'membersFirst support',
    'partyResearch passed',
    'assembly passed',
    'listing listed',
    'decisionDisclosure passed',
    'work implementing',
    'resultDisclosure passed',
    'closure closed',
    'archive archived',
  ])
  expect(seen.ballots.map(({ stage, state, sameText }) => [stage, state, sameText])).toEqual([
    ['boardConsultation', 'closed', true],
    ['assembly', 'closed', true],
  ])
  const entries = seen.stages.map(({ recordEntryId }) => recordEntryId)
  expect(new Set(entries).size).toBe(11)
  // what was put on record is made anew from the row, and a row that was edited makes another text
  const text = async () =>
    app.as({ kind: 'public', townId: 1 }, context => context.recorded.get('decisions.stage')!.document(context, seen.stages[4]!.id))
  const before = await text()
  expect(before).toContain('票数：到会26人，应到30人，三分之二为20人；同意24票')
  await app.owner.updateTable('decisionStage').set({ heldOn: '2026-03-15' }).where('id', '=', seen.stages[4]!.id).execute()
  expect(await text()).not.toBe(before)
  await app.owner.updateTable('decisionStage').set({ heldOn: '2026-03-16' }).where('id', '=', seen.stages[4]!.id).execute()
  expect(await text()).toBe(before)
  // nor do its title and its amount; a step of before they stood in the text keeps the words in which it was recorded
  const told = (changes: object) => app.owner.updateTable('decisionText').set(changes).where('decisionId', '=', seen.id).execute()
  const { title } = lease
  expect(before).toContain(`名称：${title}\n`)
  await told({ title: '福寿里旧厂房出售' })
  expect(await text()).not.toBe(before)
  await told({ title, amountFen: 1_200_000 })
  expect(await text()).toContain('金额：12000.00元\n')
  await told({ amountFen: null })
  expect(await text()).toBe(before)
  // nor the day of the notice, which the step keeps as it was concluded
  expect(before).toContain('通知开会：2026-03-02\n')
  expect(seen.stages[4]!.noticedOn).toBe('2026-03-02')
  const noticed = (day: string) =>
    app.owner.updateTable('decisionStage').set({ noticedOn: day }).where('id', '=', seen.stages[4]!.id).execute()
  await noticed('2026-02-02')
  expect(await text()).not.toBe(before)
  await noticed('2026-03-02')
  const wording = (which: number) =>
    app.owner.updateTable('decisionStage').set({ wording: which }).where('id', '=', seen.stages[4]!.id).execute()
  await wording(1)
  expect(await text()).toBe(before!.replace(`名称：${title}\n`, ''))
  await wording(2)
  // nor does the text of the matter change unseen: its digest is reckoned anew, here and beside each ballot
  await app.owner.updateTable('decisionText').set({ body: '把旧厂房租给张三，租期五十年。' }).where('decisionId', '=', seen.id).execute()
  expect(await text()).not.toBe(before)
  expect((await matter.read(null)).ballots.map(({ sameText }) => sameText)).toEqual([false, false])
})

test('an emergency is acted on with two signatures, studied, advised on and ratified late, disclosed twice, and closed', async () => {
  const entry = anEntry('A10')
  const place = await aDecidingPlace(app.owner, [entry])
  await settleBoard(app, place)
  const registers = await registersOf(app, place)
  const matter = await registered(place)
  ok(await matter.put(endpoints.urge, { reason: '台风将至，危房要当天加固', document: '镇三防办通知' }, place.secretary))
  ok(await matter.put(endpoints.confirmUrgency, undefined, place.supervisor))
  const assembly = await aMeetingOf(app, place, registers, { startsAt: '2026-03-16T01:30:00Z', noticeOn: '2026-03-02' })
  await assembly.declareBoard(matter)
  const held = { chairId: place.secretary, recorderId: place.clerk }
  const consulted = await matter.put(endpoints.conclude, held, place.clerk, { stage: 'boardConsultation' })
  expect(consulted.body.detail).toBe('紧急先办的事，只补研究讨论、首议和表决。')
  expect((await assembly.table(matter)).body.detail).toBe('法律要求党组织先研究讨论，这件事还没有。')
  await step(place, matter, 'partyResearch', { heldOn: '2026-03-02', outcome: 'passed' })
  expect((await assembly.table(matter)).body.detail).toBe('党员还没有首议，意见要在表决前登记。')
  // what was done is not considered again: the opinion goes on, and is answered before the vote
  const said = await advise(matter, place, { heldOn: '2026-03-02', opinion: 'reconsider', reason: '加固要按图纸，不能只拉铁皮' })
  expect(said.body).toMatchObject({ state: 'implementing', round: 1, advice: [{ opinion: 'reconsider' }] })
  expect((await advise(matter, place, { heldOn: '2026-03-02' })).body.detail).toBe('“党员首议”已经办过了。')
  expect((await assembly.table(matter)).body.detail).toBe('党员首议的意见还没有答复：采纳没有，为什么。')
  ok(await matter.answer('adopted', '已经按图纸补做了支撑'))
  ok(await assembly.table(matter))
  at('2026-03-18T01:00:00Z')
  await assembly.fix()
  await assembly.close()
  expect((await matter.read(null)).overdue).toEqual(['追认逾期1天'])
  const drafted = { params: matter.params, body: { stage: 'decisionDisclosure', content: '台风前加固了旧厂房，花了两万元。' } }
  expect((await app.call(place.clerk, endpoints.draftNotice, drafted)).body.detail).toBe('紧急先办的事，追认以后再公开。')
  expect(await step(place, matter, 'assembly')).toMatchObject({ state: 'implementing', urgent: { ratifiedOn: '2026-03-16' }, overdue: [] })
  const notices = []
  for (const stage of ['decisionDisclosure', 'resultDisclosure'] as const) {
    const notice = await hang(app, place, matter, stage)
    await notice.publish()
    notices.push(notice)
  }
  const close = () => matter.put(endpoints.close, { onDay: '2026-04-08', document: '验收单' })
  expect((await matter.put(endpoints.close, { onDay: '2026-03-18', document: '验收单' })).body.detail).toMatch(/^“决议公开”到/)
  at('2026-04-08T01:00:00Z')
  expect((await close()).body.detail).toBe('“决议公开”的结果还没有填：有没有异议，怎么处理。')
  ok(await notices[0]!.conclude())
  expect((await close()).body.detail).toBe('“结果公开”的结果还没有填：有没有异议，怎么处理。')
  ok(await notices[1]!.conclude())
  expect((await close()).body.detail).toBe('这件事要上资产交易平台，请先登记挂牌编号和日子。')
  ok(await matter.put(endpoints.enterListing, { onDay: '2026-04-07', number: 'NH2026-0008' }))
  expect((await close()).body).toMatchObject({ state: 'closed', overdue: [], urgent: { ratifiedOn: '2026-03-16' } })
  const page = await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })
  expect(page.payload).toContain('紧急的事，先办后追认。')
  expect(page.payload).toContain('哪天追认')
})

test('begun under one generation of rules and voted on under another: both are shown (domain §33 case 5)', async () => {
  const entry = anEntry('A10', { stages: ['proposal', 'assembly'], bodies: ['collectiveMembers'] })
  const place = await aDecidingPlace(app.owner, [entry])
  const old = await registered(place, '2025-04-20')
  expect((await old.read(null)).twoRules).toMatchObject({ body: 'collectiveMembers', begunOn: '2025-04-20', votedOn: '2026-03-02' })
  const rules = (await old.read(null)).twoRules!
  expect(rules.voted.join()).toContain('三分之二以上全体成员同意'.slice(0, 5))
  expect(rules.begun).not.toEqual(rules.voted)
  const fresh = await aMatter(place)
  await fresh.put(endpoints.submit, { onDay: '2026-03-02' })
  expect((await fresh.read(null)).twoRules).toBeNull()
})

test('one person presides over three bodies and is asked for each; a recusal is on record and another presides (domain §33 case 9)', async () => {
  const entry = anEntry('A10', { stages: ['proposal', 'boardConsultation', 'membersFirst', 'partyResearch', 'assembly'] })
  const place = await aDecidingPlace(app.owner, [entry])
  await settleBoard(app, place)
  const registers = await registersOf(app, place, 3)
  const matter = await registered(place)
  const unasked = '区伟强还没有说明这件事和自己有没有关系。'
  const prompts: string[] = []
  const prompted = (capacity: string, { detail }: { detail?: string }) => detail === unasked && prompts.push(capacity)
  const board = await aMeetingOf(app, place, registers, {
    decidingBody: 'collectiveBoard',
    startsAt: '2026-03-01T00:30:00Z',
    noticeOn: '2026-02-26',
    present: 3,
  })
  await board.hold(matter)
  const consulted = { chairId: place.secretary, recorderId: place.secretary }
  const consult = () => matter.put(endpoints.conclude, consulted, place.clerk, { stage: 'boardConsultation' })
  prompted('boardConsultation', (await consult()).body)
  await matter.declare(place.secretary, 'boardConsultation')
  ok(await consult())
  const ask = { heldOn: '2026-03-01', opinion: 'support', chairId: place.secretary, recorderId: place.secretary }
  prompted('membersFirst', (await matter.put(endpoints.advise, ask)).body)
  await matter.declare(place.secretary, 'membersFirst')
  ok(await matter.put(endpoints.advise, ask))
  const study = { heldOn: '2026-03-02', outcome: 'passed', chairId: place.secretary, recorderId: place.secretary }
  const conclude = (body: object) => matter.put(endpoints.conclude, body, place.clerk, { stage: 'partyResearch' })
  prompted('partyResearch', (await conclude(study)).body)
  expect(prompts, 'three bodies, three prompts').toEqual(['boardConsultation', 'membersFirst', 'partyResearch'])
  await matter.declare(place.secretary, 'partyResearch', 'own', true)
  expect((await conclude(study)).body.detail).toBe('区伟强和这件事有关，要回避，请换人主持、记录。')
  await matter.declare(place.clerk, 'partyResearch')
  ok(await conclude({ ...study, chairId: place.clerk, recorderId: place.clerk }))
  expect((await matter.read()).declarations.filter(({ personId }) => personId === place.secretary)).toMatchObject([
    { capacity: 'boardConsultation', interest: 'none' },
    { capacity: 'membersFirst', interest: 'none' },
    { capacity: 'partyResearch', interest: 'own', recused: true },
  ])
})

test('two desks record the same step at once, with the same version: one of them wins', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A10', { stages: ['proposal', 'partyResearch', 'assembly'] })])
  const matter = await registered(place)
  for (const person of [place.secretary, place.clerk]) await matter.declare(person, 'partyResearch')
  const { version } = await matter.read()
  const body = { heldOn: '2026-03-02', outcome: 'passed', chairId: place.secretary, recorderId: place.clerk }
  const params = { ...matter.params, stage: 'partyResearch' }
  const record = (who: string) => app.call(who, endpoints.conclude, { params, body }, { 'if-match': `"${version}"` })
  const answers = await Promise.all([place.secretary, place.clerk, place.director, place.secretary, place.clerk].map(record))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412])
  expect((await matter.read()).stages.filter(({ stage }) => stage === 'partyResearch')).toHaveLength(1)
})
