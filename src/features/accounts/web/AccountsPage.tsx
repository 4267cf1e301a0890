/** Accounts (账号), for the administrators, each of whom can do only a part (三员分立). No "last signed in": nobody's business (UX-B3). */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useHolds } from '#features/people/web/people.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Account } from '../accounts.contract.ts'
import { AccountDialog } from './AccountDialog.tsx'
import { MadeDialog, NewAccountDialog, type NewAccount } from './NewAccountDialog.tsx'
import { stateNames, verbNames, verbs, type Verb } from './accounts.words.ts'

type Row = z.infer<typeof Account>

const route = getRouteApi('/accounts')
const pageSize = 25
const fields: readonly QueryField[] = [{ name: 'q', label: '姓名或登录名', field: <Input allowClear maxLength={40} /> }]

const columnsWith = (onAsk: (verb: Verb, account: Row) => void): readonly Column<Row>[] => [
  { key: 'login', title: '登录名', tight: true, show: ({ login }) => login },
  { key: 'name', title: '姓名', show: ({ name }) => name },
  {
    key: 'state',
    title: '状态',
    show: ({ state, lockedUntil, awaitsRelease }) =>
      `${stateNames[state]}${awaitsRelease ? '，链接等安全管理员放行' : ''}${lockedUntil ? `，锁到${showInstant(lockedUntil)}` : ''}`,
  },
  { key: 'code', title: '动态口令', tight: true, show: ({ codeEnrolled }) => (codeEnrolled ? '已绑定' : '没有绑定') },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: account => (
      <span className="row">
        {verbs
          .filter(verb => account.allowedActions.includes(verb) && (verb !== 'unlock' || account.lockedUntil))
          .map(verb => (
            <Button
              key={verb}
              type="link"
              size="small"
              aria-label={`${verbNames[verb]}：${account.name}`}
              onClick={() => onAsk(verb, account)}
            >
              {verbNames[verb]}
            </Button>
          ))}
      </span>
    ),
  },
]

export function AccountsPage() {
  const { q, ...place } = route.useSearch()
  const navigate = route.useNavigate()
  const accounts = useRead(endpoints.list, { query: { q, cursor: place.cursor, limit: pageSize } })
  const [asking, setAsking] = useState<{ verb: Verb; account: Row } | null>(null)
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<NewAccount | null>(null)
  const makesAccounts = useHolds(['systemAdministrator'])
  const paging = cursorPaging(
    `accounts ${q ?? ''}`,
    place,
    accounts.data?.nextCursor ?? null,
    next => void navigate({ search: { q, ...next } }),
  )
  return (
    <Page
      title="账号"
      actions={
        makesAccounts && (
          <Button type="primary" onClick={() => setCreating(true)}>
            开账号
          </Button>
        )
      }
    >
      <QueryForm fields={fields} value={{ q }} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的账号">
        <Reading of={accounts} lines={10}>
          {({ items }) => (
            <DataTable
              name="账号"
              columns={columnsWith((verb, account) => setAsking({ verb, account }))}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的账号</h2>}
              onRefresh={() => void accounts.refetch()}
              stale={accounts.isPlaceholderData}
              empty={<Empty why="没有符合的账号" todo="请换一个姓名或登录名，或点“重置”看全部。" />}
              pager={<CursorPager total={null} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {creating && <NewAccountDialog onClose={() => setCreating(false)} onDone={setMade} />}
      {made && <MadeDialog made={made} onClose={() => setMade(null)} />}
      {asking && <AccountDialog key={asking.account.id + asking.verb} {...asking} onClose={() => setAsking(null)} />}
    </Page>
  )
}
