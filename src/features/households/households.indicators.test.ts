/** Households (户): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { aContact, aHousehold } from './households.samples.ts'

const app = useApp()
const period = { from: '2020-01-01', to: '2020-12-31' }
const valueOf = async (reader: string, indicatorId: string, unitId: string) => {
  const { status, body } = await app.call(reader, numbers.value, { params: { indicatorId }, query: { unitId, ...period } })
  expect(status).toBe(200)
  return body
}

async function aPlace() {
  const village = await aVillage(app.owner)
  const grid = await aUnit(app.owner, {}, await aUnit(app.owner, { kind: 'cooperative', name: '北街经济社' }, village))
  return { village, grid, secretary: await aHolder(app.owner, 'villageSecretary', village.id) }
}

test('households.households: five faults', async () => {
  const { village, grid, secretary } = await aPlace()
  const town = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  const count = async (reader = secretary) => (await valueOf(reader, 'households.households', village.id)).value
  const [first, second] = [
    await aHousehold(app.owner, grid, { from: '2020-03-10' }),
    await aHousehold(app.owner, grid, { from: '2020-12-31' }),
  ]
  await aHousehold(app.owner, grid, { from: '2019-01-01', to: '2020-12-31' })
  expect(await count(), 'two lived there on the last day; the one that left did not').toBe(2)
  const { body: rows } = await app.call(secretary, numbers.rows, {
    params: { indicatorId: 'households.households' },
    query: { unitId: village.id, ...period, limit: '100' },
  })
  expect(rows.items.map(({ id }) => id).sort()).toEqual([first, second].sort())
  const hidden = await app.call(town, numbers.rows, {
    params: { indicatorId: 'households.households' },
    query: { unitId: village.id, ...period, limit: '100' },
  })
  expect(hidden.body, 'the town is told the count and not the rows').toMatchObject({ items: [], hidden: { count: 2 } })
  await app.owner.deleteFrom('householdPeriod').where('householdId', '=', second).execute()
  await app.owner.deleteFrom('household').where('id', '=', second).execute()
  expect(await count(), 'one is missing').toBe(1)
  const twin = await aHousehold(app.owner, grid, { from: '2020-03-10' })
  expect(await count(), 'one stands twice').toBe(2)
  await app.owner.updateTable('household').set({ state: 'enteredInError', occupiedTo: '2020-03-10' }).where('id', '=', twin).execute()
  expect(await count(), 'and was entered in error').toBe(1)
  await aHousehold(app.owner, grid, { from: '2021-01-01' })
  expect(await count(), 'one is of the next year').toBe(1)
  const other = await aPlace()
  await aHousehold(app.owner, other.grid)
  expect(await count(), 'one is of another village').toBe(1)
  expect((await valueOf(other.secretary, 'households.households', other.village.id)).value).toBe(1)
  expect(await count(town)).toBe(1)
})

test('households.withContact: five faults', async () => {
  const { village, grid, secretary } = await aPlace()
  const leader = await aHolder(app.owner, 'gridLeader', grid.id)
  const share = async () => (await valueOf(secretary, 'households.withContact', village.id)).value
  const homes = [
    await aHousehold(app.owner, grid),
    await aHousehold(app.owner, grid),
    await aHousehold(app.owner, grid),
    await aHousehold(app.owner, grid),
  ]
  const first = await aContact(app.owner, homes[0]!, leader, '2020-05-01')
  expect(await share()).toBe(25)
  await aContact(app.owner, homes[1]!, leader, '2021-01-01')
  expect(await share(), 'one begins in the next year').toBe(25)
  const other = await aPlace()
  await aContact(app.owner, await aHousehold(app.owner, other.grid), leader, '2020-05-01')
  expect(await share(), 'one is of another village').toBe(25)
  await aContact(app.owner, homes[2]!, leader, '2020-06-01')
  expect(await share()).toBe(50)
  await app.owner
    .updateTable('householdContact')
    .set({ state: 'ended', endedOn: '2020-12-31', endReason: 'householdAsked' })
    .where('id', '=', first)
    .execute()
  expect(await share(), 'one was ended').toBe(25)
  await aContact(app.owner, homes[0]!, leader, '2020-05-01')
  expect(await share(), 'and stands a second time').toBe(50)
  await app.owner.deleteFrom('householdContact').where('householdId', '=', homes[0]!).execute()
  expect(await share(), 'one is missing').toBe(25)
})

test('households.gridsWithLeader: five faults', async () => {
  const { village, grid, secretary } = await aPlace()
  const share = async () => (await valueOf(secretary, 'households.gridsWithLeader', village.id)).value
  expect(await share()).toBe(0)
  await aHolder(app.owner, 'gridLeader', grid.id, { from: '2021-01-01' })
  expect(await share(), 'from the next year on').toBe(0)
  await aHolder(app.owner, 'gridLeader', grid.id, { from: '2019-01-01', to: '2020-12-31' })
  expect(await share(), 'the term ended that day').toBe(0)
  const other = await aPlace()
  await aHolder(app.owner, 'gridLeader', other.grid.id)
  expect(await share(), 'a leader of another village').toBe(0)
  const leader = await aHolder(app.owner, 'gridLeader', grid.id)
  expect(await share()).toBe(100)
  const end = (personId: string) => app.owner.deleteFrom('term').where('personId', '=', personId).execute()
  const second = await aHolder(app.owner, 'gridLeader', grid.id)
  expect(await share(), 'two lead it, and it is one grid').toBe(100)
  await end(leader)
  expect(await share(), 'one of the two is missing').toBe(100)
  await end(second)
  expect(await share(), 'both are missing').toBe(0)
  await aHolder(app.owner, 'gridLeader', grid.id)
  await aUnit(app.owner, { kind: 'grid', name: '第二网格' }, village)
  expect(await share(), 'one of two').toBe(50)
})
