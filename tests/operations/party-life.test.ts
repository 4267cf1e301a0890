/** Party life of the demonstration (示例组织生活): goes in through its sheets, proves T01 to T04, goes in again without a trace, and refuses bad rows. */
import { beforeAll, expect, test } from 'vitest'
import { applyAppraisalRows } from '#features/appraisals/appraisals.rows.actions.ts'
import type { AppraisalRow } from '#features/appraisals/appraisals.workbook.ts'
import { applyBodyRows } from '#features/bodies/bodies.rows.actions.ts'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { installPacks } from '#features/meetings/meetings.pack.actions.ts'
import { applyMeetingActionRows, applyMeetingRollRows, applyMeetingRows } from '#features/meetings/meetings.rows.actions.ts'
import type { MeetingActionRow, MeetingRollRow, MeetingRow } from '#features/meetings/meetings.workbook.ts'
import { applyPersonRows, applyTermRows } from '#features/people/people.rows.actions.ts'
import { applyTrainingRollRows, applyTrainingRows } from '#features/trainings/trainings.rows.actions.ts'
import type { TrainingRollRow, TrainingSheetRow } from '#features/trainings/trainings.workbook.ts'
import { applyUnitRows } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { Applied } from '#platform/shared/applied.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { demoTown } from '../../src/demo/town.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'demo.load' } as const
const town = demoTown(1, '2026-03-02')
const numbered = <Values>(rows: readonly Values[]): ReadRow<Values>[] => rows.map((values, at) => ({ row: at + 4, values, masked: [] }))

const partyLife: readonly [number, (context: Context) => Promise<Applied>][] = [
  [town.meetings.length, context => applyMeetingRows(context, numbered(town.meetings))],
  [town.meetingRolls.length, context => applyMeetingRollRows(context, numbered(town.meetingRolls))],
  [town.meetingActions.length, context => applyMeetingActionRows(context, numbered(town.meetingActions))],
  [town.trainings.length, context => applyTrainingRows(context, numbered(town.trainings))],
  [town.trainingRolls.length, context => applyTrainingRollRows(context, numbered(town.trainingRolls))],
  [town.appraisals.length, context => applyAppraisalRows(context, numbered(town.appraisals))],
]

beforeAll(async () => {
  await app.as(job, context => applyUnitRows(context, numbered(town.units)))
  await app.as(job, context => applyBodyRows(context, numbered(town.bodies)))
  await app.as(job, context => applyPersonRows(context, numbered(town.people)))
  await app.as(job, context => applyTermRows(context, numbered(town.terms)))
  await app.as(job, installPacks)
  for (const [created, apply] of partyLife) expect(await app.as(job, apply)).toEqual({ created, updated: 0, unchanged: 0, faults: [] })
})

test.each([
  ['T01', 'appraisals.reports', 33, 33],
  ['T02', 'meetings.packActivities', 175, 185],
  ['T03', 'trainings.sessions', 201, 299],
  ['T04', 'trainings.secretaryAttendances', 1001, 1099],
] as const)('%s is what the records of 2020 say', async (_figure, indicatorId, least, most) => {
  const unit = await app.owner.selectFrom('unit').where('kind', '=', 'town').select('id').executeTakeFirstOrThrow()
  const valueOf = async (from: string, to: string) =>
    (await app.call(null, numbers.value, { params: { indicatorId }, query: { unitId: unit.id, from, to } })).body.value
  const value = await valueOf('2020-01-01', '2020-12-31')
  expect(value).toBeGreaterThanOrEqual(least)
  expect(value).toBeLessThanOrEqual(most)
  // Not because there is nothing else.
  if (indicatorId !== 'trainings.secretaryAttendances') expect(await valueOf('2019-01-01', '2026-03-02')).toBeGreaterThan(value!)
})

test('only the two known items of 六个一 appear, and nobody is in two places at one time', async () => {
  const items = await app.owner.selectFrom('activityItem').select('name').orderBy('position').execute()
  expect(items.map(({ name }) => name)).toEqual(['调查研究', '问题检视'])
  expect(await app.owner.selectFrom('trainingRoll').where('clashId', 'is not', null).select('id').execute()).toEqual([])
})

test('branches hold meetings until today and plan the next; what they decided is partly open', async () => {
  const count = async (state: 'planned' | 'minuted' | 'cancelled') =>
    (
      await app.owner
        .selectFrom('meeting')
        .where('state', '=', state)
        .where('startsAt', '>=', new Date('2025-03-01'))
        .select('id')
        .execute()
    ).length
  expect(await count('planned')).toBeGreaterThan(20)
  expect(await count('minuted')).toBeGreaterThan(400)
  expect(await count('cancelled')).toBeGreaterThan(0)
  const open = await app.owner.selectFrom('meetingAction').where('doneOn', 'is', null).select('id').execute()
  expect(open.length).toBeGreaterThan(5)
})

test('the same again changes nothing', async () => {
  for (const [unchanged, apply] of partyLife) expect(await app.as(job, apply)).toEqual({ created: 0, updated: 0, unchanged, faults: [] })
})

const aMeeting = town.meetings.find(({ kind, state }) => kind === '支委会（党委会）' && state === '已有记录')!
const meetingFaults: [string, Partial<MeetingRow>, string][] = [
  ['an organisation that there is not', { bodyCode: 'P-0' }, 'bodyCode'],
  ['a body that is no Party organisation', { bodyCode: 'M-01' }, 'bodyCode'],
  ['a time that is none', { startsAt: '2026年3月1日' }, 'startsAt'],
  ['an end before the beginning', { endsAt: '2020-01-01 08:00' }, 'endsAt'],
  ['an item that the town has not named', { kind: '“六个一”活动', item: '第三项', firstTopic: null }, 'item'],
  ['an activity without its item', { kind: '“六个一”活动', firstTopic: null }, 'item'],
  ['a first topic in a lecture', { kind: '党课' }, 'firstTopic'],
  ['a first topic without documents', { documents: null }, 'documents'],
  ['minutes written before the meeting', { minutedOn: '2020-01-01' }, 'minutedOn'],
  ['minutes of the future', { minutedOn: '2026-03-03' }, 'minutedOn'],
  [
    'a meeting of the future that was held',
    { startsAt: '2026-03-09 09:00', endsAt: null, state: '已召开', minutes: null, minutedOn: null },
    'state',
  ],
  ['minutes of a meeting that is only planned', { state: '计划' }, 'state'],
  ['no minutes although they are said to be there', { minutes: null }, 'minutes'],
  ['called off without a reason', { state: '已取消', minutes: null, minutedOn: null }, 'cancelReason'],
  ['a chair that there is not', { chairCode: 'R9' }, 'chairCode'],
]
test.each(meetingFaults)('a meeting with %s is left out, and the column named', async (_what, change, key) => {
  const applied = await app.as(job, context => applyMeetingRows(context, numbered([{ ...aMeeting, code: 'HY-NEW', ...change }])))
  expect(applied).toMatchObject({ created: 0, faults: [{ row: 4, key }] })
})

const planned = town.meetings.find(({ state }) => state === '计划')!
const aLine: MeetingRollRow = { meetingCode: aMeeting.code, personCode: 'R0001', part: null, attendance: '到会', reason: null }
const rollFaults: [string, Partial<MeetingRollRow>[], string][] = [
  ['the same person twice', [{}, { attendance: '缺席' }], 'personCode'],
  ['a meeting that there is not', [{ meetingCode: 'HY-0' }], 'meetingCode'],
  ['a person that there is not', [{ personCode: 'R9' }], 'personCode'],
  ['an excuse without a reason', [{ attendance: '请假' }], 'reason'],
  ['someone present in the future', [{ meetingCode: planned.code }], 'attendance'],
  ['someone not recorded in a meeting with minutes', [{ attendance: '没有记' }], 'attendance'],
]
test.each(rollFaults)('a roll with %s: that line is left out', async (_what, changes, key) => {
  const rows = numbered(changes.map(change => ({ ...aLine, ...change })))
  const applied = await app.as(job, context => applyMeetingRollRows(context, rows))
  expect(applied.faults).toMatchObject([{ key }])
  expect(applied.created + applied.unchanged).toBe(changes.length - 1)
})

test('a line of a meeting with minutes is not changed by a file, one of a meeting without them is', async () => {
  const old = town.meetingRolls.find(({ meetingCode, attendance }) => meetingCode === aMeeting.code && attendance === '到会')!
  const change = (row: MeetingRollRow) => app.as(job, context => applyMeetingRollRows(context, numbered([row])))
  expect(await change({ ...old, attendance: '缺席' })).toMatchObject({ updated: 0, faults: [{ key: 'attendance' }] })
  const held = { ...aMeeting, code: 'HY-HELD', state: '已召开' as const, minutes: null, minutedOn: null }
  expect(await app.as(job, context => applyMeetingRows(context, numbered([held])))).toMatchObject({ created: 1, faults: [] })
  const line = { ...old, meetingCode: held.code }
  expect(await change({ ...line, attendance: '没有记' })).toMatchObject({ created: 1 })
  expect(await change({ ...line, attendance: '请假', reason: '出差' })).toMatchObject({ updated: 1, faults: [] })
})

test.each([
  ['a meeting that there is not', { meetingCode: 'HY-0' }, 'meetingCode'],
  ['an owner that there is not', { ownerCode: 'R9' }, 'ownerCode'],
  ['a title of one character', { title: '修' }, 'title'],
  ['a result without a day', { result: '办好了。' }, 'result'],
] as [string, Partial<MeetingActionRow>, string][])('an action item with %s is left out', async (_what, change, key) => {
  const row = {
    meetingCode: aMeeting.code,
    title: '修好路灯',
    ownerCode: 'R0001',
    dueOn: '2026-03-20',
    doneOn: null,
    result: null,
    ...change,
  }
  expect(await app.as(job, context => applyMeetingActionRows(context, numbered([row])))).toMatchObject({ created: 0, faults: [{ key }] })
})

const aSession = town.trainings[0]!
const sessionFaults: [string, Partial<TrainingSheetRow>, string][] = [
  ['a unit that there is not', { unitCode: '0' }, 'unitCode'],
  ['a time that is none', { endsAt: '下午' }, 'endsAt'],
  ['half the time of a full day', { endsAt: aSession.startsAt.replace('08:30', '11:30') }, 'length'],
  ['a future that was held', { startsAt: '2026-03-09 08:30', endsAt: '2026-03-09 17:00' }, 'state'],
  ['another audience than its course', { audience: '志愿者' }, 'audience'],
  ['no reason for calling it off', { state: '已取消' }, 'cancelReason'],
]
test.each(sessionFaults)('a training session with %s is left out', async (_what, change, key) => {
  const applied = await app.as(job, context => applyTrainingRows(context, numbered([{ ...aSession, code: 'PX-NEW', ...change }])))
  expect(applied).toMatchObject({ created: 0, faults: [{ row: 4, key }] })
})

test('a person in two sessions at one time is credited once; the second line stays and says so', async () => {
  const twins = ['PX-A', 'PX-B'].map(code => ({ ...aSession, code }))
  await app.as(job, context => applyTrainingRows(context, numbered(twins)))
  const line = (sessionCode: string, change: Partial<TrainingRollRow> = {}) => ({
    sessionCode,
    personCode: 'R0002',
    attendance: '到会' as const,
    reason: null,
    ...change,
  })
  const rows = numbered([
    line('PX-A'),
    line('PX-B'),
    line('PX-B'),
    line('PX-0'),
    line('PX-A', { personCode: 'R9' }),
    line('PX-A', { personCode: 'R0003', attendance: '请假' }),
  ])
  const applied = await app.as(job, context => applyTrainingRollRows(context, rows))
  expect(applied).toMatchObject({
    created: 2,
    faults: [{ key: 'personCode' }, { key: 'sessionCode' }, { key: 'personCode' }, { key: 'reason' }],
  })
  const entries = await app.owner
    .selectFrom('trainingRoll as r')
    .innerJoin('trainingSession as s', 's.id', 'r.sessionId')
    .where('s.externalCode', 'in', ['PX-A', 'PX-B'])
    .select(['s.externalCode', 'r.hours', 'r.clashId'])
    .orderBy('s.externalCode')
    .execute()
  expect(entries).toEqual([
    { externalCode: 'PX-A', hours: 8, clashId: null },
    { externalCode: 'PX-B', hours: 0, clashId: expect.any(String) },
  ])
})

const aReport = town.appraisals[0]!
const reportFaults: [string, Partial<AppraisalRow>, string][] = [
  ['a village that there is not', { unitCode: '0' }, 'unitCode'],
  ['a unit that is no village', { unitCode: '440605122000' }, 'unitCode'],
  ['someone who was not the secretary on the day', { presenterCode: town.appraisals[1]!.presenterCode }, 'presenterCode'],
  ['a meeting before the year it is about', { year: 2023 }, 'heldOn'],
  ['another name for a meeting that is there', { roundCode: 'SZ2020', title: '另一次述职会' }, 'roundCode'],
  ['a title of one character', { title: '会' }, 'title'],
  ['a report given without a word on what is lacking', { lacking: null }, 'lacking'],
  ['eleven problems', { problems: Array.from({ length: 11 }, (_, n) => `问题${n}`) }, 'problems'],
]
test.each(reportFaults)('a report with %s is left out', async (_what, change, key) => {
  const applied = await app.as(job, context => applyAppraisalRows(context, numbered([{ ...aReport, roundCode: 'SZ-NEW', ...change }])))
  expect(applied).toMatchObject({ created: 0, faults: [{ row: 4, key }] })
  const left = await app.owner.selectFrom('appraisalRound').where('externalCode', '=', 'SZ-NEW').select('id').execute()
  expect(left).toEqual([])
})

test('a report of a post that was vacant on the day, or given on a day to come, is left out; the vacancy is in sight', async () => {
  const apply = (changes: Partial<AppraisalRow>) =>
    app.as(job, context => applyAppraisalRows(context, numbered([{ ...aReport, ...changes }])))
  const before = { roundCode: 'SZ2016', year: 2016, heldOn: '2017-01-20', title: '2016年度述职' }
  expect(await apply(before)).toMatchObject({
    created: 0,
    faults: [{ key: 'presenterCode', message: '那一天这里的书记岗位空着，没有述职。' }],
  })
  const coming = { roundCode: 'SZ2026', year: 2026, heldOn: '2026-03-20', title: '2026年度述职' }
  const { personCode } = town.terms.find(
    ({ role, unitCode, until }) => role.includes('书记') && unitCode === aReport.unitCode && until === null,
  )!
  const secretary = { presenterCode: personCode }
  expect(await apply({ ...coming, ...secretary })).toMatchObject({ created: 0, faults: [{ key: 'presented' }] })
  expect(await apply({ ...coming, ...secretary, presented: '否' })).toMatchObject({ created: 1, faults: [] })
  const rounds = await app.owner.selectFrom('appraisalRound').select('externalCode').orderBy('externalCode').execute()
  expect(rounds.map(({ externalCode }) => externalCode)).toEqual(['SZ2020', 'SZ2025', 'SZ2026'])
})
