/** Plates (党员户挂牌): the number says exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aMountedPlate, aPlatePlace, type PlatePlace } from './plates.samples.ts'

const app = useApp()
const ask = { from: '2020-01-01', to: '2020-12-31' }

async function value(reader: string | null, { village }: PlatePlace, asOf = '2020-12-31') {
  const params = { indicatorId: 'plates.mounted' }
  const query = { unitId: village.id, ...ask, asOf }
  const { status, body } = await app.call(reader, numbers.value, { params, query })
  expect(status).toBe(200)
  const rows = await app.call(reader, numbers.rows, { params, query: { ...query, limit: '100' } })
  return { value: body.value, listed: rows.body.items.length, hidden: rows.body.hidden?.count ?? 0 }
}

test('plates.mounted: five faults', async () => {
  const [at, next] = [await aPlatePlace(app.owner), await aPlatePlace(app.owner)]
  const plant = ({ village, cooperative, memberId }: PlatePlace, on: string) =>
    aMountedPlate(app.owner, { villageId: village.id, unitId: cooperative.id, personId: memberId }, on)
  const count = async (place = at) => (await value(place.villageSecretary, place)).value
  const change = (id: string, set: object) => app.owner.updateTable('plate').set(set).where('id', '=', id).execute()
  const [, second, third] = [await plant(at, '2020-03-10'), await plant(at, '2019-01-01'), await plant(at, '2020-12-31')]
  expect(await value(at.villageSecretary, at), 'three hang, the one of the last day included').toEqual({ value: 3, listed: 3, hidden: 0 })
  expect(await value(null, at), 'everyone may know how many, nobody where').toEqual({ value: 3, listed: 0, hidden: 3 })
  expect(await value(at.townClerk, at), 'nor the town').toEqual({ value: 3, listed: 0, hidden: 3 })
  await app.owner.deleteFrom('plateMember').where('plateId', '=', second).execute()
  await app.owner.deleteFrom('plate').where('id', '=', second).execute()
  expect(await count(), 'one is missing').toBe(2)
  const twin = await plant(at, '2020-03-10')
  expect(await count(), 'one more of the same day').toBe(3)
  await change(twin, { state: 'removed', removeReason: 'error', endedOn: '2020-03-10' })
  expect(await count(), 'entered in error').toBe(2)
  await change(third, { state: 'withdrawn', withdrawnBy: 'household', endedOn: '2020-12-31' })
  expect(await count(), 'and the consent to one was taken back on the last day').toBe(1)
  await change(third, { endedOn: '2021-01-01' })
  expect(await count(), 'taken back a day later it hung').toBe(2)
  await plant(at, '2021-01-01')
  expect(await count(), 'one is of the next year').toBe(2)
  await plant(next, '2020-06-01')
  expect(await count(), 'one is of another village').toBe(2)
  expect(await count(next)).toBe(1)
  expect((await value(at.villageSecretary, at, '2020-03-09')).value, 'the day before the first').toBe(0)
})

test('plates.mounted: a household that moved out, or a member who is one no more, ends it from that day on, without anybody’s doing', async () => {
  const at = await aPlatePlace(app.owner)
  const place = { villageId: at.village.id, unitId: at.cooperative.id, personId: at.memberId }
  const [left, stays] = [await aMountedPlate(app.owner, place, '2020-03-10'), await aMountedPlate(app.owner, place, '2020-03-10')]
  const home = await app.owner.selectFrom('plate').where('id', '=', left).select('householdId').executeTakeFirstOrThrow()
  const move = (set: object) => app.owner.updateTable('household').set(set).where('id', '=', home.householdId).execute()
  await move({ state: 'movedOut', occupiedTo: '2020-06-01' })
  const on = async (day: string) => (await value(at.villageSecretary, at, day)).value
  expect([await on('2020-05-31'), await on('2020-06-01'), await on('2020-12-31')]).toEqual([2, 1, 1])
  await move({ state: 'occupied', occupiedTo: null })
  expect(await on('2020-12-31'), 'the moving out was taken back').toBe(2)
  await app.owner
    .updateTable('partyMembership')
    .set({ endedOn: '2020-08-01', endReason: 'movedOut' })
    .where('personId', '=', at.memberId)
    .execute()
  expect([await on('2020-07-31'), await on('2020-08-01')]).toEqual([2, 0])
  expect((await app.owner.selectFrom('plate').where('id', '=', stays).select('state').executeTakeFirstOrThrow()).state).toBe('mounted')
})
