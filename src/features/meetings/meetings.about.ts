/** What this feature keeps about a person (关于我的资料): meetings attended, and what they gave one to do. */
import { sql } from 'kysely'
import { open } from '#platform/database/sealed-text.ts'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { minutesKept } from '#platform/shared/retention.ts'
import { places } from './meetings.sealed.queries.ts'

export const meetingAbout: readonly About<Context>[] = [
  {
    name: 'meetings.rolls',
    title: '参加的会议',
    purpose: '记明谁应到、谁到会',
    basis: '党内法规，并已告知',
    retention: minutesKept,
    ends: null,
    tables: ['meeting_roll'],
    ties: 'meeting_action_ties',
    async rows(context, personId) {
      const { rows } = await sql<{ name: string; text: string; note: Buffer | null }>`
        select m.title as name, (m.starts_at at time zone 'Asia/Shanghai')::date || case r.attendance when 'present' then '，到会' when 'excused' then '，请假'
          when 'absent' then '，缺席' else '，没有记' end as text, r.excluded_note_sealed as note
        from meeting_roll r join meeting m on m.town_id = r.town_id and m.id = r.meeting_id where r.person_id = ${personId}::uuid order by m.starts_at, m.id`.execute(
        context.db,
      )
      return rows.map(({ name, text, note }) => ({
        name,
        text: note ? `${text}，不计入：${open(context, note, places.excludedNote)}` : text,
      }))
    },
  },
]
