/** Bodies (党组织和部门): which stand on a day, under which, for which places; the town's office founds and changes them. */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
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
import { bodyKindNames, BodyLine, bodyLineNames, endpoints, type Body } from '../bodies.contract.ts'
import { BodyDialog } from './BodyDialog.tsx'
import { BodyHistoryDialog } from './BodyHistoryDialog.tsx'
import { changingVerbs, verbNames, type Verb } from './body-changes.ts'

type Asking = { verb: 'create' } | { verb: Exclude<Verb, 'create'> | 'history'; body: Body }

const route = getRouteApi('/bodies')
const pageSize = 25
const mostNamed = 3
const shownNames = { ...verbNames, history: '沿革' }

const fields: readonly QueryField[] = [
  { name: 'q', label: '名称', field: <Input maxLength={40} /> },
  {
    name: 'line',
    label: '哪一类',
    field: <Select allowClear placeholder="全部" options={BodyLine.options.map(value => ({ value, label: bodyLineNames[value] }))} />,
  },
  { name: 'unitId', label: '地点', field: <UnitSelect /> },
  { name: 'asOf', label: '哪一天的', field: <Input type="date" /> },
]

export function BodiesPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const bodies = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<Asking | null>(null)
  const columns = useColumns(setAsking)
  const paging = cursorPaging(
    `bodies ${JSON.stringify(filters)}`,
    { cursor, page },
    bodies.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="党组织和部门">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的组织">
        <Reading of={bodies} lines={10}>
          {({ items, total, allowedActions }) => (
            <DataTable
              name="组织"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的组织</h2>}
              tools={
                allowedActions.includes('create') && (
                  <Button type="primary" onClick={() => setAsking({ verb: 'create' })}>
                    成立组织
                  </Button>
                )
              }
              onRefresh={() => void bodies.refetch()}
              stale={bodies.isPlaceholderData}
              empty={<Empty why="没有符合的组织" todo="请放宽条件，或点“重置”看全部。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking && <Asked asking={asking} onClose={() => setAsking(null)} />}
    </Page>
  )
}

function Asked({ asking, onClose }: { asking: Asking; onClose(): void }) {
  if (asking.verb === 'create') return <BodyDialog verb="create" body={null} onClose={onClose} />
  if (asking.verb === 'history') return <BodyHistoryDialog body={asking.body} onClose={onClose} />
  return <BodyDialog verb={asking.verb} body={asking.body} onClose={onClose} />
}

function useColumns(onAsk: (asking: Asking) => void): readonly Column<Body>[] {
  const units = useUnitsById()
  return [
    { key: 'name', title: '名称', show: ({ name }) => <b>{name}</b> },
    { key: 'kind', title: '类型', tight: true, show: ({ kind }) => bodyKindNames[kind] },
    { key: 'parent', title: '上级', show: ({ parentName }) => parentName ?? '没有' },
    {
      key: 'units',
      title: '管哪里',
      show: ({ unitIds }) => placesIn(unitIds.map(id => units.get(id)?.shortName ?? '原单位')),
    },
    { key: 'founded', title: '成立', tight: true, show: ({ foundedOn }) => showDay(foundedOn) },
    { key: 'dissolved', title: '撤销', tight: true, extra: true, show: ({ dissolvedOn }) => (dissolvedOn ? showDay(dissolvedOn) : '没有') },
    { key: 'code', title: '代码', extra: true, show: ({ externalCode }) => externalCode ?? '没有' },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: body => (
        <span className="row">
          {[...changingVerbs.filter(verb => body.allowedActions.includes(verb)), 'history' as const].map(verb => (
            <Button
              key={verb}
              type="link"
              size="small"
              aria-label={`${shownNames[verb]}：${body.name}`}
              onClick={() => onAsk({ verb, body })}
            >
              {shownNames[verb]}
            </Button>
          ))}
        </span>
      ),
    },
  ]
}

const placesIn = (names: readonly string[]) =>
  names.length === 0 ? '没有写' : `${names.slice(0, mostNamed).join('、')}${names.length > mostNamed ? `等${names.length}个` : ''}`
