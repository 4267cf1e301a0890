/** Venues (阵地): where one can go, when, and for what; kept by the place's own office. */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect, useUnitsById } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, VenueKind, venueKindNames, VenueStatus, venueStatusNames, type VenueWithActions } from '../venues.contract.ts'
import { CloseVenueDialog, VenueDialog } from './VenueDialog.tsx'

type Row = z.infer<typeof VenueWithActions>
type Asking = { verb: 'create' } | { verb: 'edit' | 'close'; venue: Row } | null

const route = getRouteApi('/venues')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '地点', field: <UnitSelect /> },
  {
    name: 'kind',
    label: '类型',
    field: <Select allowClear placeholder="全部" options={VenueKind.options.map(value => ({ value, label: venueKindNames[value] }))} />,
  },
  {
    name: 'status',
    label: '状态',
    field: <Select allowClear placeholder="全部" options={VenueStatus.options.map(value => ({ value, label: venueStatusNames[value] }))} />,
  },
  { name: 'asOf', label: '哪一天在用', field: <Input type="date" /> },
]

export function VenuesPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const venues = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<Asking>(null)
  const columns = useColumns(setAsking)
  const mayCreate = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk'])
  const paging = cursorPaging(
    `venues ${JSON.stringify(filters)}`,
    { cursor, page },
    venues.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  const close = () => setAsking(null)
  return (
    <Page title="阵地">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的阵地">
        <Reading of={venues} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="阵地"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的阵地</h2>}
              tools={
                mayCreate && (
                  <Button type="primary" onClick={() => setAsking({ verb: 'create' })}>
                    登记阵地
                  </Button>
                )
              }
              onRefresh={() => void venues.refetch()}
              stale={venues.isPlaceholderData}
              empty={<Empty why="没有符合的阵地" todo="请放宽条件，或点“重置”看全部。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking?.verb === 'create' && <VenueDialog venue={null} onClose={close} />}
      {asking?.verb === 'edit' && <VenueDialog venue={asking.venue} onClose={close} />}
      {asking?.verb === 'close' && <CloseVenueDialog venue={asking.venue} onClose={close} />}
    </Page>
  )
}

function useColumns(onAsk: (asking: Asking) => void): readonly Column<Row>[] {
  const units = useUnitsById()
  return [
    { key: 'name', title: '名称', show: ({ name }) => <b>{name}</b> },
    { key: 'kind', title: '类型', show: ({ kind }) => venueKindNames[kind] },
    { key: 'unit', title: '地点', show: ({ unitId, address }) => <Where unit={units.get(unitId)?.shortName} address={address} /> },
    { key: 'hours', title: '开放时间', show: ({ hours }) => hours || '没有写' },
    { key: 'phone', title: '电话', tight: true, show: ({ phone }) => phone ?? '没有写' },
    {
      key: 'status',
      title: '状态',
      tight: true,
      show: ({ status, closedOn }) => `${venueStatusNames[status]}${closedOn ? `（${showDay(closedOn)}起）` : ''}`,
    },
    { key: 'opened', title: '启用', tight: true, extra: true, show: ({ openedOn }) => showDay(openedOn) },
    { key: 'services', title: '服务项目', extra: true, show: ({ services }) => services.join('、') || '没有写' },
    { key: 'code', title: '代码', extra: true, show: ({ externalCode }) => externalCode ?? '没有' },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: venue => (
        <span className="row">
          {venue.allowedActions.includes('edit') && (
            <Button type="link" size="small" aria-label={`修改：${venue.name}`} onClick={() => onAsk({ verb: 'edit', venue })}>
              修改
            </Button>
          )}
          {venue.allowedActions.includes('close') && (
            <Button type="link" size="small" aria-label={`停用：${venue.name}`} onClick={() => onAsk({ verb: 'close', venue })}>
              停用
            </Button>
          )}
        </span>
      ),
    },
  ]
}

const Where = ({ unit, address }: { unit: string | undefined; address: string }) => (
  <>
    {unit}
    {address && (
      <>
        <br />
        <span className="sub">{address}</span>
      </>
    )}
  </>
)
