/** Records for the national system and the register of certificates (导出), as a workbook. */
import { findUnit } from '#features/units/units.actions.ts'
import { starsOf } from '#features/volunteering/volunteering.certify.actions.ts'
import { starText } from '#features/volunteering/volunteering.words.ts'
import { action } from '#platform/server/action.ts'
import { rowsOf, workbookFile } from '#platform/server/workbook.ts'
import { dayOf, plainDate } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField } from '#platform/shared/problem.ts'
import { endpoints } from './certificates.contract.ts'
import { certificateDoorPolicy } from './certificates.policy.ts'
import * as queries from './certificates.rows.queries.ts'
import { stateOn } from './certificates.rules.ts'
import { certificateStateNames, recordGradeNames } from './certificates.words.ts'
import { nationalSheet, registerSheet, trainingSheet } from './certificates.workbook.ts'

export const exportRecords = action(endpoints.export, async (context, { body: { unitId, from, to } }) => {
  const { db, today, now } = context
  const unit = await findUnit(context, unitId)
  context.require(certificateDoorPolicy, 'export', unit)
  if (to < from) throw invalidField('#/to', '结束的日子不能比开始早')
  const records = await queries.recordsOf(db, today, unit.id, from, to)
  const register = await queries.registerOf(db, today, unit.id, from, to)
  const trained = await queries.trainedOf(db, today, unit.id, from, to)
  // A workbook that left some out would pass for the whole.
  const isTooLong = [records, register, trained].some(({ length }) => length > queries.most)
  if (isTooLong) throw invalidField('#/to', `超过${queries.most}行，请分几段日子导出`)
  const rows = { records: records.length, certificates: register.length }
  await context.record('certificates.export', { kind: 'export', id: newId(now.getTime()), unitId: unit.id }, rows)
  const around = { reportedBy: unit.name, reportedOn: plainDate(today), stamp: plainDate(today) }
  const sheets = [
    rowsOf(
      nationalSheet,
      records.map(({ startsAt, endsAt, credited, grade, contactName, about, ...rest }) => ({
        ...rest,
        servedOn: dayOf(startsAt),
        startsAt: clock(startsAt),
        endsAt: clock(endsAt),
        about: about === '' ? null : about,
        minutes: credited,
        grade: recordGradeNames[grade],
        contact: contactName,
      })),
    ),
    rowsOf(
      trainingSheet,
      trained.map(({ minutes, ...rest }) => ({ ...rest, star: starText(starsOf(minutes)), commendation: null, evaluation: null })),
    ),
    rowsOf(
      registerSheet,
      register.map(({ validUntil, handlerName, state, ...rest }) => ({
        ...rest,
        handlerName: handlerName ?? '',
        state: certificateStateNames[stateOn({ state, validUntil }, today)],
      })),
    ),
  ]
  return workbookFile(`志愿服务记录${unit.shortName}${today}`, sheets, around)
})

const shanghaiOffset = 8 * 3_600_000
/** 14:00 */
const clock = (instant: Date) => new Date(instant.getTime() + shanghaiOffset).toISOString().slice(11, 16)
