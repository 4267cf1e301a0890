/** Volunteer certificates (志愿服务证明): those that one's office certifies, the latest asked first; asking at the counter, and the export. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, VolunteerCertificateState, type Certificate } from '../certificates.contract.ts'
import { bothGrades, certificateStateName, certificateStateNames } from '../certificates.words.ts'
import { AskDialog, ExportDialog } from './CertificateDialogs.tsx'

const route = getRouteApi('/certificates')
const pageSize = 25
const fields: readonly QueryField[] = [
  { name: 'below', label: '出具单位', field: <UnitSelect /> },
  {
    name: 'state',
    label: '状态',
    field: (
      <Select
        allowClear
        placeholder="全部"
        options={VolunteerCertificateState.options.map(value => ({ value, label: certificateStateNames[value] }))}
      />
    ),
  },
]
const columns: readonly Column<Certificate>[] = [
  {
    key: 'name',
    title: '姓名',
    tight: true,
    show: ({ id, name }) => (
      <Link to="/certificates/$certificateId" params={{ certificateId: id }}>
        {name}
      </Link>
    ),
  },
  { key: 'unit', title: '出具单位', show: ({ unitName }) => unitName },
  { key: 'hours', title: '时长', show: bothGrades },
  { key: 'postedUntil', title: '公示到', tight: true, show: ({ postedUntil }) => showDay(postedUntil) },
  { key: 'serial', title: '编号', tight: true, show: ({ serial }) => serial ?? '还没有' },
  { key: 'state', title: '现在', tight: true, show: certificateStateName },
]

export function CertificatesPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const found = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<'ask' | 'export' | null>(null)
  const close = () => setAsking(null)
  const paging = cursorPaging(
    `certificates ${JSON.stringify(filters)}`,
    { cursor, page },
    found.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="志愿服务证明" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="志愿服务证明">
        <p className="note plain">谁组织，谁证明。公示满7天才能开，不收钱。撤销要两个人。</p>
        <Reading of={found} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="志愿服务证明"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>按申请先后排，新的在前</h2>}
              tools={
                <>
                  <Button onClick={() => setAsking('export')}>导出</Button>
                  <Button type="primary" onClick={() => setAsking('ask')}>
                    代为申请
                  </Button>
                </>
              }
              onRefresh={() => void found.refetch()}
              stale={found.isPlaceholderData}
              empty={<Empty why="没有符合的证明" todo="志愿者自己在网上申请，或由您代为申请。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking === 'ask' && (
        <AskDialog
          onClose={close}
          onDone={({ id }) => void navigate({ to: '/certificates/$certificateId', params: { certificateId: id } })}
        />
      )}
      {asking === 'export' && <ExportDialog unitId={filters.below} onClose={close} />}
    </Page>
  )
}
