/** The gates of a decision (四议两公开的关口): every refusal, over HTTP, beside what opens it; on a moved clock. */
import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { endpoints as notices } from '#features/disclosures/disclosures.contract.ts'
import type { MatterFields } from '#features/matters/matters.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { assembly, gateDriver, ok, refusal, short, stepsOf } from './decisions.gates.samples.ts'
import { lease, matterDriver } from './decisions.samples.ts'
import { aMeetingOf, hang } from './decisions.votes.samples.ts'

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
  expect(done.body.stages.at(-1)!.verdict).toBe(
    '到会30人，应到30人，三分之二为20人；同意22票，全体30人，三分之二为20票；同意22票，反对5票，弃权3票',
  )
})

test('a sign sheet that looks like an earlier one holds the step until two people have compared it', async () => {
  const { place, registers } = await aPlace()
  const { steps, meeting } = await resolved(place, registers)
  const { unitId } = await app.owner.selectFrom('meeting').where('id', '=', meeting.id).select('unitId').executeTakeFirstOrThrow()
  const owned = { townId: 1, meetingId: meeting.id, unitId }
  const [sealed, bits] = [Buffer.alloc(64, 1), () => randomBytes(32)]
  await app.owner
    .insertInto('signatureMeeting')
    .values({ ...owned, code: 'ACDEFH', textSealed: sealed, textDigest: bits() })
    .execute()
  const sheet = { ...owned, broughtBy: place.clerk, broughtAt: app.now, pictureSealed: sealed }
  const [earlier, alike] = [newId(), newId()]
  for (const [id, doubt] of [
    [earlier, { state: 'accepted' }],
    [alike, { state: 'underComparison', reason: '像以前的一张', resembles: earlier, differingBits: 12 }],
  ] as const)
    await app.owner
      .insertInto('signatureSheet')
      .values({ ...sheet, id, fileDigest: bits(), pictureDigest: bits(), similarity: bits(), ...doubt })
      .execute()
  expect(await refusal(steps.conclude('assembly'))).toBe('有1张签名表像以前的一张，要两个人核对过才算。')
  await app.owner.updateTable('signatureSheet').set({ state: 'accepted' }).where('id', '=', alike).execute()
  await ok(steps.conclude('assembly'))
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

test('the decision is disclosed, objected to and answered by another than who published it, before anything is done', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  expect((await steps.implement('2026-03-16')).status).toBe(409) // not decided yet
  await ok(steps.conclude('assembly'))
  expect(await refusal(steps.implement('2026-03-16'))).toBe('还没有做“决议公开”。')
  expect(
    await refusal(
      app.call(place.clerk, endpoints.draftNotice, {
        params: matter.params,
        body: { stage: 'resultDisclosure', content: '租金已经入账，合同已经签好。' },
      }),
    ),
  ).toBe('开始办了以后，才公开结果。')
  const notice = await hang(app, place, matter, 'decisionDisclosure')
  expect(await refusal(steps.implement('2026-03-16'))).toBe('“决议公开”还没有贴出来。')
  await notice.publish()
  expect((await matter.read(null)).state).toBe('disclosed')
  expect(await refusal(steps.implement('2026-03-16'))).toMatch(/^“决议公开”到2026年3月2\d日，还差\d天。$/)
  const objection = await notice.object()
  expect(await matter.read(null)).toMatchObject({ state: 'objected', waitsFor: '还有1条异议没有答复，公开的日子停着' })
  expect(await refusal(steps.implement('2026-03-16'))).toBe('还有1条异议没有答复，公开的日子停着。')
  expect((await notice.decide(objection, place.supervisor, 'dismissed')).status).toBe(403) // who published it
  expect((await notice.decide(objection, place.clerk, 'dismissed')).status).toBe(403) // who wrote it
  await ok(notice.decide(objection, place.discipline, 'dismissed'))
  expect(await refusal(steps.implement('2026-03-16'))).toBe('还有1条异议没有答复，公开的日子停着。') // one of two
  await ok(notice.decide(objection, place.townClerk, 'dismissed'))
  expect(await refusal(matter.put(endpoints.sendBack, { stage: 'assembly' }))).toBe('没有成立的异议，也没有责令改正，不能退回。')
  on('2026-03-28')
  expect(await refusal(steps.implement('2026-03-28'))).toBe('“决议公开”的结果还没有填：有没有异议，怎么处理。')
  await ok(notice.conclude('有一条异议，查过不成立'))
  await ok(steps.implement('2026-03-28'))
  expect(await refusal(steps.close('2026-03-28'))).toBe('还没有做“结果公开”。')
  on('2027-01-02')
  expect((await matter.read(null)).overdue).toEqual(['结果公开逾期2天'])
})

test('a disclosure is drafted once; one whose draft was thrown away is drafted anew', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  await ok(steps.conclude('assembly'))
  const body = { stage: 'decisionDisclosure', content: '旧厂房出租，租期五年，底价每月每平方米12元。' }
  const draft = () => app.call(place.clerk, endpoints.draftNotice, { params: matter.params, body })
  await ok(draft())
  expect(await refusal(draft())).toBe('“决议公开”已经有一份了。')
  expect(await refusal(steps.implement('2026-03-16'))).toBe('“决议公开”还没有贴出来。')
  const params = { noticeId: (await matter.read()).notices.at(-1)!.id }
  const { version } = (await app.call(place.clerk, notices.get, { params })).body
  expect((await app.call(place.clerk, notices.discard, { params }, { 'if-match': `"${version}"` })).status).toBe(200)
  expect(await refusal(steps.implement('2026-03-16'))).toBe('还没有做“决议公开”。')
  await (await hang(app, place, matter, 'decisionDisclosure')).publish()
  expect((await matter.read(null)).state).toBe('disclosed')
  expect(await refusal(draft())).toBe('“决议公开”已经有一份了。')
})

test('an upheld objection returns the matter to the step named; what came before it stays', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  await ok(steps.conclude('assembly'))
  const notice = await hang(app, place, matter, 'decisionDisclosure')
  await notice.publish()
  const objection = await notice.object()
  for (const who of [place.discipline, place.townClerk]) await ok(notice.decide(objection, who, 'upheld'))
  on('2026-03-28')
  expect(await refusal(steps.implement('2026-03-28'))).toBe('异议成立，要退回重办：村务监督委员会：租金低于评估价；镇：租金低于评估价。')
  expect(await refusal(matter.put(endpoints.sendBack, { stage: 'decisionDisclosure' }))).toBe('422 请选这件事走过的一步')
  const { body } = await matter.put(endpoints.sendBack, { stage: 'assembly' })
  expect(body).toMatchObject({ state: 'returned', round: 2, next: 'assembly' })
  expect(body.steps.map(({ isDone }) => isDone)).toEqual([true, true, false, false, false])
  expect(await refusal(steps.conclude('assembly'))).toBe('“会议表决”还没有表决，请先把议题放进会议。')
})

test('an order of the court or the town cuts across; a correction begins anew at the step named', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  await ok(steps.conclude('assembly'))
  const order = (changes: object, who = place.townClerk) =>
    matter.put(
      endpoints.order,
      { kind: 'correctionOrdered', authority: 'town', orderedOn: '2026-03-16', document: '镇府责改〔2026〕1号', ...changes },
      who,
    )
  expect((await order({}, place.secretary)).status).toBe(403)
  expect(await refusal(order({ orderedOn: '2026-03-17' }))).toBe('422 日期不能在今天以后')
  expect((await order({})).body).toMatchObject({ state: 'correctionOrdered', orders: [{ authority: 'town' }] })
  expect((await matter.put(endpoints.sendBack, { stage: 'partyResearch' })).body).toMatchObject({
    state: 'returned',
    next: 'partyResearch',
  })
  expect((await order({ kind: 'annulled', authority: 'court' })).status).toBe(409) // nothing decided stands any more
})

test('what a court annulled is at its end: nothing is done any more, nothing is owed, and everybody reads by which paper', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  const annul = () =>
    matter.put(
      endpoints.order,
      { kind: 'annulled', authority: 'court', orderedOn: '2026-03-16', document: '（2026）粤06民初12号' },
      place.townLeader,
    )
  expect((await annul()).status).toBe(409) // nothing is decided yet
  await ok(steps.conclude('assembly'))
  const notice = await hang(app, place, matter, 'decisionDisclosure')
  await notice.publish()
  await ok(annul())
  on('2027-01-04')
  const seen = await matter.read(null)
  expect(seen).toMatchObject({ state: 'annulled', stateName: '已撤销', next: null, waitsFor: null, overdue: [], lamp: null })
  expect((await matter.read(place.secretary)).allowedActions).toEqual(['answerOpinion', 'reply'])
  await ok(notice.conclude())
  for (const answer of [
    steps.implement('2027-01-04'),
    steps.conclude('assembly'),
    steps.close('2027-01-04'),
    matter.put(endpoints.sendBack, { stage: 'assembly' }),
    matter.put(endpoints.archive, { onDay: '2027-01-04', document: '2027年第1卷' }),
    annul(),
  ])
    expect(await refusal(answer)).toBe('409 /problems/wrong-state')
  const page = await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })
  const words = page.payload.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
  expect(words).toContain('法院撤销了。')
  expect(words).toContain('（2026）粤06民初12号')
  expect(words).toContain('已撤销')
  expect(words).not.toContain('现在等什么')
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

test('a show of hands decides nothing once somebody says that the matter is his own', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  expect((await matter.read()).ballots).toMatchObject([{ state: 'closed' }])
  expect((await matter.declare(place.supervisor, 'assembly', 'sibling', true)).status).toBe(200)
  expect(await refusal(steps.conclude('assembly'))).toBe('有人说这件事和自己有关，要无记名投票，请重新通知开会。')
})
