/** What this feature keeps about a person (关于我的资料): contacts with households, and why one need not be asked. */
import { sql } from 'kysely'
import type { About, AboutRow } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'

export const householdAbout: readonly About<Context>[] = [
  {
    name: 'households.contacts',
    title: '我联系的户',
    purpose: '让每一户都有人听',
    basis: '本人和这一户都同意',
    retention: '结束后按村级档案规定保存',
    ends: null,
    tables: ['household_contact'],
    ties: 'household_contact_ties',
    async rows({ db }, personId) {
      // Which household it is stands on the household's own page, for those who keep in touch with it.
      const { rows } = await sql<AboutRow>`
        select case state when 'active' then '正在联系的一户' when 'proposed' then '等答应的一户' else '联系过的一户' end as name,
          coalesce(started_on, proposed_on) || '起' || coalesce('，' || ended_on || '止', '') || case when name_shown then '，这一户看得到我的名字' else '' end as text
        from household_contact where member_id = ${personId}::uuid order by proposed_on, id`.execute(db)
      return rows
    },
  },
  {
    name: 'households.exemptions',
    title: '不用联系户的登记',
    purpose: '年老、生病和在外的，不再安排',
    basis: '村里的规定，并已告知',
    retention: '到期后按村级档案规定保存',
    ends: null,
    tables: ['contact_exemption'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select case reason when 'aged' then '年满70岁' when 'ill' then '身体原因' when 'away' then '长期外出' else '其他' end as name,
          valid_from || '起' || coalesce('，' || valid_to || '止', '') as text
        from contact_exemption where person_id = ${personId}::uuid order by valid_from, id`.execute(db)
      return rows
    },
  },
]
