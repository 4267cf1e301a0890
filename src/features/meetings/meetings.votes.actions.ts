/** Meetings for those who vote (会议与表决): what other features may ask and do about a roll that stands for a vote. */
import type { Context } from '#platform/server/action.ts'
import { sortKeyOf } from '#platform/server/sort-key.ts'
import { newId } from '#platform/shared/ids.ts'
import { civilLines, hostsOn, isRollOpened, lockMeeting, moveMeeting, partyLine } from './meetings.queries.ts'
import * as rolls from './meetings.roll.queries.ts'

/** Bodies of boards and assemblies, or one of any line, with the unit that each stands for on the day. */
export const civilHosts = (context: Context) => hostsOn(context.db, context.today, 'mine', civilLines)
export const partyHosts = (context: Context) => hostsOn(context.db, context.today, 'mine', partyLine)
/** Every body that could hold a meeting today, with its unit. */
export const everyHost = (context: Context) => hostsOn(context.db, context.today, 'all', [...partyLine, ...civilLines])
export const hostOn = async (context: Context, bodyId: string, day: string) =>
  (await hostsOn(context.db, day, { bodyId }, [...partyLine, ...civilLines]))[0]

/** Are the names on the roll open to the reader? */
export const isOpenTo = (context: Context, meetingId: string) => isRollOpened(context.db, meetingId)

/** Locks the meeting until the transaction ends. */
export const lock = (context: Context, meetingId: string) => lockMeeting(context.db, meetingId)

export type Drawn = Pick<rolls.NewEntry, 'personId' | 'name' | 'excluded' | 'excludedNote'> & {
  probationary: boolean
  /** Known already, for a meeting that is entered after it was held. */
  attendance?: 'present' | 'absent'
}

/**
 * Puts people drawn from a register on the roll and returns their lines, in order. Who stands on it already keeps the line. Unlike
 * a pasted list it may be long: an assembly has thousands.
 */
export async function enterDrawn(context: Context, meetingId: string, drawn: readonly Drawn[]): Promise<string[]> {
  const there = await rolls.rollOf(context, meetingId)
  const lineOf = new Map(there.flatMap(({ id, personId }) => (personId === null ? [] : [[personId, id]])))
  const last = there.at(-1)?.position ?? 0
  const entries = drawn.map(({ attendance, ...each }, index) => ({
    ...each,
    id: (each.personId !== null && lineOf.get(each.personId)) || newId(context.now.getTime()),
    isNew: each.personId === null || !lineOf.has(each.personId),
    meetingId,
    position: last + index + 1,
    sortKey: sortKeyOf(each.name),
    part: 'attendee' as const,
    attendance: attendance ?? ('unrecorded' as const),
    reason: null,
  }))
  const fresh = entries.filter(({ isNew }) => isNew)
  if (fresh.length > 0) {
    await rolls.insertEntries(context, context.townId, fresh)
    await rolls.touchRoll(context.db, meetingId)
  }
  return entries.map(({ id }) => id)
}

/** Puts right who of those drawn counts, where the register says otherwise by now; who did not count was not recorded as there. */
export async function settleDrawn(
  context: Context,
  meetingId: string,
  entries: readonly { id: string; excluded: Drawn['excluded']; excludedNote: string | null }[],
): Promise<void> {
  if (entries.length === 0) return
  await rolls.updateExclusions(context, entries)
  await rolls.touchRoll(context.db, meetingId)
}

/** Fixes the roll: from now on neither it nor the plan of the meeting changes. */
export const fixRollOf = (context: Context, meetingId: string) => moveMeeting(context.db, meetingId, { rollFixedAt: context.now })

/** A meeting that is entered after it was held is planned no longer. */
export const holdLoaded = (context: Context, meetingId: string) => moveMeeting(context.db, meetingId, { state: 'held' })
