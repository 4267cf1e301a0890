/** What this feature keeps about a person (关于我的资料): what they said about their own interest in a matter. */
import { sql } from 'kysely'
import type { About, AboutRow } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'

export const decisionAbout: readonly About<Context>[] = [
  {
    name: 'decisions.declarations',
    title: '议事时的回避说明',
    purpose: '让和事情有关的人回避',
    basis: '《村民委员会组织法》《农村集体经济组织法》',
    retention: '随议事档案保存',
    ends: null,
    tables: ['decision_declaration'],
    ties: 'decision_ties',
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select coalesce(decision_title(d.decision_id, x.text_number), '一件议事') as name,
          d.declared_on || case d.interest when 'none' then '，没有关系' else '，有关系' end || case when d.recused then '，回避' else '' end as text
        from decision_declaration d join decision x on x.town_id = d.town_id and x.id = d.decision_id
        where d.person_id = ${personId}::uuid order by d.id`.execute(db)
      return rows
    },
  },
]
