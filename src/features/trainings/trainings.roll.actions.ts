/** Rolls of trainings (培训名册): pasting, putting right, and taking attendance. */
import { candidatesAt, initialsOf, matchList, personNear, requireMarkable } from '#features/meetings/meetings.roll.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { factsOf, findSession, lockFor, type SessionRow } from './trainings.actions.ts'
import { endpoints, type TrainingRoll } from './trainings.contract.ts'
import { trainingPolicy } from './trainings.policy.ts'
import * as rolls from './trainings.roll.queries.ts'

export const roll = action(endpoints.roll, async (context, { params: { sessionId } }) => {
  context.require(trainingPolicy, 'roll', null)
  return show(context, sessionId)
})

export const enterNames = action(endpoints.enterNames, async (context, { params: { sessionId }, body: { text } }) => {
  const session = await lockFor(context, sessionId, 'enterNames')
  const before = await show(context, sessionId)
  requireVersion(context, before, { text })
  const { toEnter, ...told } = await matchList(context, occasionOf(session), text, before.items)
  const last = before.items.at(-1)?.position ?? 0
  const entries = toEnter.map((entry, index) => ({
    ...entry,
    id: newId(context.now.getTime()),
    sessionId,
    position: last + index + 1,
    sortKey: sortKeyOf(entry.name),
    attendance: 'unrecorded',
    reason: null,
  }))
  await rolls.insertEntries(context, context.townId, entries)
  await rolls.touchRoll(context.db, sessionId)
  await context.record('trainings.enterNames', subjectOf(session), { entered: entries.length })
  return { roll: await show(context, sessionId), entered: entries.length, ...told }
})

export const candidates = action(endpoints.candidates, async (context, { params: { sessionId }, query: { q = '' } }) => {
  const session = await findSession(context, sessionId)
  context.require(trainingPolicy, 'candidates', factsOf(session))
  return { items: await candidatesAt(context, occasionOf(session), q) }
})

export const changeEntry = action(endpoints.changeEntry, async (context, { params: { sessionId, entryId }, body }) => {
  const session = await lockFor(context, sessionId, 'changeEntry')
  const before = await show(context, sessionId)
  const entry = before.items.find(({ id }) => id === entryId)
  if (!entry) throw new Problem(common.notFound, '名册上没有这个人。')
  requireVersion(context, before, body)
  const { personId, excludedNote } = body
  let name = entry.name
  if (personId !== null && personId !== entry.personId) {
    if (before.items.some(each => each.personId === personId)) throw invalidField('#/personId', '这个人已经在名册上了')
    const person = await personNear(context, occasionOf(session), personId)
    if (!person) throw invalidField('#/personId', '没有这个人，或不在这个单位附近')
    name = person.name
  }
  await rolls.updateEntry(context, entryId, {
    personId,
    name,
    sortKey: sortKeyOf(name),
    excluded: excludedNote === null ? null : 'byRecorder',
    excludedNote,
    ...(excludedNote !== null && { attendance: 'unrecorded', reasonSealed: null }),
  })
  await rolls.touchRoll(context.db, sessionId)
  await context.record('trainings.changeEntry', subjectOf(session), { entryId, counts: excludedNote === null })
  return show(context, sessionId)
})

export const takeAttendance = action(endpoints.takeAttendance, async (context, { params: { sessionId }, body: { marks } }) => {
  const session = await lockFor(context, sessionId, 'takeAttendance')
  const before = await show(context, sessionId)
  requireVersion(context, before, { marks })
  requireMarkable(before, marks)
  await rolls.markEntries(context, marks)
  await rolls.touchRoll(context.db, sessionId)
  await context.record('trainings.takeAttendance', subjectOf(session), { marked: marks.length })
  return show(context, sessionId)
})

const subjectOf = ({ id, unitId }: SessionRow) => ({ kind: 'training', id, unitId })
const occasionOf = ({ unitId, startsAt }: SessionRow) => ({ unitId, day: dayOf(startsAt) })

/** The roll as far as the caller may read it. */
async function show(context: Context, sessionId: string): Promise<TrainingRoll> {
  const session = await findSession(context, sessionId)
  const rows = await rolls.rollOf(context, sessionId)
  const clashes = await rolls.clashesOf(context.db, sessionId)
  const counted = rows.filter(({ excluded }) => excluded === null)
  return {
    version: session.rollVersion,
    items: rows.map(({ sortKey, ...item }) => ({ ...item, initials: initialsOf(sortKey), clash: clashes.get(item.id)?.title ?? null })),
    present: counted.filter(({ attendance }) => attendance === 'present').length,
    unrecorded: counted.filter(({ attendance }) => attendance === 'unrecorded').length,
    unmatched: session.rollForgottenOn === null ? counted.filter(({ personId }) => personId === null).length : 0,
    forgottenOn: session.rollForgottenOn,
    clashes: clashes.size,
    allowedActions: trainingPolicy.allowed(context.actor, factsOf(session), context.now),
  }
}
