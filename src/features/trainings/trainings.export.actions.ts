/** Trainings in an export (培训导出): sessions and rolls out, until the end of a day. */
import { attendanceNames } from '#features/meetings/meetings.words.ts'
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { timeText } from '#platform/shared/told-time.ts'
import * as queries from './trainings.export.queries.ts'
import type { TrainingRollRow, TrainingSheetRow } from './trainings.workbook.ts'
import { audienceNames, lengthNames, placeKindNames, stateNames } from './trainings.words.ts'

const until = <Row extends { startsAt: Date }>(rows: readonly Row[], day: string | null) =>
  day === null ? rows : rows.filter(({ startsAt }) => dayOf(startsAt) <= day)

/** Sessions in order; where one has no 编号, its id is its code. */
export async function exportTrainingRows(context: Context, day: string | null): Promise<TrainingSheetRow[]> {
  const units = await codesOfUnits(context)
  return until(await queries.everySession(context.db), day).map(({ unitId, ...session }) => ({
    ...session,
    audience: audienceNames[session.audience],
    concentrated: session.concentrated ? '是' : '否',
    unitCode: units.get(unitId)!,
    startsAt: timeText(session.startsAt),
    endsAt: timeText(session.endsAt),
    length: lengthNames[session.length],
    placeKind: placeKindNames[session.placeKind],
    place: session.place === '' ? null : session.place,
    teacher: session.teacher === '' ? null : session.teacher,
    state: stateNames[session.state],
  }))
}

/** Rolls without names that nobody was found for, which no workbook could bring in again. */
export const exportTrainingRollRows = async (context: Context, day: string | null): Promise<TrainingRollRow[]> =>
  until(await queries.everyEntry(context), day).map(({ startsAt: _, attendance, ...row }) => ({
    ...row,
    attendance: attendanceNames[attendance],
  }))
