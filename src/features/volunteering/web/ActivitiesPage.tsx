/** Volunteer activities (志愿活动): the newest first, and whom there is to tell. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Activity } from '../volunteering.contract.ts'
import { callNames } from '../volunteering.words.ts'
import { ActivityDialog } from './ActivityDialog.tsx'
import { organisers } from './organisers.ts'

const route = getRouteApi('/volunteering')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '哪个单元组织', field: <UnitSelect /> },
  { name: 'q', label: '活动名称', field: <Input maxLength={40} /> },
]

const columns: readonly Column<Activity>[] = [
  {
    key: 'title',
    title: '活动',
    show: ({ id, title }) => (
      <Link to="/volunteering/activities/$activityId" params={{ activityId: id }}>
        {title}
      </Link>
    ),
  },
  { key: 'unit', title: '谁组织', show: ({ unitName, teamName }) => (teamName === null ? unitName : `${unitName}，${teamName}`) },
  { key: 'place', title: '地点', show: ({ place }) => place },
  { key: 'state', title: '情况', tight: true, show: ({ opened, checked }) => (opened ? '已公开' : checked ? '已查安全' : '草稿') },
]

export function ActivitiesPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const found = useRead(endpoints.activities, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState(false)
  const mayCreate = useHoldsAny(organisers)
  const paging = cursorPaging(
    `volunteering ${JSON.stringify(filters)}`,
    { cursor, page },
    found.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page
      title="志愿服务"
      actions={
        <>
          <ButtonLink to="/volunteering/teams">志愿队</ButtonLink>
          <ButtonLink to="/volunteering/volunteers">志愿者</ButtonLink>
          <ButtonLink to="/volunteering/hours">时长</ButtonLink>
          <ButtonLink to="/volunteering/anomalies">异常时长</ButtonLink>
          <ButtonLink to="/volunteering/communities">星级社区</ButtonLink>
          <ButtonLink to="/certificates">证明</ButtonLink>
        </>
      }
    >
      <Calls />
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的活动">
        <Reading of={found} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="志愿活动"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的活动</h2>}
              tools={
                mayCreate && (
                  <Button type="primary" onClick={() => setAsking(true)}>
                    新建活动
                  </Button>
                )
              }
              onRefresh={() => void found.refetch()}
              stale={found.isPlaceholderData}
              empty={<Empty why="没有符合的活动" todo="请放宽条件，或点“新建活动”。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking && (
        <ActivityDialog
          activity={null}
          onClose={() => setAsking(false)}
          onDone={({ id }) => void navigate({ to: '/volunteering/activities/$activityId', params: { activityId: id } })}
        />
      )}
    </Page>
  )
}

/** Everyone on the list of a slot that is off is told, one by one. */
function Calls() {
  const calls = useRead(endpoints.calls, {})
  const finishing = useWrite(endpoints.finishCall)
  if (!calls.data || calls.data.items.length === 0) return null
  return (
    <section className="panel" aria-labelledby="calls">
      <h2 id="calls">要告诉的人</h2>
      <ProblemAlert problem={finishing.error} />
      <ul className="lines">
        {calls.data.items.map(({ id, name, title, about }) => (
          <li key={id}>
            {name}：{title}，{callNames[about]}。{' '}
            <Button size="small" onClick={() => finishing.mutate({ params: { callId: id } })}>
              告诉了{name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
