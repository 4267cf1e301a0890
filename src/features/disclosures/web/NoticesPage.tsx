/** Notices at the desk (公示): what is being written, what is on display, what is owed. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, NoticeStateName, NoticeType, type NoticeSummary } from '../disclosures.contract.ts'
import { noticeRule, stateNames } from '../disclosures.words.ts'
import { NoticeLamp } from './NoticeLamp.tsx'

const route = getRouteApi('/notices')
const pageSize = 25
const columns: readonly Column<NoticeSummary>[] = [
  {
    key: 'title',
    title: '公示',
    show: ({ id, title }) => (
      <Link to="/notices/$noticeId" params={{ noticeId: id }}>
        {title}
      </Link>
    ),
  },
  { key: 'unit', title: '哪里的', show: ({ unitName }) => unitName },
  { key: 'type', title: '类型', tight: true, show: ({ type }) => noticeRule(type).name },
  {
    key: 'state',
    title: '到了哪一步',
    show: notice => (
      <>
        <NoticeLamp notice={notice} />
        {notice.openObjections > 0 && <div>{notice.openObjections}条异议在处理</div>}
      </>
    ),
  },
  { key: 'published', title: '发布', tight: true, show: ({ publishedOn }) => showDay(publishedOn) },
  { key: 'ends', title: '最后一天', tight: true, show: ({ clock }) => showDay(clock?.endsOn ?? null) },
  {
    key: 'due',
    title: '结果公开',
    show: ({ resultDueOn, resultOverdue }) =>
      resultDueOn &&
      (resultOverdue ? <Lamp kind="late" text={`逾期，应在${showDay(resultDueOn)}以前`} /> : `不晚于${showDay(resultDueOn)}`),
  },
]

const typeOptions = NoticeType.options.map(value => ({ value, label: noticeRule(value).name }))

const fields: readonly QueryField[] = [
  { name: 'below', label: '哪里的公示', field: <UnitSelect /> },
  {
    name: 'type',
    label: '类型',
    field: <Select allowClear placeholder="全部" showSearch={{ optionFilterProp: 'label' }} options={typeOptions} />,
  },
  {
    name: 'state',
    label: '到了哪一步',
    field: <Select allowClear placeholder="全部" options={NoticeStateName.options.map(value => ({ value, label: stateNames[value] }))} />,
  },
]

export function NoticesPage() {
  const { cursor, page, below, ...named } = route.useSearch()
  const filters = { below, type: NoticeType.safeParse(named.type).data, state: NoticeStateName.safeParse(named.state).data }
  const navigate = route.useNavigate()
  const notices = useRead(endpoints.list, { query: { ...filters, cursor, limit: pageSize } })
  const [drafting, setDrafting] = useState(false)
  const mayDraft = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary', 'cooperativeDirector'])
  const paging = cursorPaging(
    `notices ${JSON.stringify(filters)}`,
    { cursor, page },
    notices.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="公示公开" actions={<Button href="/notices">居民看到的</Button>}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="公示">
        <Reading of={notices}>
          {({ items }) => (
            <DataTable
              name="公示"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={
                <>
                  <h2>公示</h2>
                  <span className="sub">新的在上面。</span>
                </>
              }
              tools={
                mayDraft && (
                  <Button type="primary" onClick={() => setDrafting(true)}>
                    新起公示
                  </Button>
                )
              }
              onRefresh={() => void notices.refetch()}
              stale={notices.isPlaceholderData}
              empty={<Empty why="没有符合的公示" todo="办事员点“新起公示”。" />}
              pager={<CursorPager total={null} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {drafting && (
        <FormDialog<typeof endpoints.draft, { type: NoticeType; unitId: string; title: string; follows?: string }>
          title="新起公示"
          verb="新起"
          endpoint={endpoints.draft}
          input={body => ({ body })}
          initial={{ type: 'general' }}
          onClose={() => setDrafting(false)}
          onDone={({ id }) => void navigate({ to: '/notices/$noticeId', params: { noticeId: id } })}
        >
          <Field name="type" label="公示类型" required>
            <Select showSearch={{ optionFilterProp: 'label' }} options={typeOptions} />
          </Field>
          <Field name="unitId" label="谁的公示" required>
            <UnitSelect />
          </Field>
          <Field name="title" label="标题" required hint="写成“关于…的公示”。">
            <Input maxLength={60} />
          </Field>
          <Field name="follows" label="接着哪一份" hint="结果公开的，选当初的决议公开。">
            <EarlierSelect />
          </Field>
        </FormDialog>
      )}
    </Page>
  )
}

/** The decisions that the chosen place has disclosed, the newest first. */
function EarlierSelect(field: { value?: string; onChange?: (id: string) => void }) {
  const unitId = Form.useWatch<string | undefined>('unitId')
  const earlier = useRead(endpoints.list, { query: { below: unitId, type: 'decision', limit: 100 } }, { enabled: unitId !== undefined })
  const options = (earlier.data?.items ?? [])
    .filter(({ number }) => number > 0)
    .map(({ id, title, unitName }) => ({ value: id, label: `${title}（${unitName}）` }))
  return <Select {...field} allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />
}
