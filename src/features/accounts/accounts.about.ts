/** What this feature keeps about a person (关于我的资料): the account; it goes with the person's record. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { atDesk, deskOf } from './accounts.desk.ts'
import { findAccountByPerson } from './accounts.queries.ts'

const stateNames = { invited: '等您设密码', active: '在用', disabled: '已停用' } as const

export const accountAbout: readonly About<Context>[] = [
  {
    name: 'accounts.account',
    title: '账号',
    purpose: '登录',
    basis: '履行法定职责所必需（个人信息保护法第十三条）',
    retention: '半年没有关系、也没有用过，就删',
    ends: ['people.forget'],
    tables: ['auth.account'],
    ties: 'account_ties',
    async rows(context, personId) {
      const account = await atDesk(deskOf(context), ({ db }) => findAccountByPerson(db, personId))
      return account ? [{ name: account.login, text: stateNames[account.state] }] : []
    },
    forget: async ({ db }, personId) => void (await sql`select remove_forgotten_account(${personId}::uuid)`.execute(db)),
  },
]
