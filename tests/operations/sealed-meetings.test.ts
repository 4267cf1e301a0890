/** Meetings at rest (会议加密): a dump holds no word of them, neither of what is written now nor of what was written before. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan } from '#features/meetings/meetings.samples.ts'
import { exportMeetingRows, exportMeetingRollRows } from '#features/meetings/meetings.export.actions.ts'
import { reseal, sealPlain } from '#platform/server/rotate-sealing.ts'
import { sealingWith } from '#platform/server/sealing.ts'
import { newId } from '#platform/shared/ids.ts'
import { asOwner } from '../../src/program/open-database.ts'
import { useApp } from '../support/app.ts'
import { foundInDump, ownerUrl } from '../support/dump.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

const said = ['批评了迟到的暗号甲', '更正后的暗号乙', '更正理由的暗号丙', '讨论里的暗号丁', '请假原因的暗号戊', '不计入的暗号己']
const [first, corrected, why, discussion, excuse, note] = said as [string, string, string, string, string, string]

/** A general meeting with a discussion, an excuse, someone who does not count, and minutes that were corrected. */
async function aToldMeeting() {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.cooperative.id, '陈大妹')
  await aMember(app.owner, at.cooperative.id, '何小弟', 'he xiao di')
  const agenda = [{ kind: 'ordinary', title: '修路灯', documents: [], discussion }]
  const { body } = await app.call(at.secretary, endpoints.create, { body: aPlan(at.branchId, { agenda }) })
  const params = { meetingId: body.id }
  const { body: entered } = await app.call(at.secretary, endpoints.enterNames, { params, body: { text: '陈大妹\n何小弟' } }, match(1))
  const [excused, out] = entered.roll.items
  await app.call(
    at.secretary,
    endpoints.changeEntry,
    { params: { ...params, entryId: out!.id }, body: { personId: out!.personId, part: 'attendee', excludedNote: note } },
    match(2),
  )
  await app.call(at.secretary, endpoints.hold, { params })
  const marks = [{ entryId: excused!.id, attendance: 'excused', reason: excuse }]
  expect((await app.call(at.secretary, endpoints.takeAttendance, { params, body: { marks } }, match(3))).status).toBe(200)
  await app.call(at.secretary, endpoints.writeMinutes, { params, body: { text: first } }, match(2))
  const body2 = { text: corrected, reason: why }
  expect((await app.call(at.villageSecretary, endpoints.correct, { params, body: body2 }, match(3))).status).toBe(200)
  return { at, params }
}

async function readBy(who: string, params: { meetingId: string }) {
  const { body } = await app.call(who, endpoints.get, { params })
  const { body: roll } = await app.call(who, endpoints.roll, { params })
  return [
    body.minutes[1]!.text,
    body.minutes[0]!.text,
    body.minutes[0]!.reason,
    body.agenda[0]!.discussion,
    roll.items[0]!.reason,
    roll.items[1]!.excludedNote,
  ]
}

test('who may read a meeting and its export reads every word, and a dump holds none of them', async () => {
  const { at, params } = await aToldMeeting()
  expect(await readBy(at.secretary, params)).toEqual(said)
  const out = await app.as({ kind: 'job', townId: 1, name: 'imports.export' }, async context => ({
    meetings: await exportMeetingRows(context, null, 'masked'),
    rolls: await exportMeetingRollRows(context, null),
  }))
  expect(out.meetings.find(({ code }) => code === params.meetingId)!.minutes).toBe(corrected)
  expect(out.rolls.find(({ meetingCode }) => meetingCode === params.meetingId)!.reason).toBe(excuse)
  expect(await foundInDump(app, ['第一季度党员大会', ...said]), 'the title alone').toEqual(['第一季度党员大会'])
})

test('the application cannot write a plain word, nor read one', async () => {
  const { at, params } = await aToldMeeting()
  const secretary = await app.person(at.secretary)
  const row = { townId: 1, id: newId(), meetingId: params.meetingId, writtenAt: app.now }
  await expect(
    app.as(secretary, ({ db }) =>
      db
        .insertInto('meetingMinutes')
        .values({ ...row, text: '明文' })
        .execute(),
    ),
  ).rejects.toThrow('permission denied')
  await expect(app.as(secretary, ({ db }) => db.selectFrom('meetingRoll').select('reason').execute())).rejects.toThrow('permission denied')
})

test('what was written before is sealed at the next start, once, and a new key seals it anew', async () => {
  const { at, params } = await aToldMeeting()
  const { meetingId } = params
  const opened = await readBy(at.secretary, params)
  // As an older version left it.
  await sql`update meeting_minutes set text_sealed = null, text = case when reason_sealed is null then ${first} else ${corrected} end,
    reason = case when reason_sealed is null then null else ${why} end, reason_sealed = null where meeting_id = ${meetingId}`.execute(
    app.owner,
  )
  await sql`update meeting_agenda set discussion = ${discussion}, discussion_sealed = null where meeting_id = ${meetingId}`.execute(
    app.owner,
  )
  await sql`update meeting_roll set reason = case when reason_sealed is null then null else ${excuse} end, reason_sealed = null,
    excluded_note = case when excluded_note_sealed is null then null else ${note} end, excluded_note_sealed = null
    where meeting_id = ${meetingId}`.execute(app.owner)
  expect(await foundInDump(app, said)).toEqual(said)

  expect(await asOwner(await ownerUrl(app), owner => sealPlain(owner, app.platform.sealing))).toBe(6)
  expect(await asOwner(await ownerUrl(app), owner => sealPlain(owner, app.platform.sealing))).toBe(0)
  expect(await readBy(at.secretary, params)).toEqual(opened)
  expect(await foundInDump(app, said)).toEqual([])

  const keys = [Buffer.alloc(32, 8), Buffer.alloc(32, 7)]
  expect(await asOwner(await ownerUrl(app), owner => reseal(owner, keys, () => undefined))).toBeGreaterThanOrEqual(6)
  const { textSealed } = await app.owner
    .selectFrom('meetingMinutes')
    .where('meetingId', '=', meetingId)
    .where('reasonSealed', 'is not', null)
    .select('textSealed')
    .executeTakeFirstOrThrow()
  expect(sealingWith([keys[0]!]).open(textSealed!, 'meeting_minutes.text')).toBe(corrected)
})
