/** A list of meetings (会议列表): filters, what was found and its pages; the same for the life of organisations and for meetings that vote. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import type { Problem } from '#platform/shared/problem.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'

export const meetingsAtOnce = 25

interface Row {
  id: string
  startsAt: string
  endsAt: string | null
  bodyName: string
}
interface Search {
  cursor?: string | undefined
  page?: number | undefined
}

interface MeetingListProps<R extends Row, S extends Search> {
  title: string
  /** Filters between the place and the days. */
  filters: readonly QueryField[]
  /** The meeting, with the link to its page, and what kind it is. */
  meeting(row: R): { link: ReactNode; kind: string }
  columns: readonly Column<R>[]
  found: UseQueryResult<{ items: R[]; nextCursor: string | null; total: number | null }, Problem>
  search: S
  onSearch(search: Omit<S, keyof Search> & Search): void
  tools: ReactNode
  children?: ReactNode
}

export function MeetingList<R extends Row, S extends Search>(props: MeetingListProps<R, S>) {
  const { title, filters, meeting, columns, found, search, onSearch, tools, children } = props
  const { cursor, page, ...asked } = search
  const paging = cursorPaging(`${title} ${JSON.stringify(asked)}`, { cursor, page }, found.data?.nextCursor ?? null, place =>
    onSearch({ ...asked, ...place }),
  )
  const shared: readonly Column<R>[] = [
    { key: 'when', title: '时间', tight: true, show: ({ startsAt, endsAt }) => showSpan(startsAt, endsAt) },
    {
      key: 'title',
      title: '会议',
      show: row => (
        <>
          {meeting(row).link}
          <br />
          <span className="sub">{meeting(row).kind}</span>
        </>
      ),
    },
    { key: 'body', title: '组织', show: ({ bodyName }) => bodyName },
  ]
  return (
    <Page title={title}>
      <QueryForm
        fields={[
          { name: 'below', label: '地点', field: <UnitSelect /> },
          ...filters,
          { name: 'from', label: '从哪一天', field: <Input type="date" /> },
          { name: 'to', label: '到哪一天', field: <Input type="date" /> },
        ]}
        value={asked}
        onSearch={onSearch}
      />
      <section className="panel" aria-label="查到的会议">
        <Reading of={found} lines={10}>
          {({ items, total }) => (
            <DataTable
              name={title}
              columns={[...shared, ...columns]}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * meetingsAtOnce + 1}
              heading={<h2>查到的会议</h2>}
              tools={tools}
              onRefresh={() => void found.refetch()}
              stale={found.isPlaceholderData}
              empty={<Empty why="没有符合的会议" todo="请放宽条件，或点“重置”看全部。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {children}
    </Page>
  )
}
