/** Trainings in an export (培训导出): SQL. Who may read which session is row-level security's. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, type Keeping } from '#platform/database/sealed-text.ts'
import type { Audience, PlaceKind, SessionLength, TrainingSessionState } from './trainings.contract.ts'
import { places } from './trainings.sealed.queries.ts'

/** Every session that the reader may see, with its course, in order. */
export const everySession = async (db: Database) =>
  (
    await sql<{
      code: string
      course: string
      audience: Audience
      concentrated: boolean
      unitId: string
      startsAt: Date
      endsAt: Date
      length: SessionLength
      placeKind: PlaceKind
      place: string
      teacher: string
      state: TrainingSessionState
      cancelReason: string | null
    }>`
      select coalesce(s.external_code, s.id::text) as code, c.title as course, c.audience, c.concentrated, s.unit_id, s.starts_at, s.ends_at,
        s.length, s.place_kind, s.place, s.teacher, s.state, s.cancel_reason
      from training_session s join training_course c on c.town_id = s.town_id and c.id = s.course_id
      order by s.starts_at, s.id`.execute(db)
  ).rows

/** Who stands on the rolls, without names that nobody was found for and without those who are not counted. */
export async function everyEntry(keeping: Keeping) {
  const { rows } = await sql<{
    sessionCode: string
    startsAt: Date
    personCode: string
    attendance: 'unrecorded' | 'present' | 'excused' | 'absent'
    reasonSealed: Buffer | null
  }>`
    select coalesce(s.external_code, s.id::text) as session_code, s.starts_at, coalesce(p.external_code, p.id::text) as person_code,
      r.attendance, case r.attendance when 'excused' then r.reason_sealed end as reason_sealed
    from training_roll r
    join training_session s on s.town_id = r.town_id and s.id = r.session_id
    join person p on p.town_id = r.town_id and p.id = r.person_id
    where r.excluded is null
    order by s.starts_at, s.id, r.position, r.id`.execute(keeping.db)
  return rows.map(({ reasonSealed, ...row }) => ({ ...row, reason: open(keeping, reasonSealed, places.reason) }))
}
