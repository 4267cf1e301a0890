/** The half year's note to the work unit (半年反馈): the person reads it first. Source: domain §11, §32.3. */
import { action, type Context } from '#platform/server/action.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findReportIn, lockFor, sendableOn, show } from './commitments.actions.ts'
import { endpoints, problems } from './commitments.contract.ts'
import { notePolicy } from './commitments.policy.ts'
import * as queries from './commitments.queries.ts'
import { halfRange, hoursOf, maySend, noteMachine } from './commitments.rules.ts'

export const writeNote = action(endpoints.writeNote, async (context, { params: { reportInId }, body: { half, remark } }) => {
  const row = await lockFor(context, reportInId, 'writeNote')
  const { db, townId, today } = context
  const range = halfRange(half)
  if (range.from > today) throw invalidField('#/half', '这半年还没有开始')
  if (row.endedOn !== null && range.from > row.endedOn) throw invalidField('#/half', `本人${row.endedOn}已经离开`)
  // Hours are still served until it is over, or until the person has left; and there is one note of it.
  if (range.to > today && row.endedOn === null) throw new Problem(problems.noteEarly)
  const known = await queries.notesOf(db, { reportInIds: [reportInId] })
  if (known.some(note => note.half === half)) throw new Problem(problems.noteExists)
  const id = newId(context.now.getTime())
  const minutes = await queries.confirmedMinutes(db, row.personId, range)
  const hasReported = row.reportedOn !== null && row.reportedOn < range.to
  await queries.insertNote(db, { townId, id, reportInId, half, hasReported, minutes, remark, shownOn: today })
  await context.record('commitments.writeNote', subjectOf(row), { noteId: id, half })
  return show(context, reportInId)
})

export const readNote = action(endpoints.readNote, async (context, { params: { noteId }, body }) => {
  const { row, note } = await lockNote(context, noteId, 'readNote')
  if (body.objects && body.remark === '') throw invalidField('#/remark', '请写哪里不对')
  const state = noteMachine.next(note.state, body.objects ? 'object' : 'read')
  const personRemark = body.remark === '' ? note.personRemark : body.remark
  await queries.updateNote(context.db, noteId, { state, personRemark, readOn: context.today })
  await context.record('commitments.readNote', subjectOf(row), { noteId, state })
  return show(context, row.id)
})

export const reviseNote = action(endpoints.reviseNote, async (context, { params: { noteId }, body }) => {
  const { row, note } = await lockNote(context, noteId, 'reviseNote')
  requireVersion(context, note, body)
  const minutes = await queries.confirmedMinutes(context.db, row.personId, halfRange(note.half))
  const state = noteMachine.next(note.state, 'revise')
  await queries.updateNote(context.db, noteId, { state, minutes, remark: body.remark, readOn: null, shownOn: context.today })
  await context.record('commitments.reviseNote', subjectOf(row), { noteId })
  return show(context, row.id)
})

export const sendNote = action(endpoints.sendNote, async (context, { params: { noteId } }) => {
  const { row, note } = await lockNote(context, noteId, 'sendNote')
  const from = await sendableOn(context, note)
  if (!maySend({ state: note.state, sendableOn: from }, context.today))
    throw new Problem(problems.noteUnread, `最早${from}可以不等本人看过就发。`)
  const hours = hoursOf(await queries.confirmedMinutes(context.db, row.personId, halfRange(note.half)))
  if (hours !== note.hours) throw new Problem(problems.noteOutdated, `写的是${note.hours}小时，现在按记录是${hours}小时。`)
  await queries.updateNote(context.db, noteId, { state: noteMachine.next(note.state, 'send'), sentOn: context.today })
  await context.record('commitments.sendNote', subjectOf(row), { noteId, half: note.half })
  return show(context, row.id)
})

const subjectOf = ({ id, unitId }: queries.ReportInRow) => ({ kind: 'reportIn', id, unitId })

/** A note with the report-in that it is of, locked. Throws not-found (404). */
async function lockNote(context: Context, noteId: string, name: 'readNote' | 'reviseNote' | 'sendNote') {
  const found = async () => {
    const [note] = await queries.notesOf(context.db, { noteId })
    if (!note) throw new Problem(common.notFound, '没有这份反馈，或不归您看。')
    const row = await findReportIn(context, note.reportInId)
    context.require(notePolicy, name, { path: row.path, line: row.line, personId: row.personId, state: note.state })
    return { row, note }
  }
  const { row } = await found()
  await queries.lockReportIn(context.db, row.id)
  return found()
}
