/** The formalism guard (防线): what was refused and why, and the bans with their articles. */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { useWrite, useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { demandKindNames, endpoints, type RefusedDemand } from '../guard.contract.ts'

type Ban = OutputOf<typeof endpoints.rules>['items'][number]

const route = getRouteApi('/guard')
const pageSize = 25

const refusedColumns: readonly Column<RefusedDemand>[] = [
  { key: 'on', title: '哪天', tight: true, show: ({ refusedOn }) => showDay(refusedOn) },
  {
    key: 'title',
    title: '要求',
    show: ({ title, kind, unitName }) => <Asked title={title} words={`${unitName}的${demandKindNames[kind]}`} />,
  },
  {
    key: 'why',
    title: '为什么没有发',
    show: ({ findings }) => (
      <ul className="lines">
        {findings.map(({ ban, detail, source }, index) => (
          <li key={`${ban} ${index}`}>
            {detail}
            <span className="sub">
              {source.name}，{source.article}
            </span>
          </li>
        ))}
      </ul>
    ),
  },
  { key: 'saved', title: '省下', tight: true, right: true, show: ({ yearlyMinutes }) => `每年${yearlyMinutes}分钟` },
]

const withholdColumn = (onWithhold: (id: string) => void): Column<RefusedDemand> => ({
  key: 'withhold',
  title: '操作',
  does: true,
  tight: true,
  show: ({ id, title, allowedActions }) =>
    allowedActions.includes('withhold') && (
      <Popconfirm title="不再列出标题？理由和条款还列出。" okText="不再列出" cancelText="先不" onConfirm={() => onWithhold(id)}>
        <Button type="link" aria-label={`不列出“${title}”`}>
          不列出标题
        </Button>
      </Popconfirm>
    ),
})

const Asked = ({ title, words }: { title: string; words: string }) => (
  <>
    <b>{title}</b>
    <br />
    <span className="sub">{words}</span>
  </>
)

const banColumns: readonly Column<Ban>[] = [
  { key: 'bans', title: '不能作要求', show: ({ bans }) => <b>{bans}</b> },
  { key: 'examples', title: '例如', show: ({ examples }) => examples.join('、') },
  { key: 'source', title: '依据', show: ({ source }) => `${source.name}，${source.article}` },
  { key: 'remedy', title: '怎么改', show: ({ remedy }) => remedy },
]

export function GuardPage() {
  const place = route.useSearch()
  const navigate = route.useNavigate()
  const refusals = useRead(endpoints.refusals, { query: { cursor: place.cursor, limit: pageSize } })
  const rules = useRead(endpoints.rules, {})
  const withhold = useWrite(endpoints.withhold)
  const mayWithhold = refusals.data?.items.some(({ allowedActions }) => allowedActions.includes('withhold')) ?? false
  const columns = mayWithhold
    ? [...refusedColumns, withholdColumn(refusalId => withhold.mutate({ params: { refusalId }, body: {} }))]
    : refusedColumns
  const paging = cursorPaging('refusals', place, refusals.data?.nextCursor ?? null, next => void navigate({ search: next }))
  return (
    <Page title="防线" heading="形式主义防线">
      <ProblemAlert problem={withhold.error} />
      <section className="panel" aria-label="没有发出去的">
        <Reading of={refusals}>
          {({ items, total }) => (
            <DataTable
              name="没有发出去的"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={
                <>
                  <h2>没有发出去的</h2>
                  <span className="sub">只写要求和理由，不写是谁提的。</span>
                </>
              }
              onRefresh={() => void refusals.refetch()}
              stale={refusals.isPlaceholderData}
              empty={<Empty why="还没有拦下的要求" todo="发清单时碰到禁止的事项，会记在这里。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      <section className="panel" aria-label="哪些不能作要求">
        <Reading of={rules}>
          {({ items }) => (
            <DataTable
              name="哪些不能作要求"
              columns={banColumns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>哪些不能作要求</h2>}
              empty={<Empty why="没有条目" todo="请刷新再看。" />}
            />
          )}
        </Reading>
      </section>
    </Page>
  )
}
