/** Decisions and grids (支部大会、网格里的人) over HTTP: on which meeting a membership rests, what is offered, who stands in a grid. */
import { beforeAll, expect, test } from 'vitest'
import { aContact, aHousehold } from '#features/households/households.samples.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './memberships.contract.ts'
import { aGeneralMeeting, aGrid, aMembership } from './memberships.samples.ts'

const app = useApp()
let at: SampleBranch
let next: SampleBranch
beforeAll(async () => {
  at = await aBranch(app.owner)
  next = await aBranch(app.owner)
})

const pointerOf = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => [status, body.errors?.[0]?.pointer]
const match = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` })

test('a member is taken in by a general meeting, and made a full one by another; both are named on the page', async () => {
  const personId = await aMember(app.owner, at.cooperative.id, '冼秀珍')
  const taken = await aGeneralMeeting(app.owner, at, '2025-03-02')
  const passed = await aGeneralMeeting(app.owner, at, '2026-03-01')
  const strange = await aGeneralMeeting(app.owner, next, '2025-03-02')
  const { body: offered } = await app.call(at.secretary, endpoints.decisions, { params: { bodyId: at.branchId } })
  expect(offered.items.map(({ id }) => id)).toEqual([passed, taken])
  for (const who of [next.secretary, at.gridLeader])
    expect((await app.call(who, endpoints.decisions, { params: { bodyId: at.branchId } })).status).toBe(403)
  expect((await app.call(at.secretary, endpoints.decisions, { params: { bodyId: at.village.id } })).status).toBe(404)

  const admit = (meetingId: string, admittedOn = '2025-03-02') =>
    app.call(at.secretary, endpoints.admit, {
      body: { personId, bodyId: at.branchId, kind: 'withoutPost', admittedOn, meetingId },
    })
  expect(pointerOf(await admit(strange)), 'the meeting of another branch').toEqual([422, '#/meetingId'])
  expect(pointerOf(await admit(taken, '2025-03-01'))).toEqual([422, '#/meetingId'])
  const { status, body: member } = await admit(taken)
  expect([status, member.admittedAt?.heldOn, member.fullAt]).toEqual([200, '2025-03-02', null])
  const params = { membershipId: member.id }
  const full = (meetingId: string) =>
    app.call(at.secretary, endpoints.becomeFull, { params, body: { on: '2026-03-02', meetingId } }, match(member))
  expect(member.allowedActions).toContain('becomeFull')
  expect(pointerOf(await full(taken)), 'the meeting that took the member in').toEqual([422, '#/meetingId'])
  const { body: after } = await full(passed)
  expect(after.fullAt).toEqual({ id: passed, title: '讨论接收党员', heldOn: '2026-03-01' })
  expect(after.allowedActions).not.toContain('becomeFull')
})

test('who keeps a branch is offered to enter a member: a clerk of the Party line is, one of the residents’ committee is not', async () => {
  const partyClerk = await aHolder(app.owner, 'villageClerk', at.village.id, { bodyId: at.committeeId })
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  const offered = async (who: string) => (await app.call(who, endpoints.list)).body.allowedActions
  for (const who of [at.townClerk, at.secretary, partyClerk]) expect(await offered(who)).toEqual(['admit'])
  for (const who of [clerk, at.gridLeader]) expect(await offered(who)).toEqual([])
})

test('each side of a transfer is offered its own step, and the list says who is on the way', async () => {
  const place = { bodyId: at.branchId, unitId: at.cooperative.id }
  const membershipId = await aMembership(app.owner, await aMember(app.owner, at.cooperative.id, '关玉莲'), place)
  const params = { membershipId }
  const steps = async (who: string) =>
    (await app.call(who, endpoints.get, { params })).body.allowedActions.filter(name => name.endsWith('Transfer'))
  expect(await steps(at.secretary)).toEqual(['beginTransfer'])
  await app.call(at.secretary, endpoints.beginTransfer, { params, body: { toBodyId: next.branchId, begunOn: '2026-02-20' } })
  expect(await steps(at.secretary)).toEqual(['cancelTransfer'])
  expect(await steps(next.secretary)).toEqual(['completeTransfer'])
  const { body } = await app.call(next.secretary, endpoints.list)
  expect(body.items.map(({ id, movingTo }) => [id, movingTo])).toEqual([[membershipId, '福寿里党支部']])
})

test('a grid shows its leader, the members who live and serve there, and whom its households chose; a neighbour sees nothing', async () => {
  const branch = await aBranch(app.owner)
  const { cooperative, branchId } = branch
  const people: string[] = []
  for (const name of ['陈大妹', '陈小妹']) people.push(await aMember(app.owner, cooperative.id, name))
  const place = { bodyId: branchId, unitId: cooperative.id }
  const ids = [await aMembership(app.owner, people[0]!, place), await aMembership(app.owner, people[1]!, place)]
  await aGrid(app.owner, { membershipId: ids[0]!, personId: people[0]!, unitId: cooperative.id })
  await aGrid(app.owner, { membershipId: ids[1]!, personId: people[1]!, unitId: cooperative.id, kind: 'service' })
  const householdId = await aHousehold(app.owner, cooperative)
  await aContact(app.owner, householdId, people[0]!)
  const read = (who: string) => app.call(who, endpoints.gridPeople, { params: { unitId: cooperative.id } })
  const { body } = await read(branch.secretary)
  expect(body.items.map(({ part, name, from }) => [part, name, from])).toEqual([
    ['leader', '黄志强', expect.any(String)],
    ['home', '陈大妹', '2020-01-01'],
    ['service', '陈小妹', '2020-01-01'],
    ['contact', '陈大妹', '2020-01-01'],
  ])
  expect(body.past).toEqual([])
  await app.owner
    .updateTable('householdContact')
    .set({ state: 'ended', endedOn: '2026-02-01', endReason: 'memberLeft' })
    .where('householdId', '=', householdId)
    .execute()
  const later = (await read(branch.secretary)).body
  expect(later.items.map(({ part }) => part)).toEqual(['leader', 'home', 'service'])
  expect(
    later.past.map(({ part, name, from, to }) => [part, name, from, to]),
    'what was stays',
  ).toEqual([['contact', '陈大妹', '2020-01-01', '2026-02-01']])
  const clerk = await aHolder(app.owner, 'villageClerk', branch.village.id)
  for (const who of [next.secretary, branch.gridLeader, clerk]) expect((await read(who)).status).toBe(403)
  expect((await app.call(branch.secretary, endpoints.gridPeople, { params: { unitId: ids[0]! } })).status).toBe(404)
})
