/** Ledgers of meetings, trainings and appraisals (台账导出): what goes out comes in again and changes nothing. */
import { expect, test } from 'vitest'
import { aReport } from '#features/appraisals/appraisals.samples.ts'
import { appraisalSheet } from '#features/appraisals/appraisals.workbook.ts'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan } from '#features/meetings/meetings.samples.ts'
import { meetingActionSheet, meetingRollSheet, meetingSheet } from '#features/meetings/meetings.workbook.ts'
import { endpoints as trainings } from '#features/trainings/trainings.contract.ts'
import { aCourse, aSession } from '#features/trainings/trainings.samples.ts'
import { trainingRollSheet, trainingSheet } from '#features/trainings/trainings.workbook.ts'
import { identityOf, useApp } from '../../../tests/support/app.ts'
import type { ExportedSheet } from './imports.contract.ts'
import { readImport } from './imports.run.actions.ts'
import { importsOf } from './imports.samples.ts'

const app = useApp()
const { send, commit } = importsOf(app)
const match = (version: number) => ({ 'if-match': `"${version}"` })

const ask = (who: string, sheets: readonly ExportedSheet[], more: object = {}) =>
  app.raw({
    method: 'POST',
    url: '/api/exports',
    headers: identityOf(who),
    payload: { sheets, purpose: 'move', confirmed: true, ...more },
  })

/** Brings the export in again: no row is new, changed or left out. */
async function changesNothing(who: string, file: Buffer) {
  const tried = await send(who, file)
  expect(tried.body.errors).toEqual([])
  const { body } = await commit(who, tried.body.id)
  expect(body.state).toBe('done')
  for (const { rows, ...counts } of body.sheets) expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: rows, leftOut: 0 })
  return body.sheets.map(({ sheet, rows }) => [sheet, rows])
}

/** A meeting of a branch, with a roll on which one is unknown, minutes with a telephone in them, and an action done. */
async function aMinutedMeeting() {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const { body } = await app.call(at.secretary, meetings.create, { body: aPlan(at.branchId, { chairId: at.secretary }) })
  const params = { meetingId: body.id }
  const entered = await app.call(at.secretary, meetings.enterNames, { params, body: { text: '区永康\n陈大妹\n何不识' } }, match(1))
  await app.call(at.secretary, meetings.hold, { params })
  const marks = entered.body.roll.items.map(({ id }, index) =>
    index === 1 ? { entryId: id, attendance: 'excused', reason: '住院' } : { entryId: id, attendance: 'present' },
  )
  await app.call(at.secretary, meetings.takeAttendance, { params, body: { marks } }, match(2))
  const held = await app.call(at.secretary, meetings.get, { params })
  const text = '同意先修路灯，找电工13900001234。'
  const written = await app.call(at.secretary, meetings.writeMinutes, { params, body: { text } }, match(held.body.version))
  expect(written.status).toBe(200)
  const given = await app.call(at.secretary, meetings.addAction, {
    params,
    body: { title: '修好巷口路灯', ownerId: at.gridLeader, dueOn: '2026-03-20' },
  })
  const one = { params: { actionId: given.body.actions[0]!.id }, body: { result: '换了线和灯头。' } }
  expect((await app.call(at.gridLeader, meetings.finishAction, one)).status).toBe(200)
  return { at, meetingId: body.id }
}

test('meetings, rolls and actions go out and come in again; a name nobody was found for stays where it is', async () => {
  const { at, meetingId } = await aMinutedMeeting()
  const sheets = ['meetings', 'meetingRolls', 'meetingActions'] as const
  const file = (await ask(at.townClerk, sheets)).rawPayload
  const book = await readImport(file)
  const [told] = book.of(meetingSheet)!.rows.filter(({ values }) => values.code === meetingId)
  expect(told!.values).toMatchObject({
    startsAt: '2026-03-02 08:30',
    kind: '支部党员大会',
    state: '已有记录',
    minutes: '同意先修路灯，找电工***********。',
    minutedOn: '2026-03-02',
  })
  const roll = book.of(meetingRollSheet)!.rows.filter(({ values }) => values.meetingCode === meetingId)
  expect(roll.map(({ values }) => [values.attendance, values.reason])).toEqual([
    ['到会', null],
    ['请假', '住院'],
  ])
  expect(book.of(meetingActionSheet)!.rows.map(({ values }) => [values.title, values.doneOn])).toEqual([['修好巷口路灯', '2026-03-02']])
  expect(await changesNothing(at.townClerk, file)).toEqual([
    ['meetings', 1],
    ['meetingRolls', 2],
    ['meetingActions', 1],
  ])
  // A day before it: nothing had been held.
  const before = await readImport((await ask(at.townClerk, sheets, { asOf: '2026-03-01' })).rawPayload)
  expect(before.readings.map(({ total }) => total)).toEqual([0, 0, 0])
})

test('trainings and their rolls go out and come in again, and credit nobody twice', async () => {
  const at = await aBranch(app.owner)
  const courseId = await aCourse(app.owner, at.village.id, { concentrated: true })
  const made = await app.call(at.villageSecretary, trainings.create, { body: aSession(courseId) })
  const params = { sessionId: made.body.id }
  const entered = await app.call(at.villageSecretary, trainings.enterNames, { params, body: { text: '区永康' } }, match(1))
  const marks = entered.body.roll.items.map(({ id }) => ({ entryId: id, attendance: 'present' }))
  await app.call(at.villageSecretary, trainings.takeAttendance, { params, body: { marks } }, match(2))
  await app.call(at.villageSecretary, trainings.hold, { params })
  expect((await app.call(at.villageSecretary, trainings.credit, { params })).status).toBe(200)
  const hours = () => app.owner.selectFrom('trainingRoll').select(['sessionId', 'hours']).execute()
  const credited = await hours()
  const file = (await ask(at.townClerk, ['trainings', 'trainingRolls'])).rawPayload
  const book = await readImport(file)
  expect(book.of(trainingSheet)!.rows[0]!.values).toMatchObject({ concentrated: '是', length: '半天（4学时）', state: '已记学时' })
  expect(book.of(trainingRollSheet)!.rows.map(({ values }) => values.attendance)).toEqual(['到会'])
  expect(await changesNothing(at.townClerk, file)).toEqual([
    ['trainings', 1],
    ['trainingRolls', 1],
  ])
  expect(await hours()).toEqual(credited)
})

test('appraisals go out and come in again, from the one that is only planned to the one with its letter', async () => {
  const { at } = await aReport(app, 'fedBack')
  await aReport(app, 'scheduled')
  const sent = await ask(at.townClerk, ['appraisals'])
  expect(sent.statusCode, sent.payload.slice(0, 500)).toBe(200)
  const file = sent.rawPayload
  const rows = (await readImport(file)).of(appraisalSheet)!.rows.map(({ values }) => values)
  expect(rows.find(({ presented }) => presented === '是')).toMatchObject({
    achieved: '三级党建网格都建起来了。',
    problems: ['老人饭堂还没有开'],
  })
  expect(rows.some(({ presented, achieved }) => presented === '否' && achieved === null)).toBe(true)
  expect(await changesNothing(at.townClerk, file)).toEqual([['appraisals', rows.length]])
})

test('an export of rolls leaves its event with the numbers of rows, and is refused to a village', async () => {
  const { at } = await aMinutedMeeting()
  expect((await ask(at.villageSecretary, ['meetings'])).statusCode).toBe(403)
  expect((await ask(at.secretary, ['meetingRolls'])).statusCode).toBe(403)
  const csv = await ask(at.townClerk, ['meetingRolls'], { format: 'csv' })
  expect(csv.payload).toContain('会议编号,人员编码,应到或列席,到会,请假原因')
  const event = await app.owner
    .selectFrom('event')
    .where('name', '=', 'imports.export')
    .where('actorPersonId', '=', at.townClerk)
    .select('details')
    .executeTakeFirstOrThrow()
  expect(event.details).toMatchObject({ purpose: 'move', phones: 'masked', rows: { meetingRolls: 4 } })
})
