/** Venues (阵地): their numbers say exactly what the records say. */
import { test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { VenueKind } from './venues.contract.ts'
import { aVenue } from './venues.samples.ts'

const app = useApp()

const planting = (kind: VenueKind) => ({
  plant: (unitId: string, openedOn: string) => aVenue(app.owner, unitId, { kind, openedOn }),
  remove: async (id: string) => {
    await app.owner.deleteFrom('venue').where('id', '=', id).execute()
  },
})

test.each(VenueKind.options)('venues.%s counts what stood on the day: five faults', async kind => {
  await expectHonest(app, `venues.${kind}`, {
    ...planting(kind),
    // it was entered too early, and never opened
    cancel: async id => {
      await app.owner.updateTable('venue').set({ status: 'building' }).where('id', '=', id).execute()
    },
  })
})

test.each(VenueKind.options)('venues newly opened, %s: five faults', async kind => {
  await expectHonest(app, `venues.opened${kind[0]!.toUpperCase()}${kind.slice(1)}`, {
    ...planting(kind),
    cancel: async id => {
      await app.owner.updateTable('venue').set({ status: 'building' }).where('id', '=', id).execute()
    },
  })
})
