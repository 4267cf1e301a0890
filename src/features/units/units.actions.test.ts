/** Units (组织单元): over HTTP. */
import { expect, test } from 'vitest'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './units.contract.ts'
import { aUnit, aVillage } from './units.samples.ts'

const app = useApp()

test('anyone reads the map of the town, as it stood on a day', async () => {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { name: '福寿里小组' }, village)
  const today = await app.call(null, endpoints.list, { query: { below: village.id } })
  expect(today).toMatchObject({
    status: 200,
    body: { asOf: '2026-03-02', items: [{ id: group.id, path: group.path, name: '福寿里小组' }] },
  })
  const before = await app.call(null, endpoints.list, { query: { below: village.id, asOf: '2009-12-31' } })
  expect(before.body.items).toEqual([])
})

test('a unit that does not exist is not found, and a wrong id names its field', async () => {
  expect(await app.call(null, endpoints.get, { params: { unitId: newId() } })).toMatchObject({
    status: 404,
    body: { type: '/problems/not-found' },
  })
  expect(await app.call(null, endpoints.get, { params: { unitId: 'x' } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '#/unitId' }] },
  })
})
