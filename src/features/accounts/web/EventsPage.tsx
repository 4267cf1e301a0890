/** The event log (审计): who did what to which thing and when, for the audit administrator. Ids and states only, never personal text. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Input } from 'antd'
import type { z } from 'zod'
import { useUnitsById } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type LoggedEvent } from '../accounts.contract.ts'

type Row = z.infer<typeof LoggedEvent>

const route = getRouteApi('/events')
const pageSize = 50
const fields: readonly QueryField[] = [
  { name: 'name', label: '功能或事件', field: <Input allowClear placeholder="例如 requests 或 accounts.signIn" maxLength={60} /> },
  { name: 'from', label: '日期从', field: <Input type="date" /> },
  { name: 'to', label: '日期到', field: <Input type="date" /> },
  { name: 'personId', label: '操作人标识', field: <Input allowClear maxLength={36} /> },
  { name: 'subjectId', label: '对象标识', field: <Input allowClear maxLength={36} /> },
]

export function EventsPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const units = useUnitsById()
  const events = useRead(endpoints.listEvents, { query: { ...filters, cursor, limit: pageSize } })
  const paging = cursorPaging(
    `events ${JSON.stringify(filters)}`,
    { cursor, page },
    events.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  const columns: readonly Column<Row>[] = [
    { key: 'at', title: '时间', tight: true, show: ({ at }) => showInstant(at) },
    { key: 'name', title: '事件', show: ({ name }) => name },
    {
      key: 'actor',
      title: '操作人',
      show: ({ actor, actorPersonId }) =>
        actorPersonId ? (
          <Link to="/events" search={{ personId: actorPersonId }}>
            {actor}
          </Link>
        ) : (
          actor
        ),
    },
    {
      key: 'subject',
      title: '对象',
      show: ({ subjectKind, subjectId }) => (
        <Link to="/events" search={{ subjectId }} aria-label={`${subjectKind} ${subjectId} 的全部记录`}>
          {subjectKind} …{subjectId.slice(-8)}
        </Link>
      ),
    },
    { key: 'unit', title: '地点', show: ({ unitId }) => (unitId && units.get(unitId)?.shortName) || '—' },
    { key: 'details', title: '内容', show: ({ details }) => <code>{inShort(details)}</code> },
  ]
  return (
    <Page title="审计">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="操作记录">
        <Reading of={events} lines={12}>
          {({ items }) => (
            <DataTable
              name="操作记录"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={
                <>
                  <h2>操作记录</h2>
                  <span className="sub">新的在前。只能看，不能改。</span>
                </>
              }
              onRefresh={() => void events.refetch()}
              stale={events.isPlaceholderData}
              empty={<Empty why="没有符合的记录" todo="请放宽日期，或点“重置”看全部。" />}
              pager={<CursorPager total={null} {...paging} />}
            />
          )}
        </Reading>
      </section>
    </Page>
  )
}

const inShort = (details: Record<string, unknown>) =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('，')
