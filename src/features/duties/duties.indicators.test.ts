/** Duties (清单事项): the five metrics say exactly what the records say. */
import { beforeAll, expect, test } from 'vitest'
import { endpoints } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest, expectHonestShare } from '../../../tests/support/faults.ts'
import { aTemplate } from './duties.samples.ts'

const app = useApp()

/** Read once and kept, so it is written before the first question. */
beforeAll(() => app.owner.insertInto('holidayYear').values({ year: 2019, source: '国务院办公厅通知' }).execute())

/** A duty that fell due on the day; `state` done on that day, or late. */
async function plant(unitId: string, dueOn: string, state: 'done' | 'overdue' = 'done', late = 0) {
  const id = newId()
  const templateId = await aTemplate(app.owner, unitId, { from: '2020-01-01' })
  const done = state === 'done' ? { doneOn: addDays(dueOn, late), doneRow: newId() } : {}
  await app.owner
    .insertInto('duty')
    .values({ townId: 1, id, templateId, unitId, bodyId: null, periodFrom: dueOn, periodTo: dueOn, dueOn, state, ...done })
    .execute()
  return id
}
const remove = async (id: string) => void (await app.owner.deleteFrom('duty').where('id', '=', id).execute())
const cancel = async (id: string) =>
  void (await app.owner
    .updateTable('duty')
    .set({ state: 'waived', doneOn: null, doneRow: null, waivedReason: '会议取消', waivedBy: newId() })
    .where('id', '=', id)
    .execute())

test.each(['duties.expected', 'duties.actual', 'duties.onTime'])('%s: five faults', async id => {
  const reader = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await expectHonest(app, id, { plant: (unitId, day) => plant(unitId, day), remove, cancel, reader })
})

test.each([
  ['duties.rate', (unitId: string, day: string, part: boolean) => plant(unitId, day, part ? 'done' : 'overdue'), 'done or not'],
  ['duties.onTimeRate', (unitId: string, day: string, part: boolean) => plant(unitId, day, 'done', part ? 0 : 1), 'done in time, or late'],
] as const)('%s: five faults: %3$s', async (id, plantOne, _why) => {
  const reader = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  await expectHonestShare(app, id, { plant: plantOne, remove, cancel, reader })
})

test('asked about a year whose holidays nobody has entered, it says that its working days are an estimate', async () => {
  const village = await aVillage(app.owner)
  const reader = await aHolder(app.owner, 'villageClerk', village.id)
  const notes = async (indicatorId: string, year: number) => {
    const query = { unitId: village.id, from: `${year}-01-01`, to: `${year}-12-31` }
    return (await app.call(reader, endpoints.value, { params: { indicatorId }, query })).body.notes
  }
  expect(await notes('duties.onTime', 2019)).toEqual([])
  expect(await notes('duties.onTime', 2040)).toEqual(['2040年的放假安排还没有录入，工作日按周一到周五估算。'])
  expect(await notes('duties.actual', 2040), 'done is done, whatever the day').toEqual([])
})

test('a number for staff is not found by the village next door, in none of its shapes', async () => {
  const [village, next] = [await aVillage(app.owner), await aVillage(app.owner)]
  const own = await aHolder(app.owner, 'villageClerk', village.id)
  const neighbour = await aHolder(app.owner, 'villageClerk', next.id)
  const town = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  const input = { params: { indicatorId: 'duties.actual' }, query: { unitId: village.id, from: '2020-01-01', to: '2020-12-31' } }
  for (const endpoint of [endpoints.value, endpoints.rows, endpoints.series, endpoints.children]) {
    const answers = await Promise.all([own, town, neighbour, null].map(async who => (await app.call(who, endpoint, input)).status))
    expect(answers, endpoint.name).toEqual([200, 200, 404, 404])
  }
})

test('the rates are of what was expected', async () => {
  const village = await aVillage(app.owner)
  const reader = await aHolder(app.owner, 'villageClerk', village.id)
  const value = async (indicatorId: string) =>
    (
      await app.call(reader, endpoints.value, {
        params: { indicatorId },
        query: { unitId: village.id, from: '2020-01-01', to: '2020-12-31' },
      })
    ).body.shown
  expect(await value('duties.rate')).toBe('尚无记录')
  await plant(village.id, '2020-03-10')
  await plant(village.id, '2020-03-11', 'done', 1)
  await plant(village.id, '2020-03-12', 'overdue')
  await cancel(await plant(village.id, '2020-03-13', 'overdue'))
  expect([await value('duties.rate'), await value('duties.onTimeRate')]).toEqual(['66.7%', '33.3%'])
  expect(
    (
      await app.call(null, endpoints.value, {
        params: { indicatorId: 'duties.rate' },
        query: { unitId: village.id, from: '2020-01-01', to: '2020-12-31' },
      })
    ).status,
  ).toBe(404)
})
