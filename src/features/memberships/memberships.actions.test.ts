/** Party membership (党籍) and the grid (入格) over HTTP: a member's way, what is refused, and who reads it. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aUnit } from '#features/units/units.samples.ts'
import { useApp, type Answer } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import { endpoints, type MembershipDetail } from './memberships.contract.ts'
import { aMembership } from './memberships.samples.ts'

const app = useApp()
let at: SampleBranch
let next: SampleBranch
beforeAll(async () => {
  at = await aBranch(app.owner)
  next = await aBranch(app.owner)
})

const admission = (personId: string, changes: object = {}) => ({
  personId,
  bodyId: at.branchId,
  kind: 'withoutPost',
  admittedOn: '2015-07-01',
  fullOn: '2016-07-01',
  ...changes,
})
const admit = (who: string, body: object) => app.call(who, endpoints.admit, { body })
const pointerOf = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => [status, body.errors?.[0]?.pointer]
const match = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` })
async function aMemberOf(name = '陈大妹'): Promise<MembershipDetail> {
  const answer = await admit(at.secretary, admission(await aMember(app.owner, at.cooperative.id, name)))
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

test.each(['区𠮷', '䶮', '阿卜杜拉·买买提'])('%s is entered, and stands on the list by name', async name => {
  const member = await aMemberOf(name)
  expect(member).toMatchObject({ name, stage: 'full', bodyName: '福寿里党支部', kind: 'withoutPost' })
  const list = await app.call(at.secretary, endpoints.list, { query: { q: name } })
  expect(list.body.items.map(({ id }) => id)).toContain(member.id)
})

test('nobody reads who is a member but the Party line above the branch, the town office and the member', async () => {
  const person = await aMember(app.owner, at.cooperative.id, '李少玲')
  const { body } = await admit(at.secretary, admission(person))
  const clerk = await aHolder(app.owner, 'villageClerk', at.village.id)
  const partyClerk = await aHolder(app.owner, 'villageClerk', at.village.id, { bodyId: at.committeeId })
  const leader = await aHolder(app.owner, 'townLeader', at.town.id)
  const administrator = await aHolder(app.owner, 'systemAdministrator', at.town.id)
  const status = async (who: string) => (await app.call(who, endpoints.get, { params: { membershipId: body.id } })).status
  for (const who of [at.secretary, at.villageSecretary, at.townClerk, partyClerk, person]) expect(await status(who)).toBe(200)
  for (const who of [clerk, leader, administrator, at.gridLeader, next.secretary, next.villageSecretary]) {
    expect(await status(who)).toBe(404)
    expect((await app.call(who, endpoints.list)).body.total, 'counts included').toBe(0)
    expect((await app.call(who, endpoints.eligible, { params: { bodyId: at.branchId } })).status).toBe(403)
  }
  expect(
    await app.owner
      .selectFrom('event')
      .where('name', '=', 'memberships.admit')
      .where('subjectId', '=', body.id)
      .select('details')
      .execute(),
  ).toEqual([{ details: { kind: 'withoutPost' } }])
})

test('what an admission is refused for', async () => {
  const person = await aMember(app.owner, at.cooperative.id, '何建生')
  const temporary = await aBody(app.owner, 'temporaryBranch', {
    unitIds: [at.village.id],
    parentId: at.committeeId,
    dissolvedOn: '2027-01-01',
  })
  expect(pointerOf(await admit(at.villageSecretary, admission(person, { bodyId: temporary })))).toEqual([422, '#/bodyId'])
  expect(pointerOf(await admit(at.villageSecretary, admission(person, { bodyId: at.committeeId })))).toEqual([422, '#/bodyId'])
  expect(pointerOf(await admit(at.villageSecretary, admission(person, { fullOn: '2016-06-30' })))).toEqual([422, '#/fullOn'])
  expect(pointerOf(await admit(at.villageSecretary, admission(person, { admittedOn: '2026-03-03', fullOn: null })))).toEqual([
    422,
    '#/admittedOn',
  ])
  expect(pointerOf(await admit(at.villageSecretary, admission(person, { bodyId: null })))).toEqual([422, '#/bodyId'])
  expect((await admit(next.secretary, admission(person))).status).toBe(403)
  expect((await admit(at.secretary, admission(at.secretary))).status, 'nobody enters himself').toBe(403)
  expect((await admit(at.secretary, admission(person))).status).toBe(200)
  expect((await admit(at.secretary, admission(person))).body.type).toBe('/problems/memberships/already-member')
})

test('one in service elsewhere keeps the branch at work and reports to the village', async () => {
  const person = await aMember(app.owner, at.village.id, '邓锦成')
  const { status, body } = await admit(
    at.villageSecretary,
    admission(person, { bodyId: null, unitId: at.village.id, kind: 'inServiceElsewhere' }),
  )
  expect([status, body.bodyName, body.unitId]).toEqual([200, null, at.village.id])
})

test('a probationary member becomes a full one after a year, a kind changes, the membership ends', async () => {
  const person = await aMember(app.owner, at.cooperative.id, '冼秀珍')
  const { body: before } = await admit(at.secretary, admission(person, { admittedOn: '2025-03-02', fullOn: null }))
  const params = { membershipId: before.id }
  const full = (on: string, headers: Record<string, string> = match(before)) =>
    app.call(at.secretary, endpoints.becomeFull, { params, body: { on } }, headers)
  expect(before.stage).toBe('probationary')
  expect(pointerOf(await full('2026-03-01'))).toEqual([422, '#/on'])
  expect((await full('2026-03-02', {})).status).toBe(428)
  const after = await full('2026-03-02')
  expect([after.status, after.body.stage]).toEqual([200, 'full'])
  expect((await full('2026-03-02')).status, 'someone was quicker').toBe(412)
  const kind = (body: object, version = after.body) => app.call(at.secretary, endpoints.changeKind, { params, body }, match(version))
  expect(pointerOf(await kind({ kind: 'away', from: '2025-03-02' }))).toEqual([422, '#/from'])
  const away = await kind({ kind: 'away', from: '2026-03-01' })
  expect(away.body.periods.map(({ kind: each, from, to }) => [each, from, to])).toEqual([
    ['withoutPost', '2025-03-02', '2026-03-01'],
    ['away', '2026-03-01', null],
  ])
  const end = () => app.call(at.secretary, endpoints.end, { params, body: { on: '2026-03-02', reason: 'movedOut' } }, match(away.body))
  expect((await end()).body).toMatchObject({
    endedOn: '2026-03-02',
    endReason: 'movedOut',
    allowedActions: ['list', 'get', 'eligible', 'decisions', 'gridPeople', 'gridGaps', 'admit'],
  })
  expect((await end()).status).toBe(409)
})

test('a transfer: never to a temporary branch or before the admission; the new branch takes over, the old one lets go', async () => {
  const { id: membershipId } = await aMemberOf()
  const params = { membershipId }
  const begin = (body: object) => app.call(at.secretary, endpoints.beginTransfer, { params, body })
  const temporary = await aBody(app.owner, 'temporaryBranch', {
    unitIds: [at.village.id],
    parentId: at.committeeId,
    dissolvedOn: '2027-01-01',
  })
  expect(pointerOf(await begin({ toBodyId: temporary, begunOn: '2026-03-01' }))).toEqual([422, '#/toBodyId'])
  expect(pointerOf(await begin({ toBodyId: next.branchId, begunOn: '2015-06-30' }))).toEqual([422, '#/begunOn'])
  expect((await app.call(next.secretary, endpoints.get, { params })).status).toBe(404)
  const begun = await begin({ toBodyId: next.branchId, begunOn: '2026-02-20' })
  expect(begun.body.transfers).toMatchObject([{ state: 'inProgress', toBodyId: next.branchId }])
  expect((await begin({ toBodyId: next.branchId, begunOn: '2026-02-20' })).body.type).toBe('/problems/memberships/transfer-open')
  const complete = (who: string, effectiveOn: string) => app.call(who, endpoints.completeTransfer, { params, body: { effectiveOn } })
  expect((await complete(at.secretary, '2026-03-01')).status, 'the old branch cannot say that the new one has him').toBe(403)
  expect(pointerOf(await complete(next.secretary, '2026-02-19'))).toEqual([422, '#/effectiveOn'])
  const done = await complete(next.secretary, '2026-03-01')
  expect(done.body).toMatchObject({ bodyId: next.branchId, transfers: [{ state: 'completed', effectiveOn: '2026-03-01' }] })
  expect(done.body.periods).toHaveLength(2)
  expect((await app.call(at.secretary, endpoints.get, { params })).status, 'who left is no longer theirs to read').toBe(404)
  expect((await complete(next.secretary, '2026-03-01')).status).toBe(409)
})

test('a transfer that is given up leaves everything as it was', async () => {
  const { id: membershipId } = await aMemberOf('关玉莲')
  const params = { membershipId }
  await app.call(at.secretary, endpoints.beginTransfer, { params, body: { toBodyId: next.branchId, begunOn: '2026-02-20' } })
  const cancel = () => app.call(at.secretary, endpoints.cancelTransfer, { params, body: {} })
  expect((await cancel()).body).toMatchObject({ bodyId: at.branchId, transfers: [{ state: 'cancelled' }] })
  expect((await cancel()).status).toBe(409)
})

test('who has just been expelled is received nowhere, and no transfer stays open', async () => {
  const begun = await aMemberOf('关玉莲')
  const params = { membershipId: begun.id }
  const open = await app.call(at.secretary, endpoints.beginTransfer, { params, body: { toBodyId: next.branchId, begunOn: '2026-02-20' } })
  const expel = () => app.call(at.secretary, endpoints.end, { params, body: { on: '2026-03-01', reason: 'expelled' } }, match(open.body))
  const receive = () => app.call(next.secretary, endpoints.completeTransfer, { params, body: { effectiveOn: '2026-03-02' } })
  const lock = sql`select from party_membership where id = ${begun.id} for update`
  const [ended, received] = await behind<Answer<MembershipDetail>>(app.owner, lock, [expel, receive])
  expect([ended!.status, received!.status], 'nothing is left to receive').toEqual([200, 404])
  expect(ended!.body).toMatchObject({ bodyId: at.branchId, endReason: 'expelled', transfers: [{ state: 'cancelled' }] })
  expect(ended!.body.periods).toMatchObject([{ to: '2026-03-01' }])
})

test('应到会: of seven three are left out, a probationary one has no vote, and next week one is back', async () => {
  const branch = await aBranch(app.owner)
  const ids: string[] = []
  for (let count = 0; count < 7; count += 1)
    ids.push(
      await aMembership(app.owner, await aMember(app.owner, branch.cooperative.id, '陈大妹'), {
        bodyId: branch.branchId,
        unitId: branch.cooperative.id,
      }),
    )
  await aMembership(app.owner, await aMember(app.owner, branch.cooperative.id, '陈小妹'), {
    bodyId: branch.branchId,
    unitId: branch.cooperative.id,
    admittedOn: '2025-09-01',
    fullOn: null,
  })
  const exclude = (membershipId: string, body: object) => {
    const by = { decision: '一月支部大会', decidedOn: '2026-01-20', ...body }
    return app.call(branch.secretary, endpoints.exclude, { params: { membershipId }, body: by })
  }
  const first = await exclude(ids[0]!, { reason: 'abroad', from: '2025-09-09', to: '2026-03-09' })
  expect(first.status).toBe(200)
  expect(first.body.exclusions).toMatchObject([{ decision: '一月支部大会', decidedOn: '2026-01-20' }])
  await exclude(ids[1]!, { reason: 'bedridden', from: '2026-01-01' })
  const later = { reason: 'abroad', from: '2026-02-01', decidedOn: '2026-03-03' }
  expect(pointerOf(await exclude(ids[3]!, later)), 'nobody has decided it yet').toEqual([422, '#/decidedOn'])
  const third = await exclude(ids[2]!, { reason: 'relationNotMoved', from: '2026-01-01' })
  expect(pointerOf(await exclude(ids[1]!, { reason: 'abroad', from: '2026-02-01' }))).toEqual([422, '#/from'])
  expect(pointerOf(await exclude(ids[3]!, { reason: 'abroad', from: '2026-02-01', to: '2026-02-01' }))).toEqual([422, '#/to'])
  const forOneVote = { reason: 'bedridden', from: '2026-03-02', to: '2026-03-03' }
  expect(pointerOf(await exclude(ids[3]!, forOneVote)), 'nobody is left out for the day of one vote').toEqual([422, '#/to'])
  const on = async (day: string) => {
    const { body } = await app.call(branch.secretary, endpoints.eligible, { params: { bodyId: branch.branchId }, query: { on: day } })
    return [body.expected, body.probationary, body.excluded]
  }
  expect([await on('2026-03-02'), await on('2026-03-09'), await on('2025-12-31'), await on('2012-01-01')]).toEqual([
    [4, 1, 3],
    [5, 1, 2],
    [6, 1, 1],
    [7, 0, 0],
  ])
  const lift = (exclusionId: string, day = '2026-03-02') =>
    app.call(branch.secretary, endpoints.liftExclusion, { params: { membershipId: ids[2]!, exclusionId }, body: { on: day } })
  expect(pointerOf(await lift(third.body.exclusions[0]!.id, '2026-03-03')), 'not planned beforehand').toEqual([422, '#/on'])
  expect((await lift(first.body.exclusions[0]!.id)).status, 'another member’s').toBe(404)
  expect((await lift(third.body.exclusions[0]!.id)).status).toBe(200)
  expect(await on('2026-03-02')).toEqual([5, 1, 2])
})

test('the grid: one home, any number to serve in; begun, paused with a reason, left; and the list of gaps', async () => {
  const branch = await aBranch(app.owner)
  const grid = await aUnit(app.owner, { kind: 'householdGroup' }, branch.cooperative)
  const other = await aUnit(app.owner, { kind: 'householdGroup', name: '北街小组' }, branch.cooperative)
  const membershipId = await aMembership(app.owner, await aMember(app.owner, branch.cooperative.id, '黄秀芳'), {
    bodyId: branch.branchId,
    unitId: branch.cooperative.id,
  })
  const params = { membershipId }
  const gaps = async (who: string) => (await app.call(who, endpoints.gridGaps, { query: { unitId: branch.village.id } })).body
  expect(await gaps(branch.townClerk)).toMatchObject({ villages: [{ members: 1, without: 1 }], items: [] })
  expect((await gaps(branch.villageSecretary)).items.map(({ name }) => name)).toEqual(['黄秀芳'])
  expect((await app.call(branch.gridLeader, endpoints.gridGaps)).status).toBe(403)
  const assign = (body: object) =>
    app.call(branch.secretary, endpoints.assignGrid, { params, body: { unitId: grid.id, kind: 'home', from: '2026-02-01', ...body } })
  expect(pointerOf(await assign({ from: '2010-06-30' }))).toEqual([422, '#/from'])
  expect(pointerOf(await assign({ unitId: membershipId }))).toEqual([422, '#/unitId'])
  const home = await assign({})
  expect(home.body.grids).toMatchObject([{ state: 'assigned', kind: 'home' }])
  expect((await assign({ unitId: other.id })).body.type).toBe('/problems/memberships/second-home')
  expect((await assign({ unitId: other.id, kind: 'service' })).status).toBe(200)
  expect(pointerOf(await assign({ unitId: other.id, kind: 'service' }))).toEqual([422, '#/unitId'])
  const move = (step: string, on: string, reason: string | null = null) =>
    app.call(branch.secretary, endpoints.moveGrid, { params: { ...params, gridId: home.body.grids[0]!.id }, body: { step, on, reason } })
  const homeOf = (body: MembershipDetail) => body.grids.find(({ kind }) => kind === 'home')
  expect((await move('resume', '2026-03-01')).status).toBe(409)
  expect(homeOf((await move('begin', '2026-02-01')).body)!.state).toBe('active')
  expect(pointerOf(await move('suspend', '2026-02-20'))).toEqual([422, '#/reason'])
  expect(homeOf((await move('suspend', '2026-02-20', 'ill')).body)).toMatchObject({ state: 'suspended', suspendReason: 'ill' })
  expect(homeOf((await move('resume', '2026-02-25')).body)!.state).toBe('active')
  expect((await gaps(branch.villageSecretary)).items).toEqual([])
  expect(pointerOf(await move('leave', '2026-02-01'))).toEqual([422, '#/on'])
  expect(homeOf((await move('leave', '2026-03-01')).body)).toMatchObject({ state: 'left', to: '2026-03-01' })
  expect((await assign({ unitId: other.id, from: '2026-03-01' })).status, 'moved from one grid to the other').toBe(200)
})
