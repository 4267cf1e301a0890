/** Rows of trainings (培训表): what an import does with them. The caller asks its own policy and records the import. */
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { newId } from '#platform/shared/ids.ts'
import { timeOf } from '#platform/shared/told-time.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { asPlanned } from './trainings.actions.ts'
import { trainingPolicy } from './trainings.policy.ts'
import { authorityOver } from './trainings.queries.ts'
import { insertEntries } from './trainings.roll.queries.ts'
import * as queries from './trainings.rows.queries.ts'
import { hoursOf, timeFaults } from './trainings.rules.ts'
import * as sheet from './trainings.workbook.ts'

type Row = ReadRow<sheet.TrainingSheetRow>
type Fault = { key: string; message: string }

/** Enters sessions and the courses that they need; those whose 编号 is known stay as they are. */
export async function applyTrainingRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId } = context
  await queries.lockTrainings(db, townId)
  const [known, units] = [await queries.sessionsByCode(db), await unitsByKey(context)]
  const courses = new Map((await queries.coursesKnown(db)).map(course => [`${course.unitId}/${course.title}`, course as queries.CourseRow]))
  const fresh: queries.CourseRow[] = []
  const faults: RowFault[] = []
  const created: queries.ToldSession[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, ({ code }: Row['values']) => code, 'code', faults).values())) {
    const unitId = units.get(values.unitCode)?.id
    if (known.has(values.code)) unchanged += 1
    else if (!unitId) faults.push({ row, key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` })
    else if (!(await mayOrganise(context, unitId))) faults.push({ row, key: 'unitCode', message: '这个单元的培训不归您登记。' })
    else {
      const told = tell(context, values, unitId)
      const course = courses.get(`${unitId}/${values.course}`) ?? courseOf(values, unitId)
      if ('message' in told) faults.push({ row, ...told })
      else if (course.audience !== sheet.audienceOf(values.audience) || course.concentrated !== (values.concentrated === '是'))
        faults.push({ row, key: 'audience', message: '同名的课程，对象和是否集中培训要一样。' })
      else {
        if (!courses.has(`${unitId}/${values.course}`)) fresh.push(course)
        courses.set(`${unitId}/${values.course}`, course)
        created.push({ ...told, courseId: course.id })
      }
    }
  }
  await queries.insertCourses(db, townId, fresh)
  await queries.insertSessions(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

const mayOrganise = async ({ actor, db, today, now }: Context, unitId: string) =>
  !isPerson(actor) ||
  trainingPolicy.allows('create', actor, {
    ...asPlanned,
    path: await authorityOver(db, today, unitId),
    startsAt: now,
  })

const courseOf = (values: Row['values'], unitId: string): queries.CourseRow => ({
  id: newId(),
  unitId,
  title: values.course,
  audience: sheet.audienceOf(values.audience),
  concentrated: values.concentrated === '是',
})

function tell({ now }: Context, values: Row['values'], unitId: string): Omit<queries.ToldSession, 'courseId'> | Fault {
  const startsAt = timeOf(values.startsAt)
  const endsAt = timeOf(values.endsAt)
  if (!startsAt || !endsAt) return { key: startsAt ? 'endsAt' : 'startsAt', message: '时间要写成2026-03-01 20:14这样。' }
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), length: sheet.lengthOf(values.length) }
  const [wrong] = timeFaults(times)
  if (wrong) return { key: wrong.pointer.slice(2), message: `${wrong.detail}。` }
  const state = sheet.stateOf(values.state)
  if ([...values.course].length < 2) return { key: 'course', message: '课程名称至少写2个字。' }
  if ((state === 'held' || state === 'credited') && startsAt > now) return { key: 'state', message: '还没到开课时间，不能写已开课。' }
  if ((state === 'cancelled') !== (values.cancelReason !== null)) return { key: 'cancelReason', message: '已取消的写原因，别的留空。' }
  return {
    id: newId(startsAt.getTime()),
    unitId,
    startsAt,
    endsAt,
    placeKind: sheet.placeKindOf(values.placeKind),
    place: values.place ?? '',
    teacher: values.teacher ?? '',
    length: times.length,
    hours: hoursOf(times),
    state,
    cancelReason: values.cancelReason,
    externalCode: values.code,
  }
}

type RollRow = ReadRow<sheet.TrainingRollRow>
interface Span {
  sessionId: string
  startsAt: Date
  endsAt: Date
}

/** Puts people on rolls. In a credited session they get its hours, unless another one at the same time has credited them. */
export async function applyTrainingRollRows(context: Context, rows: readonly RollRow[]): Promise<Applied> {
  const { db, townId, now } = context
  await queries.lockTrainings(db, townId)
  const [sessions, people] = [await queries.sessionsByCode(db), await queries.peopleByCode(db)]
  const there = await queries.rolledPairs(db)
  const spans = Map.groupBy<string, Span>(
    (await queries.creditedSpans(db)).map(span => span as Span),
    span => (span as Span & { personId: string }).personId,
  )
  const faults: RowFault[] = []
  const created: Parameters<typeof insertEntries>[2][number][] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.trainingRollSheet.keyOf, 'personCode', faults).values())) {
    const session = sessions.get(values.sessionCode)
    const person = people.get(values.personCode)
    const attendance = sheet.attendanceOf(values.attendance)
    if (!session) faults.push({ row, key: 'sessionCode', message: `没有编号为“${values.sessionCode}”的场次，或那一行有错。` })
    else if (!person) faults.push({ row, key: 'personCode', message: `没有编码为“${values.personCode}”的人员。` })
    else if (session.rollForgottenOn !== null)
      faults.push({ row, key: 'sessionCode', message: '这一场的名册满10年，姓名已按期去掉。请删掉这一行。' })
    else if (there.has(`${session.id}/${person.id}`)) unchanged += 1
    else if ((attendance === 'excused') !== (values.reason !== null))
      faults.push({ row, key: 'reason', message: '请假的写原因，别的留空。' })
    else if (attendance !== 'unrecorded' && session.startsAt > now)
      faults.push({ row, key: 'attendance', message: '还没到开课时间，不能记到课。' })
    else {
      const earns = attendance === 'present' && session.state === 'credited'
      const own = spans.get(person.id) ?? []
      const clash = earns ? own.find(span => span.startsAt < session.endsAt && session.startsAt < span.endsAt) : undefined
      if (earns && !clash) spans.set(person.id, [...own, { sessionId: session.id, startsAt: session.startsAt, endsAt: session.endsAt }])
      created.push({
        id: newId(),
        sessionId: session.id,
        position: row,
        personId: person.id,
        name: person.name,
        sortKey: person.sortKey,
        attendance,
        reason: values.reason,
        excluded: null,
        hours: earns ? (clash ? 0 : session.hours) : null,
        clashId: clash?.sessionId ?? null,
      })
    }
  }
  await insertEntries(context, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}
