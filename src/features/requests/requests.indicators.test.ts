/** Requests (诉求): their numbers say exactly what the records say, and tell a village nothing of a case about its officials. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest } from '../../../tests/support/faults.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble } from './requests.samples.ts'

const app = useApp()

const noon = (day: string) => new Date(`${day}T04:00:00Z`)

/** A case of that day; `fields` are set as if its steps had led there. */
async function aCaseOf(unitId: string, day: string, fields: object = {}) {
  app.now = noon(day)
  const { status, body } = await app.call(null, endpoints.submit, { body: aTrouble(unitId) })
  expect(status).toBe(200)
  if (Object.keys(fields).length > 0) await app.owner.updateTable('request').set(fields).where('id', '=', body.id).execute()
  app.now = noon('2026-03-02')
  return body.id
}
const remove = async (id: string) => {
  await app.owner.deleteFrom('requestNote').where('requestId', '=', id).execute()
  await app.owner.deleteFrom('request').where('id', '=', id).execute()
}
const closed = (day: string, more: object) => ({ closedAt: noon(day), clockState: 'ended', ...more })

test.each([
  ['requests.received', () => ({}), null, 'withdrawn or not, it was received'],
  [
    'requests.solved',
    (day: string) => closed(day, { state: 'solved', solvedBy: 'resident' }),
    { state: 'unanswered', solvedBy: null },
    'silence is not yes',
  ],
  [
    'requests.solvedBySharedCode',
    (day: string) => closed(day, { state: 'solved', solvedBy: 'sharedCode' }),
    { solvedBy: 'resident' },
    'nobody of the office knows the code',
  ],
  [
    'requests.solvedOnBehalf',
    (day: string) => closed(day, { state: 'solved', solvedBy: 'onBehalf' }),
    { solvedBy: 'resident' },
    'said in person',
  ],
  [
    'requests.unanswered',
    (day: string) => closed(day, { state: 'unanswered' }),
    { state: 'solved', solvedBy: 'resident' },
    'answered after all',
  ],
  [
    'requests.solvedByJointMeeting',
    (day: string) => closed(day, { state: 'solved', solvedBy: 'resident', jointMeetingOn: '2020-01-01' }),
    { jointMeetingOn: null },
    'never before the meeting',
  ],
  ['requests.open', () => ({}), { closedAt: noon('2020-12-31') }, 'closed on the as-of day'],
] as const)('%s: five faults', async (indicatorId, fields, cancelled, _why) => {
  const { townClerk } = await aStaffedVillage(app.owner)
  await expectHonest(app, indicatorId, {
    plant: (unitId, day) => aCaseOf(unitId, day, fields(day)),
    remove,
    reader: townClerk,
    ...(cancelled && {
      cancel: async (id: string) => {
        await app.owner.updateTable('request').set(cancelled).where('id', '=', id).execute()
      },
    }),
  })
})

test('the public sees how many, never which; the village reads its own rows and no others', async () => {
  const here = await aStaffedVillage(app.owner)
  const there = await aStaffedVillage(app.owner)
  const id = await aCaseOf(here.village.id, '2020-05-01')
  await aCaseOf(there.village.id, '2020-05-02')
  const asked = (who: string | null, unitId: string) =>
    app.call(who, numbers.rows, { params: { indicatorId: 'requests.received' }, query: { unitId, from: '2020-05-01', to: '2020-05-02' } })

  const outside = await asked(null, here.town.id)
  expect(outside.body.items).toEqual([])
  expect(outside.body.hidden).toEqual({ count: 2, reason: '这些记录涉及个人或内部办理，公开页面只计数，不列出。' })
  const clerk = await asked(here.clerk, here.town.id)
  expect(clerk.body.items.map(row => row.link)).toEqual([`/console/requests/${id}`])
  expect(clerk.body.hidden).toEqual({ count: 1, reason: '这些记录不在您的管辖范围，只计数，不列出。' })
})

test('a case about officials counts for the town alone', async () => {
  const at = await aStaffedVillage(app.owner)
  const id = await aCaseOf(at.village.id, '2019-05-01')
  const count = async (who: string, unitId: string) =>
    (
      await app.call(who, numbers.value, {
        params: { indicatorId: 'requests.received' },
        query: { unitId, from: '2019-01-01', to: '2019-12-31' },
      })
    ).body.value
  expect(await count(at.clerk, at.village.id)).toBe(1)
  await app.owner.updateTable('request').set({ aboutOfficials: true, custodyUnitId: at.town.id }).where('id', '=', id).execute()
  expect(await count(at.clerk, at.village.id)).toBe(0)
  expect(await count(at.townClerk, at.town.id)).toBe(1)
})
