/** What this feature keeps about a person (关于我的资料): that they went, on which day and where. Which household it was stands with the household. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import type { VisitOutcome } from './visits.contract.ts'
import { outcomeNames } from './visits.words.ts'

export const visitAbout: readonly About<Context>[] = [
  {
    name: 'visits.visitor',
    title: '我走访过的',
    purpose: '让每一户知道谁来过，好接着办',
    basis: '网格和联系户的职责，并已告知',
    retention: '这一户删掉就没有了；备注办结满12个月删掉',
    ends: ['visits.forgetNotes'],
    tables: ['visit'],
    ties: null,
    async rows({ db }) {
      const { rows } = await sql<{ visitedOn: string; outcome: VisitOutcome; unitName: string | null }>`
        select visited_on, outcome, unit_name from own_visits()`.execute(db)
      return rows.map(({ visitedOn, outcome, unitName }) => ({
        name: `走访：${unitName ?? ''}的一户`,
        text: `${visitedOn}，${outcomeNames[outcome]}`,
      }))
    },
  },
]
