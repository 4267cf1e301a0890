/** Trainings (培训): sample rows, for tests. */
import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Audience } from './trainings.contract.ts'
import { insertCourse } from './trainings.queries.ts'

const townId = 1
let courses = 0

/** A course of the unit; returns its id. */
export async function aCourse(
  db: Database,
  unitId: string,
  { audience = 'secretaries', concentrated = false }: { audience?: Audience; concentrated?: boolean } = {},
): Promise<string> {
  courses += 1
  const id = newId()
  await insertCourse(db, { townId, id, unitId, title: `基层党建专题${courses}`, audience, concentrated })
  return id
}

/** The plan of a half-day session on the morning on which the tests stand. */
export const aSession = (courseId: string, changes: object = {}) => ({
  courseId,
  startsAt: '2026-03-02T00:30:00.000Z',
  endsAt: '2026-03-02T03:30:00.000Z',
  placeKind: 'partySchool',
  place: '镇党校二楼',
  teacher: '特邀讲师',
  length: 'halfDay',
  ...changes,
})
