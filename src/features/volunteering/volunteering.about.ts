/** What this feature keeps about a person (关于我的资料): the consent, what one signed up for, and the hours with their grade. */
import { sql } from 'kysely'
import type { About, AboutRow } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { Grade } from './volunteering.contract.ts'
import { gradeNames } from './volunteering.words.ts'

const shared = { basis: '本人同意', retention: '志愿服务记录按国家规定长期保存', ends: null } as const

export const volunteeringAbout: readonly About<Context>[] = [
  {
    ...shared,
    name: 'volunteering.volunteer',
    title: '志愿者登记',
    purpose: '安排合适的活动',
    tables: ['volunteer'],
    ties: 'volunteer_ties',
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select '登记' as name, consented_on || '同意登记' || coalesce('，特长：' || nullif(skills, ''), '') || coalesce('，方便的时间：' || nullif(times, ''), '') as text
        from volunteer where person_id = ${personId}::uuid`.execute(db)
      return rows
    },
  },
  {
    ...shared,
    name: 'volunteering.signUps',
    title: '报过名的志愿活动',
    purpose: '排名额，通知变动',
    retention: '记录长期保存，验证码过期一天后删',
    ends: ['volunteering.forgetCodes'],
    tables: ['volunteer_sign_up', 'volunteer_code'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select a.title as name, (r.starts_at at time zone 'Asia/Shanghai')::date || case r.state when 'standing' then '' else '，没有去' end as text
        from volunteer_sign_up r join volunteer_slot s on s.town_id = r.town_id and s.id = r.slot_id
        join volunteer_activity a on a.town_id = s.town_id and a.id = s.activity_id
        where r.person_id = ${personId}::uuid order by r.starts_at, r.id`.execute(db)
      const codes = await sql<AboutRow>`
        select '报名验证码' as name, (sent_at at time zone 'Asia/Shanghai')::date || '发出，过期一天后删掉' as text
        from volunteer_code where person_id = ${personId}::uuid order by sent_at, id`.execute(db)
      return [...rows, ...codes.rows]
    },
  },
  {
    ...shared,
    name: 'volunteering.hours',
    title: '志愿服务时长',
    purpose: '如实记录，开证明',
    tables: ['volunteer_hours'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<{ name: string; on: string; hours: number; grade: string }>`
        select a.title as name, (h.starts_at at time zone 'Asia/Shanghai')::date::text as on, h.credited / 60.0 as hours, h.grade
        from volunteer_hours h join volunteer_slot s on s.town_id = h.town_id and s.id = h.slot_id
        join volunteer_activity a on a.town_id = s.town_id and a.id = s.activity_id
        where h.person_id = ${personId}::uuid order by h.starts_at, h.id`.execute(db)
      return rows.map(({ name, on, hours, grade }) => ({ name, text: `${on}，${Number(hours)}小时，${gradeNames[Grade.parse(grade)]}` }))
    },
  },
]
