/** Commitments (双报到与领岗履职) over HTTP: what is forgotten in time, counted once, and not written twice. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './commitments.contract.ts'
import { settleWishes } from './commitments.jobs.ts'
import { aPost, aReportIn, aServing } from './commitments.samples.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'commitments.settleWishes' } as const
const on = (day: string) => {
  app.now = new Date(`${day}T01:00:00Z`)
}
beforeEach(() => on('2026-03-02'))

async function aPlace() {
  const at = await aBranch(app.owner)
  const member = await aMember(app.owner, at.cooperative.id, '何建生')
  await aMembership(app.owner, member, { bodyId: at.branchId, unitId: at.cooperative.id })
  return { at, member }
}
async function aWish(at: SampleBranch, member: string, ...steps: ('claimWish' | 'beginWish' | 'deliverWish')[]) {
  const { body } = await app.call(at.secretary, endpoints.postWish, {
    body: { unitId: at.cooperative.id, text: '想要一张旧书桌', whom: '福寿里8号陈家的孩子', expiresOn: '2026-04-01' },
  })
  const params = { wishId: body.id }
  for (const step of steps) expect((await app.call(member, endpoints[step], { params })).status).toBe(200)
  return params
}
async function night(day: string) {
  on(day)
  for (const id of await app.as(job, settleWishes.find)) await app.as(job, context => settleWishes.each(context, id))
}
const kept = async ({ wishId }: { wishId: string }) => {
  const { state, whomSealed } = await app.owner
    .selectFrom('wish')
    .where('id', '=', wishId)
    .select(['state', 'whomSealed'])
    .executeTakeFirstOrThrow()
  return [state, whomSealed !== null]
}

test('whom a wish is for is forgotten in time, however far the wish came', async () => {
  const { at, member } = await aPlace()
  const claimed = await aWish(at, member, 'claimWish')
  const begun = await aWish(at, member, 'claimWish', 'beginWish')
  const delivered = await aWish(at, member, 'claimWish', 'deliverWish')
  const confirmed = await aWish(at, member, 'claimWish', 'deliverWish')
  await app.call(at.secretary, endpoints.confirmWish, { params: confirmed })
  const all = async () => [await kept(claimed), await kept(begun), await kept(delivered), await kept(confirmed)]
  await night('2026-04-01')
  expect(await all()).toEqual([
    ['claimed', true],
    ['doing', true],
    ['delivered', true],
    ['confirmed', true],
  ])
  await night('2026-04-02')
  expect(await kept(confirmed), 'filed').toEqual(['closed', false])
  await night('2026-05-01')
  expect(await kept(claimed), 'still to be fulfilled').toEqual(['claimed', true])
  await night('2026-06-01')
  expect(await all()).toEqual([
    ['expired', false],
    ['expired', false],
    ['delivered', false],
    ['closed', false],
  ])
  expect((await app.call(at.secretary, endpoints.confirmWish, { params: delivered })).status, 'may still be confirmed').toBe(200)
})

test('a wish taken up by someone who left is given back by the village, and not by a stranger', async () => {
  const { at, member } = await aPlace()
  const params = await aWish(at, member, 'claimWish', 'beginWish')
  const other = await aBranch(app.owner)
  expect((await app.call(other.secretary, endpoints.giveBackWish, { params })).status).toBe(404)
  expect((await app.call(at.secretary, endpoints.giveBackWish, { params })).body).toMatchObject({ state: 'posted' })
})

test('the same time of a person is confirmed once, whatever it was served for; a second entry waits and is looked at', async () => {
  const { at, member } = await aPlace()
  const reportInId = await aReportIn(app.owner, member, at.village.id)
  const holdingId = await aServing(app.owner, await aPost(app.owner, at.village.id), member, at.village.id, '2026-01-05')
  const enter = (who: string, changes: object = {}) =>
    app.call(who, endpoints.enterHours, {
      body: {
        of: 'reportIn' as const,
        ofId: reportInId,
        startsAt: '2026-03-01T01:00:00Z',
        endsAt: '2026-03-01T05:00:00Z',
        activity: '清洁河道',
        ...changes,
      },
    })
  expect((await enter(at.villageSecretary)).body).toMatchObject({ state: 'confirmed', hours: 4 })
  for (const changes of [{}, { of: 'holding', ofId: holdingId }, { startsAt: '2026-03-01T04:59:00Z', endsAt: '2026-03-01T06:00:00Z' }])
    expect((await enter(at.villageSecretary, changes)).body.type).toBe('/problems/commitments/hours-taken')
  const own = await enter(member)
  expect(own.body).toMatchObject({ state: 'entered', overlaps: true })
  const params = { entryId: own.body.id }
  expect((await app.call(at.villageSecretary, endpoints.confirmHours, { params })).body.type).toBe('/problems/commitments/hours-taken')
  expect((await enter(at.villageSecretary, { startsAt: '2026-03-01T05:00:00Z', endsAt: '2026-03-01T06:00:00Z' })).status).toBe(200)
})

test('the note of a half year is written once it is over, or once the person has left, and goes with the hours of the records', async () => {
  const { at, member } = await aPlace()
  const reportInId = await aReportIn(app.owner, member, at.village.id)
  const enter = (who: string, day: string) =>
    app.call(who, endpoints.enterHours, {
      body: { of: 'reportIn', ofId: reportInId, startsAt: `${day}T01:00:00Z`, endsAt: `${day}T03:00:00Z`, activity: '值守' },
    })
  const params = { reportInId }
  const write = (half: string) => app.call(at.villageSecretary, endpoints.writeNote, { params, body: { half, remark: '热心。' } })
  const waiting = await enter(member, '2026-03-01')
  expect((await write('2026-1')).body.type).toBe('/problems/commitments/note-early')
  on('2026-07-01')
  const { id: noteId } = (await write('2026-1')).body.notes[0]!
  await app.call(member, endpoints.readNote, { params: { noteId }, body: {} })
  await app.call(at.villageSecretary, endpoints.confirmHours, { params: { entryId: waiting.body.id } })
  const send = () => app.call(at.villageSecretary, endpoints.sendNote, { params: { noteId } })
  expect((await send()).body.type, 'hours were confirmed since').toBe('/problems/commitments/note-outdated')
  const revised = await app.call(
    at.villageSecretary,
    endpoints.reviseNote,
    { params: { noteId }, body: { remark: '热心。' } },
    { 'if-match': '"2"' },
  )
  expect(revised.body.notes[0]).toMatchObject({ hours: 2, state: 'shown' })
  expect((await send()).body.type, 'read again first').toBe('/problems/commitments/note-unread')
  await app.call(member, endpoints.readNote, { params: { noteId }, body: {} })
  expect((await send()).body.notes[0]).toMatchObject({ state: 'sent', hours: 2 })
  expect((await write('2026-2')).body.type).toBe('/problems/commitments/note-early')
  expect((await app.call(at.villageSecretary, endpoints.leave, { params, body: { reason: '调到外地工作' } })).status).toBe(200)
  expect((await write('2026-2')).body.notes, 'one who left has no more to serve').toHaveLength(2)
  on('2027-02-01')
  expect((await write('2027-1')).body.errors).toMatchObject([{ pointer: '#/half' }])
})

test('an exemption has one reason, and the log none: it may be an illness', async () => {
  const { at, member } = await aPlace()
  const exempt = (reason: 'elderly' | 'ill') => app.call(at.secretary, endpoints.exemptFromPosts, { body: { personId: member, reason } })
  const { body } = await exempt('elderly')
  expect((await exempt('elderly')).body, 'again changes nothing').toEqual(body)
  expect((await exempt('ill')).status).toBe(409)
  const events = await app.owner.selectFrom('event').where('subjectId', '=', body.id).select('details').execute()
  expect(events).toEqual([{ details: {} }])
})

test('a year has one grade, also where the post went on after it', async () => {
  const { at, member } = await aPlace()
  const holdingId = await aServing(app.owner, await aPost(app.owner, at.cooperative.id), member, at.cooperative.id, '2025-01-05')
  const params = { holdingId }
  const evaluate = (year: number, grade: 'good' | 'poor') =>
    app.call(at.secretary, endpoints.evaluateHolding, { params, body: { year, grade, massesRemark: '讲得明白' } })
  expect((await evaluate(2026, 'good')).status).toBe(200)
  await app.call(at.secretary, endpoints.settleHolding, { params, body: { step: 'renew' } })
  expect((await evaluate(2026, 'poor')).body.type).toBe('/problems/commitments/graded')
  expect((await evaluate(2025, 'poor')).body.reviews).toMatchObject([{ grade: 'good' }, { grade: 'poor' }])
})

test('a meeting decides about who applied before it; what was recommended there may be entered within three months', async () => {
  const { at, member } = await aPlace()
  const second = await aMember(app.owner, at.cooperative.id, '麦志强')
  await aMembership(app.owner, second, { bodyId: at.branchId, unitId: at.cooperative.id })
  const postId = await aPost(app.owner, at.cooperative.id)
  const { body: meeting } = await app.call(at.secretary, meetings.create, { body: aPlan(at.branchId) })
  const held = (day: string) =>
    app.owner
      .updateTable('meeting')
      .set({ state: 'held', startsAt: `${day}T00:30:00Z`, endsAt: `${day}T02:00:00Z` })
      .where('id', '=', meeting.id)
      .execute()
  const apply = async (who: string, body: object) => (await app.call(who, endpoints.applyForPost, { params: { postId }, body })).body.id
  const decide = (holdingId: string) =>
    app.call(at.secretary, endpoints.decideHolding, { params: { holdingId }, body: { meetingId: meeting.id } })
  const [own, recommended] = [await apply(member, {}), await apply(at.secretary, { personId: second })]
  await held('2024-01-05')
  for (const id of [own, recommended]) expect((await decide(id)).body.errors).toMatchObject([{ pointer: '#/meetingId' }])
  await held('2026-02-20')
  expect((await decide(own)).body.errors).toMatchObject([{ pointer: '#/meetingId' }])
  expect((await decide(recommended)).body.state).toBe('decided')
})
