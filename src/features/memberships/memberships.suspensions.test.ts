/** Pauses and ends of grids (暂停、恢复、离开): what was counted on a day stays counted, and who is no member stands in no grid. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aUnit } from '#features/units/units.samples.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { testTown } from '../../../tests/support/platform.ts'
import { endpoints } from './memberships.contract.ts'
import { applyGridRows } from './memberships.rows.actions.ts'
import { aGrid, aMembership } from './memberships.samples.ts'

const app = useApp()
let at: SampleBranch
beforeAll(async () => {
  at = await aBranch(app.owner)
})
const pointerOf = ({ status, body }: { status: number; body: { errors?: { pointer: string }[] } }) => [status, body.errors?.[0]?.pointer]

/** A member who stands in a grid since 2020; the calls of the branch's secretary. */
async function inAGrid(name: string) {
  const place = await aUnit(app.owner, { name: `${name}小组` }, at.cooperative)
  const personId = await aMember(app.owner, at.cooperative.id, name)
  const membershipId = await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: place.id })
  const gridId = await aGrid(app.owner, { membershipId, personId, unitId: place.id })
  const params = { membershipId }
  return {
    place,
    personId,
    membershipId,
    read: async () => (await app.call(at.secretary, endpoints.get, { params })).body,
    move: (step: string, on: string, reason: string | null = null, id = gridId) =>
      app.call(at.secretary, endpoints.moveGrid, { params: { ...params, gridId: id }, body: { step, on, reason } }),
    /** How many the number counts at the place at the end of each day. */
    counted: (days: readonly string[]) =>
      Promise.all(
        days.map(async asOf => {
          const query = { unitId: place.id, from: asOf, to: asOf, asOf }
          const params = { indicatorId: 'memberships.withoutPostInGrid' }
          return (await app.call(at.villageSecretary, numbers.value, { params, query })).body.value
        }),
      ),
  }
}
const days = ['2019-12-31', '2020-01-01', '2026-02-19', '2026-02-20', '2026-02-24', '2026-02-25', '2026-03-02'] as const

test('a pause that is over counts as one on its days, and only then', async () => {
  const member = await inAGrid('陈乙')
  expect(await member.counted(days)).toEqual([0, 1, 1, 1, 1, 1, 1])
  expect((await member.move('suspend', '2026-02-20', 'ill')).status).toBe(200)
  expect(await member.counted(days)).toEqual([0, 1, 1, 0, 0, 0, 0])
  expect(pointerOf(await member.move('resume', '2020-01-02')), 'before it was paused').toEqual([422, '#/on'])
  const resumed = await member.move('resume', '2026-02-25')
  expect(resumed.body.grids).toMatchObject([
    { state: 'active', suspendReason: null, suspensions: [{ from: '2026-02-20', to: '2026-02-25', reason: 'ill' }] },
  ])
  expect(await member.counted(days)).toEqual([0, 1, 1, 0, 0, 1, 1])
  expect(pointerOf(await member.move('suspend', '2026-02-22', 'away')), 'inside the pause before').toEqual([422, '#/on'])
  expect((await member.move('suspend', '2026-02-26', 'away')).status).toBe(200)
  expect((await member.move('leave', '2026-03-01')).body.grids).toMatchObject([
    { state: 'left', to: '2026-03-01', suspensions: [{ reason: 'ill' }, { from: '2026-02-26', to: '2026-03-01', reason: 'away' }] },
  ])
  expect(await member.counted(days), 'left out of a pause').toEqual([0, 1, 1, 0, 0, 1, 0])
  expect(await member.counted(['2026-02-26', '2026-02-28'])).toEqual([0, 0])
})

test('a sheet that pauses a grid, or lets it go on, changes no day of the past', async () => {
  const member = await inAGrid('陈丙')
  const put = async (state: string, reason: string | null = null) => {
    const values = {
      personCode: member.personId,
      unitCode: member.place.id,
      kind: '居住网格',
      from: '2020-01-01',
      until: null,
      state,
      reason,
    }
    const rows = [{ row: 3, values }] as unknown as ReadRow<never>[]
    expect(await app.as({ kind: 'job', townId: testTown, name: 'imports.test' }, context => applyGridRows(context, rows))).toMatchObject({
      updated: 1,
      faults: [],
    })
  }
  await put('暂停', '生病')
  expect(await member.counted(days)).toEqual([0, 1, 1, 1, 1, 1, 0])
  app.now = new Date('2026-03-09T01:00:00Z')
  await put('在格')
  expect(await member.counted([...days, '2026-03-08', '2026-03-09'])).toEqual([0, 1, 1, 1, 1, 1, 0, 0, 1])
  app.now = new Date('2026-03-02T01:00:00Z')
})

test('who is no longer a member stands in no grid, and in one again once taken in anew', async () => {
  const member = await inAGrid('陈甲')
  await member.move('suspend', '2026-02-10', 'ill')
  const before = await member.read()
  const ended = await app.call(
    at.secretary,
    endpoints.end,
    { params: { membershipId: member.membershipId }, body: { on: '2026-02-20', reason: 'movedOut' } },
    { 'if-match': `"${before.version}"` },
  )
  expect(ended.body.grids).toMatchObject([{ state: 'left', to: '2026-02-20', suspensions: [{ from: '2026-02-10', to: '2026-02-20' }] }])
  const { body: people } = await app.call(at.secretary, endpoints.gridPeople, { params: { unitId: member.place.id } })
  expect(people.items.map(({ name }) => name)).toEqual([])
  expect(people.past.map(({ name, to }) => [name, to])).toEqual([['陈甲', '2026-02-20']])
  const admission = { personId: member.personId, bodyId: at.branchId, kind: 'withoutPost', admittedOn: '2026-02-25', fullOn: null }
  const { body: again } = await app.call(at.secretary, endpoints.admit, { body: admission })
  const assign = (from: string) =>
    app.call(at.secretary, endpoints.assignGrid, {
      params: { membershipId: again.id },
      body: { unitId: member.place.id, kind: 'home', from },
    })
  expect((await assign('2026-02-26')).status).toBe(200)
})

test('a grid of a membership before, open on the same days, is refused in words', async () => {
  const member = await inAGrid('陈丁')
  await app.owner
    .updateTable('partyMembership')
    .set({ endedOn: '2026-02-20', endReason: 'movedOut' })
    .where('id', '=', member.membershipId)
    .execute()
  const id = await aMembership(app.owner, member.personId, {
    bodyId: at.branchId,
    unitId: member.place.id,
    admittedOn: '2026-02-25',
    fullOn: null,
  })
  const body = { unitId: member.place.id, kind: 'home' as const, from: '2026-02-26' }
  const second = await app.call(at.secretary, endpoints.assignGrid, { params: { membershipId: id }, body })
  expect([second.status, second.body.type]).toEqual([409, '/problems/memberships/second-home'])
})
