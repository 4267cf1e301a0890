/** Rolls of trainings at rest (培训名册加密): a dump holds no reason, neither what is written now nor what was written before. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { endpoints } from '#features/trainings/trainings.contract.ts'
import { exportTrainingRollRows } from '#features/trainings/trainings.export.actions.ts'
import { aCourse, aSession } from '#features/trainings/trainings.samples.ts'
import { sealPlain } from '#platform/server/rotate-sealing.ts'
import { asOwner } from '../../src/program/open-database.ts'
import { useApp } from '../support/app.ts'
import { foundInDump, ownerUrl } from '../support/dump.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })
const said = ['请假原因的暗号甲', '不计入的暗号乙']
const [excuse, note] = said as [string, string]

/** A session with someone excused and someone who does not count. */
async function aToldSession() {
  const at = await aBranch(app.owner)
  await aMember(app.owner, at.village.id, '陈大妹')
  const courseId = await aCourse(app.owner, at.village.id)
  const made = await app.call(at.villageSecretary, endpoints.create, { body: aSession(courseId) })
  const params = { sessionId: made.body.id }
  const entered = await app.call(at.villageSecretary, endpoints.enterNames, { params, body: { text: '陈大妹\n区永康' } }, match(1))
  const [excused, out] = entered.body.roll.items
  const change = { params: { ...params, entryId: out!.id }, body: { personId: out!.personId, excludedNote: note } }
  expect((await app.call(at.villageSecretary, endpoints.changeEntry, change, match(2))).status).toBe(200)
  const marks = [{ entryId: excused!.id, attendance: 'excused', reason: excuse }]
  expect((await app.call(at.villageSecretary, endpoints.takeAttendance, { params, body: { marks } }, match(3))).status).toBe(200)
  return { at, params }
}

async function readBy(who: string, params: { sessionId: string }) {
  const { body } = await app.call(who, endpoints.roll, { params })
  return [body.items[0]!.reason, body.items[1]!.excludedNote]
}

test('who may read the roll and its export reads the reasons, a dump holds none, and the application cannot read a plain one', async () => {
  const { at, params } = await aToldSession()
  expect(await readBy(at.villageSecretary, params)).toEqual(said)
  const rows = await app.as({ kind: 'job', townId: 1, name: 'imports.export' }, context => exportTrainingRollRows(context, null))
  expect(rows.find(({ sessionCode }) => sessionCode === params.sessionId)!.reason).toBe(excuse)
  expect(await foundInDump(app, ['陈大妹', ...said]), 'the name alone').toEqual(['陈大妹'])
  const secretary = await app.person(at.villageSecretary)
  await expect(app.as(secretary, ({ db }) => db.selectFrom('trainingRoll').select('reason').execute())).rejects.toThrow('permission denied')
})

test('what was written before is sealed at the next start, once', async () => {
  const { at, params } = await aToldSession()
  // As an older version left it.
  await sql`update training_roll set reason = case when reason_sealed is null then null else ${excuse} end, reason_sealed = null,
    excluded_note = case when excluded_note_sealed is null then null else ${note} end, excluded_note_sealed = null
    where session_id = ${params.sessionId}`.execute(app.owner)
  expect(await foundInDump(app, said)).toEqual(said)
  const start = async () => asOwner(await ownerUrl(app), owner => sealPlain(owner, app.platform.sealing))
  expect([await start(), await start()]).toEqual([2, 0])
  expect(await readBy(at.villageSecretary, params)).toEqual(said)
  expect(await foundInDump(app, said)).toEqual([])
})
