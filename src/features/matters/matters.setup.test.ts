/** Important matters (重要事权清单): what a new town starts with, and what a demonstration shows. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit } from '#features/units/units.samples.ts'
import { demoLists } from '../../demo/matters.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './matters.contract.ts'
import { installDefaults, loadLists } from './matters.setup.actions.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'setup' } as const
const catalogue = async (unitId: string, day = '2026-03-02') => (await app.call(null, endpoints.catalogue, { query: { unitId, day } })).body

test('a demonstration has the town’s list in force and one village stricter; a new town has a draft that is marked', async () => {
  await app.as(job, installDefaults) // no town yet: nothing to do
  const town = await aTown(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  const village = await aUnit(app.owner, { kind: 'village', name: '新田村', shortName: '新田', code: '440605122220' }, town)
  await app.as(job, installDefaults)
  await app.as(job, installDefaults)
  const lists = async (who: string | null) => (await app.call(who, endpoints.lists, {})).body.items
  expect(await lists(clerk)).toMatchObject([{ state: 'draft', seeded: true, entries: 17, unitId: town.id }])
  expect(await lists(null)).toEqual([])

  await app.owner.deleteFrom('matterEntry').execute()
  await app.owner.deleteFrom('matterList').execute()
  expect(await app.as(job, context => loadLists(context, demoLists))).toBe(3)
  expect(await app.as(job, context => loadLists(context, demoLists))).toBe(0)
  await app.as(job, installDefaults) // it has a list
  expect((await lists(clerk)).map(({ unitId, state, entries }) => [unitId, state, entries])).toEqual([
    [town.id, 'inForce', 17],
    [town.id, 'superseded', 17],
    [village.id, 'inForce', 1],
  ])
  expect((await catalogue(village.id)).items.filter(({ ofVillage }) => ofVillage)).toMatchObject([{ code: 'A10', disclosureDays: 10 }])
  expect((await catalogue(town.id)).items.find(({ code }) => code === 'A10')).toMatchObject({ disclosureDays: 7 })
  // until the day on which the next began, the list of 2019 holds; before it there was none
  expect((await catalogue(village.id, '2025-06-30')).items.find(({ code }) => code === 'A10')).toMatchObject({
    basis: '《广东省农村集体经济组织管理规定》',
  })
  expect((await catalogue(village.id, '2019-06-30')).items).toEqual([])
})
