/** What this feature keeps about a person (关于我的资料): texts approved, sheets brought in and compared. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { minutesKept } from '#platform/shared/retention.ts'

const kept = { basis: '依法办理村务，并已告知', retention: minutesKept, ends: null } as const

export const signatureAbout: readonly About<Context>[] = [
  {
    name: 'signatures.approvals',
    title: '同意过的文字',
    purpose: '记明谁看过、同意的是哪一份文字',
    ...kept,
    tables: ['signature_approval'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<{ name: string; text: string }>`
        select coalesce(m.title, '一次会议') as name, (a.approved_at at time zone 'Asia/Shanghai')::date || case
          when not a.is_own then '，凭窗口码同意，不算本人同意' when a.how = 'code' then '，凭窗口码同意' else '，同意' end as text
        from signature_approval a left join meeting m on m.town_id = a.town_id and m.id = a.meeting_id
        where a.person_id = ${personId}::uuid order by a.approved_at, a.meeting_id`.execute(db)
      return rows
    },
  },
  {
    name: 'signatures.sheets',
    title: '交来或比对过的签名表',
    purpose: '记明谁交来、谁比对',
    ...kept,
    tables: ['signature_sheet', 'signature_comparison'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<{ name: string; text: string }>`
        select '签名表' as name, (brought_at at time zone 'Asia/Shanghai')::date || '，交来' as text, brought_at as at from signature_sheet
          where brought_by = ${personId}::uuid
        union all select '签名表', (compared_at at time zone 'Asia/Shanghai')::date || case verdict when 'same' then '，认为是同一张' else '，认为不是同一张' end,
          compared_at from signature_comparison where person_id = ${personId}::uuid
        order by at`.execute(db)
      return rows.map(({ name, text }) => ({ name, text }))
    },
  },
]
