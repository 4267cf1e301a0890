/** The gates of a decision (四议两公开的关口): every refusal, over HTTP, beside what opens it; on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import type { MatterFields } from '#features/matters/matters.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, short, stepsOf } from './decisions.gates.samples.ts'
import { lease, matterDriver } from './decisions.samples.ts'
import { aMeetingOf } from './decisions.votes.samples.ts'

const app = useApp()
const { aMatter, registered, advise } = matterDriver(app)
const { aPlace, resolved } = gateDriver(app)
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
beforeEach(() => void on('2026-03-02'))

test('nothing is voted on before its turn, by another body, on too short a notice, or before the meeting is over', async () => {
  const { place, registers } = await aPlace({ ...short, noticeDays: 12, bodies: ['collectiveMembers'] })
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  const meeting = await aMeetingOf(app, place, registers, { ...assembly, startsAt: '2026-03-14T01:30:00Z' })
  await meeting.declareBoard(matter)
  expect(await refusal(meeting.table(matter))).toBe('这一步是“党组织研究讨论”，不用表决。')
  expect(await refusal(steps.conclude('assembly'))).toBe('要先办“党组织研究讨论”，再办“会议表决”。')
  await steps.research()
  expect(await refusal(steps.conclude('partyResearch', { heldOn: '2026-03-02', outcome: 'passed' }))).toBe('“党组织研究讨论”已经办过了。')
  expect(await refusal(steps.conclude('assembly'))).toBe('“会议表决”还没有表决，请先把议题放进会议。')
  expect(await refusal(meeting.table(matter))).toBe('通知到开会要隔12天，还差3天，最早2026年3月17日开会。')
  const board = await aMeetingOf(app, place, registers, {
    decidingBody: 'collectiveBoard',
    startsAt: '2026-03-20T01:30:00Z',
    noticeOn: '2026-03-02',
  })
  expect(await refusal(board.table(matter))).toBe('理事会（社委会）不能办“会议表决”，要由成员大会来定。')
  const later = await aMeetingOf(app, place, registers, { ...assembly, startsAt: '2026-03-17T01:30:00Z' })
  await ok(later.table(matter))
  expect(await matter.read()).toMatchObject({
    state: 'assemblyCalled',
    ballots: [{ stage: 'assembly', state: 'tabled', sameText: true }],
  })
  expect(await refusal(later.table(matter))).toBe('这份文本已经放进一次会议了，等那次会议开完。')
  expect(await refusal(steps.conclude('assembly'))).toBe('表决还没有结束。')
})

test('nineteen of thirty are too few: a new notice, a new meeting; then the vote carries and its text is that of the matter', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers, { ...assembly, present: 19, yes: 19 })
  const { body } = await steps.conclude('assembly')
  expect(body).toMatchObject({ state: 'failedQuorum', stateName: '人数不够，要再开会' })
  expect(body.stages.at(-1)).toMatchObject({
    outcome: 'noQuorum',
    verdict: '到会19人，应到30人，三分之二为20人；同意19票，反对0票，弃权0票',
  })
  expect(body.stages.at(-1)!.recordEntryId).not.toBeNull()
  expect(await refusal(steps.conclude('assembly'))).toBe('“会议表决”还没有表决，请先把议题放进会议。')
  const again = await aMeetingOf(app, place, registers, { startsAt: '2026-03-30T01:30:00Z', noticeOn: '2026-03-16', yes: 22, against: 5 })
  await ok(again.table(matter))
  app.now = new Date('2026-03-30T02:30:00Z')
  await again.fix()
  await again.close()
  const ballot = (await matter.read()).ballots.at(-1)!
  await app.owner.updateTable('ballot').set({ text: '租期五十年' }).where('id', '=', ballot.id).execute()
  expect(await refusal(steps.conclude('assembly'))).toBe('表决的不是现在这份文本，改过就要重新表决。')
  await app.owner
    .updateTable('ballot')
    .set({ text: (await matter.read()).text! })
    .where('id', '=', ballot.id)
    .execute()
  expect(await refusal(steps.conclude('assembly', { resultDueOn: null }))).toBe('422 请写最迟哪一天公开结果')
  const done = await steps.conclude('assembly')
  expect(done.body).toMatchObject({ state: 'resolved', resultDueOn: '2026-12-31' })
  expect(done.body.stages.at(-1)!.verdict).toBe('到会30人，应到30人，三分之二为20人；同意22票，全体30人，三分之二为20票；反对5票，弃权3票')
})

test('voted down is rejected, and is archived as that', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers, { ...assembly, yes: 19, against: 11 })
  expect((await steps.conclude('assembly')).body).toMatchObject({ state: 'rejected', next: null })
  expect((await matter.put(endpoints.archive, { onDay: '2026-03-16', document: '2026年第3卷' })).body).toMatchObject({ state: 'archived' })
})

test('what only the full members’ assembly may decide goes nowhere else; the law’s study stands before it even if the entry has none', async () => {
  const bodies: MatterFields['bodies'] = ['collectiveMembers', 'collectiveRepresentatives']
  const { place, registers } = await aPlace({ bodies, stages: ['proposal', 'assembly'] }, 'A9')
  const matter = await aMatter(place, { code: 'A9' })
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  const steps = stepsOf(place, matter)
  expect((await matter.read()).steps.map(({ stage }) => stage)).toEqual(['proposal', 'partyResearch', 'assembly'])
  expect(await refusal(steps.conclude('assembly'))).toBe('要先办“党组织研究讨论”，再办“会议表决”。')
  await matter.declare(place.branchSecretary, 'proposal')
  await matter.declare(place.supervisor, 'supervision')
  await steps.research()
  const small = await aMeetingOf(app, place, registers, { ...assembly, decidingBody: 'collectiveRepresentatives' })
  await small.declareBoard(matter)
  expect(await refusal(small.table(matter))).toBe('409 /problems/votes/other-body')
})

test('a branch’s opinion is answered before the assembly is called', async () => {
  const { place, registers } = await aPlace({ stages: ['proposal', 'membersFirst', 'partyResearch', 'assembly'] })
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  expect(await refusal(steps.conclude('partyResearch', { heldOn: '2026-03-02', outcome: 'passed' }))).toBe(
    '要先办“党员首议”，再办“党组织研究讨论”。',
  )
  await ok(advise(matter, place, { opinion: 'withChanges', reason: '租期改为三年', heldOn: '2026-03-01' }))
  await steps.research()
  expect(await refusal(meeting.table(matter))).toBe('党员首议的意见还没有答复：采纳没有，为什么。')
  const answer = { adoption: 'notAdopted', reason: '租期短了没有人投标' }
  await ok(app.call(place.clerk, endpoints.answerOpinion, { params: matter.params, body: answer }))
  await ok(meeting.table(matter))
  const step = (await matter.read(null)).steps.find(({ stage }) => stage === 'membersFirst')!
  expect(step).toMatchObject({
    name: '党员首议（已办）',
    says: ['2026年3月1日，改了再办', '2026年3月2日补登', '答复：没有采纳'],
  })
})

test('a meeting may not lie before the step before it, nor be entered before its day', async () => {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await steps.seats('partyResearch')
  expect(await refusal(steps.conclude('partyResearch', { heldOn: '2026-02-19', outcome: 'passed' }))).toBe(
    '422 不能早于上一步（2026年2月20日）',
  )
  expect(await refusal(steps.conclude('partyResearch', { heldOn: '2026-03-03', outcome: 'passed' }))).toBe('422 要等到那一天才登记')
  expect(await refusal(steps.conclude('partyResearch', { heldOn: '2026-03-02', outcome: 'returned' }))).toBe('422 请写退回的理由')
  await steps.research()
  const past = await aMeetingOf(app, place, registers, { startsAt: '2026-02-25T01:30:00Z', noticeOn: '2026-02-10' })
  await past.hold(matter)
  await steps.seats('assembly')
  expect(await refusal(steps.conclude('assembly'))).toBe('开会的日子不能早于上一步（2026年3月2日）。')
})

test('what an earlier round passed ratifies nothing: an emergency of a text written anew is studied anew', async () => {
  const { place, registers } = await aPlace()
  const matter = await registered(place)
  const steps = stepsOf(place, matter)
  await steps.research()
  await ok(matter.put(endpoints.withdraw, { reason: '台风要来，改为马上加固' }))
  await ok(matter.put(endpoints.write, { ...lease, title: '福寿里旧厂房加固' }))
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  await ok(matter.put(endpoints.urge, { reason: '台风将至，危房要当天加固', document: '镇三防办通知' }, place.secretary))
  await ok(matter.put(endpoints.confirmUrgency, undefined, place.supervisor))
  const meeting = await aMeetingOf(app, place, registers, assembly)
  await meeting.declareBoard(matter)
  expect(await refusal(meeting.table(matter))).toBe('法律要求党组织先研究讨论，这件事还没有。')
  await steps.research()
  await ok(meeting.table(matter))
})

test('a meeting whose notice has vanished from the record decides nothing', async () => {
  const { place, registers } = await aPlace()
  const { steps, meeting } = await resolved(place, registers)
  await app.owner.updateTable('meeting').set({ noticeOn: null, noticeChannel: null }).where('id', '=', meeting.id).execute()
  expect(await refusal(steps.conclude('assembly'))).toBe('还没有登记哪一天通知开会的。')
})

test('of a vote those who presided and kept the minutes are asked, as the meeting names them', async () => {
  const { place, registers } = await aPlace()
  const { steps, meeting } = await resolved(place, registers)
  await app.owner.updateTable('meeting').set({ chairId: place.director, recorderId: place.clerk }).where('id', '=', meeting.id).execute()
  expect(await refusal(steps.conclude('assembly'))).toBe('422 会议上主持的是黄志强')
  expect(await refusal(steps.conclude('assembly', { chairId: place.director, recorderId: place.secretary }))).toBe(
    '422 会议上记录的是李少玲',
  )
  expect(await refusal(steps.conclude('assembly', { chairId: place.director }))).toBe('黄志强还没有说明这件事和自己有没有关系。')
})

test('an emergency asks for interests as a vote does, and takes nothing that only all the members may decide', async () => {
  const { place } = await aPlace()
  const urged = { reason: '台风将至，要马上加固', document: '镇三防办通知' }
  const matter = await aMatter(place)
  await ok(matter.put(endpoints.submit, { onDay: '2026-03-02' }))
  expect(await refusal(matter.put(endpoints.urge, urged))).toBe('潘国梁、陈月好还没有说明这件事和自己有没有关系。')
  await matter.declare(place.branchSecretary, 'proposal')
  await matter.declare(place.supervisor, 'supervision')
  await ok(matter.put(endpoints.urge, urged))
  await matter.declare(place.secretary, 'partyResearch', 'own')
  expect(await refusal(matter.put(endpoints.confirmUrgency, undefined, place.secretary))).toBe('您说过这件事和自己有关，要回避，请换人。')
  await ok(matter.put(endpoints.confirmUrgency, undefined, place.supervisor))

  const other = await aPlace({}, 'A9')
  const money = await aMatter(other.place, { code: 'A9', title: '征地款分配' })
  await ok(money.put(endpoints.submit, { onDay: '2026-03-02' }))
  await money.declare(other.place.branchSecretary, 'proposal')
  await money.declare(other.place.supervisor, 'supervision')
  expect(await refusal(money.put(endpoints.urge, urged))).toMatch(/只能由成员大会决定，不能先办后追认。$/)
})
