/** Votes (会议与表决): meetings that vote, within one's scope. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { MeetingList, meetingsAtOnce } from '#features/meetings/web/meetings.widgets.tsx'
import { stateNames } from '#features/meetings/meetings.words.ts'
import { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { useRead } from '#platform/web/api-client.ts'
import type { Column } from '#platform/web/DataTable.tsx'
import type { QueryField } from '#platform/web/QueryForm.tsx'
import { endpoints, type VotingMeeting } from '../votes.contract.ts'
import { ConveneDialog } from './ConveneDialog.tsx'

const route = getRouteApi('/votes')

const filters: readonly QueryField[] = [
  {
    name: 'decidingBody',
    label: '会议',
    field: <Select allowClear placeholder="全部" options={DecidingBody.options.map(value => ({ value, label: bodyNames[value] }))} />,
  },
]

const meeting = ({ id, title, decidingBody }: VotingMeeting) => ({
  link: (
    <Link to="/votes/$meetingId" params={{ meetingId: id }}>
      {title}
    </Link>
  ),
  kind: bodyNames[decidingBody],
})

const columns: readonly Column<VotingMeeting>[] = [
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
  const search = route.useSearch()
  const { page: _, ...asked } = search
  const navigate = route.useNavigate()
  const found = useRead(endpoints.list, { query: { ...asked, limit: meetingsAtOnce } })
  const hosts = useRead(endpoints.hosts, {})
  const [asking, setAsking] = useState(false)
  return (
    <MeetingList
      title="会议与表决"
      filters={filters}
      meeting={meeting}
      columns={columns}
      found={found}
      search={search}
      onSearch={next => void navigate({ search: next })}
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
    >
      {asking && (
        <ConveneDialog
          hosts={hosts.data?.items ?? []}
          onClose={() => setAsking(false)}
          onDone={({ id }) => void navigate({ to: '/votes/$meetingId', params: { meetingId: id } })}
        />
      )}
    </MeetingList>
  )
}
