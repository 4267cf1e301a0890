/** The demonstration’s plans and checklists (示例计划和清单): T25 and P01 to P03 from records, and a year of duties that records closed. */
import { expect, test } from 'vitest'
import { endpoints as duties } from '#features/duties/duties.endpoints.contract.ts'
import { endpoints } from '#features/indicators/indicators.contract.ts'
import { prepareTown } from '../../src/program/first-town.ts'
import { useApp } from '../support/app.ts'

const app = useApp({ isDemonstration: true })

test.each([
  ['T25', 'plans.aspects', 2020, 5],
  ['P01', 'plans.centreItems', 2021, 33],
  ['P02', 'plans.modelCentrePlaces', 2021, 10],
  ['P03', 'plans.starStationPlaces', 2021, 100],
] as const)('%s: %s of %i is %i', async (_figure, indicatorId, year, expected) => {
  const town = await app.owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const query = { unitId: town.id, from: `${year}-01-01`, to: `${year}-12-31` }
  expect((await app.call(null, endpoints.value, { params: { indicatorId }, query })).body.value).toBe(expected)
})

test('a year of duties stands, closed by the town’s own records; a second start adds none', async () => {
  const states = async () =>
    (
      await app.owner
        .selectFrom('duty')
        .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute()
    ).toSorted((a, b) => (a.state < b.state ? -1 : 1))
  const before = await states()
  const count = (state: string) => before.find(each => each.state === state)?.count ?? 0
  const asked = count('done') + count('overdue')
  expect(asked, 'as many as a town of 33 villages has').toBeGreaterThan(2_000)
  expect(count('done') / asked, 'most of it is done').toBeGreaterThan(0.95)
  expect(count('overdue'), 'some fell out').toBeGreaterThan(5)
  expect(count('waived')).toBe(2)
  const late = await app.owner.selectFrom('duty').where('state', '=', 'done').whereRef('doneOn', '>', 'dueOn').select('id').execute()
  expect(late.length, 'some was late').toBeGreaterThan(5)
  await prepareTown(app.platform, () => undefined)
  expect(await states()).toEqual(before)
  const drafts = await app.owner.selectFrom('dutyTemplate').where('state', '=', 'draft').select('fulfilledBy').execute()
  expect(
    drafts.map(({ fulfilledBy }) => fulfilledBy).filter(id => app.platform.indicators.has(id!)),
    'left a draft: what nothing can prove yet, and what the villages have not begun',
  ).toEqual(['disclosures.general'])
})

test('on the demonstration’s year the goals are reached: filled, asked once, within half an hour; each with its n', async () => {
  const { body } = await app.call(null, duties.burden)
  const { relief } = body
  expect(relief).toMatchObject({ twice: 0, over: 0, villages: 33, cells: 33 * (12 * 8 + 4 * 10), prefilled: 33 * (12 * 8 + 4 * 9) })
  expect(relief.prefilledPercent).toBeGreaterThanOrEqual(95)
  const page = (await app.raw({ method: 'GET', url: '/relief' })).body
  for (const told of [`${relief.prefilledPercent}%，做到了`, `一年${relief.cells}格`, '没有重复，做到了', '33个村（社区）'])
    expect(page).toContain(told)
})
