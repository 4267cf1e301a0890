/** Meetings in an export (会议导出): SQL. Who may read which meeting, and what of it, is row-level security's. */
import { sql } from 'kysely'
import type { Database } from '#platform/database/database.ts'
import { open, type Keeping } from '#platform/database/sealed-text.ts'
import { places } from './meetings.sealed.queries.ts'
import type { Attendance, MeetingKind, MeetingState, Part } from './meetings.contract.ts'

/** A sheet of Party life; boards and assemblies with their votes go out with the record of decisions. */
const partyLife = sql`m.kind not in ('assembly', 'boardMeeting')`

/** Every meeting that the reader may see, in order, with its first topic and its minutes as they stand. */
export const everyMeeting = async (keeping: Keeping) =>
  (
    await sql<{
      id: string
      externalCode: string | null
      bodyId: string
      kind: MeetingKind
      item: string | null
      title: string
      startsAt: Date
      endsAt: Date | null
      place: string
      chairCode: string | null
      state: MeetingState
      firstTopic: string | null
      documents: { title: string }[] | null
      minutesSealed: Buffer | null
      minutedAt: Date | null
      cancelReason: string | null
    }>`
      select m.id, m.external_code, m.body_id, m.kind, i.name as item, m.title, m.starts_at, m.ends_at, m.place,
        coalesce(chair.external_code, chair.id::text) as chair_code, m.state, topic.title as first_topic, topic.documents,
        minutes.text_sealed as minutes_sealed, m.minuted_at, m.cancel_reason
      from meeting m
      left join activity_item i on i.town_id = m.town_id and i.id = m.item_id
      left join person chair on chair.town_id = m.town_id and chair.id = m.chair_id
      left join lateral (select a.title, a.documents from meeting_agenda a
        where a.town_id = m.town_id and a.meeting_id = m.id and a.kind = 'firstTopic' order by a.position limit 1) topic on true
      left join lateral (select w.text_sealed from meeting_minutes w
        where w.town_id = m.town_id and w.meeting_id = m.id order by w.id desc limit 1) minutes on true
      where ${partyLife}
      order by m.starts_at, m.id`.execute(keeping.db)
  ).rows.map(({ minutesSealed, ...row }) => ({ ...row, minutes: open(keeping, minutesSealed, places.text) }))

/** Who stands on the rolls, without names that nobody was found for and without those who are not counted. */
export const everyRollLine = async (keeping: Keeping) =>
  (
    await sql<{
      meetingCode: string
      startsAt: Date
      personCode: string
      part: Part
      attendance: Attendance
      reasonSealed: Buffer | null
    }>`
      select coalesce(m.external_code, m.id::text) as meeting_code, m.starts_at, coalesce(p.external_code, p.id::text) as person_code,
        r.part, r.attendance, case r.attendance when 'excused' then r.reason_sealed end as reason_sealed
      from meeting_roll r
      join meeting m on m.town_id = r.town_id and m.id = r.meeting_id
      join person p on p.town_id = r.town_id and p.id = r.person_id
      where r.excluded is null and ${partyLife}
      order by m.starts_at, m.id, r.position, r.id`.execute(keeping.db)
  ).rows.map(({ reasonSealed, ...row }) => ({ ...row, reason: open(keeping, reasonSealed, places.reason) }))

export const everyAction = async (db: Database) =>
  (
    await sql<{
      meetingCode: string
      startsAt: Date
      title: string
      ownerCode: string
      dueOn: string
      doneOn: string | null
      result: string | null
    }>`
      select coalesce(m.external_code, m.id::text) as meeting_code, m.starts_at, a.title, coalesce(p.external_code, p.id::text) as owner_code,
        a.due_on, a.done_on, case when a.done_on is not null then a.result end as result
      from meeting_action a
      join meeting m on m.town_id = a.town_id and m.id = a.meeting_id
      join person p on p.town_id = a.town_id and p.id = a.owner_id
      where ${partyLife}
      order by m.starts_at, m.id, a.id`.execute(db)
  ).rows
