/** Members and the grid (党员与入格): by name, and who stands in no grid; a village reads who, the town how many. By code, no ranking. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, MemberKind, type Membership } from '../memberships.contract.ts'
import { memberKindNames, stageNames } from '../memberships.words.ts'
import { AdmitDialog, choices } from './StandingDialogs.tsx'

type Gaps = OutputOf<typeof endpoints.gridGaps>

const route = getRouteApi('/members')
const pageSize = 25

const MemberLink = ({ id, name }: { id: string; name: string }) => (
  <Link to="/members/$membershipId" params={{ membershipId: id }}>
    {name}
  </Link>
)

const columns: readonly Column<Membership>[] = [
  { key: 'name', title: '姓名', tight: true, show: ({ id, name }) => <MemberLink id={id} name={name} /> },
  {
    key: 'branch',
    title: '党支部',
    show: ({ bodyName, unitName, movingTo }) => `${bodyName ?? `支部在镇外，报到${unitName}`}${movingTo ? `，正在转往${movingTo}` : ''}`,
  },
  { key: 'kind', title: '类别', tight: true, show: ({ kind }) => memberKindNames[kind] },
  { key: 'stage', title: '正式或预备', tight: true, show: ({ stage }) => stageNames[stage] },
  { key: 'since', title: '入党', tight: true, show: ({ admittedOn }) => admittedOn },
]

const villageColumns: readonly Column<Gaps['villages'][number]>[] = [
  { key: 'name', title: '村（社区）', show: ({ unitName }) => unitName },
  { key: 'members', title: '党员', tight: true, right: true, show: ({ members }) => `${members}人` },
  { key: 'without', title: '没有入格', tight: true, right: true, show: ({ without }) => `${without}人` },
]

const gapColumns: readonly Column<Gaps['items'][number]>[] = [
  { key: 'name', title: '姓名', tight: true, show: ({ membershipId, name }) => <MemberLink id={membershipId} name={name} /> },
  { key: 'unit', title: '在哪里', show: ({ unitName }) => unitName },
  { key: 'kind', title: '类别', tight: true, show: ({ kind }) => memberKindNames[kind] },
]

const fields = [
  { name: 'q', label: '姓名', field: <Input maxLength={50} autoComplete="off" /> },
  { name: 'kind', label: '类别', field: <Select allowClear options={choices(MemberKind.options, memberKindNames)} placeholder="全部" /> },
  { name: 'below', label: '村（社区）或小组', field: <UnitSelect /> },
]

export function MembersPage() {
  const [admitting, setAdmitting] = useState(false)
  const place = route.useSearch()
  const navigate = route.useNavigate()
  const { q, kind, below } = place
  const filters = { q, kind, below }
  const list = useRead(endpoints.list, { query: { ...filters, cursor: place.cursor, limit: pageSize } })
  const gaps = useRead(endpoints.gridGaps, { query: {} })
  const paging = cursorPaging('members', place, list.data?.nextCursor ?? null, next => void navigate({ search: { ...filters, ...next } }))
  return (
    <Page title="党员与入格">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="党员">
        <Reading of={list}>
          {({ items, total, allowedActions }) => (
            <DataTable
              name="党员"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={
                <>
                  <h2>党员</h2>
                  <span className="sub">只给本支部、村（社区）党组织、镇党建办和本人看。</span>
                </>
              }
              tools={
                allowedActions.includes('admit') && (
                  <Button type="primary" onClick={() => setAdmitting(true)}>
                    登记党员
                  </Button>
                )
              }
              onRefresh={() => void list.refetch()}
              stale={list.isPlaceholderData}
              empty={
                <Empty
                  why="没有归您看的党员"
                  todo={allowedActions.includes('admit') ? '点“登记党员”，或从“导入导出”的“党籍”表登记。' : '党员名册由党组织的书记看。'}
                />
              }
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      <section className="panel" aria-label="没有入格">
        <Reading of={gaps}>
          {({ villages, items }) => (
            <>
              <DataTable
                name="各村没有入格的"
                columns={villageColumns}
                rows={villages}
                keyOf={({ unitId }) => unitId}
                heading={
                  <>
                    <h2>没有入格的</h2>
                    <span className="sub">按代码排，不是名次。</span>
                  </>
                }
                empty={<Empty why="没有党员记录" todo="登记党员后再看。" />}
              />
              {items.length > 0 && (
                <DataTable
                  name="没有入格的人"
                  columns={gapColumns}
                  rows={items}
                  keyOf={({ membershipId }) => membershipId}
                  heading={<h3>是哪些人</h3>}
                  empty={<Empty why="都入格了" todo="" />}
                />
              )}
            </>
          )}
        </Reading>
      </section>
      {admitting && (
        <AdmitDialog
          onClose={() => setAdmitting(false)}
          onDone={({ id }) => void navigate({ to: '/members/$membershipId', params: { membershipId: id } })}
        />
      )}
    </Page>
  )
}
