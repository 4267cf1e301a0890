/** What is kept of a household (走访记事) when it takes its consent back, when the visitor leaves, and when it moves; over HTTP and by the night. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { aContact, aGridVillage, aHome } from '#features/households/households.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import type { Job } from '#platform/server/job.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './visits.contract.ts'
import { forgetNotes, settleVisits } from './visits.jobs.ts'
import { aRecord } from './visits.samples.ts'
import { toFollow } from './visits.todos.ts'

const app = useApp()
let at: Awaited<ReturnType<typeof aGridVillage>>

beforeAll(async () => {
  at = await aGridVillage(app.owner)
})

const version = (number: number) => ({ 'if-match': `"${number}"` })
const asCard = (householdId: string) => ({ kind: 'household', townId: 1, householdId }) as const
const record = (who: string, householdId: string, changes: object = {}) =>
  app.call(who, endpoints.record, { params: { commandId: newId() }, body: aRecord(householdId, changes) })
const visit = (id: string) => app.owner.selectFrom('visit').where('id', '=', id).selectAll().executeTakeFirst()
const todosOf = async (who: string) => (await app.as(await app.person(who), toFollow.list)).map(({ id, detail }) => [id, detail])
async function atNight(job: Job, day: string) {
  app.now = new Date(`${day}T01:00:00Z`)
  const actor = { kind: 'job', townId: 1, name: job.name } as const
  for (const item of await app.as(actor, context => job.find(context))) await app.as(actor, context => job.each(context, item))
  app.now = new Date('2026-03-02T01:00:00Z')
}

/** A home, a member who keeps in touch with it, and a visit of the member's that promises something. */
async function aPromise() {
  const { body: home } = await app.call(at.leader, homes.moveIn, { body: aHome(at.grid.id) })
  const member = await aHolder(app.owner, 'supervisor', at.village.id, { name: '林小燕', to: '2021-01-01' })
  const contactId = await aContact(app.owner, home.id, member, '2026-01-10')
  const { body } = await record(member, home.id, { visitedOn: '2026-03-01', note: '想申请助浴', needsFollowUp: true, mayContact: true })
  const end = async () => {
    const params = { contactId }
    const answer = await app.call(member, homes.endContact, { params, body: { reason: 'memberAsked' } }, version(1))
    expect(answer.status).toBe(200)
  }
  return { home, member, visit: body, end }
}

test('a household takes its consent back: what was written is forgotten, nobody comes, and that somebody was there still counts', async () => {
  const { home, visit: written, member } = await aPromise()
  const open = (await record(at.leader, home.id, { note: '巷口黑' })).body
  await app.call(at.leader, endpoints.raise, { params: { commandId: newId() }, body: { visitId: open.id, text: '巷口的路灯坏了' } })
  await record(at.leader, home.id, { outcome: 'nobodyHome', topics: [] })
  await app.call(asCard(home.id), endpoints.wishMonthly, { body: { monthly: true } })
  await app.call(asCard(home.id), endpoints.ask)

  expect((await app.call(asCard(home.id), homes.withdrawConsent)).status).toBe(200)
  const forgotten = { noteSealed: null, mayContact: false, needsFollowUp: false, outcome: 'met' }
  expect(await visit(written.id)).toMatchObject({ ...forgotten, state: 'closed', closedOn: '2026-03-02' })
  expect(await visit(open.id), 'the case goes on').toMatchObject({ ...forgotten, state: 'itemsRaised' })
  const mine = (await app.call(asCard(home.id), endpoints.showMine)).body
  expect(mine).toMatchObject({ monthlySince: null, askedOn: null, visits: [{ note: null }, { note: null }] })
  const openNote = { params: { visitId: written.id }, body: { reason: 'followUp' } }
  expect((await app.call(at.clerk, endpoints.openNote, openNote)).status).toBe(409)
  await app.call(at.leader, endpoints.plan)
  expect((await app.call(at.leader, endpoints.today)).body.due.map(({ householdId }) => householdId)).not.toContain(home.id)
  expect((await todosOf(member)).concat(await todosOf(at.leader))).toEqual([])
  const log = await app.owner.selectFrom('event').where('name', '=', 'visits.withdrawConsent').selectAll().execute()
  expect(log.map(({ subjectId, details }) => [subjectId, details])).toEqual([[home.id, {}]])
})

test('what a visitor promised who no longer keeps in touch is followed up by those who listen now', async () => {
  const { visit: written, member, end } = await aPromise()
  const params = { visitId: written.id }
  const close = (who: string) => app.call(who, endpoints.close, { params }, version(written.version))
  expect(await todosOf(member)).toEqual([[written.id, '走访时您记下要跟进。']])
  expect((await close(at.leader)).status, 'while the visitor can').toBe(403)
  await end()
  expect(await todosOf(member)).toEqual([])
  expect((await close(member)).status).toBe(404)
  for (const who of [at.leader, at.clerk, at.secretary])
    expect(await todosOf(who)).toContainEqual([written.id, '走访的人已不联系这一户，请接着跟进。'])
  expect((await app.call(at.leader, endpoints.today)).body.toFollow.map(({ id }) => id)).toContain(written.id)
  expect(
    (await app.call(at.leader, endpoints.correct, { params, body: { topics: [], needsFollowUp: false, mayContact: false } }, version(1)))
      .status,
  ).toBe(403)
  expect((await close(at.leader)).body).toMatchObject({ state: 'closed', needsFollowUp: false })
  expect(await todosOf(at.clerk)).toEqual([])
})

test('nobody follows it up: the night closes it after a year, and forgets the note a year later', async () => {
  const { visit: written, end } = await aPromise()
  await end()
  await atNight(settleVisits, '2027-02-28')
  expect(await visit(written.id)).toMatchObject({ state: 'done', needsFollowUp: true })
  await atNight(settleVisits, '2027-03-01')
  expect(await visit(written.id)).toMatchObject({ state: 'closed', needsFollowUp: false, closedOn: '2027-03-01' })
  await atNight(forgetNotes, '2028-03-01')
  expect(await visit(written.id)).toMatchObject({ noteSealed: null, mayContact: false })
})

test('a home moves to another grid: its notes stay with the former one', async () => {
  const { body: home } = await app.call(at.leader, homes.moveIn, { body: aHome(at.grid.id) })
  const { body: written } = await record(at.leader, home.id, { note: '想学用手机' })
  const body = { unitId: at.otherGrid.id, address: '别处3号', effectiveOn: '2026-03-02' }
  await app.call(at.clerk, homes.relocate, { params: { householdId: home.id }, body }, version(home.version))
  const open = (who: string) => app.call(who, endpoints.openNote, { params: { visitId: written.id }, body: { reason: 'handover' } })
  expect((await app.call(at.otherLeader, endpoints.get, { params: { visitId: written.id } })).body.allowedActions).not.toContain('openNote')
  expect((await open(at.otherLeader)).status).toBe(403)
  expect((await open(at.leader)).status, 'who left the home to the next grid').toBe(404)
  expect((await open(at.clerk)).body, 'the village keeps both').toEqual({ note: '想学用手机' })
})
