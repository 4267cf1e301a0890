/** People (人员): those whose records one may read, by name. There is no other order (UX-B2). */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Person } from '../people.contract.ts'
import { useHolds } from './people.widgets.tsx'
import { roleOptions } from './terms.ts'
import { PersonDialog } from './PersonDialog.tsx'

const route = getRouteApi('/people')
const pageSize = 25

const records = [
  { value: 'soon', label: '一个月内要删的' },
  { value: 'all', label: '连同已经删的' },
]

const fields: readonly QueryField[] = [
  { name: 'q', label: '姓名、拼音或电话', field: <Input allowClear maxLength={50} /> },
  { name: 'below', label: '单位', field: <UnitSelect /> },
  { name: 'role', label: '岗位', field: <Select allowClear placeholder="全部" options={roleOptions()} /> },
  {
    name: 'forgotten',
    label: '资料',
    field: <Select allowClear placeholder="全部" options={records} />,
  },
  { name: 'asOf', label: '看哪一天的', field: <Input type="date" /> },
]

const nobody = { why: '没有符合的人员', todo: '请放宽条件。不归您看的人员不会列在这里。' }
const nobodyLeaves = { why: '一个月内没有要删资料的人', todo: '没有任职或别的关系满5个月的人，会先列在这里一个月。' }

export function PeoplePage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const people = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<{ person: Person | null } | null>(null)
  const mayCreate = useHolds(['townClerk', 'villageSecretary', 'villageClerk', 'systemAdministrator'])
  const paging = cursorPaging(
    `people ${JSON.stringify(filters)}`,
    { cursor, page },
    people.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="人员与任职" heading="人员" actions={<ButtonLink to="/people/posts">看岗位</ButtonLink>}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的人员">
        <Reading of={people} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="人员"
              columns={columnsWith(person => setAsking({ person }))}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的人员</h2>}
              tools={
                mayCreate && (
                  <Button type="primary" onClick={() => setAsking({ person: null })}>
                    登记人员
                  </Button>
                )
              }
              onRefresh={() => void people.refetch()}
              stale={people.isPlaceholderData}
              empty={filters.forgotten !== 'soon' ? <Empty {...nobody} /> : <Empty {...nobodyLeaves} />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking && <PersonDialog person={asking.person} onClose={() => setAsking(null)} />}
    </Page>
  )
}

const columnsWith = (onEdit: (person: Person) => void): readonly Column<Person>[] => [
  {
    key: 'name',
    title: '姓名',
    tight: true,
    show: ({ id, name }) => (
      <Link to="/people/$personId" params={{ personId: id }}>
        {name}
      </Link>
    ),
  },
  { key: 'unit', title: '单位', show: ({ unitName }) => unitName },
  { key: 'posts', title: '任职', show: ({ terms }) => terms.map(({ unitName, title }) => `${unitName} ${title}`).join('、') || '没有任职' },
  { key: 'phone', title: '电话', tight: true, show: ({ phone }) => phone ?? '没有登记' },
  { key: 'code', title: '代码', extra: true, show: ({ externalCode }) => externalCode ?? '没有' },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: person =>
      person.allowedActions.includes('edit') && (
        <Button type="link" size="small" aria-label={`修改：${person.name}`} onClick={() => onEdit(person)}>
          修改
        </Button>
      ),
  },
]
