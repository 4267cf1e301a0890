/** Forgetting duties (报到、岗位、履职按期去掉姓名): who served goes ten years after it ended, what is counted stays. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { runJob } from '../../../tests/support/night.ts'
import { endpoints } from './commitments.contract.ts'
import { aPost, aReportIn, aServedHour, aServing } from './commitments.samples.ts'

const app = useApp()
const night = (day: string) => runJob(app, 'rights.forgetInTime', day)

/** A member of 2025 who left in March 2026, with all that is kept of what they did. */
async function aFormerHelper() {
  app.now = new Date('2026-03-10T01:00:00Z')
  const village = await aVillage(app.owner)
  const [person, clerk] = [
    await aMember(app.owner, village.id, '陈大妹'),
    await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id),
  ]
  const organiser = await aMember(app.owner, village.id, '何建生')
  const served = await aServedHour(app.owner, person, village.id, '2026-03-03', organiser)
  const left = { state: 'left', endedOn: '2026-03-03', endReason: '调回原单位', skills: '会电工' } as const
  const { reportInId } = await app.owner
    .updateTable('reportIn')
    .set(left)
    .where('personId', '=', person)
    .returning('id as reportInId')
    .executeTakeFirstOrThrow()
  const note = { half: '2025-2', hasReported: true, minutes: 60, remark: '热心', state: 'shown', shownOn: '2026-01-05' } as const
  await app.owner
    .insertInto('reportNote')
    .values({ townId: 1, id: newId(), reportInId, ...note })
    .execute()
  const refused = {
    startsAt: '2026-03-02T09:00:00+08:00',
    endsAt: '2026-03-02T10:00:00+08:00',
    state: 'refused',
    refuseReason: '那天没有来',
  } as const
  await app.owner
    .insertInto('serviceEntry')
    .values({ townId: 1, id: newId(), personId: person, unitId: village.id, reportInId, activity: '扫街', confirmedBy: null, ...refused })
    .execute()
  const holding = await aServing(app.owner, await aPost(app.owner, village.id), person, village.id, '2025-03-03')
  const ended = { state: 'ended', endedOn: '2026-03-03', endReason: '搬走' } as const
  await app.owner.updateTable('postHolding').set(ended).where('id', '=', holding).execute()
  const log = { holdingId: holding, doneOn: '2025-06-01', what: '讲政策', outcome: '' }
  await app.owner
    .insertInto('postLog')
    .values({ townId: 1, id: newId(), ...log })
    .execute()
  await app.owner
    .insertInto('postReview')
    .values({ townId: 1, holdingId: holding, year: 2025, grade: 'good', massesRemark: '很好' })
    .execute()
  const exemption = { personId: person, unitId: village.id, reason: 'ill', begunOn: '2025-01-01', endedOn: '2026-03-03' } as const
  await app.owner
    .insertInto('postExemption')
    .values({ townId: 1, id: newId(), ...exemption })
    .execute()
  const wish = {
    text: '想要一盏台灯',
    postedOn: '2025-05-01',
    expiresOn: '2025-12-31',
    state: 'closed',
    claimedBy: person,
    claimedOn: '2025-05-02',
  } as const
  await app.owner
    .insertInto('wish')
    .values({ townId: 1, id: newId(), unitId: village.id, ...wish, deliveredOn: '2025-06-01', closedOn: '2026-03-03' })
    .execute()
  return { village, person, clerk, served, reportInId, holding }
}

const mine = (personId: string) =>
  app.as({ kind: 'subject', townId: 1, personId }, async context => {
    const about = context.about.find(({ name }) => name === 'commitments.duties')!
    return (await about.rows(context, personId)).length
  })

/** Rows of each number, as a report of those days proves them. */
async function counted(who: string, unitId: string) {
  const rows = async (indicatorId: string, day: string) => {
    const query = { unitId, from: '2026-01-01', to: '2026-12-31', asOf: day, limit: '100' }
    const { body } = await app.call(who, numbers.rows, { params: { indicatorId }, query })
    return body.items.map(({ id }) => id)
  }
  return [
    await rows('commitments.reportedIn', '2026-03-03'),
    await rows('commitments.postsFilled', '2026-03-02'),
    await rows('commitments.services', '2026-12-31'),
  ]
}
/** Everything in the tables that still says who it was. */
const named = async (personId: string) => {
  const found: string[] = []
  for (const table of ['reportIn', 'postHolding', 'serviceEntry', 'postExemption'] as const)
    for (const { id } of await app.owner.selectFrom(table).where('personId', '=', personId).select('id').execute())
      found.push(`${table} ${id}`)
  for (const { id } of await app.owner.selectFrom('wish').where('claimedBy', '=', personId).select('id').execute()) found.push(`wish ${id}`)
  return found.toSorted()
}

test.each([
  ['2036-03-02', false, 'the last day of the ten years'],
  ['2036-03-03', true, 'they are over'],
] as const)('on %s what ended on 3 March 2026 is without its person: %s, as it is %s', async (day, isForgotten, _why) => {
  const at = await aFormerHelper()
  // The day before goes with the night of the day before.
  const before = (await named(at.person)).length
  const numbersBefore = await counted(at.clerk, at.village.id)
  expect(await mine(at.person)).toBe(7)
  expect(numbersBefore[1]).toEqual([at.holding])
  expect(numbersBefore[2]).toEqual([at.served])
  const items = await night(day)
  // What was refused was of the day before, and is over a day earlier.
  expect((await named(at.person)).length).toBe(isForgotten ? 0 : before - 1)
  expect(items.filter(item => item.includes(at.reportInId))).toHaveLength(isForgotten ? 1 : 0)
  expect(await night(day), 'a second run finds nothing').toEqual([])
  expect(await mine(at.person)).toBe(isForgotten ? 0 : 6)
  expect(await counted(at.clerk, at.village.id), 'the same records count').toEqual(numbersBefore)
  if (!isForgotten) return

  const report = await app.owner.selectFrom('reportIn').where('id', '=', at.reportInId).selectAll().executeTakeFirstOrThrow()
  expect(report).toMatchObject({ personId: null, workUnit: '', skills: '', endReason: null, endedOn: '2026-03-03', forgottenOn: day })
  for (const table of ['reportNote', 'postLog', 'postReview'] as const) {
    const column = table === 'reportNote' ? 'reportInId' : 'holdingId'
    const id = table === 'reportNote' ? at.reportInId : at.holding
    expect(
      await app.owner
        .selectFrom(table)
        .where(column as 'holdingId', '=', id)
        .selectAll()
        .execute(),
      table,
    ).toEqual([])
  }
  const query = { below: at.village.id }
  expect((await app.call(at.clerk, endpoints.reportIns, { query })).body.items, 'a list names whom it lists').toEqual([])
  const events = await app.owner
    .selectFrom('event')
    .where('subjectId', 'in', [at.reportInId, at.holding, at.served])
    .select(['name', 'details'])
    .execute()
  expect(events).toEqual(Array.from({ length: 3 }, () => ({ name: 'commitments.forgetPerson', details: {} })))
})

test('who still serves after ten years is kept, and of what was served so long ago only that it was', async () => {
  app.now = new Date('2026-03-10T01:00:00Z')
  const village = await aVillage(app.owner)
  const person = await aMember(app.owner, village.id, '陈大妹')
  const reportIn = await aReportIn(app.owner, person, village.id, '2015-01-05')
  const holding = await aServing(app.owner, await aPost(app.owner, village.id), person, village.id, '2015-03-03')
  await night('2037-01-01')
  expect(await named(person)).toEqual([`postHolding ${holding}`, `reportIn ${reportIn}`])
})
