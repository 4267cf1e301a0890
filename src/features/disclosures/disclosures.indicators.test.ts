/** Disclosure (公示公开): its numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest, expectHonestShare } from '../../../tests/support/faults.ts'
import { aNoticeRow } from './disclosures.samples.ts'

const app = useApp()
const aNoticeOut = (unitId: string, day: string, about: Parameters<typeof aNoticeRow>[3] = {}) => aNoticeRow(app, unitId, day, about)

let number = 0
async function anObjection(unitId: string, day: string, state: 'open' | 'dismissed' | 'upheld' = 'open') {
  const { id: noticeId } = await aNoticeOut(unitId, day)
  const id = newId()
  const decided = state === 'open' ? { decidedOn: null, reason: null } : { decidedOn: day, reason: '查过账目' }
  number += 1
  await app.owner
    .insertInto('noticeObjection')
    .values({ townId: 1, id, noticeId, number, versionNumber: 1, channel: 'form', receivedOn: day, enteredOn: day, state, ...decided })
    .execute()
  return id
}

test.each(['general', 'finance'] as const)('notices of the type %s: five faults', async type => {
  await expectHonest(app, `disclosures.${type}`, {
    plant: async (unitId, day) => (await aNoticeOut(unitId, day, { type })).id,
    async remove(id) {
      await app.owner.deleteFrom('noticeVersion').where('noticeId', '=', id).execute()
      await app.owner.deleteFrom('notice').where('id', '=', id).execute()
    },
    cancel: async id =>
      void (await app.owner.updateTable('notice').set({ state: 'withdrawn', withdrawnOn: '2020-02-01' }).where('id', '=', id).execute()),
  })
})

// Four faults: nothing takes an objection back, neither who made it nor a mistake of the desk. It is decided.
test('objections: four faults', async () => {
  await expectHonest(app, 'disclosures.objections', {
    plant: (unitId, day) => anObjection(unitId, day),
    remove: async id => void (await app.owner.deleteFrom('noticeObjection').where('id', '=', id).execute()),
  })
})

test('the share upheld: four faults', async () => {
  await expectHonestShare(app, 'disclosures.upheldShare', {
    plant: (unitId, day, part) => anObjection(unitId, day, part ? 'upheld' : 'dismissed'),
    remove: async id => void (await app.owner.deleteFrom('noticeObjection').where('id', '=', id).execute()),
  })
})

test('results in time: five faults', async () => {
  const withdraw = async (id: string) =>
    void (await app.owner.updateTable('notice').set({ state: 'withdrawn', withdrawnOn: '2020-02-01' }).where('id', '=', id).execute())
  await expectHonestShare(app, 'disclosures.onTime', {
    async plant(unitId, day, part) {
      const { id, subjectId } = await aNoticeOut(unitId, '2019-12-01', { dueOn: day })
      // published on the last day, or on the next
      await aNoticeOut(unitId, addDays(day, part ? 0 : 1), { type: 'result', subjectId })
      return id
    },
    async remove(id) {
      await app.owner.deleteFrom('noticeVersion').where('noticeId', '=', id).execute()
      await app.owner.deleteFrom('notice').where('id', '=', id).execute()
    },
    cancel: withdraw,
  })
})

const of = async (indicatorId: string, unitId: string, asOf = '2021-12-31') => {
  const query = { unitId, from: '2021-05-01', to: '2021-05-31', asOf }
  return (await app.call(null, numbers.value, { params: { indicatorId }, query })).body.value
}

test('the share upheld leaves out what is still open, and other months', async () => {
  const [village, other] = [await aVillage(app.owner), await aVillage(app.owner)]
  expect(await of('disclosures.upheldShare', village.id), 'none, no share').toBeNull()
  await anObjection(village.id, '2021-05-01', 'upheld')
  await anObjection(village.id, '2021-05-31', 'dismissed')
  await anObjection(village.id, '2021-05-15')
  await anObjection(village.id, '2021-06-01', 'upheld')
  await anObjection(other.id, '2021-05-15', 'upheld')
  expect(await of('disclosures.upheldShare', village.id)).toBe(50)
})

test('a result is on time on the last day, late on the next, and not counted before', async () => {
  const [village, other] = [await aVillage(app.owner), await aVillage(app.owner)]
  const owed = (dueOn: string, unitId = village.id) => aNoticeOut(unitId, '2021-04-01', { dueOn })
  const { subjectId: kept } = await owed('2021-05-10')
  await aNoticeOut(village.id, '2021-05-10', { type: 'result', subjectId: kept })
  expect(await of('disclosures.onTime', village.id)).toBe(100)
  const { subjectId: missed } = await owed('2021-05-20')
  expect(await of('disclosures.onTime', village.id, '2021-05-19'), 'the day is not over').toBe(100)
  expect(await of('disclosures.onTime', village.id, '2021-05-20')).toBe(50)
  await aNoticeOut(village.id, '2021-05-21', { type: 'result', subjectId: missed })
  expect(await of('disclosures.onTime', village.id), 'late stays late').toBe(50)
  const { subjectId: elsewhere } = await owed('2021-05-24')
  await aNoticeOut(other.id, '2021-05-23', { type: 'result', subjectId: elsewhere })
  expect(await of('disclosures.onTime', village.id), 'a neighbour’s result is none').toBe(33.3)
  const gone = await owed('2021-05-22')
  await app.owner.updateTable('notice').set({ state: 'withdrawn', withdrawnOn: '2021-05-01' }).where('id', '=', gone.id).execute()
  await owed('2021-06-01')
  await owed('2021-05-12', other.id)
  expect(await of('disclosures.onTime', village.id), 'withdrawn, of the next month, of another village').toBe(33.3)
})
