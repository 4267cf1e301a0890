/** Meetings (组织生活): what the organisations within one's scope planned and held. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import type { Column } from '#platform/web/DataTable.tsx'
import type { QueryField } from '#platform/web/QueryForm.tsx'
import { endpoints, MeetingKind, MeetingState, type Meeting } from '../meetings.contract.ts'
import { kindNames, stateNames } from '../meetings.words.ts'
import { MeetingList, meetingsAtOnce } from './MeetingList.tsx'
import { PackDialog } from './PackDialog.tsx'
import { PlanDialog } from './PlanDialog.tsx'

const route = getRouteApi('/meetings')

const filters: readonly QueryField[] = [
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
]

const meeting = ({ id, title, kind, itemName }: Meeting) => ({
  link: (
    <Link to="/meetings/$meetingId" params={{ meetingId: id }}>
      {title}
    </Link>
  ),
  kind: itemName === null ? kindNames[kind] : `${kindNames[kind]}：${itemName}`,
})

const columns: readonly Column<Meeting>[] = [
  { key: 'state', title: '状态', tight: true, show: ({ state }) => stateNames[state] },
  { key: 'place', title: '地点', extra: true, show: ({ place, venueName }) => venueName ?? (place || '没有写') },
]

export function MeetingsPage() {
  const search = route.useSearch()
  const { page: _, ...asked } = search
  const navigate = route.useNavigate()
  const found = useRead(endpoints.list, { query: { ...asked, limit: meetingsAtOnce } })
  const [asking, setAsking] = useState<'plan' | 'packs' | null>(null)
  const mayCreate = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary'])
  return (
    <MeetingList
      title="会议"
      filters={filters}
      meeting={meeting}
      columns={columns}
      found={found}
      search={search}
      onSearch={next => void navigate({ search: next })}
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
    >
      {asking === 'plan' && (
        <PlanDialog
          meeting={null}
          onClose={() => setAsking(null)}
          onDone={({ id }) => void navigate({ to: '/meetings/$meetingId', params: { meetingId: id } })}
        />
      )}
      {asking === 'packs' && <PackDialog onClose={() => setAsking(null)} />}
    </MeetingList>
  )
}
