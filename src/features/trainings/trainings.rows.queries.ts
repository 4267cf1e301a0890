/** Rows of trainings (培训表): SQL that reads what is known and writes many rows at once. */
import { sql } from 'kysely'
import { bulkInsert } from '#platform/database/bulk.ts'
import type { Database } from '#platform/database/database.ts'

/** Lets one import of trainings run at a time; it holds until the transaction ends. */
export const lockTrainings = (db: Database, townId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended('training courses', ${townId})),
    pg_advisory_xact_lock(hashtextextended('training credits', ${townId}))`.execute(db)

/** Sessions by the workbook's key, or by their id if they have none. */
export async function sessionsByCode(db: Database) {
  const rows = await db
    .selectFrom('trainingSession')
    .select(['id', 'externalCode', 'state', 'hours', 'startsAt', 'endsAt', 'rollForgottenOn'])
    .execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

export async function peopleByCode(db: Database) {
  const rows = await db.selectFrom('person').select(['id', 'externalCode', 'name', 'sortKey']).execute()
  return new Map(rows.map(row => [row.externalCode ?? row.id, row]))
}

export const coursesKnown = (db: Database) =>
  db.selectFrom('trainingCourse').select(['id', 'unitId', 'title', 'audience', 'concentrated']).execute()

/** Who stands on which roll, as "session/person". */
export async function rolledPairs(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom('trainingRoll').where('personId', 'is not', null).select(['sessionId', 'personId']).execute()
  return new Set(rows.map(({ sessionId, personId }) => `${sessionId}/${personId}`))
}

/** Where and when people are credited already. */
export const creditedSpans = (db: Database) =>
  db
    .selectFrom('trainingRoll as r')
    .innerJoin('trainingSession as s', join => join.onRef('s.townId', '=', 'r.townId').onRef('s.id', '=', 'r.sessionId'))
    .where('r.hours', '>', 0)
    .where('r.personId', 'is not', null)
    .select(['r.personId', 's.id as sessionId', 's.startsAt', 's.endsAt'])
    .execute()

export interface CourseRow {
  id: string
  unitId: string
  title: string
  audience: string
  concentrated: boolean
}

export const insertCourses = (db: Database, townId: number, courses: readonly CourseRow[]) =>
  bulkInsert(
    db,
    'training_course',
    { town_id: 'integer', id: 'uuid', unit_id: 'uuid', title: 'text', audience: 'text', concentrated: 'boolean' },
    courses.map(({ id, unitId, title, audience, concentrated }) => ({
      town_id: townId,
      id,
      unit_id: unitId,
      title,
      audience,
      concentrated,
    })),
  )

export interface ToldSession {
  id: string
  courseId: string
  unitId: string
  startsAt: Date
  endsAt: Date
  placeKind: string
  place: string
  teacher: string
  length: string
  hours: number
  state: string
  cancelReason: string | null
  externalCode: string
}

export const insertSessions = (db: Database, townId: number, sessions: readonly ToldSession[]) =>
  bulkInsert(
    db,
    'training_session',
    {
      town_id: 'integer',
      id: 'uuid',
      course_id: 'uuid',
      unit_id: 'uuid',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      place_kind: 'text',
      place: 'text',
      teacher: 'text',
      length: 'text',
      hours: 'integer',
      state: 'text',
      cancel_reason: 'text',
      external_code: 'text',
    },
    sessions.map(session => ({
      town_id: townId,
      id: session.id,
      course_id: session.courseId,
      unit_id: session.unitId,
      starts_at: session.startsAt.toISOString(),
      ends_at: session.endsAt.toISOString(),
      place_kind: session.placeKind,
      place: session.place,
      teacher: session.teacher,
      length: session.length,
      hours: session.hours,
      state: session.state,
      cancel_reason: session.cancelReason,
      external_code: session.externalCode,
    })),
  )
