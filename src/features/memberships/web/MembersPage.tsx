/** Members and the grid (党员与入格): by name, and who stands in no grid; a village reads who, the town how many. By code, no ranking. */
import { getRouteApi } from '@tanstack/react-router'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Membership } from '../memberships.contract.ts'
import { memberKindNames, stageNames } from '../memberships.words.ts'

type Gaps = OutputOf<typeof endpoints.gridGaps>

const route = getRouteApi('/members')
const pageSize = 25

const columns: readonly Column<Membership>[] = [
  { key: 'name', title: '姓名', tight: true, show: ({ name }) => <b>{name}</b> },
  { key: 'branch', title: '党支部', show: ({ bodyName, unitName }) => bodyName ?? `支部在镇外，报到${unitName}` },
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
  { key: 'name', title: '姓名', tight: true, show: ({ name }) => <b>{name}</b> },
  { key: 'unit', title: '在哪里', show: ({ unitName }) => unitName },
  { key: 'kind', title: '类别', tight: true, show: ({ kind }) => memberKindNames[kind] },
]

export function MembersPage() {
  const place = route.useSearch()
  const navigate = route.useNavigate()
  const list = useRead(endpoints.list, { query: { cursor: place.cursor, limit: pageSize, ...(place.kind && { kind: place.kind }) } })
  const gaps = useRead(endpoints.gridGaps, { query: {} })
  const paging = cursorPaging('members', place, list.data?.nextCursor ?? null, next => void navigate({ search: next }))
  return (
    <Page title="党员与入格">
      <section className="panel" aria-label="党员">
        <Reading of={list}>
          {({ items, total }) => (
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
              onRefresh={() => void list.refetch()}
              stale={list.isPlaceholderData}
              empty={<Empty why="没有归您看的党员" todo="党员从“导入导出”的“党籍”表登记。" />}
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
    </Page>
  )
}
