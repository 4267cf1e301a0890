/** Posts and wishes (领岗履职、微心愿) over HTTP: each way from beginning to end, and what is refused. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { endpoints as memberships } from '#features/memberships/memberships.contract.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import type { Job } from '#platform/server/job.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints, type WishState } from './commitments.contract.ts'
import { settleWishes } from './commitments.jobs.ts'
import { aPost, aServing } from './commitments.samples.ts'

const app = useApp()
let at: SampleBranch
let next: SampleBranch
beforeAll(async () => {
  at = await aBranch(app.owner)
  next = await aBranch(app.owner)
})
beforeEach(() => {
  app.now = new Date('2026-03-02T01:00:00Z')
})

const pointerOf = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => [status, body.errors?.[0]?.pointer]

async function aMemberHere(name = '陈大妹', where = at) {
  const personId = await aMember(app.owner, where.cooperative.id, name)
  await aMembership(app.owner, personId, { bodyId: where.branchId, unitId: where.cooperative.id })
  return personId
}
async function aHeldMeeting(where = at) {
  const { body } = await app.call(where.secretary, meetings.create, { body: aPlan(where.branchId) })
  await app.owner.updateTable('meeting').set({ state: 'held' }).where('id', '=', body.id).execute()
  return body.id
}

test('the town adopts posts of the catalogue; a branch defines one, once, and closes one that nobody holds', async () => {
  const kinds = await app.call(at.secretary, endpoints.postKinds)
  expect(kinds.body.items).toHaveLength(17)
  expect(kinds.body.allowedActions).not.toContain('adoptPostKinds')
  const adopt = (who: string, codes: string[]) => app.call(who, endpoints.adoptPostKinds, { body: { codes } })
  expect((await adopt(at.secretary, ['market'])).status).toBe(403)
  expect(pointerOf(await adopt(at.townClerk, ['sorcery']))).toEqual([422, '#/codes'])
  expect((await adopt(at.townClerk, ['market', 'council'])).body.items.filter(({ adopted }) => adopted)).toHaveLength(2)
  expect((await adopt(at.townClerk, ['market'])).status, 'again changes nothing').toBe(200)
  const define = (who: string, kindCode: string) =>
    app.call(who, endpoints.definePost, { body: { unitId: at.cooperative.id, kindCode, headcount: 2 } })
  expect((await define(next.secretary, 'market')).status).toBe(403)
  expect(pointerOf(await define(at.secretary, 'trade'))).toEqual([422, '#/kindCode'])
  const post = await define(at.secretary, 'market')
  expect(post.body).toMatchObject({ name: '农贸市场引导岗', class: 'maintain', headcount: 2, taken: 0 })
  expect((await define(at.secretary, 'market')).body.type).toBe('/problems/commitments/post-exists')
  const close = (who: string) => app.call(who, endpoints.closePost, { params: { postId: post.body.id } })
  expect((await close(next.secretary)).status).toBe(403)
  expect((await close(at.secretary)).body).toEqual({ closedOn: '2026-03-02' })
  expect((await close(at.secretary)).status).toBe(404)
})

test('asked for, decided by a meeting, shown for five days, served with one-line logs, reviewed, goes on, ends', async () => {
  const postId = await aPost(app.owner, at.cooperative.id)
  const person = await aMemberHere('阿卜杜拉·买买提')
  const apply = (who: string, body: object = {}) => app.call(who, endpoints.applyForPost, { params: { postId }, body })
  expect(pointerOf(await apply(at.secretary, { personId: await aMember(app.owner, at.cooperative.id, '群众') }))).toEqual([
    422,
    '#/personId',
  ])
  const applied = await apply(person)
  expect(applied.body).toMatchObject({ state: 'applied', appliedBy: 'self', name: '阿卜杜拉·买买提', postName: '政策宣传岗' })
  expect((await apply(person)).body.type).toBe('/problems/commitments/already-applied')
  const params = { holdingId: applied.body.id }
  const decide = (who: string, meetingId: string) => app.call(who, endpoints.decideHolding, { params, body: { meetingId } })
  const meeting = await aHeldMeeting()
  expect((await decide(person, meeting)).status, 'nobody decides of himself').toBe(403)
  expect((await decide(next.secretary, meeting)).status).toBe(404)
  expect(pointerOf(await decide(at.secretary, person))).toEqual([422, '#/meetingId'])
  const planned = await app.call(at.secretary, meetings.create, { body: aPlan(at.branchId) })
  expect(pointerOf(await decide(at.secretary, planned.body.id))).toEqual([422, '#/meetingId'])
  expect((await decide(at.secretary, meeting)).body).toMatchObject({ state: 'decided', decidedOn: '2026-03-02' })

  const other = await apply(at.secretary, { personId: await aMemberHere('区𠮷'), light: true })
  expect(other.body).toMatchObject({ appliedBy: 'recommended', light: true })
  const full = await app.call(at.secretary, endpoints.decideHolding, { params: { holdingId: other.body.id }, body: { meetingId: meeting } })
  expect(full.body.type).toBe('/problems/commitments/post-taken')
  const declined = await app.call(at.secretary, endpoints.declineHolding, {
    params: { holdingId: other.body.id },
    body: { reason: '岗位已满' },
  })
  expect(declined.body.state).toBe('declined')
  expect((await app.call(at.secretary, endpoints.closePost, { params: { postId } })).body.type).toBe('/problems/commitments/post-taken')

  const begin = () => app.call(at.secretary, endpoints.beginHolding, { params })
  expect((await begin()).status, 'not shown').toBe(409)
  expect((await app.call(at.secretary, endpoints.publishHolding, { params })).body).toMatchObject({
    state: 'published',
    beginsOn: '2026-03-08',
  })
  app.now = new Date('2026-03-07T15:59:00Z')
  expect((await begin()).status, 'four days and the day of publication').toBe(409)
  app.now = new Date('2026-03-07T16:00:00Z')
  expect((await begin()).body).toMatchObject({ state: 'serving', servingFrom: '2026-03-08' })
  const log = (body: object) =>
    app.call(person, endpoints.logDuty, { params, body: { on: '2026-03-08', what: '到三户讲医保政策', ...body } })
  expect(pointerOf(await log({ on: '2026-03-07' }))).toEqual([422, '#/on'])
  expect(pointerOf(await log({ on: '2026-03-09' }))).toEqual([422, '#/on'])
  expect(pointerOf(await log({ what: '一\n二' }))).toEqual([422, '#/what'])
  expect((await log({})).body.logs).toMatchObject([{ what: '到三户讲医保政策', outcome: '' }])
  const own = (year: number) => app.call(person, endpoints.reviewOneself, { params, body: { year, text: '讲了三户。' } })
  expect(pointerOf(await own(2025))).toEqual([422, '#/year'])
  expect((await own(2026)).body.reviews).toMatchObject([{ year: 2026, ownText: '讲了三户。', grade: null }])
  const evaluate = (who: string) =>
    app.call(who, endpoints.evaluateHolding, { params, body: { year: 2026, grade: 'good', massesRemark: '讲得明白' } })
  expect((await evaluate(person)).status).toBe(403)
  expect((await evaluate(at.secretary)).body).toMatchObject({ state: 'evaluated', reviews: [{ ownText: '讲了三户。', grade: 'good' }] })
  const settle = (step: string) => app.call(at.secretary, endpoints.settleHolding, { params, body: { step: step as 'renew' } })
  expect((await settle('renew')).body.state).toBe('serving')
  expect((await settle('change')).status, 'only after a review').toBe(409)
  const ended = await app.call(person, endpoints.endHolding, { params, body: { reason: '身体不好' } })
  expect(ended.body).toMatchObject({ state: 'ended', endReason: '身体不好' })
  const seen = async (who: string) => (await app.call(who, endpoints.holdings, { query: { below: at.village.id } })).body.items
  expect((await seen(at.villageSecretary)).map(({ id }) => id)).toContain(applied.body.id)
  for (const who of [next.secretary, at.gridLeader]) expect(await seen(who)).toEqual([])
})

test('who has no post and is not exempt: the village reads names, the town how many', async () => {
  const here = await aBranch(app.owner)
  const [one, two] = [await aMemberHere('冼秀珍', here), await aMemberHere('麦志强', here)]
  const names = async (who: string) =>
    (await app.call(who, endpoints.membersWithoutPost, { query: { below: here.village.id } })).body.items.map(({ name }) => name)
  expect(await names(here.villageSecretary)).toEqual(expect.arrayContaining(['冼秀珍', '麦志强']))
  for (const who of [here.townClerk, here.gridLeader, next.villageSecretary]) expect(await names(who)).toEqual([])
  const exempt = (who: string, personId: string) => app.call(who, endpoints.exemptFromPosts, { body: { personId, reason: 'elderly' } })
  expect(pointerOf(await exempt(here.secretary, here.village.id))).toEqual([422, '#/personId'])
  expect((await exempt(one, one)).status, 'the Party line keeps exemptions').toBe(403)
  const first = await exempt(here.secretary, one)
  expect(first.status).toBe(200)
  expect((await exempt(here.secretary, one)).body, 'again changes nothing').toEqual(first.body)
  expect(await names(here.secretary)).toEqual(['麦志强'])
  const exempted = async (who: string) =>
    (await app.call(who, endpoints.postExemptions, { query: { below: here.village.id } })).body.items.map(({ name }) => name)
  expect([await exempted(here.villageSecretary), await exempted(next.secretary), await exempted(here.gridLeader)]).toEqual([
    ['冼秀珍'],
    [],
    [],
  ])
  const lift = (who: string) => app.call(who, endpoints.liftPostExemption, { params: { exemptionId: first.body.id } })
  expect((await lift(next.secretary)).status, 'not theirs to read').toBe(404)
  expect((await lift(one)).status, 'the Party line keeps exemptions').toBe(403)
  expect((await lift(here.secretary)).body).toEqual({ endedOn: '2026-03-02' })
  expect((await lift(here.secretary)).status).toBe(404)
  expect(await names(here.secretary)).toEqual(expect.arrayContaining(['冼秀珍', '麦志强']))
  expect(await exempted(here.secretary)).toEqual([])
  expect((await exempt(here.secretary, one)).body.id, 'let off again').not.toBe(first.body.id)
  const postId = await aPost(app.owner, here.cooperative.id)
  const mine = await app.call(two, endpoints.mine)
  expect(mine.body.openPosts.map(({ id }) => id)).toEqual([postId])
  await app.call(two, endpoints.applyForPost, { params: { postId }, body: {} })
  expect(await names(here.secretary)).toEqual([])
  const overview = await app.call(here.townClerk, endpoints.overview, { query: { below: here.village.id } })
  expect(overview.body.villages).toMatchObject([{ withoutPost: 0, posts: [{ class: 'promote', places: 1, filled: 0 }] }])
})

test('a member who moves to another village keeps the exemption and the post: the new secretary, the old one and the town agree', async () => {
  const [here, there] = [await aBranch(app.owner), await aBranch(app.owner)]
  const move = async (personId: string) => {
    const membershipId = await aMembership(app.owner, personId, { bodyId: here.branchId, unitId: here.cooperative.id })
    return async () => {
      const params = { membershipId }
      const begun = await app.call(here.secretary, memberships.beginTransfer, {
        params,
        body: { toBodyId: there.branchId, begunOn: '2026-03-01' },
      })
      const done = await app.call(there.secretary, memberships.completeTransfer, { params, body: { effectiveOn: '2026-03-02' } })
      expect([begun.status, done.status], JSON.stringify(done.body)).toEqual([200, 200])
    }
  }
  const ill = await aMember(app.owner, here.cooperative.id, '冼秀珍')
  const moveIll = await move(ill)
  const exempt = (who: string) => app.call(who, endpoints.exemptFromPosts, { body: { personId: ill, reason: 'ill' } })
  const granted = (await exempt(here.secretary)).body.id
  const busy = await aMember(app.owner, here.cooperative.id, '麦志强')
  const moveBusy = await move(busy)
  await aServing(app.owner, await aPost(app.owner, here.cooperative.id), busy, here.cooperative.id, '2026-01-05')
  await moveIll()
  await moveBusy()

  const numbers = async (who: string) =>
    (await app.call(who, endpoints.overview, { query: { below: there.village.id } })).body.villages.map(({ withoutPost }) => withoutPost)
  const names = async (who: string) =>
    (await app.call(who, endpoints.membersWithoutPost, { query: { below: there.village.id } })).body.items.map(({ name }) => name)
  const exempted = async (who: string) =>
    (await app.call(who, endpoints.postExemptions, { query: {} })).body.items.flatMap(({ id, allowedActions }) =>
      id === granted ? [allowedActions.includes('liftPostExemption')] : [],
    )
  expect([await numbers(there.villageSecretary), await numbers(there.townClerk), await names(there.villageSecretary)]).toEqual([
    [0],
    [0],
    [],
  ])
  expect([await exempted(there.secretary), await exempted(here.villageSecretary)]).toEqual([[true], []])
  expect((await exempt(there.secretary)).body, 'again changes nothing').toEqual({ id: granted })
  const lift = (who: string) => app.call(who, endpoints.liftPostExemption, { params: { exemptionId: granted } })
  expect((await lift(here.villageSecretary)).status, 'no longer theirs').toBe(404)
  expect((await lift(there.secretary)).body).toEqual({ endedOn: '2026-03-02' })
  expect([await numbers(there.villageSecretary), await numbers(there.townClerk), await names(there.villageSecretary)]).toEqual([
    [1],
    [1],
    ['冼秀珍'],
  ])
})

const wish = (who: string, changes: object = {}) =>
  app.call(who, endpoints.postWish, {
    body: { unitId: at.cooperative.id, text: '想要一张旧书桌', whom: '福寿里8号陈家的孩子', expiresOn: '2026-06-30', ...changes },
  })

test('a wish says what and never for whom; it is taken up, fulfilled, confirmed and filed', async () => {
  await aMember(app.owner, at.cooperative.id, '黄秀芳')
  for (const text of ['黄秀芳想要一张书桌', '帮陈伯换一盏灯', '要轮椅，电话13800138000', '瘫痪在床要一床棉被'])
    expect(pointerOf(await wish(at.gridLeader, { text })), text).toEqual([422, '#/text'])
  expect(pointerOf(await wish(at.gridLeader, { expiresOn: '2026-03-02' }))).toEqual([422, '#/expiresOn'])
  expect((await wish(at.townClerk)).status, 'the village knows').toBe(403)
  const posted = await wish(at.gridLeader)
  expect(posted.body.state).toBe('posted')
  const params = { wishId: posted.body.id }
  const step = (
    who: string,
    name: 'claimWish' | 'beginWish' | 'deliverWish' | 'giveBackWish' | 'confirmWish' | 'closeWish' | 'withdrawWish',
  ) => app.call(who, endpoints[name], { params }) as Promise<{ status: number; body: { state: WishState } }>
  const whom = (who: string) => app.call(who, endpoints.recipient, { params })
  const member = await aMemberHere('何建生')
  const stranger = await aMemberHere('区永康', next)
  expect((await step(stranger, 'claimWish')).status, 'belongs to another village').toBe(403)
  expect((await whom(member)).status).toBe(403)
  expect((await whom(at.townClerk)).status).toBe(403)
  expect((await step(member, 'claimWish')).body.state).toBe('claimed')
  expect((await step(member, 'claimWish')).status).toBe(409)
  expect((await step(stranger, 'claimWish')).status, 'no longer open, so no longer seen').toBe(404)
  expect((await whom(member)).body).toEqual({ whom: '福寿里8号陈家的孩子' })
  expect((await whom(at.gridLeader)).status).toBe(200)
  expect((await step(member, 'giveBackWish')).body.state).toBe('posted')
  expect((await whom(member)).status).toBe(403)
  await step(member, 'claimWish')
  expect((await step(member, 'beginWish')).body.state).toBe('doing')
  expect((await step(at.gridLeader, 'withdrawWish')).status).toBe(409)
  expect((await step(member, 'deliverWish')).body.state).toBe('delivered')
  expect((await step(member, 'confirmWish')).status).toBe(403)
  expect((await step(at.gridLeader, 'confirmWish')).body.state).toBe('confirmed')
  expect((await step(at.gridLeader, 'closeWish')).body.state).toBe('closed')
  expect((await whom(at.gridLeader)).status, 'for whom is forgotten').toBe(409)
  expect(await app.owner.selectFrom('wish').where('id', '=', params.wishId).select('whomSealed').execute()).toEqual([{ whomSealed: null }])
  const looks = await app.owner
    .selectFrom('event')
    .where('subjectId', '=', params.wishId)
    .where('name', '=', 'commitments.recipient')
    .select('details')
    .execute()
  expect(looks, 'each reading is kept').toHaveLength(2)
})

test('a wish is withdrawn, or ends when its day is over', async () => {
  const first = await wish(at.secretary)
  const withdrawn = await app.call(at.secretary, endpoints.withdrawWish, { params: { wishId: first.body.id } })
  expect(withdrawn.body.state).toBe('withdrawn')
  const second = await wish(at.secretary, { expiresOn: '2026-03-10' })
  const run = async (job: Job) => {
    const actor = { kind: 'job', townId: 1, name: job.name } as const
    for (const item of await app.as(actor, context => job.find(context))) await app.as(actor, context => job.each(context, item))
  }
  const state = async () =>
    (await app.call(at.secretary, endpoints.wishes, { query: { below: at.village.id } })).body.items.find(
      ({ id }) => id === second.body.id,
    )!.state
  app.now = new Date('2026-03-10T01:00:00Z')
  await run(settleWishes)
  expect(await state(), 'on its last day it is open').toBe('posted')
  app.now = new Date('2026-03-11T01:00:00Z')
  await run(settleWishes)
  await run(settleWishes)
  expect(await state()).toBe('expired')
})

test('hours for a wish and for a post; for nothing that is over', async () => {
  const posted = await wish(at.secretary)
  const member = await aMemberHere('潘国华')
  app.now = new Date('2026-03-02T02:00:00Z')
  await app.call(member, endpoints.claimWish, { params: { wishId: posted.body.id } })
  const times = { startsAt: '2026-03-02T01:00:00Z', endsAt: '2026-03-02T02:00:00Z', activity: '送书桌' }
  const early = { of: 'wish' as const, ofId: posted.body.id, ...times, startsAt: '2026-03-01T15:00:00Z', endsAt: '2026-03-01T17:00:00Z' }
  expect(pointerOf(await app.call(member, endpoints.enterHours, { body: early })), 'before the claim').toEqual([422, '#/startsAt'])
  const entered = await app.call(member, endpoints.enterHours, { body: { of: 'wish', ofId: posted.body.id, ...times } })
  expect(entered.body).toMatchObject({ of: 'wish', state: 'entered', hours: 1 })
  await app.call(member, endpoints.giveBackWish, { params: { wishId: posted.body.id } })
  const late = await app.call(member, endpoints.enterHours, { body: { of: 'wish', ofId: posted.body.id, ...times } })
  expect(pointerOf(late)).toEqual([422, '#/ofId'])
  const holding = await app.call(member, endpoints.enterHours, { body: { of: 'holding', ofId: posted.body.id, ...times } })
  expect(pointerOf(holding)).toEqual([422, '#/ofId'])
})
