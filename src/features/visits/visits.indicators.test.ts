/** Visits (入户走访): the numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { aGridVillage, aHousehold } from '#features/households/households.samples.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './visits.contract.ts'
import { visitIndicators } from './visits.indicators.ts'
import { aVisit } from './visits.samples.ts'

const app = useApp()
const period = { from: '2020-01-01', to: '2020-12-31' }
type Place = Awaited<ReturnType<typeof aGridVillage>>

async function ask(reader: string | null, indicatorId: string, { village }: Place) {
  const input = { params: { indicatorId }, query: { unitId: village.id, ...period } }
  const { status, body } = await app.call(reader, numbers.value, input)
  expect(status).toBe(200)
  const rows = await app.call(reader, numbers.rows, { ...input, query: { ...input.query, limit: '100' } })
  return { value: body.value, listed: rows.body.items.length, hidden: rows.body.hidden?.count ?? 0 }
}
const of = (householdId: string, { grid }: Place, visitedOn: string, more: object = {}) =>
  aVisit(app.owner, { householdId, unitId: grid.id, visitedOn, ...more })

test('visits.households: five faults, the year’s first and last day, and what is no visit', async () => {
  const [at, next] = [await aGridVillage(app.owner), await aGridVillage(app.owner)]
  const homes = await Promise.all(Array.from({ length: 6 }, () => aHousehold(app.owner, at.grid)))
  const count = async (place = at) => (await ask(place.secretary, 'visits.households', place)).value
  await of(homes[0]!, at, '2020-03-10')
  const second = await of(homes[1]!, at, '2020-01-01')
  const third = await of(homes[2]!, at, '2020-12-31')
  expect(await ask(at.secretary, 'visits.households', at), 'three households').toEqual({ value: 3, listed: 3, hidden: 0 })
  expect(await ask(at.townClerk, 'visits.households', at), 'the town is told the count alone').toEqual({ value: 3, listed: 0, hidden: 3 })
  await app.owner.deleteFrom('visit').where('id', '=', second).execute()
  expect(await count(), 'one is missing').toBe(2)
  await of(homes[0]!, at, '2020-03-10')
  expect(await count(), 'one stands twice, and is one household').toBe(2)
  await of(homes[0]!, at, '2020-09-10')
  expect(await count(), 'visited twice, and is one household').toBe(2)
  await app.owner.deleteFrom('visit').where('id', '=', third).execute()
  expect(await count(), 'one was withdrawn: it was the wrong household').toBe(1)
  await of(homes[3]!, at, '2020-05-01', { outcome: 'declined' })
  await of(homes[4]!, at, '2020-05-01', { outcome: 'nobodyHome' })
  expect(await count(), 'nobody was talked with').toBe(1)
  await of(homes[5]!, at, '2021-01-01')
  expect(await count(), 'one is of the next year').toBe(1)
  await of(await aHousehold(app.owner, next.grid), next, '2020-06-01')
  expect(await count(), 'one is of another village').toBe(1)
  expect(await count(next)).toBe(1)
})

test('742 households, and who deletes its record is still one of them, once', async () => {
  const at = await aGridVillage(app.owner)
  const homes: string[] = []
  for (let made = 0; made < 742; made += 1) homes.push(await aHousehold(app.owner, at.grid))
  await Promise.all(homes.map(householdId => of(householdId, at, '2020-06-01')))
  const count = async () => (await ask(at.secretary, 'visits.households', at)).value
  expect(await count()).toBe(742)
  const next = await aGridVillage(app.owner)
  for (let made = 0; made < 10; made += 1) await of(await aHousehold(app.owner, next.grid), next, '2020-06-01')
  expect(
    (await ask(null, 'visits.households', at)).value,
    'and everyone may know it: what hides the few of other villages is the smaller',
  ).toBe(742)
  const actor = { kind: 'household', townId: 1, householdId: homes[0]! } as const
  const first = await of(homes[0]!, at, '2020-11-01')
  const shown = async () => (await app.call(actor, endpoints.showMine)).body.visits.map(({ id }) => id)
  const remove = (visitId: string) => app.call(actor, endpoints.deleteMine, { params: { visitId } })
  expect((await remove(first)).status).toBe(200)
  expect(await app.owner.selectFrom('visitStub').selectAll().execute(), 'another record of the year counts it').toEqual([])
  expect(await count()).toBe(742)
  const [last] = await shown()
  expect((await remove(last!)).status).toBe(200)
  expect(await app.owner.selectFrom('visitStub').selectAll().execute()).toEqual([
    { townId: 1, id: expect.not.stringMatching(last!) as string, unitId: at.grid.id, visitedOn: '2020-06-01' },
  ])
  expect(await count(), 'the stub counts it').toBe(742)
  expect(await shown()).toEqual([])
}, 60_000)

test('who deletes its record and is visited again in that year is one household, in the next year another one', async () => {
  const at = await aGridVillage(app.owner)
  const home = await aHousehold(app.owner, at.grid)
  const actor = { kind: 'household', townId: 1, householdId: home } as const
  const remove = async (visitId: string) => expect((await app.call(actor, endpoints.deleteMine, { params: { visitId } })).status).toBe(200)
  const count = async () => (await ask(at.secretary, 'visits.households', at)).value
  await remove(await of(home, at, '2020-03-01'))
  expect(await count(), 'the stub counts it').toBe(1)
  const again = await of(home, at, '2020-10-08')
  expect(await count(), 'one household').toBe(1)
  await remove(again)
  expect(await count(), 'and no second stub').toBe(1)
  await of(home, at, '2021-05-01')
  const { body } = await app.call(at.secretary, numbers.value, {
    params: { indicatorId: 'visits.households' },
    query: { unitId: at.village.id, from: '2021-01-01', to: '2021-12-31' },
  })
  expect(body.value).toBe(1)
})

test('visits.coverage: five faults', async () => {
  const [at, next] = [await aGridVillage(app.owner), await aGridVillage(app.owner)]
  const homes = await Promise.all(Array.from({ length: 4 }, () => aHousehold(app.owner, at.grid)))
  const share = async () => (await ask(at.secretary, 'visits.coverage', at)).value
  const first = await of(homes[0]!, at, '2020-01-01')
  expect(await share()).toBe(25)
  await of(homes[1]!, at, '2021-01-01')
  expect(await share(), 'one is of the next year').toBe(25)
  await of(homes[1]!, at, '2019-12-31')
  expect(await share(), 'and one of more than a year ago').toBe(25)
  await of(await aHousehold(app.owner, next.grid), next, '2020-06-01')
  expect(await share(), 'one is of another village').toBe(25)
  await of(homes[0]!, at, '2020-06-01')
  expect(await share(), 'one stands twice').toBe(25)
  const second = await of(homes[2]!, at, '2020-12-31')
  expect(await share()).toBe(50)
  await app.owner.updateTable('visit').set({ state: 'declined', outcome: 'declined' }).where('id', '=', second).execute()
  expect(await share(), 'one declined').toBe(25)
  await app.owner.deleteFrom('visit').where('id', '=', first).execute()
  await app.owner.deleteFrom('visit').where('householdId', '=', homes[0]!).execute()
  expect(await share(), 'one is missing').toBe(0)
})

test('they count households, and nobody by how often they went', () => {
  expect(visitIndicators.map(({ measure }) => measure)).toEqual(['户', '%'])
})
