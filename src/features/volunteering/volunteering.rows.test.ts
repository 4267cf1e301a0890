/** Rows of volunteering (志愿服务表): each wrong row is named, and an import buys nothing that the desk does not give. */
import { expect, test } from 'vitest'
import { aMember } from '#features/meetings/meetings.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { applyVolunteerRecordRows } from './volunteering.records.actions.ts'
import { applyTeamRows, applyVolunteerRows, applyVolunteerSlotRows } from './volunteering.rows.actions.ts'
import { aTeam, aVolunteer } from './volunteering.samples.ts'
import { installCaps } from './volunteering.setup.actions.ts'
import type { TeamRow, VolunteerRecordRow, VolunteerRow, VolunteerSlotRow } from './volunteering.workbook.ts'
import { gradeNames, slotStateNames } from './volunteering.words.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'test' } as const
const numbered = <Values>(rows: readonly Values[]): ReadRow<Values>[] => rows.map((values, at) => ({ row: at + 4, values, masked: [] }))
const keysOf = ({ faults }: { faults: readonly { key: string | null }[] }) => faults.map(({ key }) => key)

const aSlotRow = (unitCode: string, changes: Partial<VolunteerSlotRow> = {}): VolunteerSlotRow => ({
  code: `ZY-${newId().slice(-6)}`,
  unitCode,
  teamCode: null,
  title: '清洁河道',
  place: '柳河边凉亭',
  contactName: '党群服务中心',
  contactPhone: '07570000001',
  startsAt: '2026-02-02 14:00',
  endsAt: '2026-02-02 16:00',
  places: 10,
  minAge: null,
  state: slotStateNames.locked,
  cancelReason: null,
  ...changes,
})

test('volunteers, teams and slots: each wrong row is named, the right ones go in', async () => {
  const at = await aTeam(app.owner)
  const unitCode = at.village.id
  const stranger = await aMember(app.owner, at.village.id, '陈大妹')
  const volunteer = (personCode: string, consentedOn = '2026-01-01'): VolunteerRow => ({
    personCode,
    consentedOn,
    skills: null,
    times: '周末',
  })
  const people = [volunteer(stranger), volunteer('R9999'), volunteer(at.leader, '2027-01-01'), volunteer(stranger)]
  const registered = await app.as(job, context => applyVolunteerRows(context, numbered(people)))
  expect([registered.created, keysOf(registered)]).toEqual([1, ['personCode', 'personCode', 'consentedOn']])
  const team = (changes: Partial<TeamRow>): TeamRow => ({
    code: `ZD-${newId().slice(-6)}`,
    unitCode,
    name: '青年队',
    leaderCode: null,
    foundedOn: null,
    closedOn: null,
    ...changes,
  })
  const told = [
    team({}),
    team({}),
    team({ unitCode: '0' }),
    team({ leaderCode: 'R9999' }),
    team({ name: '队' }),
    team({ name: '柳河义工队' }),
  ]
  const teams = await app.as(job, context => applyTeamRows(context, numbered(told)))
  expect([teams.created, keysOf(teams)]).toEqual([1, ['name', 'unitCode', 'leaderCode', 'name', 'name']])
  const rows = [
    aSlotRow(unitCode),
    aSlotRow('0'),
    aSlotRow(unitCode, { teamCode: 'ZD9999' }),
    aSlotRow(unitCode, { startsAt: '昨天' }),
    aSlotRow(unitCode, { endsAt: '2026-02-02 13:00' }),
    aSlotRow(unitCode, { title: '清' }),
    aSlotRow(unitCode, { startsAt: '2026-04-02 14:00', endsAt: '2026-04-02 16:00' }),
    aSlotRow(unitCode, { state: slotStateNames.cancelled }),
    aSlotRow(unitCode, { state: slotStateNames.open, startsAt: '2026-04-02 14:00', endsAt: '2026-04-02 16:00' }),
  ]
  const slots = await app.as(job, context => applyVolunteerSlotRows(context, numbered(rows)))
  const faults = ['unitCode', 'teamCode', 'startsAt', 'endsAt', 'title', 'state', 'cancelReason']
  expect([slots.created, keysOf(slots)]).toEqual([2, faults])
  const again = await app.as(job, context => applyVolunteerSlotRows(context, numbered(rows.slice(0, 1))))
  expect(again).toMatchObject({ created: 0, unchanged: 1 })
})

test('hours come in as ② or ③, bounded, once, and whoever imports alone settles nothing', async () => {
  await app.as(job, installCaps)
  const at = await aTeam(app.owner)
  const person = await aVolunteer(app.owner, at.village.id)
  const [morning, same, open] = [
    aSlotRow(at.village.id, { startsAt: '2026-02-02 08:00', endsAt: '2026-02-02 14:00' }),
    aSlotRow(at.village.id, { startsAt: '2026-02-02 13:00', endsAt: '2026-02-02 15:00' }),
    aSlotRow(at.village.id, { state: slotStateNames.open, startsAt: '2026-04-02 14:00', endsAt: '2026-04-02 16:00' }),
  ]
  const clerk = await app.person(at.townClerk)
  const entered = await app.as(clerk, context => applyVolunteerSlotRows(context, numbered([morning, same, open])))
  expect(entered).toMatchObject({ created: 3, faults: [] })
  const record = (slotCode: string, changes: Partial<VolunteerRecordRow> = {}): VolunteerRecordRow => ({
    slotCode,
    personCode: person,
    minutes: 60,
    grade: gradeNames.organiser,
    publicReason: null,
    ...changes,
  })
  const apply = (rows: readonly VolunteerRecordRow[]) => app.as(clerk, context => applyVolunteerRecordRows(context, numbered(rows)))
  const wrong = await apply([
    record('ZY9999'),
    record(morning.code, { personCode: 'R9999' }),
    record(morning.code, { personCode: at.leader }),
    record(open.code),
    record(morning.code, { minutes: 361 }),
  ])
  expect([wrong.created, keysOf(wrong)]).toEqual([0, ['slotCode', 'personCode', 'personCode', 'slotCode', 'minutes']])
  expect(keysOf(await apply([record(morning.code, { grade: gradeNames.onSite })])), 'never on site').toEqual(['grade'])
  expect(keysOf(await apply([record(morning.code, { grade: gradeNames.enteredLater, publicReason: '忘' })]))).toEqual(['publicReason'])
  const later = record(morning.code, { minutes: 360, grade: gradeNames.enteredLater, publicReason: '名册漏了' })
  const made = await apply([later, record(same.code)])
  expect([made.created, keysOf(made)], 'nobody is at two places').toEqual([1, ['personCode']])
  const rows = await app.owner.selectFrom('volunteerHours').where('personId', '=', person).select(['credited', 'state', 'flags']).execute()
  expect(rows).toMatchObject([{ credited: 240, state: 'pending', flags: ['enteredLater', 'overCap', 'batch'] }])
  expect(await apply([later])).toMatchObject({ created: 0, unchanged: 1 })
})
