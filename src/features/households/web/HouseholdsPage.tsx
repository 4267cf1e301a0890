/** Households (户): by number, grid by grid. Names stay sealed; the list is no list of people. */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { ContactFilter, endpoints, HouseholdState } from '../households.contract.ts'
import { contactFilterNames, stateNames } from '../households.words.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { FindByPhone } from './FindByPhone.tsx'
import { homeColumns, placeKinds } from './homes.tsx'
import { MoveInDialog } from './VerbDialogs.tsx'

const route = getRouteApi('/households')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '村（社区）或网格', field: <UnitSelect /> },
  {
    name: 'contact',
    label: '联系人',
    field: (
      <Select allowClear placeholder="全部" options={ContactFilter.options.map(value => ({ value, label: contactFilterNames[value] }))} />
    ),
  },
  {
    name: 'state',
    label: '状态',
    field: <Select allowClear placeholder="全部" options={HouseholdState.options.map(value => ({ value, label: stateNames[value] }))} />,
  },
  { name: 'code', label: '户号开头', field: <Input maxLength={40} /> },
]

export function HouseholdsPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const homes = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<'moveIn' | 'phone' | 'export' | null>(null)
  const keeps = useHoldsAny(['gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary'])
  const paging = cursorPaging(
    `households ${JSON.stringify(filters)}`,
    { cursor, page },
    homes.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page
      title="户"
      actions={
        <>
          <ButtonLink to="/households/mine">我联系的户</ButtonLink>
          <ButtonLink to="/households/gaps">看缺口</ButtonLink>
          <ButtonLink to="/households/terms">规定</ButtonLink>
        </>
      }
    >
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的户">
        <Reading of={homes} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="户"
              columns={homeColumns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的户</h2>}
              tools={
                keeps && (
                  <>
                    <Button onClick={() => setAsking('export')}>导出</Button>
                    <Button onClick={() => setAsking('phone')}>按电话找</Button>
                    <Button type="primary" onClick={() => setAsking('moveIn')}>
                      登记迁入
                    </Button>
                  </>
                )
              }
              onRefresh={() => void homes.refetch()}
              stale={homes.isPlaceholderData}
              empty={
                <Empty
                  why="没有您能看的户"
                  todo={keeps ? '请放宽条件，或登记迁入。' : '户由村（社区）和网格保管。镇里请点“看缺口”，看户数。'}
                />
              }
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking === 'export' && <ExportDialog unitId={filters.below} onClose={() => setAsking(null)} />}
      {asking === 'phone' && <FindByPhone onClose={() => setAsking(null)} />}
      {asking === 'moveIn' && (
        <MoveInDialog
          kinds={placeKinds}
          onClose={() => setAsking(null)}
          onDone={({ id }) => void navigate({ to: '/households/$householdId', params: { householdId: id } })}
        />
      )}
    </Page>
  )
}
