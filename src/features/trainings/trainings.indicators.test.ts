/** Trainings (培训): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import type { Audience } from './trainings.contract.ts'
import { aCourse } from './trainings.samples.ts'

const app = useApp()

async function aSession(unitId: string, day: string, course: { audience?: Audience; concentrated?: boolean } = {}) {
  const id = newId()
  // The first hour of the day in Shanghai, which is the day before in UTC.
  const times = { startsAt: `${day}T00:30:00+08:00`, endsAt: `${day}T08:30:00+08:00` }
  const courseId = await aCourse(app.owner, unitId, course)
  await app.owner
    .insertInto('trainingSession')
    .values({
      townId: 1,
      id,
      courseId,
      unitId,
      ...times,
      placeKind: 'partySchool',
      place: '',
      teacher: '',
      length: 'fullDay',
      hours: 8,
      state: 'held',
    })
    .execute()
  return id
}
async function anEntry(sessionId: string, personId: string, hours: number | null = null) {
  const id = newId()
  await app.owner
    .insertInto('trainingRoll')
    .values({ townId: 1, id, sessionId, position: 1, personId, name: '陈大妹', sortKey: 'chen da mei', attendance: 'present', hours })
    .execute()
  return id
}
const townClerk = async () => aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)

test('trainings.sessions: five faults', async () => {
  await expectHonest(app, 'trainings.sessions', {
    plant: (unitId, day) => aSession(unitId, day),
    remove: async id => {
      await app.owner.deleteFrom('trainingSession').where('id', '=', id).execute()
    },
    cancel: async id => {
      await app.owner.updateTable('trainingSession').set({ state: 'cancelled', cancelReason: '台风' }).where('id', '=', id).execute()
    },
    reader: await townClerk(),
  })
})

test.each([
  ['absent', { attendance: 'absent' }, 'was not there after all'],
  ['unknown', { personId: null }, 'a name without a person'],
  ['elsewhere', { hours: 0, clash: true }, 'credited in another session at the same time'],
] as [string, { attendance?: 'absent'; personId?: null; hours?: number; clash?: true }, string][])(
  'trainings.secretaryAttendances, one line %s: five faults',
  async (_what, { clash, ...change }, _why) => {
    const person = await aMember(app.owner, (await aVillage(app.owner)).id, '陈大妹')
    await expectHonest(app, 'trainings.secretaryAttendances', {
      plant: async (unitId, day) => anEntry(await aSession(unitId, day), person),
      remove: async id => {
        await app.owner.deleteFrom('trainingRoll').where('id', '=', id).execute()
      },
      cancel: async id => {
        const clashId = clash ? await aSession((await aTown(app.owner)).id, '2019-01-01') : null
        await app.owner
          .updateTable('trainingRoll')
          .set({ ...change, clashId })
          .where('id', '=', id)
          .execute()
      },
      reader: await townClerk(),
    })
  },
)

test('attendance at other courses is none of the secretaries’ rotation', async () => {
  const village = await aVillage(app.owner)
  await anEntry(await aSession(village.id, '2021-05-01', { audience: 'members' }), await aMember(app.owner, village.id, '陈大妹'))
  await anEntry(await aSession(village.id, '2021-05-02'), await aMember(app.owner, village.id, '陈小妹'))
  const query = { unitId: village.id, from: '2021-05-01', to: '2021-05-31' }
  const answer = await app.call(null, numbers.value, { params: { indicatorId: 'trainings.secretaryAttendances' }, query })
  expect(answer.body.value).toBe(1)
})

/** A share, and whom it counts, on a day. */
async function shareOf(reader: string | null, indicatorId: string, unitId: string, asOf: string) {
  const query = { unitId, from: `${asOf.slice(0, 4)}-01-01`, to: asOf, asOf }
  const value = await app.call(reader, numbers.value, { params: { indicatorId }, query })
  const rows = await app.call(reader, numbers.rows, { params: { indicatorId }, query })
  return { status: value.status, value: value.body.value, rows: rows.body.items?.map(({ id, part }) => [id, part]) }
}

test('trainings.secretariesOverHours: 56 hours and one concentrated course, of those in office on the day', async () => {
  const reader = await townClerk()
  const at = await aBranch(app.owner)
  const left = await aHolder(app.owner, 'branchSecretary', at.cooperative.id, { to: '2020-06-01' })
  // One who holds two posts is one person.
  await addPost(app.owner, at.villageSecretary, 'branchSecretary', at.cooperative.id)
  const give = async (personId: string, days: readonly string[], concentrated: boolean) => {
    for (const day of days) await anEntry(await aSession(at.village.id, day, { concentrated }), personId, 8)
  }
  const week = (month: string) => [1, 2, 3, 4, 5, 6].map(day => `2020-${month}-0${day}`)
  await give(at.secretary, week('03'), false)
  await give(left, week('03'), true)
  const share = (asOf: string) => shareOf(reader, 'trainings.secretariesOverHours', at.village.id, asOf)
  const both = (one: boolean): unknown =>
    expect.arrayContaining([
      [at.secretary, one],
      [at.villageSecretary, false],
    ])
  expect(await share('2020-12-31')).toMatchObject({ value: 0, rows: both(false) })
  await give(at.secretary, ['2021-01-01'], true)
  expect((await share('2020-12-31')).value, 'the seventh day is of the next year').toBe(0)
  await give(at.secretary, ['2020-05-01'], false)
  expect((await share('2020-12-31')).value, '56 hours, none of them concentrated').toBe(0)
  await give(at.secretary, ['2020-05-02'], true)
  expect(await share('2020-12-31'), 'one of two').toMatchObject({ value: 50, rows: both(true) })
  expect((await share('2020-05-01')).value, 'not yet on that day').toBe(0)
  const next = await aBranch(app.owner)
  expect((await shareOf(reader, 'trainings.secretariesOverHours', next.village.id, '2020-12-31')).value, 'another village').toBe(0)
  expect((await shareOf(null, 'trainings.secretariesOverHours', at.village.id, '2020-12-31')).status).not.toBe(200)
})

test('trainings.membersOverHours: 32 hours, of those on a roll of the year who are no secretaries', async () => {
  const reader = await townClerk()
  const at = await aBranch(app.owner)
  const [chen, li, he] = await Promise.all(['陈大妹', '李少玲', '何建生'].map(name => aMember(app.owner, at.village.id, name)))
  for (const day of ['03-01', '03-02', '03-03', '03-04'])
    await anEntry(await aSession(at.village.id, `2020-${day}`, { audience: 'members' }), chen!, 8)
  await anEntry(await aSession(at.village.id, '2020-03-05'), li!, 8)
  await anEntry(await aSession(at.village.id, '2020-03-06'), at.secretary, 8)
  const off = await aSession(at.village.id, '2020-03-07')
  await anEntry(off, he!)
  await app.owner.updateTable('trainingSession').set({ state: 'cancelled', cancelReason: '台风' }).where('id', '=', off).execute()
  const share = await shareOf(reader, 'trainings.membersOverHours', at.village.id, '2020-12-31')
  expect(share.value).toBe(50)
  expect(share.rows).toHaveLength(2)
  expect(share.rows).toEqual(
    expect.arrayContaining([
      [chen, true],
      [li, false],
    ]),
  )
  expect((await shareOf(reader, 'trainings.membersOverHours', at.village.id, '2020-03-03')).value).toBe(0)
  expect((await shareOf(reader, 'trainings.membersOverHours', at.village.id, '2021-12-31')).rows).toEqual([])
})
