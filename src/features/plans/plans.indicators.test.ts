/** Work plans (工作计划): T25, P01 to P03 and P05 say exactly what the plans say. */
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints } from '#features/indicators/indicators.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { aVenue } from '#features/venues/venues.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { aPlan } from './plans.samples.ts'

const app = useApp()
const planOf = new Map<string, string>()

/** Ends the plan before anyone asks. */
const endPlan = async (planId: string) => {
  const { beginsOn } = await app.owner.selectFrom('plan').where('id', '=', planId).select('beginsOn').executeTakeFirstOrThrow()
  await app.owner.updateTable('plan').set({ endsOn: beginsOn }).where('id', '=', planId).execute()
}

test('T25, aspects of a plan in force: five faults', async () => {
  await expectHonest(app, 'plans.aspects', {
    plant: async (unitId, day) => {
      const ids = await aPlan(app.owner, unitId, day)
      planOf.set(ids.aspect, ids.plan)
      return ids.aspect
    },
    remove: id => endPlan(planOf.get(id)!),
    // the aspect loses its only figure
    cancel: async id => {
      await app.owner.updateTable('planGoal').set({ figure: null }).where('aspectId', '=', id).execute()
    },
  })
})

test('P01, one item for each centre: five faults; the same centre twice is one', async () => {
  const venueOf = new Map<string, string>()
  await expectHonest(app, 'plans.centreItems', {
    plant: async (unitId, day, like) => {
      const venueId = like ? venueOf.get(like)! : await aVenue(app.owner, unitId, { kind: 'villageCentre', openedOn: '2019-01-01' })
      const { item } = await aPlan(app.owner, unitId, day, { venueId })
      venueOf.set(item, venueId)
      return item
    },
    remove: async id => {
      await app.owner.deleteFrom('planItem').where('id', '=', id).execute()
    },
    cancel: async id => {
      await app.owner.updateTable('planItem').set({ droppedOn: '2020-12-31', droppedReason: '中心合并' }).where('id', '=', id).execute()
    },
    doubles: false,
  })
})

test('P05, projects of a village’s plan: five faults; an item of another goal is none', async () => {
  await expectHonest(app, 'plans.villageProjects', {
    plant: async (unitId, day) => {
      await aPlan(app.owner, unitId, day)
      return (await aPlan(app.owner, unitId, day, { goal: { figure: 'P05', target: 10 } })).item
    },
    remove: async id => {
      await app.owner.deleteFrom('planItem').where('id', '=', id).execute()
    },
    cancel: async id => {
      await app.owner.updateTable('planItem').set({ droppedOn: '2020-12-31', droppedReason: '资金没有落实' }).where('id', '=', id).execute()
    },
  })
})

test.each([
  ['P02', 'plans.modelCentrePlaces', 'modelCentre'],
  ['P03', 'plans.starStationPlaces', 'starStation'],
] as const)('%s, places of the selection: five faults; what the target says counts nothing', async (_figure, indicator, selection) => {
  await expectHonest(app, indicator, {
    plant: async (unitId, day) => (await aPlan(app.owner, unitId, day, { goal: { selection, target: 100 } })).item,
    remove: async id => {
      await app.owner.deleteFrom('planItem').where('id', '=', id).execute()
    },
    cancel: async id => {
      await app.owner.updateTable('planItem').set({ droppedOn: '2020-12-31', droppedReason: '今年少评一个' }).where('id', '=', id).execute()
    },
  })
})

test('the places of plans from before they were items become items once, as many as the plan says', async () => {
  const village = await aVillage(app.owner)
  const migration = await readFile(new URL('../../../migrations/0245_places_of_a_selection.sql', import.meta.url), 'utf8')
  const { goal, item } = await aPlan(app.owner, village.id, '2020-01-01', { goal: { selection: 'modelCentre', target: 12 } })
  await app.owner.deleteFrom('planItem').where('id', '=', item).execute()
  for (let runs = 0; runs < 2; runs += 1) await sql.raw(migration).execute(app.owner)
  const items = await app.owner
    .selectFrom('planItem')
    .where('goalId', '=', goal)
    .select(['name', 'unitId', 'dueOn'])
    .orderBy('name')
    .execute()
  expect([items.length, items[0], items[9]!.name]).toEqual([
    12,
    { name: '示范党群服务中心名额01', unitId: village.id, dueOn: '2021-12-31' },
    '示范党群服务中心名额10',
  ])
})

test('a plan that is over is no longer counted', async () => {
  const village = await aVillage(app.owner)
  await aPlan(app.owner, village.id, '2018-01-01')
  const value = async (year: number) =>
    (
      await app.call(null, endpoints.value, {
        params: { indicatorId: 'plans.aspects' },
        query: { unitId: village.id, from: `${year}-01-01`, to: `${year}-12-31` },
      })
    ).body.value
  expect([await value(2018), await value(2019), await value(2020), await value(2021)]).toEqual([1, 1, 0, 0])
})
