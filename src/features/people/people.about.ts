/** What this feature keeps about a person (关于我的资料): the record itself, posts and leave. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { maskPhone } from '#platform/shared/masking.ts'
import { phonePlace } from './people.rules.ts'

const held = { basis: '履行法定职责所必需（个人信息保护法第十三条）', retention: '任职结束后按档案规定保存', ends: null } as const

export const peopleAbout: readonly About<Context>[] = [
  {
    name: 'people.record',
    title: '基本资料',
    purpose: '办公室联系您',
    basis: '履行法定职责所必需（个人信息保护法第十三条）',
    retention: '关系结束6个月后删，档案里只留姓名',
    ends: ['people.forget'],
    tables: ['person'],
    ties: null,
    async rows({ db, sealing }, personId) {
      const person = await db.selectFrom('person').where('id', '=', personId).select(['name', 'phoneSealed']).executeTakeFirst()
      if (!person) return []
      const phone = person.phoneSealed ? maskPhone(sealing.open(person.phoneSealed, phonePlace)) : '没有登记'
      return [
        { name: '姓名', text: person.name },
        { name: '电话', text: phone },
      ]
    },
  },
  {
    ...held,
    name: 'people.terms',
    title: '任职和请假',
    purpose: '记明谁在什么岗位',
    tables: ['term', 'leave'],
    ties: 'term_ties',
    async rows({ db }, personId) {
      const { rows } = await sql<{ name: string; text: string }>`
        select post.title as name, lower(term.valid) || '起' || coalesce('，到' || upper(term.valid) || '前', '')
          || case when term.shown_to_residents then '，向居民亮身份' else '' end as text
        from term join post on post.town_id = term.town_id and post.id = term.post_id where term.person_id = ${personId}::uuid
        union all select '请假', lower(valid) || '到' || upper(valid) || '前' from leave where person_id = ${personId}::uuid`.execute(db)
      return rows
    },
  },
]
