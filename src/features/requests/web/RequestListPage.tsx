/** All cases within my scope (诉求): found by words, place, state, category, lamp, day and handler; all of it in the address. */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { Channel, endpoints, Lamp, RequestState } from '../requests.contract.ts'
import { counterRoles } from '../requests.desks.rules.ts'
import { channelNames, lampNames, stateNames } from '../requests.words.ts'
import { CategorySelect } from './CategorySelect.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { FindByPhone } from './FindByPhone.tsx'
import { HandlerSelect } from './HandlerSelect.tsx'
import { RequestTable } from './RequestTable.tsx'

const route = getRouteApi('/requests')
const pageSize = 25

const stateChoices = [
  { value: 'open', label: '在办的全部' },
  { value: 'closed', label: '已结束的全部' },
  ...RequestState.options.map(state => ({ value: state, label: stateNames[state] })),
]
const sortChoices = [
  { value: 'due', label: '到期时间' },
  { value: 'newest', label: '新提交的在前' },
  { value: 'number', label: '编号' },
]
const fields: readonly QueryField[] = [
  { name: 'q', label: '标题、内容或编号', field: <Input allowClear placeholder="两个字，或热线编号" maxLength={60} /> },
  { name: 'state', label: '状态', field: <Select allowClear options={stateChoices} placeholder="全部" /> },
  {
    name: 'lamp',
    label: '时限',
    field: <Select allowClear options={Lamp.options.map(value => ({ value, label: lampNames[value] }))} placeholder="全部" />,
  },
  {
    name: 'channel',
    label: '来源',
    field: <Select allowClear options={Channel.options.map(value => ({ value, label: channelNames[value] }))} placeholder="全部" />,
  },
  { name: 'unitId', label: '地点', field: <UnitSelect /> },
  { name: 'categoryId', label: '类别', field: <CategorySelect placeholder="全部" /> },
  { name: 'handlerId', label: '经办', field: <HandlerSelect placeholder="全部" /> },
  { name: 'from', label: '提交日期从', field: <Input type="date" /> },
  { name: 'to', label: '提交日期到', field: <Input type="date" /> },
  { name: 'sort', label: '排序', field: <Select allowClear options={sortChoices} placeholder="到期时间" /> },
  { name: 'jointMeeting', label: '联席会议', field: <TextCheckbox>只看上联席会议的</TextCheckbox> },
]

/** A checkbox whose value is a word of the address. */
function TextCheckbox({
  value,
  onChange,
  children,
  id,
}: {
  value?: string
  onChange?(value: string | undefined): void
  children: string
  id?: string
}) {
  return (
    <Checkbox {...(id && { id })} checked={value === 'true'} onChange={event => onChange?.(event.target.checked ? 'true' : undefined)}>
      {children}
    </Checkbox>
  )
}

export function RequestListPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useRead(endpoints.list, {
    query: { ...filters, jointMeeting: filters.jointMeeting === 'true' || undefined, cursor, limit: pageSize },
  })
  const { sort: _sort, ...counted } = filters
  const count = useRead(endpoints.count, { query: { ...counted, jointMeeting: filters.jointMeeting === 'true' || undefined } })
  const [asking, setAsking] = useState<'export' | 'phone' | null>(null)
  const servesCounter = useHoldsAny(counterRoles)
  const paging = cursorPaging(
    `requests ${JSON.stringify(filters)}`,
    { cursor, page },
    list.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page title="诉求">
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的诉求">
        <Reading of={list} lines={10}>
          {({ items }) => (
            <RequestTable
              name="诉求"
              rows={items}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>查到的诉求</h2>}
              tools={
                <>
                  <Button onClick={() => setAsking('export')}>导出</Button>
                  {servesCounter && <Button onClick={() => setAsking('phone')}>按电话找</Button>}
                  <ButtonLink to="/requests/new" type="primary">
                    代居民登记
                  </ButtonLink>
                </>
              }
              onRefresh={() => void Promise.all([list.refetch(), count.refetch()])}
              stale={list.isPlaceholderData}
              empty={<Empty why="没有符合的诉求" todo="请放宽条件，或点“重置”看全部。您只看得到自己范围里的。" />}
              pager={<CursorPager total={count.data?.total ?? null} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking === 'export' && <ExportDialog filters={filters} onClose={() => setAsking(null)} />}
      {asking === 'phone' && <FindByPhone onClose={() => setAsking(null)} />}
    </Page>
  )
}
