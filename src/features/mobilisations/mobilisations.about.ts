/** What this feature keeps about a person (关于我的资料): shifts until the night a mobilisation ends, and seats in temporary branches. */
import { sql } from 'kysely'
import type { About, AboutRow } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'

export const mobilisationAbout: readonly About<Context>[] = [
  {
    name: 'mobilisations.shifts',
    title: '动员中的值守',
    purpose: '安排谁在哪里值守',
    basis: '应对突发事件，并经本人愿意',
    retention: '动员结束当夜删除，只留人数',
    ends: ['mobilisations.purge'],
    tables: ['mobilisation_roster'],
    ties: 'mobilisation_ties',
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select s.place as name, (s.starts_at at time zone 'Asia/Shanghai')::date || case r.state when 'confirmed' then '，到岗' when 'planned' then '，已安排' else '，已撤下' end as text
        from mobilisation_roster r join mobilisation_shift s on s.town_id = r.town_id and s.id = r.shift_id
        where r.person_id = ${personId}::uuid order by s.starts_at, s.id`.execute(db)
      return rows
    },
  },
  {
    name: 'mobilisations.seats',
    title: '临时党支部的任职',
    purpose: '记明谁在班子里',
    basis: '党内法规，并已告知',
    retention: '按档案规定，任职记录永久',
    ends: null,
    tables: ['temporary_branch_seat'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select b.name, case s.role when 'secretary' then '书记' when 'deputy' then '副书记' else '委员' end || '，' || lower(s.valid) || '起'
          || coalesce('，' || upper(s.valid) || '止', '') as text
        from temporary_branch_seat s join temporary_branch b on b.town_id = s.town_id and b.id = s.branch_id
        where s.person_id = ${personId}::uuid order by lower(s.valid), s.id`.execute(db)
      return rows
    },
  },
]
