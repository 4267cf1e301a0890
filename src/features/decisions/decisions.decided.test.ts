/** What follows a decision (决议以后的关口): disclosed, objected to, sent back, ordered otherwise; over HTTP, on a moved clock. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as notices } from '#features/disclosures/disclosures.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { gateDriver, ok, refusal } from './decisions.gates.samples.ts'
import { hang } from './decisions.votes.samples.ts'

const app = useApp()
const { aPlace, resolved } = gateDriver(app)
const on = (day: string) => (app.now = new Date(`${day}T01:00:00Z`))
beforeEach(() => void on('2026-03-02'))

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
  expect(await refusal(steps.implement('2026-03-20')), 'work begins after its last day').toMatch(
    /^422 “决议公开”到2026年3月2\d日，要在那以后$/,
  )
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
  const body = { stage: 'decisionDisclosure', content: '旧厂房出租，租期五年，底价每月每平方米12元。' }
  const again = app.call(place.clerk, endpoints.draftNotice, { params: matter.params, body })
  expect(await refusal(again), 'what fell is not hung up again').toBe('异议成立，要先退回重办，再公开。')
  expect(await refusal(matter.put(endpoints.sendBack, { stage: 'decisionDisclosure' }))).toBe('422 请选这件事走过的一步')
  const sent = (await matter.put(endpoints.sendBack, { stage: 'assembly' })).body
  expect(sent).toMatchObject({ state: 'returned', round: 2, next: 'assembly' })
  expect(sent.stages.at(-1)).toMatchObject({ stage: 'objection', outcome: 'upheld' })
  expect(sent.steps.map(({ isDone }) => isDone)).toEqual([true, true, false, false, false])
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
  expect(await refusal(order({ orderedOn: '2026-03-15' }))).toBe('422 不能早于决定的日子（2026年3月16日）')
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
  const fallen = (await app.call(null, notices.get, { params: notice.params })).body
  expect(fallen).toMatchObject({ state: 'withdrawn', recalled: { on: '2026-03-16', reason: '法院撤销了，文书：（2026）粤06民初12号' } })
  expect((await notice.conclude()).status).toBe(409)
  const hung = (await app.raw({ method: 'GET', url: `/notices/${notice.id}` })).payload
  expect(hung).toContain('这份公示不算数了。')
  expect(hung).not.toContain('异议成立')
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

test('a result that an objection took down is disclosed anew; the matter closes once that has run its days', async () => {
  const { place, registers } = await aPlace()
  const { matter, steps } = await resolved(place, registers)
  await ok(steps.conclude('assembly'))
  const decision = await hang(app, place, matter, 'decisionDisclosure')
  await decision.publish()
  on('2026-03-26')
  await ok(decision.conclude())
  await ok(steps.implement('2026-03-26'))
  const result = await hang(app, place, matter, 'resultDisclosure')
  await result.publish()
  const objection = await result.object('租金没有入账')
  for (const who of [place.discipline, place.townClerk]) await ok(result.decide(objection, who, 'upheld', '账上查过没有'))
  expect(await matter.read(null)).toMatchObject({ state: 'implementing', waitsFor: '结果公开的异议成立，要改好再公开' })
  expect(await refusal(steps.close('2026-03-26'))).toBe('异议成立，要改好再公开：村务监督委员会：账上查过没有；镇：账上查过没有。')
  const again = await hang(app, place, matter, 'resultDisclosure')
  await again.publish()
  expect((await matter.read(null)).state).toBe('resultDisclosed')
  on('2026-04-20')
  await ok(again.conclude())
  expect(await refusal(steps.close('2026-03-27')), 'closed after its last day').toMatch(/^422 “结果公开”到2026年4月\d日，要在那以后$/)
  await ok(steps.close('2026-04-20'))
})
