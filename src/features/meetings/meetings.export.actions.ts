/** Meetings, rolls and actions in an export (会议导出): rows out, until the end of a day. */
import { codesOfBodies } from '#features/bodies/bodies.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { scrub } from '#platform/shared/masking.ts'
import { timeText } from '#platform/shared/told-time.ts'
import * as queries from './meetings.export.queries.ts'
import type { MeetingActionRow, MeetingRollRow, MeetingRow } from './meetings.workbook.ts'
import { attendanceNames, kindNames, partNames, stateNames } from './meetings.words.ts'

const until = <Row extends { startsAt: Date }>(rows: readonly Row[], day: string | null) =>
  day === null ? rows : rows.filter(({ startsAt }) => dayOf(startsAt) <= day)

/** Meetings in order; where one has no 编号, its id is its code. Numbers of people in the minutes are masked unless asked for. */
export async function exportMeetingRows(context: Context, day: string | null, numbers: 'masked' | 'full'): Promise<MeetingRow[]> {
  const bodies = await codesOfBodies(context)
  return until(await queries.everyMeeting(context), day).map(meeting => ({
    code: meeting.externalCode ?? meeting.id,
    bodyCode: bodies.get(meeting.bodyId)!,
    kind: kindNames[meeting.kind],
    item: meeting.item,
    title: meeting.title,
    startsAt: timeText(meeting.startsAt),
    endsAt: meeting.endsAt && timeText(meeting.endsAt),
    place: meeting.place === '' ? null : meeting.place,
    chairCode: meeting.chairCode,
    state: stateNames[meeting.state],
    firstTopic: meeting.firstTopic,
    documents: meeting.documents?.length ? meeting.documents.map(({ title }) => title) : null,
    minutes: meeting.minutes === null || numbers === 'full' ? meeting.minutes : scrub(meeting.minutes),
    minutedOn: meeting.minutedAt && dayOf(meeting.minutedAt),
    cancelReason: meeting.cancelReason,
  }))
}

/** Rolls without names that nobody was found for, which no workbook could bring in again. */
export const exportMeetingRollRows = async (context: Context, day: string | null): Promise<MeetingRollRow[]> =>
  until(await queries.everyRollLine(context), day).map(({ meetingCode, personCode, part, attendance, reason }) => ({
    meetingCode,
    personCode,
    part: partNames[part],
    attendance: attendanceNames[attendance],
    reason,
  }))

export const exportMeetingActionRows = async ({ db }: Context, day: string | null): Promise<MeetingActionRow[]> =>
  until(await queries.everyAction(db), day).map(({ startsAt: _, ...row }) => row)
