/** Cases in a list (诉求列表): the same columns on the workbench and in the whole list. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import type { RequestRow } from '../requests.contract.ts'
import { lampNames, stateNames } from '../requests.words.ts'
import { buttonsFor, verbNames } from './requests.verbs.ts'
import { rememberTrail } from './trail.ts'

const columns: readonly Column<RequestRow>[] = [
  { key: 'lamp', title: '时限', tight: true, show: ({ lamp }) => <Lamp kind={lamp} text={lampNames[lamp]} /> },
  {
    key: 'title',
    title: '事情',
    show: ({ id, title, number, aboutOfficials, jointMeetingOn }) => (
      <>
        <Link to="/requests/$requestId" params={{ requestId: id }}>
          {title}
        </Link>
        <br />
        <span className="sub num">{number}</span>
        {aboutOfficials && <span className="sub"> 由镇里办</span>}
        {jointMeetingOn && <span className="sub"> 上联席会议</span>}
      </>
    ),
  },
  { key: 'state', title: '状态', tight: true, show: ({ state }) => stateNames[state] },
  { key: 'place', title: '地点', show: row => <Place {...row} /> },
  { key: 'handler', title: '经办', show: ({ handlerName }) => handlerName },
  { key: 'due', title: '到期', tight: true, show: ({ dueOn }) => showDay(dueOn) },
  { key: 'category', title: '类别', extra: true, show: ({ categoryName }) => categoryName ?? '未分类' },
  { key: 'submitted', title: '提交时间', tight: true, extra: true, show: ({ submittedAt }) => showInstant(submittedAt) },
  { key: 'returns', title: '退回次数', tight: true, right: true, extra: true, show: ({ returnCount }) => returnCount },
  { key: 'does', title: '操作', does: true, show: row => <RowLink row={row} /> },
]

const Place = ({ unitName, villageName }: RequestRow) => (
  <>
    {unitName}
    {unitName !== villageName && (
      <>
        <br />
        <span className="sub">{villageName}</span>
      </>
    )}
  </>
)

/** Opens the page where the next step is done, named after that step. */
function RowLink({ row }: { row: RequestRow }) {
  const { main } = buttonsFor(row.allowedActions)
  return (
    <Link to="/requests/$requestId" params={{ requestId: row.id }} aria-label={`${main ? verbNames[main] : '查看'}：${row.title}`}>
      {main ? verbNames[main] : '查看'}
    </Link>
  )
}

interface RequestTableProps {
  name: string
  rows: readonly RequestRow[]
  first: number
  heading: ReactNode
  tools?: ReactNode
  onRefresh(): void
  stale: boolean
  empty: ReactNode
  pager: ReactNode
}

export function RequestTable({ rows, ...rest }: RequestTableProps) {
  rememberTrail(rows.map(({ id }) => id))
  return <DataTable<RequestRow> columns={columns} rows={rows} keyOf={({ id }) => id} {...rest} />
}
