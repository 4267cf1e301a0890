/** The plan (走访计划), the card (联系卡) and the night (每晚) of visits, over HTTP and by the jobs. */
import { beforeAll, expect, test } from 'vitest'
import { aGridVillage, aHousehold } from '#features/households/households.samples.ts'
import { endpoints as rightsEndpoints } from '#features/rights/rights.contract.ts'
import type { Job } from '#platform/server/job.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './visits.contract.ts'
import { forgetNotes, planVisits, settleVisits } from './visits.jobs.ts'
import { aRecord, aVisit } from './visits.samples.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const asCard = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
const record = (who: string, householdId: string, changes: object = {}) =>
  app.call(who, endpoints.record, { params: { commandId: newId() }, body: aRecord(householdId, changes) })
const visit = (id: string) => app.owner.selectFrom('visit').where('id', '=', id).selectAll().executeTakeFirst()
async function run(job: Job) {
  const actor = { kind: 'job', townId: 1, name: job.name } as const
  const items = await app.as(actor, context => job.find(context))
  for (const item of items) await app.as(actor, context => job.each(context, item))
  return items
}

test('the night plans five a grid, each with its reason; those that wish it come on top, and nobody twice', async () => {
  const homes = await Promise.all(Array.from({ length: 7 }, () => aHousehold(app.owner, at.grid)))
  const asking = homes[6]!
  const silent = await aHousehold(app.owner, at.grid)
  await app.owner.updateTable('household').set({ contactPreference: 'none' }).where('id', '=', silent).execute()
  expect((await app.call(asCard(asking), endpoints.ask)).body.askedOn).toBe('2026-03-02')
  await run(planVisits)
  await run(planVisits)
  const { body } = await app.call(at.leader, endpoints.today)
  expect(body.due).toHaveLength(6)
  expect(body.due.find(({ householdId }) => householdId === asking)).toMatchObject({ rule: 'asked', lastVisitedOn: null })
  expect(body.due.map(({ householdId }) => householdId)).not.toContain(silent)
  expect(body.due.map(({ householdCode }) => householdCode)).toEqual(body.due.map(({ householdCode }) => householdCode).sort())
  expect((await app.call(at.leader, endpoints.plan)).body, 'nor by hand').toEqual({ planned: 0 })
  expect((await app.call(at.townClerk, endpoints.today)).body.due, 'the town has no list').toEqual([])
  await record(at.leader, asking)
  const after = await app.call(at.leader, endpoints.ofHousehold, { params: { householdId: asking } })
  expect(after.body, 'somebody came, for the reason that was planned').toMatchObject({
    askedOn: null,
    visits: [{ rule: 'asked', state: 'done' }],
  })
  await run(planVisits)
  expect((await app.call(at.leader, endpoints.today)).body.due.map(({ householdId }) => householdId)).not.toContain(asking)
})

test('a household wishes a monthly visit, by card or through the one who was there; it declines and asks again', async () => {
  const place = await aGridVillage(app.owner)
  const home = await aHousehold(app.owner, place.grid)
  const wish = (monthly: boolean) => app.call(asCard(home), endpoints.wishMonthly, { body: { monthly } })
  expect((await wish(true)).body.monthlySince).toBe('2026-03-02')
  await record(place.leader, home)
  await app.call(place.leader, endpoints.plan)
  expect((await app.call(place.leader, endpoints.today)).body.due, 'somebody was there today').toEqual([])
  app.now = new Date('2026-04-02T01:00:00Z')
  await app.call(place.leader, endpoints.plan)
  expect((await app.call(place.leader, endpoints.today)).body.due).toMatchObject([{ rule: 'monthly', lastVisitedOn: '2026-03-02' }])
  expect((await wish(false)).body.monthlySince).toBeNull()
  expect((await app.call(place.leader, endpoints.today)).body.due, 'it wants it no more, and nobody comes for having wanted it').toEqual([])
  app.now = new Date('2026-03-02T01:00:00Z')
  const params = { householdId: home }
  expect((await app.call(place.leader, endpoints.wishFor, { params, body: { monthly: true } })).body).toEqual({
    monthlySince: '2026-03-02',
  })
  expect((await app.call(place.otherLeader, endpoints.wishFor, { params, body: { monthly: true } })).status).toBe(404)

  const quiet = await aHousehold(app.owner, place.grid)
  await record(place.leader, quiet, { outcome: 'declined', topics: [] })
  expect((await app.call(asCard(quiet), endpoints.showMine)).body.notBefore).toBe('2026-09-02')
  expect((await app.call(asCard(quiet), endpoints.ask)).body).toMatchObject({ notBefore: null, askedOn: '2026-03-02' })
  const { body: error } = await record(place.leader, quiet, { outcome: 'declined', topics: [] })
  const undo = await app.call(place.leader, endpoints.withdraw, { params: { visitId: error.id } }, { 'if-match': `"${error.version}"` })
  expect(undo.status, 'the wrong household').toBe(200)
  expect((await app.call(asCard(quiet), endpoints.showMine)).body, 'it still waits').toMatchObject({
    notBefore: null,
    askedOn: '2026-03-02',
  })
})

test('the household deletes what was written; a stub says grid and day, and nothing ties it to anybody', async () => {
  const home = await aHousehold(app.owner, at.otherGrid)
  const { body } = await record(at.otherLeader, home, { note: '想学用手机' })
  const raised = await app.call(at.otherLeader, endpoints.raise, {
    params: { commandId: newId() },
    body: { visitId: body.id, text: '巷口的路灯坏了' },
  })
  const remove = (householdId: string) => app.call(asCard(householdId), endpoints.deleteMine, { params: { visitId: body.id } })
  expect((await remove(await aHousehold(app.owner, at.otherGrid))).status, 'another household').toBe(404)
  expect((await app.call(at.otherLeader, endpoints.showMine)).status, 'staff by the household’s door').toBe(401)
  const gone = await remove(home)
  expect(gone.body).toMatchObject({ visits: [], notBefore: '2026-09-02' })
  expect((await remove(home)).status, 'twice').toBe(404)
  expect(await app.owner.selectFrom('visitItem').where('visitId', '=', body.id).selectAll().execute()).toEqual([])
  const stubs = await app.owner.selectFrom('visitStub').where('unitId', '=', at.otherGrid.id).selectAll().execute()
  expect(stubs).toEqual([{ townId: 1, id: expect.any(String) as string, unitId: at.otherGrid.id, visitedOn: '2026-03-02' }])
  expect([body.id, home]).not.toContain(stubs[0]!.id)
  expect((await app.call(at.otherLeader, endpoints.ofHousehold, { params: { householdId: home } })).body.visits).toEqual([])
  const cases = await app.owner.selectFrom('request').where('number', '=', raised.body.number).select('state').execute()
  expect(cases, 'the case goes on').toEqual([{ state: 'submitted' }])
})

test('the night follows items, closes what is done with, and forgets a note a year after', async () => {
  const home = await aHousehold(app.owner, at.otherGrid)
  const { body: open } = await record(at.otherLeader, home, { note: '想学用手机' })
  const raised = await app.call(at.otherLeader, endpoints.raise, {
    params: { commandId: newId() },
    body: { visitId: open.id, text: '巷口的路灯坏了' },
  })
  await run(settleVisits)
  expect((await visit(open.id))?.state, 'the item is open').toBe('itemsRaised')
  await app.owner
    .updateTable('request')
    .set({ clockState: 'ended', dueOn: null, soonOn: null, state: 'withdrawn', closedAt: app.now })
    .where('number', '=', raised.body.number)
    .execute()
  await run(settleVisits)
  expect((await visit(open.id))?.state).toBe('allFollowed')
  await run(settleVisits)
  expect(await visit(open.id)).toMatchObject({ state: 'closed', closedOn: '2026-03-02' })
  expect(await run(settleVisits), 'a second run finds nothing').not.toContain(open.id)

  const { body: plain } = await record(at.otherLeader, home)
  app.now = new Date('2026-03-08T01:00:00Z')
  expect(await run(settleVisits), 'the week to correct it').not.toContain(plain.id)
  app.now = new Date('2026-03-09T01:00:00Z')
  expect(await run(settleVisits)).toContain(plain.id)

  app.now = new Date('2027-03-01T01:00:00Z')
  expect(await run(forgetNotes), 'commands alone').toEqual(['commands'])
  app.now = new Date('2027-03-02T01:00:00Z')
  expect(await run(forgetNotes)).toEqual([open.id])
  expect(await visit(open.id)).toMatchObject({ noteSealed: null, topics: ['environment'], outcome: 'met' })
  expect(await run(forgetNotes)).toEqual([])
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('whoever went reads on /my that they went, and never where to', async () => {
  const place = await aGridVillage(app.owner)
  const home = await aHousehold(app.owner, place.grid)
  await aVisit(app.owner, { householdId: home, unitId: place.grid.id, personId: place.leader, visitedOn: '2026-02-01' })
  const { status, body } = await app.call(place.leader, rightsEndpoints.mine)
  expect(status).toBe(200)
  const text = JSON.stringify(body)
  expect(text).toContain('走访：福寿里第一小组的一户')
  expect(text).not.toContain(home)
})
