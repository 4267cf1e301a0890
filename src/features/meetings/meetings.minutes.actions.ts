/** Minutes and actions (会议记录、行动项): writing, correcting by a second person, and what someone does until a day. */
import { append } from '#features/record/record.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findMeeting, lockFor, show, type FoundMeeting } from './meetings.actions.ts'
import { endpoints, problems } from './meetings.contract.ts'
import * as minutes from './meetings.minutes.queries.ts'
import { actionPolicy } from './meetings.policy.ts'
import { moveMeeting, touchMeeting, votesOf } from './meetings.queries.ts'
import { requireMarkable } from './meetings.roll.actions.ts'
import * as rolls from './meetings.roll.queries.ts'
import { countRoll } from './meetings.roll.rules.ts'
import { dueFault, meetingMachine } from './meetings.rules.ts'

export const writeMinutes = action(endpoints.writeMinutes, async (context, { params: { meetingId }, body }) => {
  const meeting = await lockFor(context, meetingId, 'writeMinutes')
  const { state, unitId } = meeting
  requireVersion(context, await show(context, meetingId), body)
  const { unrecorded } = countRoll(await rolls.rollOf(context, meetingId))
  if (unrecorded > 0) throw new Problem(problems.rollUnfinished, `名册上还有${unrecorded}个人没有记到会情况。`)
  // minutes end the meeting: what it was to vote on could be neither voted on nor taken off any more
  if ((await votesOf(context.db, meetingId)).open > 0) throw new Problem(problems.ballotsOpen)
  await write(context, meeting, body.text, null)
  const next = meetingMachine.next(state, 'writeMinutes') as 'minuted'
  await moveMeeting(context.db, meetingId, { state: next, minutedAt: context.now })
  await context.record('meetings.writeMinutes', { kind: 'meeting', id: meetingId, unitId })
  return show(context, meetingId)
})

export const correct = action(endpoints.correct, async (context, { params: { meetingId }, body }) => {
  const meeting = await lockFor(context, meetingId, 'correct')
  const { state, unitId } = meeting
  const before = await show(context, meetingId)
  requireVersion(context, before, body)
  meetingMachine.next(state, 'correct')
  const entries = await rolls.rollOf(context, meetingId)
  requireMarkable({ items: entries }, body.marks)
  if (body.marks.some(({ attendance }) => attendance === 'unrecorded')) throw invalidField('#/marks', '更正时要写清到会、请假还是缺席')
  if (body.marks.length > 0 && before.rollFixedAt !== null) throw new Problem(common.wrongState, '名册已经为表决定下来，到会情况不能再改。')
  if (body.marks.length > 0) {
    await rolls.markEntries(context, body.marks)
    await rolls.touchRoll(context.db, meetingId)
  }
  await write(context, meeting, body.text, body.reason)
  await touchMeeting(context.db, meetingId)
  const was = new Map(entries.map(({ id, attendance }) => [id, attendance]))
  const marks = body.marks.map(({ entryId, attendance }) => ({ entryId, from: was.get(entryId), to: attendance }))
  await context.record(
    'meetings.correct',
    { kind: 'meeting', id: meetingId, unitId },
    { text: body.text !== before.minutes[0]?.text, marks },
  )
  return show(context, meetingId)
})

/** Keeps the text. Where the meeting voted, its digest goes into the public record: the minutes and each correction of them. */
async function write(context: Context, { id: meetingId, rollFixedAt }: FoundMeeting, text: string, reason: string | null) {
  const id = newId(context.now.getTime())
  const writtenBy = isPerson(context.actor) ? context.actor.personId : null
  await minutes.insertMinutes(context, { townId: context.townId, id, meetingId, text, writtenBy, writtenAt: context.now, reason })
  if (rollFixedAt === null) return
  const subject = `${meetingId}/${id}`
  await append(context, recordedMinutes.kind, subject, (await minutesDocument(context, subject))!)
}

/** The minutes as they were written, under "<meeting>/<minutes>"; null for who may not read them. */
async function minutesDocument(context: Context, subject: string): Promise<string | null> {
  const [meetingId, id] = subject.split('/')
  const found = (await minutes.minutesOf(context, meetingId!)).find(each => each.id === id)
  return found ? ['会议记录', meetingId, found.writtenAt.toISOString(), found.reason ?? '', found.text].join('\n') : null
}

export const recordedMinutes: Recorded<Context> = { kind: 'meetings.minutes', nameZh: '会议记录', document: minutesDocument }

export const addAction = action(endpoints.addAction, async (context, { params: { meetingId }, body }) => {
  const meeting = await lockFor(context, meetingId, 'addAction')
  const fault = dueFault(body.dueOn, context.today)
  if (fault) throw invalidField('#/dueOn', fault)
  const near = await rolls.peopleNear(context.db, meeting.unitId, dayOf(meeting.startsAt))
  if (!near.some(({ id }) => id === body.ownerId)) throw invalidField('#/ownerId', '没有这个人，或不在这个组织')
  const id = newId(context.now.getTime())
  await minutes.insertAction(context.db, { townId: context.townId, id, meetingId, ...body })
  await touchMeeting(context.db, meetingId)
  const details = { actionId: id, ownerId: body.ownerId, dueOn: body.dueOn }
  await context.record('meetings.addAction', { kind: 'meeting', id: meetingId, unitId: meeting.unitId }, details)
  return show(context, meetingId)
})

export const finishAction = action(endpoints.finishAction, async (context, { params: { actionId }, body: { result } }) => {
  const { meeting } = await lockActionFor(context, actionId, 'finishAction')
  await minutes.updateAction(context.db, actionId, { doneOn: context.today, result })
  await context.record('meetings.finishAction', meeting, { actionId })
  return show(context, meeting.id)
})

export const acceptAction = action(endpoints.acceptAction, async (context, { params: { actionId } }) => {
  const { meeting } = await lockActionFor(context, actionId, 'acceptAction')
  if (!isPerson(context.actor)) throw new Problem(common.forbidden)
  await minutes.updateAction(context.db, actionId, { acceptedBy: context.actor.personId, acceptedOn: context.today })
  await context.record('meetings.acceptAction', meeting, { actionId })
  return show(context, meeting.id)
})

export const returnAction = action(endpoints.returnAction, async (context, { params: { actionId }, body: { dueOn } }) => {
  const { meeting } = await lockActionFor(context, actionId, 'returnAction')
  const fault = dueFault(dueOn, context.today)
  if (fault) throw invalidField('#/dueOn', fault)
  await minutes.updateAction(context.db, actionId, { doneOn: null, dueOn })
  await context.record('meetings.returnAction', meeting, { actionId, dueOn })
  return show(context, meeting.id)
})

/** The action item, locked, with the meeting as an event's subject. Throws not-found (404) for what one may not read. */
async function lockActionFor(context: Context, id: string, name: 'finishAction' | 'acceptAction' | 'returnAction') {
  const gone = () => new Problem(common.notFound, '没有这件事，或不归您看。')
  const seen = await minutes.findAction(context.db, id)
  if (!seen) throw gone()
  const { path, kind, unitId } = await findMeeting(context, seen.meetingId)
  const ask = ({ ownerId, doneOn, acceptedOn }: typeof seen) =>
    context.require(actionPolicy, name, { path, kind, ownerId, done: doneOn !== null, accepted: acceptedOn !== null })
  ask(seen)
  const item = await minutes.lockAction(context.db, id)
  if (!item) throw gone()
  ask(item)
  return { item, meeting: { kind: 'meeting', id: item.meetingId, unitId } }
}
