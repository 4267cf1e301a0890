/** The event log (审计): who did what to which thing and when, for the audit administrator. Numbers and names of holders, never personal text. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
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
const fieldsOf = (features: readonly { name: string; nameZh: string }[]): readonly QueryField[] => [
  {
    name: 'name',
    label: '功能',
    field: <Select allowClear placeholder="全部" options={features.map(({ name, nameZh }) => ({ value: name, label: nameZh }))} />,
  },
  { name: 'by', label: '谁做的', field: <Input allowClear placeholder="写全名" maxLength={60} /> },
  { name: 'about', label: '哪一件', field: <Input allowClear placeholder="编号、账号或全名" maxLength={80} /> },
  { name: 'from', label: '日期从', field: <Input type="date" /> },
  { name: 'to', label: '日期到', field: <Input type="date" /> },
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
    { key: 'name', title: '做了什么', show: ({ featureZh, nameZh }) => `${featureZh}：${nameZh}` },
    {
      key: 'actor',
      title: '谁',
      show: ({ actorName, actorPersonId }) =>
        actorPersonId ? (
          <Link to="/events" search={{ personId: actorPersonId }}>
            {actorName}
          </Link>
        ) : (
          actorName
        ),
    },
    {
      key: 'subject',
      title: '哪一件',
      show: ({ subjectKindZh, subjectName, subjectId }) => (
        <Link to="/events" search={{ subjectId }}>
          {subjectKindZh} {subjectName ?? `…${subjectId.slice(-8)}`}
        </Link>
      ),
    },
    { key: 'unit', title: '地点', show: ({ unitId }) => (unitId && units.get(unitId)?.shortName) || '—' },
    { key: 'details', title: '原始记录', extra: true, show: ({ name, details }) => <code>{[name, ...inShort(details)].join('，')}</code> },
  ]
  return (
    <Page title="审计">
      <QueryForm fields={fieldsOf(events.data?.features ?? [])} value={filters} onSearch={search => void navigate({ search })} />
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
                  <span className="sub">
                    {filters.personId || filters.subjectId ? (
                      <>
                        只列{filters.personId ? '这个人做的' : '这一件的'}。<Link to="/events">看全部</Link>
                      </>
                    ) : (
                      '新的在前。只能看，不能改。'
                    )}
                  </span>
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
  Object.entries(details).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
