/** Party life of the first town (首次装载：组织生活): what every town starts with, and the demonstration's meetings and trainings. */
import { installPacks } from '#features/meetings/meetings.pack.actions.ts'
import { applyMeetingActionRows, applyMeetingRollRows, applyMeetingRows } from '#features/meetings/meetings.rows.actions.ts'
import { meetingActionSheet, meetingRollSheet, meetingSheet } from '#features/meetings/meetings.workbook.ts'
import { applyTrainingRollRows, applyTrainingRows } from '#features/trainings/trainings.rows.actions.ts'
import { trainingRollSheet, trainingSheet } from '#features/trainings/trainings.workbook.ts'
import type { Context } from '#platform/server/action.ts'
import type { WorkbookReading } from '#platform/server/workbook.ts'
import type { Applied } from '#platform/shared/applied.ts'

export { installPacks }

export const partyLifeSheets = [meetingSheet, meetingRollSheet, meetingActionSheet, trainingSheet, trainingRollSheet] as const

/** The sheets with their names, how many rows each has, and what applies them; in the order in which they refer to each other. */
export const partyLifeSteps = (book: WorkbookReading): [string, number, (context: Context) => Promise<Applied>][] => [
  ['会议', book.of(meetingSheet)!.rows.length, context => applyMeetingRows(context, book.of(meetingSheet)!.rows)],
  ['会议名册', book.of(meetingRollSheet)!.rows.length, context => applyMeetingRollRows(context, book.of(meetingRollSheet)!.rows)],
  ['行动项', book.of(meetingActionSheet)!.rows.length, context => applyMeetingActionRows(context, book.of(meetingActionSheet)!.rows)],
  ['培训场次', book.of(trainingSheet)!.rows.length, context => applyTrainingRows(context, book.of(trainingSheet)!.rows)],
  ['培训名册', book.of(trainingRollSheet)!.rows.length, context => applyTrainingRollRows(context, book.of(trainingRollSheet)!.rows)],
]
