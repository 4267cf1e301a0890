/** The workbench (工作台): what waits for me, by due day (UX-05). */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { TodoPanel } from '#features/todos/web/todos.widgets.tsx'
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
import { useInboxCounts, useWaiting } from './requests.widgets.tsx'
import { TownMap } from './TownMap.tsx'

const route = getRouteApi('/')
const pageSize = 25

const boxNames: Record<(typeof Box.options)[number], string> = { todo: '待办', done: '已办', mine: '我发起', copied: '抄送我' }
const listNames: typeof boxNames = { todo: '待办的诉求', done: '已办的诉求', mine: '我发起的诉求', copied: '抄送我的诉求' }
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
  const waits = useWaiting()
  // 待办 is everything that waits, whichever of the two lists below it stands in.
  const shown = (each: (typeof Box.options)[number]) => {
    const count = each === 'todo' ? waits?.waiting : counts?.[each]
    return count === undefined ? '…' : showCount(count)
  }
  const inbox = useRead(endpoints.inbox, { query: { box, cursor: place.cursor, limit: pageSize } })
  const paging = cursorPaging(`inbox ${box}`, place, inbox.data?.nextCursor ?? null, next => void navigate({ search: { box, ...next } }))
  return (
    <Page title="工作台" heading={greeting(account.data?.name, waits)}>
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
            <b>{shown(each)}</b>
            {boxNames[each]}
          </Link>
        ))}
      </nav>
      <div className="two">
        <section className="panel" aria-label={listNames[box]}>
          <Reading of={inbox}>
            {({ items }) => (
              <RequestTable
                name={listNames[box]}
                rows={items}
                first={(paging.page - 1) * pageSize + 1}
                heading={
                  <>
                    <h2>{listNames[box]}</h2>
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

/** Someone whose cases are done is not told that nothing waits above what is late. */
function greeting(name: string | undefined, waits: ReturnType<typeof useWaiting>): string {
  if (!name || !waits) return '正在看今天有什么要办'
  const { waiting, late } = waits
  if (late > 0) return `${name}，今天先办这${late}件逾期的`
  return waiting > 0 ? `${name}，有${waiting}件等您办` : `${name}，没有等您办的事`
}
