/** Decisions and grids (支部大会、网格里的人) over HTTP: on which meeting a membership rests, what is offered, who stands in a grid. */
import { beforeAll, expect, test } from 'vitest'
import { aContact, aHousehold } from '#features/households/households.samples.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aUnit } from '#features/units/units.samples.ts'
import { endpoints as visits } from '#features/visits/visits.contract.ts'
import { aRecord } from '#features/visits/visits.samples.ts'
import { newId } from '#platform/shared/ids.ts'
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

test('a member moves: the home grid changes, the notes of visits stay with the old one, and nothing moves them in bulk (domain §33 case 12)', async () => {
  const branch = await aBranch(app.owner)
  const { cooperative, branchId, village } = branch
  const [old, young] = [
    await aUnit(app.owner, { name: '第一小组' }, cooperative),
    await aUnit(app.owner, { name: '第二小组' }, cooperative),
  ]
  const mover = await aHolder(app.owner, 'gridLeader', old.id, { name: '陈惠芳', to: '2026-03-03' })
  const stays = await aHolder(app.owner, 'gridLeader', old.id, { name: '潘丽珍' })
  const neighbour = await aHolder(app.owner, 'gridLeader', young.id, { name: '黄志强' })
  const villageSecretary = await aHolder(app.owner, 'villageSecretary', village.id)
  const membershipId = await aMembership(app.owner, mover, { bodyId: branchId, unitId: cooperative.id })
  const gridId = await aGrid(app.owner, { membershipId, personId: mover, unitId: old.id })
  const homes = [await aHousehold(app.owner, old), await aHousehold(app.owner, old)]
  const notes: string[] = []
  for (const home of homes) {
    const body = aRecord(home, { note: '想学用手机' })
    notes.push((await app.call(mover, visits.record, { params: { commandId: newId() }, body })).body.id)
  }

  const params = { membershipId }
  const read = async () => (await app.call(branch.secretary, endpoints.get, { params })).body
  const assign = async () =>
    app.call(
      branch.secretary,
      endpoints.assignGrid,
      { params, body: { unitId: young.id, kind: 'home', from: '2026-03-02' } },
      match(await read()),
    )
  expect((await assign()).body.type, 'one home at a time').toBe('/problems/memberships/second-home')
  const leave = { params: { ...params, gridId }, body: { step: 'leave', on: '2026-03-02', reason: null } }
  expect((await app.call(branch.secretary, endpoints.moveGrid, leave, match(await read()))).status).toBe(200)
  expect((await assign()).status).toBe(200)
  app.now = new Date('2026-03-03T01:00:00Z')
  await addPost(app.owner, mover, 'gridLeader', young.id, { from: '2026-03-03' }) // and leads there from now on
  const homesOf = async (unitId: string) =>
    (await app.call(branch.secretary, endpoints.gridPeople, { params: { unitId } })).body.items
      .filter(({ part }) => part === 'home')
      .map(({ name }) => name)
  expect([await homesOf(old.id), await homesOf(young.id)]).toEqual([[], ['陈惠芳']])

  for (const visitId of notes) {
    const open = async (who: string) => (await app.call(who, visits.openNote, { params: { visitId }, body: { reason: 'handover' } })).status
    expect([await open(mover), await open(neighbour)], 'neither who wrote it nor the new grid').toEqual([404, 404])
    expect([await open(stays), await open(villageSecretary)], 'the old grid and its village').toEqual([200, 200])
  }
  const kept = await app.owner.selectFrom('visit').where('id', 'in', notes).select(['unitId', 'personId']).execute()
  expect(kept).toEqual(notes.map(() => ({ unitId: old.id, personId: mover })))
  // a record names its household and the day on which it was there; no command of visits names a grid
  const commands = Object.values(visits).filter(({ method }) => method !== 'GET')
  const fieldsOf = (each: object) => ('body' in each ? Object.keys((each.body as { shape?: object }).shape ?? {}) : [])
  expect(commands.flatMap(fieldsOf)).not.toContain('unitId')
  app.now = new Date('2026-03-02T01:00:00Z')
})
