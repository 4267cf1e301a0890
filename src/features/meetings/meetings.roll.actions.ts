/** Rolls (签到名册): pasting, copying, putting right, and taking attendance. */
import { eligibleMembers } from '#features/memberships/memberships.actions.ts'
import { exclusionReasonNames } from '#features/memberships/memberships.words.ts'
import { action, type Context } from '#platform/server/action.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { requireVersion } from '#platform/server/versions.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import { findMeeting, lockFor, type FoundMeeting } from './meetings.actions.ts'
import { endpoints, type Mark, type Roll, type RollEntry } from './meetings.contract.ts'
import { meetingPolicy } from './meetings.policy.ts'
import { isRollOpened } from './meetings.queries.ts'
import * as queries from './meetings.roll.queries.ts'
import * as rules from './meetings.roll.rules.ts'

export const roll = action(endpoints.roll, async (context, { params: { meetingId } }) => {
  context.require(meetingPolicy, 'roll', null)
  const meeting = await findMeeting(context, meetingId)
  if (!(await isRollOpened(context.db, meetingId))) throw new Problem(common.forbidden, '名册只给本组织和名册上的人看。')
  return show(context, meeting)
})

export const enterNames = action(endpoints.enterNames, async (context, { params: { meetingId }, body: { text, part } }) => {
  const meeting = await lockFor(context, meetingId, 'enterNames')
  const before = await show(context, meeting)
  requireVersion(context, before, { text, part })
  const matched = await matchList(context, { unitId: meeting.unitId, day: dayOf(meeting.startsAt) }, text, before.items)
  await enter(
    context,
    meeting,
    before,
    matched.toEnter.map(entry => ({ ...entry, part, excludedNote: null })),
  )
  await context.record('meetings.enterNames', subjectOf(meeting), { entered: matched.toEnter.length })
  const { toEnter, ...told } = matched
  return { roll: await show(context, meeting), entered: toEnter.length, ...told }
})

export const enterMembers = action(endpoints.enterMembers, async (context, { params: { meetingId } }) => {
  const meeting = await lockFor(context, meetingId, 'enterMembers')
  const before = await show(context, meeting)
  requireVersion(context, before, {})
  const members = await eligibleMembers(context, meeting.bodyId, dayOf(meeting.startsAt))
  if (members.length === 0) throw new Problem(common.wrongState, '这个支部还没有登记党员，请粘贴名单。')
  const there = new Set(before.items.flatMap(({ personId }) => personId ?? []))
  const fresh = members.filter(({ personId }) => !there.has(personId))
  await enter(
    context,
    meeting,
    before,
    fresh.map(({ personId, name, stage, excluded }) => ({
      personId,
      name,
      part: 'attendee',
      probationary: stage === 'probationary',
      excluded: excluded === null ? null : 'byRule',
      excludedNote: excluded === null ? null : exclusionReasonNames[excluded],
    })),
  )
  await context.record('meetings.enterMembers', subjectOf(meeting), { entered: fresh.length })
  const again = members.filter(({ personId }) => there.has(personId)).map(({ name }) => name)
  return { roll: await show(context, meeting), entered: fresh.length, again, unknown: [], ambiguous: [], unreadable: [] }
})

export const copyRoll = action(endpoints.copyRoll, async (context, { params: { meetingId }, body: { fromId } }) => {
  const meeting = await lockFor(context, meetingId, 'copyRoll')
  const before = await show(context, meeting)
  requireVersion(context, before, { fromId })
  const from = (await queries.earlierRolls(context.db, meeting.bodyId, meeting.startsAt, meetingId)).find(({ id }) => id === fromId)
  if (!from) throw invalidField('#/fromId', '没有这次会议的名册')
  const earlier = await queries.rollOf(context, fromId)
  const there = new Set(before.items.flatMap(({ personId, name }) => [personId ?? name]))
  const again = earlier.filter(({ personId, name }) => there.has(personId ?? name)).map(({ name }) => name)
  const fresh = earlier.filter(({ personId, name }) => !there.has(personId ?? name))
  const standings = await standingsAt(
    context,
    meeting,
    fresh.flatMap(({ personId }) => personId ?? []),
  )
  const on = dayOf(from.startsAt)
  await enter(
    context,
    meeting,
    before,
    fresh.map(({ personId, name, part, excluded, excludedNote }) => {
      const now = personId === null ? null : rules.exclusionOfCopy(standings.get(personId)!, { excluded, on })
      const kept = now === null && (excluded === 'byRecorder' || excluded === 'byRule')
      return { personId, name, part, excluded: kept ? excluded : now, excludedNote: kept ? excludedNote : null }
    }),
  )
  await context.record('meetings.copyRoll', subjectOf(meeting), { fromId, entered: fresh.length })
  const unmatched = fresh.filter(({ personId }) => personId === null).map(({ name }) => name)
  return { roll: await show(context, meeting), entered: fresh.length, again, unknown: unmatched, ambiguous: [], unreadable: [] }
})

export const earlierRolls = action(endpoints.earlierRolls, async (context, { params: { meetingId } }) => {
  const meeting = await findMeeting(context, meetingId)
  context.require(meetingPolicy, 'earlierRolls', meeting.facts)
  const items = await queries.earlierRolls(context.db, meeting.bodyId, meeting.startsAt, meetingId)
  return { items: items.map(({ startsAt, ...item }) => ({ ...item, startsAt: startsAt.toISOString() })) }
})

export const candidates = action(endpoints.candidates, async (context, { params: { meetingId }, query: { q = '' } }) => {
  const meeting = await findMeeting(context, meetingId)
  context.require(meetingPolicy, 'candidates', meeting.facts)
  return { items: await queries.candidatesNear(context.db, meeting.unitId, dayOf(meeting.startsAt), q) }
})

export const changeEntry = action(endpoints.changeEntry, async (context, { params: { meetingId, entryId }, body }) => {
  const meeting = await lockFor(context, meetingId, 'changeEntry')
  const before = await show(context, meeting)
  const entry = before.items.find(({ id }) => id === entryId)
  if (!entry) throw new Problem(common.notFound, '名册上没有这个人。')
  requireVersion(context, before, body)
  const { personId, part, excludedNote } = body
  const changesPerson = personId !== entry.personId
  if ((changesPerson || part !== 'attendee' || excludedNote !== null) && (await queries.isDrawn(context.db, entryId)))
    throw new Problem(common.wrongState, `${entry.name}在表决名册上，不能换人、改列席。不计入、回避请在表决名册上办。`)
  if (changesPerson && personId !== null && before.items.some(each => each.personId === personId))
    throw invalidField('#/personId', '这个人已经在名册上了')
  const near = changesPerson ? await queries.peopleNear(context.db, meeting.unitId, dayOf(meeting.startsAt)) : []
  const person = near.find(({ id }) => id === personId)
  if (changesPerson && personId !== null && !person) throw invalidField('#/personId', '没有这个人，或不在这个组织附近')
  const name = person?.name ?? entry.name
  await queries.updateEntry(context, entryId, {
    personId,
    name,
    sortKey: sortKeyOf(name),
    part,
    excluded: excludedNote === null ? null : 'byRecorder',
    excludedNote,
    // Who does not count was not there as far as the record goes.
    ...(excludedNote !== null && { attendance: 'unrecorded', reasonSealed: null }),
  })
  await queries.touchRoll(context.db, meetingId)
  await context.record('meetings.changeEntry', subjectOf(meeting), { entryId, part, counts: excludedNote === null })
  return show(context, meeting)
})

export const takeAttendance = action(endpoints.takeAttendance, async (context, { params: { meetingId }, body: { marks } }) => {
  const meeting = await lockFor(context, meetingId, 'takeAttendance')
  const before = await show(context, meeting)
  requireVersion(context, before, { marks })
  requireMarkable(before, marks)
  await queries.markEntries(context, marks)
  await queries.touchRoll(context.db, meetingId)
  await context.record('meetings.takeAttendance', subjectOf(meeting), { marked: marks.length })
  return show(context, meeting)
})

/** Where and for which day a list of names is read. */
interface Occasion {
  unitId: string
  day: string
}

/**
 * The names of a pasted list with the people behind them, in the order in which they were written, and what became of the
 * others. Throws invalid (422) if there is no name in it. For every roll, also those of other features.
 */
export async function matchList(
  context: Context,
  { unitId, day }: Occasion,
  text: string,
  onRoll: readonly { personId: string | null; name: string }[],
) {
  const { names, unreadable } = rules.namesIn(text)
  if (names.length === 0) throw invalidField('#/text', '没有认出姓名。请每行写一个。')
  const people = await queries.peopleNear(context.db, unitId, day)
  const { found, again, unknown, ambiguous } = rules.matchNames(names, people, {
    ids: new Set(onRoll.flatMap(({ personId }) => personId ?? [])),
    names: new Set(onRoll.filter(({ personId }) => personId === null).map(({ name }) => name)),
  })
  const ids = found.map(({ personId }) => personId)
  const standings = await queries.standingsOf(context.db, unitId, day, ids)
  const order = new Map(names.map((name, index) => [name, index] as const).reverse())
  const toEnter = [
    ...found.map(({ personId, name }) => ({ personId, name, excluded: rules.exclusionOf(standings.get(personId)!) })),
    ...[...unknown, ...ambiguous].map(name => ({ personId: null, name, excluded: null })),
  ].sort((a, b) => order.get(a.name)! - order.get(b.name)!)
  if (onRoll.length + toEnter.length > rules.mostOnRoll) throw invalidField('#/text', `一份名册最多${rules.mostOnRoll}人`)
  return { toEnter, again, unknown, ambiguous, unreadable }
}

/** People near a unit on a day by a part of the name, with unit and post; for every roll. */
export const candidatesAt = (context: Context, { unitId, day }: Occasion, q: string) => queries.candidatesNear(context.db, unitId, day, q)

/** One of the people near a unit on a day, or undefined. */
export const personNear = async (context: Context, { unitId, day }: Occasion, personId: string) =>
  (await queries.peopleNear(context.db, unitId, day)).find(({ id }) => id === personId)

/** First letters of the syllables of a name, from its sort key. */
export const initialsOf = rules.initialsOf

/** Throws invalid (422) for a mark of someone who is not on the roll, or who stands on it without counting. */
export function requireMarkable(
  { items }: { items: readonly Pick<RollEntry, 'id' | 'name' | 'excluded'>[] },
  marks: readonly Mark[],
): void {
  const entries = new Map(items.map(item => [item.id, item]))
  const errors = marks.flatMap(({ entryId }, index) => {
    const entry = entries.get(entryId)
    if (!entry) return [{ pointer: `#/marks/${index}/entryId`, detail: '名册上没有这个人' }]
    return entry.excluded === null ? [] : [{ pointer: `#/marks/${index}/entryId`, detail: `${entry.name}不计入，请先改回计入` }]
  })
  if (errors.length > 0) throw new Problem(common.invalid, undefined, { errors })
}

const subjectOf = ({ id, unitId }: FoundMeeting) => ({ kind: 'meeting', id, unitId })
const standingsAt = (context: Context, { unitId, startsAt }: FoundMeeting, ids: readonly string[]) =>
  queries.standingsOf(context.db, unitId, dayOf(startsAt), ids)

type Fresh = Pick<queries.NewEntry, 'personId' | 'name' | 'part' | 'probationary' | 'excluded' | 'excludedNote'>

async function enter(context: Context, { id: meetingId }: FoundMeeting, before: Roll, fresh: readonly Fresh[]) {
  if (before.items.length + fresh.length > rules.mostOnRoll) throw invalidField('#/text', `一份名册最多${rules.mostOnRoll}人`)
  const last = before.items.at(-1)?.position ?? 0
  const entries = fresh.map((entry, index) => ({
    ...entry,
    id: newId(context.now.getTime()),
    meetingId,
    position: last + index + 1,
    sortKey: sortKeyOf(entry.name),
    attendance: 'unrecorded' as const,
    reason: null,
  }))
  await queries.insertEntries(context, context.townId, entries)
  await queries.touchRoll(context.db, meetingId)
}

/** The roll as it stands now. */
async function show(context: Context, { id }: FoundMeeting): Promise<Roll> {
  const meeting = await findMeeting(context, id)
  const items = await queries.rollOf(context, id)
  return {
    version: meeting.rollVersion,
    items: items.map(({ sortKey, ...item }) => ({ ...item, initials: rules.initialsOf(sortKey) })),
    counts: rules.countRoll(items),
    allowedActions: meetingPolicy.allowed(context.actor, meeting.facts, context.now),
  }
}
