/** Rules of star ratings (评定规则) over HTTP: drafted, held against the formalism guard, adopted by a named decision. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as guard } from '#features/guard/guard.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './ratings.contract.ts'
import { defaultRules } from './ratings.defaults.rules.ts'
import type { RatedBranch } from './ratings.samples.ts'
import { match, pointerOf, ratedYear } from './ratings.year.samples.ts'

const app = useApp()
const year = ratedYear(app)
let at: RatedBranch
beforeEach(async () => {
  at = await year.begin()
})

const draft = (changes: object = {}) => ({ ...defaultRules(2030), ...changes })
const ruleOf = (text: string) => ({
  dimensions: [{ key: 'duties', weight: 100, rules: [{ source: 'trainings.hours', text, share: 100, full: 32 }] }],
})

test.each([
  ['每月登录次数满20次', 'signIns', '《政务移动互联网应用程序规范化管理办法》'],
  ['朋友圈点赞转发', 'likes', '《政务移动互联网应用程序规范化管理办法》'],
  ['学习强国学习时长', 'studyMinutes', '《政务移动互联网应用程序规范化管理办法》'],
  ['每天打卡签到', 'checkIn', '《政务移动互联网应用程序规范化管理办法》'],
  ['没有上访', 'petitions', '《信访工作条例》'],
  ['积分排名靠前', 'ranks', '《政务移动互联网应用程序规范化管理办法》'],
])('a rule “%s” is refused with rule and article, and the refusal is public', async (text, ban, law) => {
  const refused = await app.call(at.townClerk, endpoints.draftRules, { body: draft(ruleOf(text)) })
  expect([refused.status, refused.body.type]).toEqual([422, '/problems/ratings/refused'])
  const { findings } = refused.body as unknown as { findings: { ban: string; source: { name: string; article: string } }[] }
  expect(findings.map(each => each.ban)).toContain(ban)
  expect(findings.find(each => each.ban === ban)!.source.name).toContain(law)
  expect(refused.body.errors[0]!.pointer).toBe('#/dimensions/0/rules/0/text')
  expect((await app.call(null, guard.refusals)).body.items.map(({ kind }) => kind)).toContain('rating')
})

test('rules are drafted, changed, adopted by a named decision, and never changed after', async () => {
  expect((await app.call(at.secretary, endpoints.draftRules, { body: draft() })).status).toBe(403)
  expect(pointerOf(await app.call(at.townClerk, endpoints.draftRules, { body: draft({ bands: [60, 60, 80, 90, 96] }) }))).toEqual([
    422,
    '#/bands',
  ])
  const { body: drafted } = await app.call(at.townClerk, endpoints.draftRules, { body: draft() })
  const params = { ruleSetId: drafted.id }
  expect(drafted).toMatchObject({ state: 'draft', withoutSource: [] })
  const edit = (body: object, version = drafted) => app.call(at.townClerk, endpoints.editRules, { params, body }, match(version))
  expect((await edit(draft(ruleOf('每天打卡')))).body.type).toBe('/problems/ratings/refused')
  const edited = await edit(draft({ bands: [50, 60, 70, 80, 90] }))
  expect(edited.body).toMatchObject({ bands: [50, 60, 70, 80, 90], version: 2 })
  expect((await edit(draft())).status).toBe(412)
  const adopt = (who: string) =>
    app.call(who, endpoints.adoptRules, { params, body: { decision: '西樵镇党委会议纪要〔2026〕2号' } }, match(edited.body))
  expect((await adopt(at.townClerk)).status, 'who drafts does not adopt').toBe(403)
  expect((await adopt(at.townLeader)).body).toMatchObject({
    state: 'adopted',
    adoptedByName: '陈永强',
    decision: '西樵镇党委会议纪要〔2026〕2号',
    adoptedOn: '2026-03-02',
  })
  expect((await edit(draft(), edited.body)).status).toBe(409)
  const list = await app.call(at.members[0]!.personId, endpoints.ruleSets)
  expect(list.body.items.map(({ id }) => id)).toContain(drafted.id)
})
