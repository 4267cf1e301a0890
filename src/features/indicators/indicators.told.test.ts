/** Numbers of people that the public is told (公开的人数): one answer, however it is asked for. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aGrid, aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './indicators.contract.ts'

const app = useApp()
const params = { indicatorId: 'visits.households' }
const year = (y: number) => ({ from: `${y}-01-01`, to: `${y}-12-31` })

/** So many households that were talked with on the day. */
const talkedWith = async (unitId: string, count: number, visitedOn: string) => {
  const stubs = Array.from({ length: count }, () => ({ townId: 1, id: newId(), unitId, visitedOn }))
  await app.owner.insertInto('visitStub').values(stubs).execute()
}
const value = async (reader: string | null, unitId: string, period: object) =>
  (await app.call(reader, endpoints.value, { params, query: { unitId, ...period } })).body
const shown = async (unitId: string, period: object, reader: string | null = null) => (await value(reader, unitId, period)).shown
const hidden = async (unitId: string, period: object) =>
  (await app.call(null, endpoints.rows, { params, query: { unitId, ...period, limit: '10' } })).body.hidden

/** The town's table as the list of its parts tells it, of these villages. */
async function parts(reader: string | null, unitIds: readonly string[], period: object) {
  const town = await aTown(app.owner)
  const { body } = await app.call(reader, endpoints.children, { params, query: { unitId: town.id, ...period } })
  const byId = new Map(body.items.filter(({ own }) => !own).map(part => [part.unitId, part.shown]))
  return { told: unitIds.flatMap(id => byId.get(id) ?? []), whole: body.whole.shown }
}

test('a part is told by itself what the list of parts tells of it, and its records are not counted where it is withheld', async () => {
  const [few, next, many] = [await aVillage(app.owner), await aVillage(app.owner), await aVillage(app.owner)]
  const ids = [few.id, next.id, many.id]
  const planted = [
    [few.id, 1],
    [next.id, 8],
    [many.id, 30],
  ] as const
  for (const [unitId, count] of planted) await talkedWith(unitId, count, '2012-05-01')
  const town = await aTown(app.owner)
  expect(await parts(null, ids, year(2012))).toEqual({ told: ['<5', '不公开', '30户'], whole: '39户' })
  for (const [index, unitId] of ids.entries())
    expect(await shown(unitId, year(2012)), 'each by itself').toBe(['<5', '不公开', '30户'][index])
  expect(await shown(town.id, year(2012))).toBe('39户')
  expect(await value(null, next.id, year(2012)), 'and says why').toMatchObject({
    value: null,
    rows: null,
    notes: ['有的地方人数太少，这里也不公开。'],
  })
  const reason = '这些记录涉及个人或内部办理，公开页面只计数，不列出。'
  expect([await hidden(few.id, year(2012)), await hidden(next.id, year(2012)), await hidden(many.id, year(2012))]).toEqual([
    { count: null, reason },
    { count: null, reason },
    { count: 30, reason },
  ])

  const clerk = await aHolder(app.owner, 'townClerk', town.id)
  expect(await parts(clerk, ids, year(2012)), 'staff are told all').toEqual({ told: ['1户', '8户', '30户'], whole: '39户' })
  expect(await shown(next.id, year(2012), clerk)).toBe('8户')
})

test('of people the public is told whole years that are over: no month, no day, no two days side by side', async () => {
  const [village, other] = [await aVillage(app.owner), await aVillage(app.owner)]
  await talkedWith(village.id, 5, '2013-05-01')
  await talkedWith(village.id, 1, '2013-06-15')
  await talkedWith(other.id, 9, '2013-06-15')
  await talkedWith(village.id, 7, '2026-01-15')
  expect(await shown(village.id, year(2013))).toBe('6户')
  const asked = [
    [{ from: '2013-01-01', to: '2013-06-14' }, '5户', 'the day before the sixth'],
    [{ from: '2013-06-15', to: '2013-12-31' }, '1户', 'the rest of the year'],
    [{ from: '2012-01-01', to: '2013-12-31' }, '6户', 'several years, which overlap'],
    [{ ...year(2013), asOf: '2013-12-30' }, '6户', 'places as of another day'],
    [year(2026), '7户', 'the year that runs, tomorrow it may be one more'],
  ] as const
  const clerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  for (const [period, toStaff, why] of asked) {
    expect(await value(null, village.id, period), why).toMatchObject({
      value: null,
      shown: '按年公布',
      rows: null,
      notes: ['人数按整年公布，过完年再公布。'],
    })
    expect((await hidden(village.id, period))!.count, why).toBeNull()
    expect(await parts(null, [village.id, other.id], period), why).toEqual({ told: [], whole: '按年公布' })
    expect(await shown(village.id, period, clerk), why).toBe(toStaff)
  }
  expect(await hidden(village.id, { from: '2013-02-01', to: '2013-02-28' }), 'nor when there were none').not.toBeNull()

  const months = async (reader: string | null) =>
    (await app.call(reader, endpoints.series, { params, query: { unitId: village.id, from: '2013-05-01', to: '2013-06-30' } })).body.items
  expect((await months(null)).map(({ value: told, rows, shown: said }) => [told, rows, said])).toEqual([
    [null, null, '按年公布'],
    [null, null, '按年公布'],
  ])
  expect((await months(clerk)).map(({ value: told }) => told)).toEqual([5, 1])
})

test('what stands is told of the last day of each year', async () => {
  const village = await aVillage(app.owner)
  const of = { indicatorId: 'memberships.withoutPostInGrid' }
  const query = { unitId: village.id, from: '2019-11-01', to: '2020-01-31' }
  const { body } = await app.call(null, endpoints.series, { params: of, query })
  expect(body.items.map(({ shown: said }) => said)).toEqual(['按年公布', '尚无记录', '按年公布'])
})

test('of people the public is told the town and its villages, nothing below', async () => {
  const village = await aVillage(app.owner)
  const group = await aUnit(app.owner, { name: '河边小组' }, village)
  await talkedWith(group.id, 20, '2014-05-01')
  const ask = async (reader: string | null) =>
    (await app.call(reader, endpoints.children, { params, query: { unitId: village.id, ...year(2014) } })).body
  expect(await value(null, group.id, year(2014))).toMatchObject({ shown: '不公开', rows: null, notes: ['人数只公布到村（社区）。'] })
  expect(await ask(null)).toMatchObject({ items: [], whole: { value: 20 } })
  const clerk = await aHolder(app.owner, 'villageClerk', village.id)
  expect((await ask(clerk)).items.map(({ shown: said }) => said)).toEqual(['20户', '尚无记录'])
})

test('who signed in without a post is the public', async () => {
  const village = await aVillage(app.owner)
  await talkedWith(village.id, 2, '2015-05-01')
  const resident = await aMember(app.owner, village.id, '陈大妹')
  expect(await shown(village.id, year(2015), resident)).toBe('<5')
  expect(await shown(village.id, year(2015), await aHolder(app.owner, 'villageClerk', village.id))).toBe('2户')
})

test('what does not add up is not told by how much, where the number is not told', async () => {
  const village = await aVillage(app.owner)
  const of = { indicatorId: 'memberships.withoutPostInGrid' }
  const query = { unitId: village.id, ...year(2016) }
  const check = { townId: 1, indicatorId: of.indicatorId, unitId: village.id, year: 2016, checkedOn: '2026-03-02', whole: '3', sum: '4' }
  await app.owner.insertInto('indicatorCheck').values(check).execute()
  const group = await aUnit(app.owner, { name: '桥头小组' }, village)
  await app.owner
    .insertInto('indicatorCheck')
    .values({ ...check, unitId: group.id })
    .execute()
  const read = async (unitId: string) => (await app.call(null, endpoints.value, { params: of, query: { ...query, unitId } })).body.check
  expect((await read(village.id))?.holds, 'the number is told').toBe(false)
  expect(await read(group.id), 'and this one is not').toBeNull()
})

test('a share does not tell the number of its numerator that is withheld', async () => {
  const villages = [await aVillage(app.owner), await aVillage(app.owner), await aVillage(app.owner)]
  const planted = [
    [1, 9],
    [8, 30],
    [9, 5],
  ] as const
  for (const [index, village] of villages.entries()) {
    const bodyId = await aBody(app.owner, 'branch', { unitIds: [village.id] })
    const [inGrid, outside] = planted[index]!
    for (let made = 0; made < inGrid + outside; made += 1) {
      const personId = await aMember(app.owner, village.id, '陈大妹')
      const membershipId = await aMembership(app.owner, personId, { bodyId, unitId: village.id })
      if (made < inGrid) await aGrid(app.owner, { membershipId, personId, unitId: village.id, from: '2017-01-01' })
    }
  }
  const told = async (indicatorId: string, y: number) => {
    const ask = async (unitId: string) =>
      (await app.call(null, endpoints.value, { params: { indicatorId }, query: { unitId, ...year(y) } })).body
    const answers = []
    for (const { id } of villages) answers.push((await ask(id)).shown)
    return answers
  }
  expect(await told('memberships.withoutPostInGrid', 2018)).toEqual(['<5', '不公开', '9人'])
  expect(await told('memberships.withoutPostGridShare', 2018), 'by itself the third would hide the first, and the second be told').toEqual([
    '人数太少，不公开',
    '人数太少，不公开',
    '64.3%',
  ])
})
