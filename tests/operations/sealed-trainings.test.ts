/** Rolls of trainings at rest (培训名册加密): a dump holds no reason, neither what is written now nor what was written before. */
import { expect, test } from 'vitest'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { endpoints } from '#features/trainings/trainings.contract.ts'
import { exportTrainingRollRows } from '#features/trainings/trainings.export.actions.ts'
import { aCourse, aSession } from '#features/trainings/trainings.samples.ts'
import { useApp } from '../support/app.ts'
import { foundInDump, leavePlain, sealAtStart } from '../support/dump.ts'

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
  await leavePlain(app, ['training_roll.reason', 'training_roll.excluded_note'])
  expect(await foundInDump(app, said)).toEqual(said)
  const before = await sealAtStart(app)
  expect([before % 2, before > 0, await sealAtStart(app)]).toEqual([0, true, 0])
  expect(await readBy(at.villageSecretary, params)).toEqual(said)
  expect(await foundInDump(app, said)).toEqual([])
})
