/** What this feature keeps about a person (关于我的资料): one's stars, the facts behind them, and what one contested. */
import { sql } from 'kysely'
import type { About, AboutRow } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { contestsOfPerson } from './ratings.contests.queries.ts'
import type { Exemption } from './ratings.shapes.contract.ts'
import { contestStateNames, exemptionNames, starWords } from './ratings.words.ts'
import { ratingsOfPerson } from './ratings.sheets.queries.ts'

const shared = { purpose: '党员评星定级', basis: '党内法规，并已告知' }

export const ratingAbout: readonly About<Context>[] = [
  {
    ...shared,
    name: 'ratings.stars',
    title: '我的星级',
    retention: '星级按档案规定',
    ends: null,
    tables: ['rating'],
    ties: null,
    rows: async ({ db }, personId) =>
      (await ratingsOfPerson(db, personId)).map(({ year, exempt, star }) => ({ name: `${year}年`, text: standing(exempt, star) })),
  },
  {
    ...shared,
    name: 'ratings.facts',
    title: '评星用到的事实和我提的异议',
    retention: '两个评星周期，到期删除',
    ends: ['ratings.deleteOldScores'],
    tables: ['rating_fact', 'rating_contest'],
    ties: null,
    async rows(context, personId) {
      const facts = await sql<AboutRow>`
        select f.title as name, f.day::text || case when f.excused then '，请假获准' else '，记' || trim_scale(f.amount) end as text
        from rating_fact f join rating r on r.town_id = f.town_id and r.id = f.rating_id
        where r.person_id = ${personId}::uuid order by f.day, f.id`.execute(context.db)
      const contests = await contestsOfPerson(context, personId)
      return [
        ...facts.rows,
        ...contests.map(({ text, state, answer }) => ({
          name: text,
          text: answer === null ? contestStateNames[state] : `${contestStateNames[state]}：${answer}`,
        })),
      ]
    },
  },
]

const standing = (exempt: Exemption | null, star: number | null) =>
  exempt !== null ? `不评：${exemptionNames[exempt]}` : star === null ? '还没有定' : starWords(star)
