/** The workbench (工作台): what waits for me, by due day (UX-05). */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { TodoPanel, useTodos } from '#features/todos/web/todos.widgets.tsx'
import { StandingIn } from '#features/people/web/people.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { showCount } from '#platform/web/format.ts'
import { Box, endpoints } from '../requests.contract.ts'
import { RequestTable } from './RequestTable.tsx'
import { useInboxCounts } from './requests.widgets.tsx'
import { TownMap } from './TownMap.tsx'

const route = getRouteApi('/')
const pageSize = 25

const boxNames: Record<(typeof Box.options)[number], string> = { todo: '待办', done: '已办', mine: '我发起', copied: '抄送我' }
const emptyWords: Record<(typeof Box.options)[number], { why: string; todo: string }> = {
  todo: { why: '没有等您办的诉求', todo: '有新的会出现在这里。' },
  done: { why: '还没有已办的事', todo: '您办过的事会列在这里。' },
  mine: { why: '您还没有代居民登记过', todo: '居民来电话或上门，可以从“代居民登记”开始。' },
  copied: { why: '没有抄送给您的事', todo: '别人请您知道的事会列在这里。' },
}

export function WorkbenchPage() {
  const { box = 'todo', ...place } = route.useSearch()
  const navigate = route.useNavigate()
  const account = useMyAccount()
  const counts = useInboxCounts().data
  const todos = useTodos()
  const others = todos.data?.items ?? (todos.error ? [] : undefined)
  const inbox = useRead(endpoints.inbox, { query: { box, cursor: place.cursor, limit: pageSize } })
  const paging = cursorPaging(`inbox ${box}`, place, inbox.data?.nextCursor ?? null, next => void navigate({ search: { box, ...next } }))
  return (
    <Page title="工作台" heading={greeting(account.data?.name, counts, others)}>
      <StandingIn />
      <nav className="stats" aria-label="我的事">
        {Box.options.map(each => (
          <Link
            key={each}
            to="/"
            search={{ box: each === 'todo' ? undefined : each }}
            aria-current={each === box ? 'true' : undefined}
            activeProps={{}}
          >
            <b>{counts ? showCount(counts[each]) : '…'}</b>
            {boxNames[each]}
          </Link>
        ))}
      </nav>
      <div className="two">
        <section className="panel" aria-label={boxNames[box]}>
          <Reading of={inbox}>
            {({ items }) => (
              <RequestTable
                name={boxNames[box]}
                rows={items}
                first={(paging.page - 1) * pageSize + 1}
                heading={
                  <>
                    <h2>{boxNames[box]}</h2>
                    <span className="sub">按到期时间排</span>
                  </>
                }
                tools={<ButtonLink to="/requests/new">代居民登记</ButtonLink>}
                onRefresh={() => void inbox.refetch()}
                stale={inbox.isPlaceholderData}
                empty={<Empty {...emptyWords[box]} />}
                pager={<CursorPager total={counts?.[box] ?? null} {...paging} />}
              />
            )}
          </Reading>
        </section>
        <TownMap />
      </div>
      <TodoPanel />
    </Page>
  )
}

/** What waits on both lists of the page: someone whose cases are done is not told that nothing waits above what is late. */
function greeting(
  name: string | undefined,
  cases: { todo: number; late: number } | undefined,
  others: readonly { lamp: string | null }[] | undefined,
): string {
  if (!name || !cases || !others) return '正在看今天有什么要办'
  const late = cases.late + others.filter(({ lamp }) => lamp === 'late').length
  if (late > 0) return `${name}，今天先办这${late}件逾期的`
  const waiting = cases.todo + others.length
  return waiting > 0 ? `${name}，有${waiting}件等您办` : `${name}，没有等您办的事`
}
