/** Forgetting contacts (志愿活动的联系电话按期删): six months after the last slot, and there again when it is held again. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { runJob } from '../../../tests/support/night.ts'
import { endpoints } from './volunteering.contract.ts'
import { applyVolunteerSlotRows } from './volunteering.rows.actions.ts'
import { aTeam, anActivity } from './volunteering.samples.ts'
import type { VolunteerSlotRow } from './volunteering.workbook.ts'
import { slotStateNames } from './volunteering.words.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'test' } as const
const night = (day: string) => runJob(app, 'volunteering.forgetContacts', day)
const phoneOf = async (id: string) =>
  (await app.owner.selectFrom('volunteerActivity').where('id', '=', id).select('contactPhone').executeTakeFirstOrThrow()).contactPhone
const day = (of: string) => ({ startsAt: `${of}T06:00:00Z`, endsAt: `${of}T08:00:00Z` })

/** An activity with a slot on each of the days; without one it was entered today. */
async function anActivityOn(unitId: string, days: readonly string[]) {
  const id = newId(app.now.getTime())
  await app.owner
    .insertInto('volunteerActivity')
    .values({ townId: 1, id, ...anActivity(unitId), openedAt: app.now })
    .execute()
  for (const each of days) {
    const slot = { townId: 1, id: newId(), activityId: id, unitId, places: 10, state: 'finished', ...day(each) } as const
    await app.owner.insertInto('volunteerSlot').values(slot).execute()
  }
  return id
}

test.each([
  [['2026-03-02'], '2026-09-01', false, 'the last day of the six months'],
  [['2026-03-02'], '2026-09-02', true, 'they are over'],
  [['2026-03-02', '2026-04-10'], '2026-09-02', false, 'it was held again'],
  [['2026-03-02', '2026-04-10'], '2026-10-10', true, 'six months after the last time'],
  [['2026-03-02', '2027-01-10'], '2026-10-10', false, 'it is still to come'],
  [[], '2026-09-01', false, 'it was entered in March, and nothing came of it yet'],
  [[], '2026-09-03', true, 'nothing came of it in six months'],
] as const)('held on %j: on %s the telephone is gone: %s, as %s', async (days, today, isForgotten, _why) => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const at = await aTeam(app.owner)
  const id = await anActivityOn(at.village.id, days)
  expect((await night(today)).includes(id)).toBe(isForgotten)
  expect(await phoneOf(id)).toBe(isForgotten ? null : '07570000001')
  expect(await night(today), 'a second run finds nothing').toEqual([])
  const { body } = await app.call(null, endpoints.activity, { params: { activityId: id } })
  expect(body).toMatchObject({ contactName: '潘国华', contactPhone: isForgotten ? null : '07570000001' })
  const page = (await app.raw({ url: `/volunteer/activities/${id}` })).body
  expect(page.includes('潘国华')).toBe(!isForgotten)
  expect(page).not.toContain('null')
  const told = await app.owner.selectFrom('event').where('subjectId', '=', id).select(['name', 'details']).execute()
  expect(told).toEqual(isForgotten ? [{ name: 'volunteering.forgetContact', details: {} }] : [])
})

test('an activity without a telephone gets no new slot until somebody says whom to call', async () => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const at = await aTeam(app.owner)
  const clerk = await aHolder(app.owner, 'townClerk', (await aTown(app.owner)).id)
  const id = await anActivityOn(at.village.id, ['2026-03-02'])
  await night('2026-09-02')
  const params = { activityId: id }
  const slots = { ...day('2026-09-10'), places: 10, repeat: 'once', until: null }
  expect(await app.call(clerk, endpoints.addSlots, { params, body: slots })).toMatchObject({
    status: 409,
    body: { type: '/problems/volunteering/no-contact' },
  })
  const { body: read } = await app.call(clerk, endpoints.activity, { params })
  const body = anActivity(at.village.id, { contactName: '麦惠芳', contactPhone: '07570000002' })
  const edited = await app.call(clerk, endpoints.editActivity, { params, body }, { 'if-match': `"${read.version}"` })
  expect(edited).toMatchObject({ status: 200, body: { contactPhone: '07570000002' } })
  expect((await app.call(clerk, endpoints.addSlots, { params, body: slots })).status).toBe(200)
})

const aRow = (unitCode: string, changes: Partial<VolunteerSlotRow>): VolunteerSlotRow => ({
  code: `ZY-${newId().slice(-6)}`,
  unitCode,
  teamCode: null,
  title: '清洁河道',
  place: '柳河边凉亭',
  contactName: '麦惠芳',
  contactPhone: '07570000002',
  startsAt: '2026-09-10 14:00',
  endsAt: '2026-09-10 16:00',
  places: 10,
  minAge: null,
  state: slotStateNames.open,
  cancelReason: null,
  ...changes,
})
const past = { startsAt: '2026-02-10 14:00', endsAt: '2026-02-10 16:00', state: slotStateNames.locked }

test.each([
  [{}, '07570000002', null, 'a slot to come brings its telephone along'],
  [past, null, null, 'one of long ago brings none back'],
  [{ ...past, contactPhone: null }, null, null, 'as an export tells it'],
  [{ contactPhone: null }, null, 'contactPhone', 'a slot to come needs one'],
] as const)('a row %j of an activity whose telephone is gone: %s, fault %s: %s', async (changes, phone, fault, _why) => {
  app.now = new Date('2026-03-02T01:00:00Z')
  const at = await aTeam(app.owner)
  const id = await anActivityOn(at.village.id, ['2026-03-02'])
  await night('2026-09-02')
  const rows = [{ row: 4, values: aRow(at.village.id, changes), masked: [] }]
  const { created, faults } = await app.as(job, context => applyVolunteerSlotRows(context, rows))
  expect([created, faults.map(({ key }) => key)]).toEqual(fault === null ? [1, []] : [0, [fault]])
  expect(await phoneOf(id)).toBe(phone)
})
