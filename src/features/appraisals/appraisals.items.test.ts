/** Rectification (整改): given, done by the owner, verified by another or opened again; in 待办, in the next year's report, and at a handover. */
import { expect, test } from 'vitest'
import { findUnowned, putBackUnowned } from '#features/people/people.handover.actions.ts'
import { endpoints as people } from '#features/people/people.posts.contract.ts'
import { aHolder, asRead } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './appraisals.contract.ts'
import { aReport, aReportingVillage, aRound } from './appraisals.samples.ts'
import { itemsToVerify, rectificationItems, unwrittenReports } from './appraisals.todos.ts'

const app = useApp()

async function aLetter() {
  const found = await aReport(app, 'fedBack')
  const give = (ownerId: string, changes: object = {}, who = found.at.townClerk) =>
    app.call(who, endpoints.addItem, {
      params: found.params,
      body: { problem: '老人饭堂还没有开', measure: '租下旧祠堂，请人做饭。', ownerId, dueOn: '2026-06-01', ...changes },
    })
  return { ...found, give }
}
const waitingFor = async (who: string) => {
  const actor = await app.person(who)
  return app.as(actor, async context => ({
    unwritten: await unwrittenReports.list(context),
    own: await rectificationItems.list(context),
    others: await itemsToVerify.list(context),
  }))
}
const finish = (who: string, itemId: string) =>
  app.call(who, endpoints.finishItem, { params: { itemId }, body: { result: '四月一日开了。' } })
const verify = (who: string, itemId: string) => app.call(who, endpoints.verifyItem, { params: { itemId } })
const giveBack = (who: string, itemId: string, dueOn = '2026-07-01') =>
  app.call(who, endpoints.returnItem, { params: { itemId }, body: { reason: '周末没有开。', dueOn } })

test('a report to write waits for its secretary until it is written', async () => {
  const { at, params } = await aReport(app, 'scheduled')
  expect((await waitingFor(at.secretary)).unwritten).toMatchObject([
    { id: params.reportId, dueOn: '2026-03-02', link: `/console/appraisals/reports/${params.reportId}` },
  ])
  expect((await waitingFor((await aReport(app, 'drafted')).at.secretary)).unwritten).toEqual([])
})

test('an item waits for its owner until done, then for the office until verified; never verified by its owner', async () => {
  const { at, params, give } = await aLetter()
  const given = await give(at.villageClerk)
  expect(given.body).toMatchObject({
    state: 'rectifying',
    items: [{ ownerName: '李少玲', dueOn: '2026-06-01', doneOn: null, allowedActions: [] }],
  })
  const { id } = given.body.items[0]!
  expect((await waitingFor(at.villageClerk)).own).toMatchObject([
    { id, title: '老人饭堂还没有开', dueOn: '2026-06-01', link: '/console/appraisals/items' },
  ])
  const close = () => app.call(at.townClerk, endpoints.close, { params })
  expect(await close()).toMatchObject({ status: 409, body: { type: '/problems/appraisals/items-open' } })
  expect((await finish(at.secretary, id)).status).toBe(403)
  expect((await verify(at.townClerk, id)).status).toBe(409)
  expect((await finish(at.villageClerk, id)).body).toMatchObject({ doneOn: '2026-03-02', result: '四月一日开了。' })
  expect((await finish(at.villageClerk, id)).status).toBe(409)
  expect((await waitingFor(at.villageClerk)).own).toEqual([])
  expect((await waitingFor(at.townClerk)).others.map(each => each.id)).toContain(id)

  expect((await verify(at.villageClerk, id)).status).toBe(403)
  expect((await giveBack(at.townClerk, id, '2026-03-01')).body.errors).toMatchObject([{ pointer: '#/dueOn' }])
  expect((await giveBack(at.secretary, id)).status).toBe(403)
  const back = await giveBack(at.townClerk, id)
  expect(back.body).toMatchObject({ doneOn: null, dueOn: '2026-07-01', returnedReason: '周末没有开。', result: '四月一日开了。' })
  expect((await giveBack(at.townClerk, id)).status).toBe(409)
  expect((await waitingFor(at.villageClerk)).own).toHaveLength(1)
  await finish(at.villageClerk, id)
  expect((await verify(at.leader, id)).body).toMatchObject({ verifiedBy: '何永康', verifiedOn: '2026-03-02', allowedActions: [] })
  expect((await verify(at.townClerk, id)).status).toBe(409)
  expect((await app.call(at.leader, endpoints.close, { params })).status).toBe(403)
  expect((await close()).body).toMatchObject({ state: 'verified', closedOn: '2026-03-02' })
  expect((await give(at.villageClerk)).status).toBe(409)
})

test('who owns an item and keeps the rounds still needs another to verify it; the record itself refuses', async () => {
  const { at, give } = await aLetter()
  const { id } = (await give(at.townClerk)).body.items[0]!
  await finish(at.townClerk, id)
  expect((await waitingFor(at.townClerk)).others.map(each => each.id)).not.toContain(id)
  expect((await verify(at.townClerk, id)).status).toBe(403)
  expect((await giveBack(at.townClerk, id)).status).toBe(403)
  const forced = app.owner.updateTable('appraisalItem').set({ verifiedBy: at.townClerk, verifiedOn: '2026-03-02' }).where('id', '=', id)
  await expect(forced.execute()).rejects.toThrow(/check constraint/)
})

test('an item needs someone in office near, a day not before today, and a letter', async () => {
  const { at, params, give } = await aLetter()
  const next = await aReportingVillage(app.owner)
  expect((await give(at.villageClerk, { dueOn: '2026-03-01' })).body.errors).toMatchObject([{ pointer: '#/dueOn' }])
  expect((await give(at.villageClerk, { dueOn: '2028-03-03' })).body.errors).toMatchObject([{ pointer: '#/dueOn' }])
  expect((await give(next.villageClerk)).body.errors).toMatchObject([{ pointer: '#/ownerId' }])
  expect((await give(at.villageClerk, {}, at.leader)).status).toBe(403)
  const candidates = await app.call(at.townClerk, endpoints.candidates, { params })
  expect(candidates.body.items.map(({ id }) => id)).toEqual(expect.arrayContaining([at.secretary, at.villageClerk, at.townClerk]))
  expect(candidates.body.items.map(({ id }) => id)).not.toContain(next.secretary)
  expect((await app.call(at.secretary, endpoints.candidates, { params })).status).toBe(403)
  const { at: other, params: early } = await aReport(app, 'commented')
  const body = { problem: '路灯', measure: '请供电所来看。', ownerId: other.villageClerk, dueOn: '2026-06-01' }
  expect((await app.call(other.townClerk, endpoints.addItem, { params: early, body })).status).toBe(409)
})

test('to the owner of an item the item is open, the report is not', async () => {
  const { at, params, give } = await aLetter()
  const branch = await aHolder(app.owner, 'gridLeader', at.village.id, { name: '黄志强' })
  const { id } = (await give(branch)).body.items[0]!
  const mine = await app.call(branch, endpoints.myItems)
  expect(mine.body.items).toMatchObject([{ id, roundTitle: '2025年度述职评议会', allowedActions: ['finishItem'] }])
  expect((await app.call(branch, endpoints.get, { params })).status).toBe(404)
  expect((await finish(branch, id)).status).toBe(200)
  const next = await aReportingVillage(app.owner)
  expect((await finish(next.villageClerk, id)).status).toBe(404)
  expect((await finish(branch, newId())).status).toBe(404)
  expect((await app.call(null, endpoints.myItems)).status).toBe(401)
})

test('the report of the next year opens with the problems of the one before, and what became of them', async () => {
  const { at, params, give } = await aLetter()
  const { id } = (await give(at.villageClerk, { problem: '公示不清楚' })).body.items[0]!
  const next = await aRound(app, at.townClerk, { year: 2026, title: '2026年度述职评议会' })
  const reportId = next.lines.find(({ unitId }) => unitId === at.village.id)!.reportId!
  const earlier = async () => (await app.call(at.secretary, endpoints.get, { params: { reportId } })).body.earlier
  const named = { reportId: params.reportId, year: 2025, problem: '老人饭堂还没有开', state: 'unlisted' }
  expect(await earlier()).toMatchObject([{ problem: '公示不清楚', state: 'open' }, named])
  await finish(at.villageClerk, id)
  await verify(at.townClerk, id)
  expect(await earlier()).toMatchObject([{ problem: '公示不清楚', state: 'verified' }, named])
})

test('an open item is open work: it goes to the successor, or back to a desk when nobody was named', async () => {
  const { at, give } = await aLetter()
  const successor = await aHolder(app.owner, 'villageClerk', at.village.id, { name: '陈大妹' })
  const first = (await give(at.villageClerk)).body.items[0]!.id
  const termOf = async (personId: string) =>
    (await app.owner.selectFrom('term').where('personId', '=', personId).select('id').executeTakeFirstOrThrow()).id
  const termId = await termOf(at.villageClerk)
  const query = { lastOn: '2026-03-01' }
  const open = await app.call(at.secretary, people.openWork, { params: { termId }, query })
  expect(JSON.stringify(open.body)).toContain('的整改')
  const input = { params: { termId }, body: { ...query, successorId: successor } }
  const ended = await app.call(at.secretary, people.endTerm, input, await asRead(app.owner, { termId }))
  expect(ended.status).toBe(200)
  expect((await app.call(successor, endpoints.myItems)).body.items.map(({ id }) => id)).toEqual([first])
  const event = await app.owner.selectFrom('event').where('name', '=', 'appraisals.handOver').select('details').executeTakeFirstOrThrow()
  expect(event.details).toEqual({ itemId: first, ownerId: successor })

  // Nobody is named: the night gives it to the village's secretary.
  const job = { kind: 'job', townId: 1, name: 'people.settle' } as const
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-03-02)' }).where('personId', '=', successor).execute()
  const term = await termOf(successor)
  await app.as(job, async context => {
    for (const work of context.openWork) await work.putBack(context, term, context.today)
  })
  expect((await app.call(at.secretary, endpoints.myItems)).body.items.map(({ id }) => id)).toEqual([first])

  // And so it does when it was given back to somebody whose term ran out long ago.
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id, { name: '黄志强' })
  const left = (await give(clerk)).body.items.find(({ ownerId }) => ownerId === clerk)!.id
  await app.owner.updateTable('term').set({ valid: '[2020-01-01,2026-03-05)' }).where('personId', '=', clerk).execute()
  app.now = new Date('2026-05-04T00:40:00+08:00')
  for (const item of await app.as(job, findUnowned)) await app.as(job, context => putBackUnowned(context, item))
  expect((await app.call(at.secretary, endpoints.myItems)).body.items.map(({ id }) => id)).toContain(left)
  app.now = new Date('2026-03-02T09:00:00+08:00')
})
