/** Bodies (组织): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints } from '#features/indicators/indicators.contract.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { aBody } from './bodies.samples.ts'

const app = useApp()

const remove = async (bodyId: string) => {
  await app.owner.deleteFrom('bodyCoverage').where('bodyId', '=', bodyId).execute()
  await app.owner.deleteFrom('bodyPeriod').where('bodyId', '=', bodyId).execute()
  await app.owner.deleteFrom('body').where('id', '=', bodyId).execute()
}

test('Party organisations that stood on the day: five faults', async () => {
  await expectHonest(app, 'bodies.partyOrganisations', {
    plant: (unitId, foundedOn) => aBody(app.owner, 'branch', { unitIds: [unitId], foundedOn }),
    remove,
    cancel: async id => {
      await app.owner.updateTable('body').set({ foundedOn: '2021-02-01' }).where('id', '=', id).execute()
    },
  })
})

test('Party organisations that existed in the year: five faults', async () => {
  await expectHonest(app, 'bodies.partyOrganisationsInPeriod', {
    plant: (unitId, foundedOn) => aBody(app.owner, 'branch', { unitIds: [unitId], foundedOn }),
    remove,
    cancel: async id => {
      await app.owner.updateTable('body').set({ foundedOn: '2010-01-01', dissolvedOn: '2020-01-01' }).where('id', '=', id).execute()
    },
  })
})

test('temporary branches founded in the year: five faults', async () => {
  await expectHonest(app, 'bodies.temporaryBranches', {
    plant: (unitId, foundedOn) => aBody(app.owner, 'temporaryBranch', { unitIds: [unitId], foundedOn, dissolvedOn: '2022-01-01' }),
    remove,
    cancel: async id => {
      await app.owner.updateTable('body').set({ foundedOn: '2021-02-01' }).where('id', '=', id).execute()
    },
  })
})

test('a branch that covers two villages counts once, and one dissolved since counts while it stood', async () => {
  const town = await aTown(app.owner)
  const villages = [await aVillage(app.owner), await aVillage(app.owner)]
  const ask = async (unitId: string, asOf: string) =>
    (
      await app.call(null, endpoints.value, {
        params: { indicatorId: 'bodies.partyOrganisations' },
        query: { unitId, from: '2020-01-01', to: '2020-12-31', asOf },
      })
    ).body.value!
  const before = await ask(town.id, '2020-06-30')
  await aBody(app.owner, 'branch', { unitIds: villages.map(({ id }) => id), foundedOn: '2015-01-01', dissolvedOn: '2020-07-01' })
  expect(await ask(town.id, '2020-06-30')).toBe(before + 1)
  expect((await ask(villages[0]!.id, '2020-06-30')) + (await ask(villages[1]!.id, '2020-06-30'))).toBe(1)
  expect(await ask(town.id, '2020-07-01')).toBe(before)
})
