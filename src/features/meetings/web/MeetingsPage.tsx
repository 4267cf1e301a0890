/** Meetings (组织生活): what the organisations within one's scope planned and held. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, MeetingKind, MeetingState, type Meeting } from '../meetings.contract.ts'
import { kindNames, stateNames } from '../meetings.words.ts'
import { PackDialog } from './PackDialog.tsx'
import { PlanDialog } from './PlanDialog.tsx'

const route = getRouteApi('/meetings')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '地点', field: <UnitSelect /> },
  {
    name: 'kind',
    label: '类别',
    field: <Select allowClear placeholder="全部" options={MeetingKind.options.map(value => ({ value, label: kindNames[value] }))} />,
  },
  {
    name: 'state',
    label: '状态',
    field: <Select allowClear placeholder="全部" options={MeetingState.options.map(value => ({ value, label: stateNames[value] }))} />,
  },
  { name: 'from', label: '从哪一天', field: <Input type="date" /> },
  { name: 'to', label: '到哪一天', field: <Input type="date" /> },
]

const columns: readonly Column<Meeting>[] = [
  { key: 'when', title: '时间', tight: true, show: ({ startsAt, endsAt }) => showSpan(startsAt, endsAt) },
  {
    key: 'title',
    title: '会议',
    show: ({ id, title, kind, itemName }) => (
      <>
        <Link to="/meetings/$meetingId" params={{ meetingId: id }}>
          {title}
        </Link>
        <br />
        <span className="sub">{itemName === null ? kindNames[kind] : `${kindNames[kind]}：${itemName}`}</span>
      </>
    ),
  },
  { key: 'body', title: '组织', show: ({ bodyName }) => bodyName },
  { key: 'state', title: '状态', tight: true, show: ({ state }) => stateNames[state] },
  { key: 'place', title: '地点', extra: true, show: ({ place, venueName }) => venueName ?? (place || '没有写') },
]

export function MeetingsPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const meetings = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<'plan' | 'packs' | null>(null)
  const mayCreate = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary'])
  const paging = cursorPaging(
    `meetings ${JSON.stringify(filters)}`,
    { cursor, page },
    meetings.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="会议">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的会议">
        <Reading of={meetings} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="会议"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的会议</h2>}
              tools={
                <>
                  <Button onClick={() => setAsking('packs')}>“六个一”项目</Button>
                  {mayCreate && (
                    <Button type="primary" onClick={() => setAsking('plan')}>
                      新建会议
                    </Button>
                  )}
                </>
              }
              onRefresh={() => void meetings.refetch()}
              stale={meetings.isPlaceholderData}
              empty={<Empty why="没有符合的会议" todo="请放宽条件，或点“重置”看全部。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking === 'plan' && (
        <PlanDialog
          meeting={null}
          onClose={() => setAsking(null)}
          onDone={({ id }) => void navigate({ to: '/meetings/$meetingId', params: { meetingId: id } })}
        />
      )}
      {asking === 'packs' && <PackDialog onClose={() => setAsking(null)} />}
    </Page>
  )
}
