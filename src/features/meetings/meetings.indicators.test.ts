/** Meetings (组织生活): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { aBody } from '#features/bodies/bodies.samples.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import type { MeetingKind } from './meetings.contract.ts'
import { aBranch, aPack } from './meetings.samples.ts'

const app = useApp()

/** A meeting held on the day; `first` opens its agenda with a first topic. */
async function aMeeting(unitId: string, day: string, kind: MeetingKind, first = false) {
  const { itemIds } = await aPack(app.owner)
  const bodyId = await aBody(app.owner, 'branch', { unitIds: [unitId] })
  const id = newId()
  await app.owner
    .insertInto('meeting')
    .values({
      townId: 1,
      id,
      bodyId,
      unitId,
      kind,
      itemId: kind === 'packActivity' ? itemIds[0]! : null,
      title: '一次会议',
      // The first hour of the day in Shanghai, which is the day before in UTC.
      startsAt: `${day}T00:30:00+08:00`,
      place: '',
      state: 'held',
    })
    .execute()
  if (first)
    await app.owner
      .insertInto('meetingAgenda')
      .values({ townId: 1, meetingId: id, position: 1, kind: 'firstTopic', title: '学习' })
      .execute()
  return id
}
const remove = async (id: string) => {
  await app.owner.deleteFrom('meetingAgenda').where('meetingId', '=', id).execute()
  await app.owner.deleteFrom('meeting').where('id', '=', id).execute()
}
const cancel = async (id: string) => {
  await app.owner.updateTable('meeting').set({ state: 'cancelled', cancelReason: '台风' }).where('id', '=', id).execute()
}

test.each([
  ['meetings.packActivities', 'packActivity'],
  ['meetings.generalMeetings', 'generalMeeting'],
  ['meetings.committeeMeetings', 'committeeMeeting'],
  ['meetings.groupMeetings', 'groupMeeting'],
  ['meetings.lectures', 'lecture'],
  ['meetings.themeDays', 'themeDay'],
  ['meetings.organisationLife', 'organisationLife'],
  ['meetings.firstTopics', 'committeeMeeting'],
] as const)('%s: five faults', async (indicatorId, kind) => {
  const reader = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  const first = indicatorId === 'meetings.firstTopics'
  await expectHonest(app, indicatorId, { plant: (unitId, day) => aMeeting(unitId, day, kind, first), remove, cancel, reader })
})

test('a meeting that is only planned, of another kind or without a first topic is not counted; the public is told how many, not which', async () => {
  const at = await aBranch(app.owner)
  await aMeeting(at.village.id, '2021-05-01', 'lecture')
  const planned = await aMeeting(at.village.id, '2021-05-02', 'lecture')
  await app.owner.updateTable('meeting').set({ state: 'planned' }).where('id', '=', planned).execute()
  await aMeeting(at.village.id, '2021-05-03', 'committeeMeeting')
  const query = { unitId: at.village.id, from: '2021-05-01', to: '2021-05-31' }
  const count = async (indicatorId: string) => (await app.call(null, numbers.value, { params: { indicatorId }, query })).body.value
  expect([await count('meetings.lectures'), await count('meetings.firstTopics'), await count('meetings.committeeMeetings')]).toEqual([
    1, 0, 1,
  ])
  const rows = await app.call(null, numbers.rows, { params: { indicatorId: 'meetings.lectures' }, query })
  expect(rows.body).toMatchObject({ items: [], hidden: { count: 1 } })
})
