/** Hours of a year (学时): by person and by name, with what the year asks. There is no order by hours (UX-B2). */
import { getRouteApi, Link } from '@tanstack/react-router'
import { InputNumber } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type HoursRow } from '../trainings.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/trainings/hours')
const pageSize = 50

const fields: readonly QueryField[] = [
  { name: 'year', label: '哪一年', field: <InputNumber min={2000} max={2100} /> },
  { name: 'below', label: '所在单元', field: <UnitSelect /> },
]

const columns: readonly Column<HoursRow>[] = [
  { key: 'name', title: '姓名', tight: true, show: ({ name }) => <b>{name}</b> },
  { key: 'unit', title: '所在单元', show: ({ unitName }) => unitName },
  { key: 'hours', title: '学时', tight: true, right: true, show: ({ hours, wanted }) => `${hours}／${wanted}` },
  {
    key: 'state',
    title: '情况',
    show: ({ reached, hours, wanted, concentrated }) => {
      if (reached) return '学满了'
      return hours >= wanted && !concentrated ? '还缺一次集中培训' : `还差${Math.max(0, wanted - hours)}学时`
    },
  },
]

export function HoursPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const year = filters.year ?? Number(localToday().slice(0, 4))
  const rows = useRead(endpoints.hours, { query: { year, below: filters.below, cursor, limit: pageSize } })
  const paging = cursorPaging(
    `hours ${JSON.stringify(filters)}`,
    { cursor, page },
    rows.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title={`${year}年学时`} crumbs={[<Link to="/trainings">培训</Link>]}>
      <p className="sub">党员每年32学时；书记56学时，其中至少一次集中培训。按主办单位的名册记，只列您能看的人。</p>
      <QueryForm fields={fields} value={{ ...filters, year }} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="学时">
        <Reading of={rows} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="学时"
              columns={columns}
              rows={items}
              keyOf={({ personId }) => personId}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>按姓名排</h2>}
              stale={rows.isPlaceholderData}
              empty={<Empty why="这一年还没有记学时" todo="培训开完，由主办单位按名册记。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
    </Page>
  )
}
