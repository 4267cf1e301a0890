/** Forgetting rolls (培训名册按期去掉姓名): who was there goes ten years after, what is counted stays. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { addPost, aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { runJob } from '../../../tests/support/night.ts'
import { endpoints } from './trainings.contract.ts'
import { aCourse } from './trainings.samples.ts'
import { applyTrainingRollRows } from './trainings.rows.actions.ts'
import { places } from './trainings.sealed.queries.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'test' } as const
const night = (day: string) => runJob(app, 'rights.forgetInTime', day)

async function aSession(unitId: string, startsAt: string, endsAt: string, changes: { concentrated?: true; code?: string } = {}) {
  const id = newId()
  const courseId = await aCourse(app.owner, unitId, { concentrated: changes.concentrated ?? false })
  const what = { placeKind: 'partySchool', place: '', teacher: '', length: 'fullDay', hours: 8, state: 'credited' } as const
  const times = { startsAt: `${startsAt}+08:00`, endsAt: `${endsAt}+08:00` }
  await app.owner
    .insertInto('trainingSession')
    .values({ townId: 1, id, courseId, unitId, ...times, ...what, externalCode: changes.code ?? null })
    .execute()
  return id
}
const aDay = (unitId: string, day: string, changes = {}) => aSession(unitId, `${day}T09:00:00`, `${day}T17:00:00`, changes)

async function aLine(sessionId: string, personId: string | null, changes: object = {}) {
  const id = newId()
  const line = { townId: 1, id, sessionId, position: 1, personId, name: '陈大妹', sortKey: 'chen da mei', attendance: 'present' as const }
  await app.owner
    .insertInto('trainingRoll')
    .values({ ...line, ...changes })
    .execute()
  return id
}
const linesOf = (sessionId: string) =>
  app.owner
    .selectFrom('trainingRoll')
    .where('sessionId', '=', sessionId)
    .orderBy('id')
    .select(['personId', 'name', 'sortKey', 'attendance', 'hours', 'reasonSealed', 'excludedNoteSealed'])
    .execute()
const townClerk = async () => aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)

test.each([
  ['2036-03-02', false, 'the last day of the ten years'],
  ['2036-03-03', true, 'they are over'],
] as const)('on %s a roll of 3 March 2026 is without names: %s, as it is %s', async (day, isForgotten, _why) => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  const sessionId = await aDay(village.id, '2026-03-03')
  await aLine(sessionId, person, { hours: 8 })
  await aLine(sessionId, null, { position: 2, name: '何阿公' })
  await aLine(sessionId, await aMember(app.owner, village.id, '李少玲'), {
    attendance: 'excused',
    reasonSealed: app.platform.sealing.seal('病', places.reason),
  })
  await aLine(sessionId, await aMember(app.owner, village.id, '何建生'), {
    attendance: 'unrecorded',
    excluded: 'byRecorder',
    excludedNoteSealed: app.platform.sealing.seal('借调', places.excludedNote),
  })
  const mine = async () => {
    const subject = { kind: 'subject', townId: 1, personId: person } as const
    const about = await app.as(subject, async context =>
      Promise.all(context.about.filter(({ name }) => name === 'trainings.rolls').map(({ rows }) => rows(context, person))),
    )
    return about.flat()
  }
  expect(await mine()).toHaveLength(1)
  expect((await night(day)).some(item => item.includes(sessionId))).toBe(isForgotten)
  const lines = await linesOf(sessionId)
  expect(lines.map(({ attendance, hours }) => [attendance, hours])).toEqual([
    ['present', 8],
    ['present', null],
    ['excused', null],
    ['unrecorded', null],
  ])
  expect(lines.every(line => line.personId === null && line.name === null && line.sortKey === '')).toBe(isForgotten)
  expect(lines.every(({ reasonSealed, excludedNoteSealed }) => reasonSealed === null && excludedNoteSealed === null)).toBe(isForgotten)
  expect(await mine()).toHaveLength(isForgotten ? 0 : 1)
  expect(await night(day), 'a second run finds nothing').toEqual([])
  const events = await app.owner.selectFrom('event').where('subjectId', '=', sessionId).select(['name', 'details']).execute()
  expect(events).toEqual(isForgotten ? [{ name: 'trainings.forgetRoll', details: {} }] : [])

  const clerk = await townClerk()
  const { body: roll } = await app.call(clerk, endpoints.roll, { params: { sessionId } })
  expect(roll.items[0]).toMatchObject({ name: isForgotten ? '姓名已去掉' : '陈大妹', hours: 8 })
  expect(roll).toMatchObject({ forgottenOn: isForgotten ? day : null, present: 2, unmatched: isForgotten ? 0 : 1 })
  const reopened = await app.call(clerk, endpoints.reopen, { params: { sessionId } })
  expect(reopened.status, 'what names nobody any more stays as it is').toBe(isForgotten ? 409 : 200)
})

test.each([
  // begin and end of each session of one person, which count; each goes in the night of its day, one after the other
  ['01T20-02T06 02T04-02T10 02T09-02T12', '0 2', 'the middle one is at the time of both, and still is when nobody can tell'],
  ['01T20-02T06 02T04-02T10 02T11-02T12', '0 2', 'the last is at another time'],
  ['01T20-02T06 02T04-02T10 03T09-03T12', '0 2', 'and so is one of the next day'],
  ['01T20-02T06 02T04-02T23 02T22-03T12 03T11-03T15', '0 2', 'every other one of a chain over three days'],
] as const)('trainings at %s: %s are counted, before and after each night, for %s', async (spans, expected, _why) => {
  app.now = new Date('2026-06-10T01:00:00Z')
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  const clerk = await townClerk()
  const lines: string[] = []
  for (const span of spans.split(' ')) {
    const [startsAt, endsAt] = span.split('-').map(at => `2026-06-${at}:00:00`) as [string, string]
    lines.push(await aLine(await aSession(village.id, startsAt, endsAt), person))
  }
  const query = { unitId: village.id, from: '2026-06-01', to: '2026-06-30', limit: '100' }
  const counted = async () => {
    const { body } = await app.call(clerk, numbers.rows, { params: { indicatorId: 'trainings.secretaryAttendances' }, query })
    return body.items.map(({ id }) => lines.indexOf(id)).toSorted((a, b) => a - b)
  }
  expect((await counted()).join(' ')).toBe(expected)
  for (const day of ['2036-06-01', '2036-06-02', '2036-06-03']) {
    await night(day)
    expect((await counted()).join(' '), day).toBe(expected)
  }
})

test('a share of a year whose rolls name nobody is not a nought', async () => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const village = await aVillage(app.owner)
  const [clerk, secretary] = [await townClerk(), await aMember(app.owner, village.id, '梁少英')]
  await addPost(app.owner, secretary, 'villageSecretary', village.id)
  for (const day of [1, 2, 3, 4, 5, 6, 7])
    await aLine(await aDay(village.id, `2027-03-0${day}`, { concentrated: true }), secretary, { hours: 8 })
  const share = async (asOf: string) => {
    const query = { unitId: village.id, from: `${asOf.slice(0, 4)}-01-01`, to: asOf, asOf }
    return (await app.call(clerk, numbers.value, { params: { indicatorId: 'trainings.secretariesOverHours' }, query })).body.value
  }
  app.now = new Date('2037-03-01T01:00:00Z')
  expect([await share('2027-12-31'), await share('2028-12-31')]).toEqual([100, 0])
  await night('2037-03-01')
  expect([await share('2027-12-31'), await share('2028-12-31')]).toEqual([null, 0])
})

test('an old workbook does not put people back on a roll that names nobody any more', async () => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  await aLine(await aDay(village.id, '2026-02-02', { code: 'PX2026-001' }), person)
  const values = { sessionCode: 'PX2026-001', personCode: person, attendance: '到课', reason: null } as const
  const rows = [{ row: 4, values, masked: [] }]
  const take = () => app.as(job, context => applyTrainingRollRows(context, rows))
  expect(await take()).toMatchObject({ unchanged: 1, faults: [] })
  await night('2036-02-02')
  expect(await take()).toMatchObject({ created: 0, unchanged: 0, faults: [{ row: 4, key: 'sessionCode' }] })
})
