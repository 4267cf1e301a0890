/** Trainings (培训): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { endpoints as trainings, type Audience } from './trainings.contract.ts'
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

test.each([
  // begin and end of each session, which lines have hours, which count, why
  ['9-12 11-15 14-17', [], '0 2', 'the middle one is at the time of both; the last is at the time of none that counts'],
  ['9-12 11-15 14-17', [1], '1', 'the middle one has hours: the others are at its time'],
  ['9-12 11-15 14-17', [2], '0 2', 'the last has hours, and the first is at another time'],
  ['9-12 11-15 14-17 16-18', [], '0 2', 'every other one of a chain'],
  ['9-17 9-12 14-17', [], '0', 'both lie in the first'],
  ['9-12 12-15 15-17', [], '0 1 2', 'one ends as the next begins'],
] as const)('trainings of one person at %s, hours in %j: %s count: %s', async (spans, withHours, expected, _why) => {
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  const lines: string[] = []
  for (const [at, span] of spans.split(' ').entries()) {
    const sessionId = await aSession(village.id, '2021-06-01')
    const [startsAt, endsAt] = span.split('-').map(hour => new Date(`2021-06-01T${hour.padStart(2, '0')}:00:00+08:00`)) as [Date, Date]
    await app.owner.updateTable('trainingSession').set({ startsAt, endsAt }).where('id', '=', sessionId).execute()
    const id = await anEntry(sessionId, person)
    await app.owner
      .updateTable('trainingRoll')
      .set({ hours: withHours.some(each => each === at) ? 3 : null })
      .where('id', '=', id)
      .execute()
    lines.push(id)
  }
  const query = { unitId: village.id, from: '2021-06-01', to: '2021-06-30', limit: '100' }
  const { body } = await app.call(await townClerk(), numbers.rows, { params: { indicatorId: 'trainings.secretaryAttendances' }, query })
  const counted = lines.flatMap((line, at) => (body.items.some(({ id }) => id === line) ? [at] : []))
  expect(counted.join(' ')).toBe(expected)
})

test('two at one time count once, credited or not: the one with hours, else the one planned first', async () => {
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  const counted = async () => {
    const query = { unitId: village.id, from: '2021-06-01', to: '2021-06-30', limit: '100' }
    const params = { indicatorId: 'trainings.secretaryAttendances' }
    const { body } = await app.call(await townClerk(), numbers.rows, { params, query })
    expect((await app.call(null, numbers.value, { params, query })).body.value).toBe(body.items.length)
    return body.items.map(({ id }) => id)
  }
  const [first, second] = [await aSession(village.id, '2021-06-01'), await aSession(village.id, '2021-06-01')]
  const at = [await anEntry(first, person), await anEntry(second, person)]
  expect(await counted()).toEqual([at[0]])
  await app.owner.updateTable('trainingRoll').set({ hours: 8 }).where('id', '=', at[1]!).execute()
  expect(await counted()).toEqual([at[1]])
  await anEntry(await aSession(village.id, '2021-06-02'), person)
  expect(await counted(), 'another day').toHaveLength(2)
  await app.owner.updateTable('trainingSession').set({ state: 'planned' }).where('id', '=', second).execute()
  expect(await counted(), 'what is planned did not happen').toContain(at[0])
})

test('the list of hours names whom the share counts, and asks of each the same', async () => {
  const reader = await townClerk()
  const at = await aBranch(app.owner)
  const [chen, planned] = await Promise.all(['陈大妹', '李少玲'].map(name => aMember(app.owner, at.village.id, name)))
  const left = await aHolder(app.owner, 'branchSecretary', at.cooperative.id, { to: '2026-01-10' })
  for (const day of ['09', '10', '11', '12', '13']) await anEntry(await aSession(at.village.id, `2026-02-${day}`), left, 8)
  await anEntry(await aSession(at.village.id, '2026-02-16'), chen!, 8)
  const next = await aSession(at.village.id, '2026-10-02')
  await anEntry(next, planned!)
  await app.owner.updateTable('trainingRoll').set({ attendance: 'unrecorded' }).where('sessionId', '=', next).execute()
  await app.owner.updateTable('trainingSession').set({ state: 'planned' }).where('id', '=', next).execute()
  const { body } = await app.call(reader, trainings.hours, { query: { year: '2026', below: at.village.id } })
  const share = await shareOf(reader, 'trainings.membersOverHours', at.village.id, '2026-03-02')
  expect(body.items.map(({ personId, reached }) => [personId, reached])).toEqual(expect.arrayContaining(share.rows))
  expect(share.rows).toHaveLength(body.items.length)
  expect(share.rows).toEqual(
    expect.arrayContaining([
      [chen, false],
      [left, true],
    ]),
  )
})

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
