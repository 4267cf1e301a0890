/** Matters on their way (四议两公开): which step each has reached, what is overdue, and beginning one. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { MatterCategory } from '#features/matters/matters.contract.ts'
import { categoryNames } from '#features/matters/matters.words.ts'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { DecisionLamp, DecisionState, endpoints, type DecisionSummary } from '../decisions.contract.ts'
import { lampNames, stateNames, stepName } from '../decisions.words.ts'
import { BeginDialog } from './BeginDialog.tsx'

const route = getRouteApi('/decisions')
const pageSize = 25
const fields: readonly QueryField[] = [
  { name: 'below', label: '哪里的事', field: <UnitSelect /> },
  {
    name: 'state',
    label: '到了哪一步',
    field: <Select allowClear placeholder="全部" options={DecisionState.options.map(value => ({ value, label: stateNames[value] }))} />,
  },
  {
    name: 'category',
    label: '类别',
    field: <Select allowClear placeholder="全部" options={MatterCategory.options.map(value => ({ value, label: categoryNames[value] }))} />,
  },
  {
    name: 'lamp',
    label: '期限',
    field: <Select allowClear placeholder="全部" options={DecisionLamp.options.map(value => ({ value, label: lampNames[value] }))} />,
  },
]
const columns: readonly Column<DecisionSummary>[] = [
  {
    key: 'title',
    title: '什么事',
    show: ({ id, code, title }) => (
      <Link to="/decisions/$decisionId" params={{ decisionId: id }}>
        {code} {title}
      </Link>
    ),
  },
  { key: 'unit', title: '哪里', show: ({ unitName }) => unitName },
  { key: 'state', title: '现在', tight: true, show: ({ stateName }) => stateName },
  { key: 'next', title: '下一步', tight: true, show: ({ next }) => (next ? stepName(next) : '') },
  { key: 'begunOn', title: '登记', tight: true, show: ({ begunOn }) => (begunOn ? showDay(begunOn) : '') },
  { key: 'dueOn', title: '期限', show: due },
]

function due({ lamp, dueOn, overdue }: DecisionSummary) {
  if (lamp === 'late') return <Lamp kind="late" text={overdue.join('、')} />
  if (dueOn === null) return ''
  return lamp === 'soon' ? <Lamp kind="soon" text={`${lampNames.soon}，${showDay(dueOn)}`} /> : showDay(dueOn)
}

export function DecisionsPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const found = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [beginning, setBeginning] = useState(false)
  const mayBegin = useHoldsAny(['villageSecretary', 'villageClerk', 'cooperativeDirector'])
  const paging = cursorPaging(
    `decisions ${JSON.stringify(filters)}`,
    { cursor, page },
    found.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="四议两公开" actions={<Button href="/decisions">居民看到的</Button>}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="四议两公开">
        <Reading of={found} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="四议两公开"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>按起草先后排，新的在前</h2>}
              tools={
                mayBegin && (
                  <Button type="primary" onClick={() => setBeginning(true)}>
                    起草一件
                  </Button>
                )
              }
              onRefresh={() => void found.refetch()}
              stale={found.isPlaceholderData}
              empty={<Empty why="没有符合的事" todo="由村（社区）办公室起草、登记。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {beginning && (
        <BeginDialog
          onClose={() => setBeginning(false)}
          onDone={({ id }) => void navigate({ to: '/decisions/$decisionId', params: { decisionId: id } })}
        />
      )}
    </Page>
  )
}
