/** Volunteer hours (志愿时长): with their grade, the latest day first; disputes to answer, corrections and later entries to decide. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, Grade } from '../volunteering.contract.ts'
import { gradeNames } from '../volunteering.words.ts'
import { hoursColumns, useHoursActs } from './HoursActs.tsx'

const route = getRouteApi('/volunteering/hours')
const pageSize = 25
const waits = { disputed: '有异议，等答复', pending: '补记，等第二个人', corrections: '更正，等核对' } as const
const fields: readonly QueryField[] = [
  { name: 'below', label: '哪个单元组织', field: <UnitSelect /> },
  {
    name: 'grade',
    label: '等级',
    field: <Select allowClear placeholder="全部" options={Grade.options.map(value => ({ value, label: gradeNames[value] }))} />,
  },
  {
    name: 'only',
    label: '等什么',
    field: <Select allowClear placeholder="全部" options={Object.entries(waits).map(([value, label]) => ({ value, label }))} />,
  },
]

export function HoursPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const found = useRead(endpoints.hours, { query: { ...filters, cursor, limit: pageSize } })
  const acts = useHoursActs()
  const paging = cursorPaging(
    `volunteer hours ${JSON.stringify(filters)}`,
    { cursor, page },
    found.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="志愿时长" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="志愿时长">
        <Reading of={found} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="志愿时长"
              columns={hoursColumns(acts.open)}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>按日子排</h2>}
              onRefresh={() => void found.refetch()}
              stale={found.isPlaceholderData}
              empty={<Empty why="没有符合的时长" todo="服务结束后，由组织者按名册公布。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {acts.dialog}
    </Page>
  )
}
