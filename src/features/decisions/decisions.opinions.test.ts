/** Opinions and interests (首议意见、居民意见、回避): members first, residents beside them, nobody judging their own. */
import { expect, test } from 'vitest'
import type { MatterFields } from '#features/matters/matters.contract.ts'
import { anEntry } from '#features/matters/matters.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { aDecidingPlace, lease, matterDriver } from './decisions.samples.ts'

const app = useApp()
const { aMatter, registered, advise, opinion } = matterDriver(app)
const gate = '/problems/decisions/gate-closed'
const withoutBoard: Partial<MatterFields> = {
  stages: ['proposal', 'membersFirst', 'partyResearch', 'assembly', 'decisionDisclosure', 'resultDisclosure'],
}

test('no step before its turn, no vote without a meeting, no chair unasked', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A10', withoutBoard)])
  const matter = await aMatter(place)
  await matter.put(endpoints.submit, { onDay: '2026-02-20' })
  const conclude = (stage: string, changes: object = {}) =>
    matter.put(
      endpoints.conclude,
      { heldOn: '2026-02-24', chairId: place.secretary, recorderId: place.clerk, outcome: 'passed', ...changes },
      place.clerk,
      { stage },
    )
  const words = async (answer: Promise<{ status: number; body: { type: string; detail?: string } }>) => {
    const { status, body } = await answer
    return status === 409 && body.type === gate ? body.detail : `${status}`
  }
  expect(await words(conclude('partyResearch'))).toBe('要先办“党员首议”，再办“会议研究讨论”。'.replace('会议', '党组织'))
  expect(await words(conclude('boardConsultation'))).toBe('清单里这件事没有“社委会商议”这一步。')
  expect(await words(conclude('assembly'))).toBe('要先办“党员首议”，再办“会议表决”。')
  expect(await words(matter.put(endpoints.advise, opinion(place), place.branchSecretary))).toBe(
    '潘国梁、陈月好还没有说明这件事和自己有没有关系。',
  )
  await matter.declare(place.branchSecretary, 'proposal')
  await matter.declare(place.supervisor, 'supervision')
  expect(await words(matter.put(endpoints.advise, opinion(place), place.branchSecretary))).toBe(
    '潘国梁、李少玲还没有说明这件事和自己有没有关系。',
  )
  expect((await advise(matter, place, { heldOn: '2026-02-19' })).body.errors[0]?.detail).toBe('不能早于上一步（2026年2月20日）')
  expect((await advise(matter, place, { opinion: 'oppose' })).body.errors[0]).toEqual({ pointer: '#/reason', detail: '请写理由' })
  expect((await advise(matter, place)).body).toMatchObject({ state: 'membersHeard', advice: [{ opinion: 'support', adoption: null }] })
  expect(await words(conclude('membersFirst'))).toBe('422') // its own verb
  expect((await conclude('partyResearch', { outcome: null })).body.errors[0]).toEqual({ pointer: '#/outcome', detail: '请选结果' })
  await matter.declare(place.secretary, 'partyResearch', 'spouse', true)
  await matter.declare(place.clerk, 'partyResearch')
  expect(await words(conclude('partyResearch'))).toBe('区伟强和这件事有关，要回避，请换人主持、记录。')
  expect((await matter.read(null)).recusals).toEqual([{ capacity: 'partyResearch', people: 1 }])
  await matter.declare(place.branchSecretary, 'partyResearch')
  expect((await conclude('partyResearch', { chairId: place.branchSecretary, document: '党委会纪要〔2026〕3号' })).body).toMatchObject({
    state: 'partyResearched',
  })
  expect(await words(matter.put(endpoints.advise, opinion(place), place.branchSecretary))).toBe('409') // it was heard
  expect(await words(conclude('assembly'))).toBe('“会议表决”还没有表决，请先把议题放进会议。')
})

test('members may ask once to reconsider; the second time it goes on, with their opinion attached and answered', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A10', withoutBoard)])
  const matter = await registered(place)
  const back = await advise(matter, place, { opinion: 'reconsider', reason: '底价偏低，请评估后再来' })
  expect(back.body).toMatchObject({ state: 'draft', round: 2 })
  await matter.put(endpoints.write, { ...lease, title: '福寿里旧厂房出租（评估后）' })
  await matter.put(endpoints.submit, { onDay: '2026-02-26' })
  const on = await advise(matter, place, { opinion: 'reconsider', reason: '还是偏低', heldOn: '2026-02-27' })
  expect(on.body).toMatchObject({ state: 'membersHeard', round: 2, advice: [{ round: 1 }, { round: 2, opinion: 'reconsider' }] })
  const answer = { adoption: 'notAdopted', reason: '评估报告写明底价合适' }
  expect((await app.call(place.branchSecretary, endpoints.answerOpinion, { params: matter.params, body: answer })).status).toBe(403)
  expect((await app.call(place.clerk, endpoints.answerOpinion, { params: matter.params, body: answer })).body.advice[1]).toMatchObject(
    answer.adoption ? { adoption: 'notAdopted' } : {},
  )
  expect((await app.call(place.clerk, endpoints.answerOpinion, { params: matter.params, body: answer })).body.type).toBe(
    '/problems/decisions/already-answered',
  )
  const fresh = await registered(place)
  expect((await app.call(place.clerk, endpoints.answerOpinion, { params: fresh.params, body: answer })).body).toMatchObject({
    type: gate,
    detail: '党员还没有首议。',
  })
})

test('a proposer’s spouse does not watch over the matter (domain §33 case 8), until the town names another', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A10', withoutBoard)])
  const matter = await aMatter(place)
  await matter.declare(place.branchSecretary, 'proposal')
  await matter.declare(place.supervisor, 'supervision', 'spouse', true)
  const refused = await matter.put(endpoints.submit, { onDay: '2026-02-20' })
  expect(refused.body).toMatchObject({ type: gate, detail: '提议人或他的近亲属是监督委员，这件事要换人监督。' })
  const replace = (who: string, personId = place.supervisor) =>
    app.call(who, endpoints.replaceSupervisor, { params: { ...matter.params, personId }, body: { document: '镇农办函〔2026〕2号' } })
  expect((await replace(place.secretary)).status).toBe(403)
  expect((await replace(place.townClerk, place.clerk)).status).toBe(404)
  expect((await replace(place.townClerk)).status).toBe(200)
  expect((await replace(place.townClerk)).body.type).toBe('/problems/decisions/already-answered')
  expect((await matter.put(endpoints.submit, { onDay: '2026-02-20' })).status).toBe(200)
  expect((await matter.declare(place.supervisor, 'membersFirst', 'none', true)).body.errors[0]).toEqual({
    pointer: '#/recused',
    detail: '没有关系的，不用回避',
  })
})

test('a resident says something without an account; it is public with its answer, and an overdue answer is seen', async () => {
  const place = await aDecidingPlace(app.owner)
  const matter = await registered(place)
  const say = (content: string) => app.call(null, endpoints.comment, { params: matter.params, body: { content } })
  expect((await say('租')).status).toBe(422)
  expect((await say('请打我电话13800138000')).body.errors[0]).toMatchObject({ pointer: '#/content' }) // everybody would read it
  expect((await say('租期五年太长，三年就好')).body).toEqual({ replyBy: '2026-03-17' })
  await say('底价请公开评估')
  expect(await matter.read(null)).toMatchObject({ comments: [], commentsWaiting: ['2026-03-17', '2026-03-17'] })
  const [first] = (await matter.read()).comments
  const reply = (who: string | null) =>
    app.call(who, endpoints.reply, { params: { commentId: first!.id }, body: { reply: '租期已改为三年' } })
  expect((await reply(null)).status).toBe(401)
  expect((await reply(place.townClerk)).status).toBe(403)
  expect((await reply(place.clerk)).status).toBe(200)
  expect((await reply(place.clerk)).body.type).toBe('/problems/decisions/already-answered')
  expect((await matter.read(null)).comments).toMatchObject([{ content: '租期五年太长，三年就好', reply: '租期已改为三年' }])
  app.now = new Date('2026-03-18T01:00:00Z')
  expect((await matter.read(null)).overdue).toEqual(['1条居民意见逾期没有答复'])
  app.now = new Date('2026-03-02T01:00:00Z')
  await matter.put(endpoints.withdraw, { reason: '社员想再谈谈' })
  expect((await say('还想说一句话')).status).toBe(409)
})

test('on the matter’s page members’ opinions stand beside residents’, each with its answer', async () => {
  const place = await aDecidingPlace(app.owner, [anEntry('A10', withoutBoard)])
  const matter = await registered(place)
  const page = async () => {
    const { statusCode, body } = await app.raw({ method: 'GET', url: `/decisions/${matter.id}` })
    expect(statusCode).toBe(200)
    const text = body.replaceAll(/<[^>]*>/g, '\n').replaceAll(/\s*\n\s*/g, '\n')
    return text.slice(text.indexOf('大家的意见'), text.indexOf('有疑问'))
  }
  expect(await page(), 'nothing was said yet, but anybody may').not.toMatch(/党员首议|居民意见/)
  const say = (content: string) => app.call(null, endpoints.comment, { params: matter.params, body: { content } })
  await say('租期五年太长，三年就好')
  expect(await page()).toContain('还有1条意见等答复。')
  expect(await page(), 'not before it is answered').not.toContain('三年就好')
  await advise(matter, place, { opinion: 'withChanges', reason: '租金要先评估' })
  const body = { adoption: 'adopted', reason: '已经请人评估' }
  await app.call(place.clerk, endpoints.answerOpinion, { params: matter.params, body })
  const [comment] = (await matter.read()).comments
  await app.call(place.clerk, endpoints.reply, { params: { commentId: comment!.id }, body: { reply: '租期已改为三年' } })
  await say('底价请公开评估')
  const both = (await page()).split('\n')
  expect(both.slice(0, both.indexOf('您怎么看'))).toEqual([
    '大家的意见',
    '党员首议',
    '党员先议，只是意见。',
    '定不定，由大会表决。',
    '意见',
    '改了再办',
    '理由',
    '租金要先评估',
    '哪一天',
    '2月24日',
    '答复',
    '采纳。已经请人评估',
    '哪天答复',
    '3月2日',
    '居民意见',
    '意见',
    '租期五年太长，三年就好',
    '哪一天',
    '3月2日',
    '答复',
    '租期已改为三年',
    '哪天答复',
    '3月2日',
    '还有1条意见等答复。',
  ])
})
