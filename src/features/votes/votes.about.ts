/** What this feature keeps about a person (关于我的资料): the registers and rolls one stands on. Never how anyone voted: that is nowhere. */
import { sql } from 'kysely'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { minutesKept } from '#platform/shared/retention.ts'

export const voteAbout: readonly About<Context>[] = [
  {
    name: 'votes.registers',
    title: '表决权名册',
    purpose: '记明谁有表决权、谁到会',
    basis: '村民委员会组织法、农村集体经济组织法',
    retention: minutesKept,
    ends: null,
    tables: ['voter', 'voting_roll'],
    ties: 'voter_ties',
    async rows({ db }, personId) {
      const { rows } = await sql<{ body: DecidingBody; text: string }>`
        select v.deciding_body as body, '名册：从' || v.valid_from || '起' || coalesce('，到' || v.valid_to, '') as text, v.valid_from as at
        from voter v where v.person_id = ${personId}::uuid
        union all
        select m.deciding_body, '一次会议的名册：' || case when r.present then '到会' when r.present is null then '还没有定' else '没有到会' end, null
        from voting_roll r join voting_meeting m on m.town_id = r.town_id and m.meeting_id = r.meeting_id
        where r.person_id = ${personId}::uuid order by at nulls last, body, text`.execute(db)
      return rows.map(({ body, text }) => ({ name: bodyNames[body], text }))
    },
  },
]
