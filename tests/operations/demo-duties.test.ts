/** The demonstration’s plans and checklists (示例计划和清单): T25 and P01 to P03 from records, and a year of duties that records closed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/indicators/indicators.contract.ts'
import { prepareTown } from '../../src/program/first-town.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
const said: string[] = []
let folder = ''

beforeAll(async () => {
  app.now = new Date('2026-11-25T01:00:00Z')
  folder = await mkdtemp(join(tmpdir(), 'sanliang-demo-'))
  Object.assign(app.platform.config, { demo: true, host: '127.0.0.1', dataDirectory: folder })
  await prepareTown(app.platform, line => said.push(`${Date.now()} ${line}`))
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

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
  expect(before.map(({ state }) => state)).toEqual(expect.arrayContaining(['done', 'due']))
  expect(before.find(({ state }) => state === 'done')!.count).toBeGreaterThan(100)
  await prepareTown(app.platform, () => undefined)
  expect(await states()).toEqual(before)
  const drafts = await app.owner.selectFrom('dutyTemplate').where('state', '=', 'draft').select('fulfilledBy').execute()
  expect(
    drafts.every(({ fulfilledBy }) => !app.platform.indicators.has(fulfilledBy!)),
    'only what nothing can prove yet is left a draft',
  ).toBe(true)
})
