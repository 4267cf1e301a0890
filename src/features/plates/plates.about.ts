/** What this feature keeps about a person (关于我的资料): the plates that name them. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import type { PlateState } from './plates.contract.ts'
import { plateStateNames } from './plates.words.ts'

export const plateAbout: readonly About<Context>[] = [
  {
    name: 'plates.members',
    title: '党员户牌上的我',
    purpose: '让邻居知道这里住着党员',
    basis: '本人和这一户都单独同意，随时可以收回',
    retention: '取下后按村级档案规定保存',
    ends: null,
    tables: ['plate_member'],
    ties: 'plate_ties',
    async rows({ db }, personId) {
      const { rows } = await sql<{ state: PlateState; number: string | null; agreedOn: string | null; names: boolean }>`
        select p.state, p.number, m.agreed_on, m.names from plate_member m join plate p on p.town_id = m.town_id and p.id = m.plate_id
        where m.person_id = ${personId}::uuid order by p.offered_on, p.id`.execute(db)
      return rows.map(({ state, number, agreedOn, names }) => ({
        name: number === null ? '还没制的牌' : `${number}号牌`,
        text: `${plateStateNames[state]}${agreedOn === null ? '，我还没同意' : `，我${agreedOn}同意`}${names ? '，扫码看得到我的名字' : ''}`,
      }))
    },
  },
]
