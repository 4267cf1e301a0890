/** Party membership (党籍) and the grid (入格): the numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aBranch, aMember, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import type { MemberKind } from './memberships.contract.ts'
import { aGrid, aMembership } from './memberships.samples.ts'

const app = useApp()
const townClerk = async () => aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)

async function plantIn(unitId: string, day: string, kind: MemberKind) {
  const personId = await aMember(app.owner, unitId, '陈大妹')
  const bodyId = kind === 'inServiceElsewhere' ? null : await aBody(app.owner, 'branch', { unitIds: [unitId] })
  const membershipId = await aMembership(app.owner, personId, { bodyId, unitId, kind })
  await aGrid(app.owner, { membershipId, personId, unitId, from: day })
  return membershipId
}
async function remove(id: string) {
  for (const table of ['gridAssignment', 'membershipPeriod'] as const)
    await app.owner.deleteFrom(table).where('membershipId', '=', id).execute()
  await app.owner.deleteFrom('partyMembership').where('id', '=', id).execute()
}
const leaves = (set: object) => async (id: string) => {
  await app.owner.updateTable('gridAssignment').set(set).where('membershipId', '=', id).execute()
}

test.each([
  ['memberships.withoutPostInGrid', 'withoutPost', { state: 'suspended', suspendedOn: '2020-12-31', suspendReason: 'ill' }, 'paused'],
  ['memberships.withoutPostInGrid', 'withoutPost', { state: 'assigned', activeOn: null }, 'assigned, never begun'],
  ['memberships.inServiceInGrid', 'inServiceElsewhere', { kind: 'service' }, 'serves there, lives elsewhere'],
] as const)('%s: five faults, one of them %3$s', async (id, kind, off, _why) => {
  await expectHonest(app, id, {
    plant: (unitId, day) => plantIn(unitId, day, kind),
    remove,
    cancel: leaves(off),
    reader: await townClerk(),
  })
})

test.each([
  ['memberships.withoutPostGridShare', 'withoutPost'],
  ['memberships.inServiceGridShare', 'inServiceElsewhere'],
  ['memberships.gridShare', 'away'],
] as const)('%s: a share of the day, with the same five faults', async (indicatorId, kind) => {
  const reader = await townClerk()
  const at = await aBranch(app.owner)
  const share = async (where: SampleBranch, asOf = '2020-12-31') => {
    const query = { unitId: where.village.id, from: `${asOf.slice(0, 4)}-01-01`, to: asOf, asOf }
    const answer = await app.call(reader, numbers.value, { params: { indicatorId }, query })
    return [answer.body.value, answer.body.rows]
  }
  expect((await share(at))[1]).toBe(0)
  const first = await plantIn(at.village.id, '2020-03-10', kind)
  const second = await plantIn(at.village.id, '2020-12-31', kind)
  expect(await share(at), 'everyone').toEqual([100, 2])
  expect(await share(at, '2020-12-30'), 'one comes a day later').toEqual([50, 2])
  await leaves({ state: 'suspended', suspendedOn: '2020-12-31', suspendReason: 'away' })(first)
  expect(await share(at), 'one is paused').toEqual([50, 2])
  expect(await share(at, '2020-12-30'), 'and was not the day before').toEqual([50, 2])
  await plantIn(at.village.id, '2021-01-01', kind)
  expect((await share(at))[0], 'one of the next year is a member, and not yet in the grid').toBeCloseTo(100 / 3, 1)
  const next = await aBranch(app.owner)
  await plantIn(next.village.id, '2020-06-01', kind)
  expect(await share(next), 'another village').toEqual([100, 1])
  await remove(second)
  expect(await share(at), 'one is missing').toEqual([0, 2])
  await plantIn(at.village.id, '2020-05-01', kind)
  await plantIn(at.village.id, '2020-05-01', kind)
  expect(await share(at), 'two more of the same day').toEqual([50, 4])
})
