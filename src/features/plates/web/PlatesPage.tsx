/** Plates (党员户): those of one's village or branch, and those that name oneself; by the household's number, no ranking, no target. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, PlateState, type Plate } from '../plates.contract.ts'
import { plateStateNames } from '../plates.words.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { OfferDialog } from './OfferDialog.tsx'

const route = getRouteApi('/plates')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '村（社区）或网格', field: <UnitSelect /> },
  {
    name: 'state',
    label: '状态',
    field: <Select allowClear placeholder="全部" options={PlateState.options.map(value => ({ value, label: plateStateNames[value] }))} />,
  },
]

const columns: readonly Column<Plate>[] = [
  {
    key: 'code',
    title: '户号',
    show: ({ id, householdCode, unitName }) => (
      <Link to="/plates/$plateId" params={{ plateId: id }}>
        {householdCode ?? unitName}
      </Link>
    ),
  },
  { key: 'members', title: '党员', show: ({ members }) => members.map(({ name }) => name).join('、') },
  { key: 'number', title: '牌号', tight: true, show: ({ number }) => number ?? '' },
  { key: 'mountedOn', title: '挂牌', tight: true, show: ({ mountedOn }) => (mountedOn === null ? '' : showDay(mountedOn)) },
  { key: 'state', title: '现在', tight: true, show: ({ state }) => plateStateNames[state] },
]

export function PlatesPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const plates = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<'offer' | 'export' | null>(null)
  const keeps = plates.data?.allowedActions.includes('offer') ?? false
  const paging = cursorPaging(
    `plates ${JSON.stringify(filters)}`,
    { cursor, page },
    plates.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="党员户" actions={keeps && <ButtonLink to="/plates/sheet">印牌</ButtonLink>}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="党员户牌">
        <p className="note plain">这一户和牌上每位党员都同意，才挂牌。谁都可以随时收回，不问原因。没有指标。</p>
        <Reading of={plates} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="党员户牌"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>党员户牌</h2>}
              tools={
                keeps && (
                  <>
                    <Button onClick={() => setAsking('export')}>导出</Button>
                    <Button type="primary" onClick={() => setAsking('offer')}>
                      提出挂牌
                    </Button>
                  </>
                )
              }
              onRefresh={() => void plates.refetch()}
              stale={plates.isPlaceholderData}
              empty={<Empty why="没有归您看的党员户牌" todo="由村（社区）党组织和支部提出。镇里只看户数，在“指标”里。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking === 'export' && <ExportDialog unitId={filters.below} onClose={() => setAsking(null)} />}
      {asking === 'offer' && (
        <OfferDialog
          onClose={() => setAsking(null)}
          onDone={({ id }) => void navigate({ to: '/plates/$plateId', params: { plateId: id } })}
        />
      )}
    </Page>
  )
}
