/** Trainings (培训): sessions at the Party school and the teaching points. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { Audience, endpoints, TrainingSessionState, type Session } from '../trainings.contract.ts'
import { audienceNames, placeKindNames, stateNames } from '../trainings.words.ts'
import { CourseDialog, SessionDialog } from './SessionDialog.tsx'

const route = getRouteApi('/trainings')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '主办单位', field: <UnitSelect /> },
  {
    name: 'audience',
    label: '对象',
    field: <Select allowClear placeholder="全部" options={Audience.options.map(value => ({ value, label: audienceNames[value] }))} />,
  },
  {
    name: 'state',
    label: '状态',
    field: (
      <Select allowClear placeholder="全部" options={TrainingSessionState.options.map(value => ({ value, label: stateNames[value] }))} />
    ),
  },
  { name: 'from', label: '从哪一天', field: <Input type="date" /> },
  { name: 'to', label: '到哪一天', field: <Input type="date" /> },
]

const columns: readonly Column<Session>[] = [
  { key: 'when', title: '时间', tight: true, show: ({ startsAt, endsAt }) => showSpan(startsAt, endsAt) },
  {
    key: 'title',
    title: '课程',
    show: ({ id, title, audience, concentrated }) => (
      <>
        <Link to="/trainings/$sessionId" params={{ sessionId: id }}>
          {title}
        </Link>
        <br />
        <span className="sub">
          {audienceNames[audience]}
          {concentrated && '，集中培训'}
        </span>
      </>
    ),
  },
  { key: 'unit', title: '主办', show: ({ unitName, placeKind }) => `${unitName}，${placeKindNames[placeKind]}` },
  { key: 'hours', title: '学时', tight: true, right: true, show: ({ hours }) => hours },
  { key: 'state', title: '状态', tight: true, show: ({ state }) => stateNames[state] },
  { key: 'teacher', title: '讲课人', extra: true, show: ({ teacher }) => teacher || '没有写' },
]

export function TrainingsPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const sessions = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<'course' | 'session' | null>(null)
  const mayCreate = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary'])
  const paging = cursorPaging(
    `trainings ${JSON.stringify(filters)}`,
    { cursor, page },
    sessions.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  const close = () => setAsking(null)
  return (
    <Page title="培训" actions={<ButtonLink to="/trainings/hours">看学时</ButtonLink>}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的培训">
        <Reading of={sessions} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="培训"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的培训</h2>}
              tools={
                mayCreate && (
                  <>
                    <Button onClick={() => setAsking('course')}>新建课程</Button>
                    <Button type="primary" onClick={() => setAsking('session')}>
                      排一场培训
                    </Button>
                  </>
                )
              }
              onRefresh={() => void sessions.refetch()}
              stale={sessions.isPlaceholderData}
              empty={<Empty why="没有符合的培训" todo="请放宽条件，或点“重置”看全部。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking === 'course' && <CourseDialog onClose={close} />}
      {asking === 'session' && (
        <SessionDialog
          session={null}
          onClose={close}
          onDone={({ id }) => void navigate({ to: '/trainings/$sessionId', params: { sessionId: id } })}
        />
      )}
    </Page>
  )
}
