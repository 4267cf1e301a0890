/** Appraisals (述职评议): their number says exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { aReport } from './appraisals.samples.ts'

const app = useApp()

/** A report presented about the day's year, at a meeting in the year after. */
async function presented(unitId: string, day: string) {
  const year = Number(day.slice(0, 4))
  const [roundId, id] = [newId(), newId()]
  const heldOn = `${year + 1}-01-25`
  await app.owner
    .insertInto('appraisalRound')
    .values({ townId: 1, id: roundId, year, heldOn, title: `${year}年度述职`, openedAt: app.now })
    .execute()
  const presenterId = await aHolder(app.owner, 'villageSecretary', unitId)
  await app.owner
    .insertInto('appraisalReport')
    .values({ townId: 1, id, roundId, unitId, presenterId, state: 'presented', presentedAt: new Date(`${heldOn}T02:00:00Z`) })
    .execute()
  return id
}

test('appraisals.reports: five faults', async () => {
  const reader = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await expectHonest(app, 'appraisals.reports', {
    plant: presented,
    remove: async id => void (await app.owner.deleteFrom('appraisalReport').where('id', '=', id).execute()),
    // What taking back does to a report that was entered for the wrong village.
    cancel: async id =>
      void (await app.owner.updateTable('appraisalReport').set({ state: 'drafted', presentedAt: null }).where('id', '=', id).execute()),
    reader,
  })
})

test('a report counts from its presentation on, for the year it is about; the public is told how many, not which', async () => {
  const count = async ({ at }: Awaited<ReturnType<typeof aReport>>, year: number) => {
    const query = { unitId: at.village.id, from: `${year}-01-01`, to: `${year}-12-31` }
    const params = { indicatorId: 'appraisals.reports' }
    const value = (await app.call(null, numbers.value, { params, query })).body.value
    return { value, rows: (await app.call(null, numbers.rows, { params, query })).body }
  }
  expect(await count(await aReport(app, 'drafted'), 2025)).toMatchObject({ value: 0 })
  const given = await aReport(app, 'fedBack')
  expect(await count(given, 2025)).toMatchObject({ value: 1, rows: { items: [], hidden: { count: 1 } } })
  // The meeting was held in 2026.
  expect(await count(given, 2026)).toMatchObject({ value: 0 })
})
