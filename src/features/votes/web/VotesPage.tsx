/** Votes (会议与表决): meetings that vote, within one's scope. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { stateNames } from '#features/meetings/meetings.words.ts'
import { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
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
import { endpoints, type VotingMeeting } from '../votes.contract.ts'
import { ConveneDialog } from './ConveneDialog.tsx'

const route = getRouteApi('/votes')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '地点', field: <UnitSelect /> },
  {
    name: 'decidingBody',
    label: '会议',
    field: <Select allowClear placeholder="全部" options={DecidingBody.options.map(value => ({ value, label: bodyNames[value] }))} />,
  },
  { name: 'from', label: '从哪一天', field: <Input type="date" /> },
  { name: 'to', label: '到哪一天', field: <Input type="date" /> },
]

const columns: readonly Column<VotingMeeting>[] = [
  { key: 'when', title: '时间', tight: true, show: ({ startsAt, endsAt }) => showSpan(startsAt, endsAt) },
  {
    key: 'title',
    title: '会议',
    show: ({ id, title, decidingBody }) => (
      <>
        <Link to="/votes/$meetingId" params={{ meetingId: id }}>
          {title}
        </Link>
        <br />
        <span className="sub">{bodyNames[decidingBody]}</span>
      </>
    ),
  },
  { key: 'body', title: '组织', show: ({ bodyName }) => bodyName },
  {
    key: 'ballots',
    title: '表决',
    tight: true,
    show: ({ ballots, closed }) => (ballots === 0 ? '还没有' : `${ballots}项，${closed}项有结果`),
  },
  {
    key: 'state',
    title: '状态',
    tight: true,
    show: ({ state, rollFixedAt }) => (state === 'planned' && rollFixedAt ? '名册已定' : stateNames[state]),
  },
]

export function VotesPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const meetings = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const hosts = useRead(endpoints.hosts, {})
  const [asking, setAsking] = useState(false)
  const paging = cursorPaging(
    `votes ${JSON.stringify(filters)}`,
    { cursor, page },
    meetings.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="会议与表决">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的会议">
        <Reading of={meetings} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="会议与表决"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的会议</h2>}
              tools={
                <>
                  <Link to="/voting-registers">表决权名册</Link>
                  {(hosts.data?.items.length ?? 0) > 0 && (
                    <Button type="primary" onClick={() => setAsking(true)}>
                      召集会议
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
      {asking && (
        <ConveneDialog
          hosts={hosts.data?.items ?? []}
          onClose={() => setAsking(false)}
          onDone={({ id }) => void navigate({ to: '/votes/$meetingId', params: { meetingId: id } })}
        />
      )}
    </Page>
  )
}
