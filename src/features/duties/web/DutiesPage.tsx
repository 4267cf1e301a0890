/** The duties of my unit (工作清单): by lamp and due day. They close by their records; here one only looks, or is freed with a reason. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useHoldsAny, useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { DutyLamp, dutyLampNames, type Duty, type LampCounts } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'
import { quartersUntil, type Quarter } from './periods.ts'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/duties')

function LampOf({ lamp, state }: Duty) {
  if (lamp === 'late') return <Lamp kind="late" text="逾期" />
  if (lamp === 'soon') return <Lamp kind="soon" text="临期" />
  if (lamp === 'done') return <Lamp kind="done" text="已完成" />
  if (lamp === 'waived') return <Lamp kind="paused" text="已免除" />
  return <Lamp kind="ok" text={state === 'upcoming' ? '未到期' : '正常'} />
}

const Outcome = ({ state, doneOn, onTime, link, fulfilledByName, waivedReason, waivedByName }: Duty) => {
  if (state === 'waived') return `${waivedReason}（${waivedByName ?? '办公室'}）`
  if (state !== 'done') return <span className="sub">等记录：{fulfilledByName ?? '尚无此功能'}</span>
  const words = `${showDay(doneOn)}有记录${onTime ? '' : '，晚了'}`
  return link ? <a href={link}>{words}</a> : words
}

const columns = (duties: readonly Duty[], onWaive: (duty: Duty) => void): readonly Column<Duty>[] => [
  { key: 'lamp', title: '灯', tight: true, show: LampOf },
  { key: 'name', title: '要做的', show: ({ name }) => <b>{name}</b> },
  { key: 'owner', title: '谁', show: ({ bodyName, unitName }) => bodyName ?? unitName },
  { key: 'period', title: '哪一期', tight: true, show: ({ periodFrom, periodTo }) => `${showDay(periodFrom)}—${showDay(periodTo)}` },
  {
    key: 'due',
    title: '到期',
    tight: true,
    show: ({ dueOn, dueEstimated }) => (
      <>
        {showDay(dueOn)}
        {dueEstimated && <span className="sub">（估算）</span>}
      </>
    ),
  },
  { key: 'outcome', title: '记录', show: Outcome },
  { key: 'awaited', title: '谁在等', extra: true, show: ({ awaitedBy }) => awaitedBy ?? '没有人等' },
  ...(duties.some(({ allowedActions }) => allowedActions.includes('waive')) ? [waiving(onWaive)] : []),
]

const waiving = (onWaive: (duty: Duty) => void): Column<Duty> => ({
  key: 'does',
  title: '操作',
  does: true,
  show: duty =>
    duty.allowedActions.includes('waive') && (
      <Button type="link" size="small" aria-label={`免除：${duty.bodyName ?? duty.unitName}${duty.name}`} onClick={() => onWaive(duty)}>
        免除
      </Button>
    ),
})

/** How many have each lamp; pressing one shows those alone, pressing it again all. */
function LampChoice({ lamps }: { lamps: LampCounts }) {
  const search = route.useSearch()
  return (
    <nav className="stats" aria-label="按灯看">
      {DutyLamp.options.map(lamp => (
        <Link
          key={lamp}
          to="/duties"
          search={{ ...search, cursor: undefined, page: undefined, lamp: lamp === search.lamp ? undefined : lamp }}
          aria-current={lamp === search.lamp ? 'true' : undefined}
          activeProps={{}}
        >
          <b>{lamps[lamp]}</b>
          {dutyLampNames[lamp]}
        </Link>
      ))}
    </nav>
  )
}

interface ChoiceProps {
  unitId: string | undefined
  days: { from: string; to: string }
  quarters: readonly Quarter[]
  onChoose(search: { unitId?: string | undefined; from?: string | undefined; to?: string | undefined }): void
}

/** Which unit and which days. Whoever comes from a number elsewhere may bring days that are no quarter: they are kept. */
function Choice({ unitId, days, quarters, onChoose }: ChoiceProps) {
  const known = quarters.find(({ from, to }) => from === days.from && to === days.to)
  const brought = known ? [] : [{ ...days, name: `${showDay(days.from)}—${showDay(days.to)}` }]
  const stretches = [...brought, ...quarters]
  return (
    <QueryForm
      fields={[
        { name: 'unitId', label: '单位', field: <UnitSelect allowClear={false} /> },
        { name: 'name', label: '季度', field: <Select options={stretches.map(({ name }) => ({ value: name, label: name }))} /> },
      ]}
      value={{ unitId, name: stretches.find(({ from, to }) => from === days.from && to === days.to)?.name }}
      onSearch={(chosen: { unitId?: string | undefined; name?: string | undefined }) => {
        const stretch = stretches.find(({ name }) => name === chosen.name)
        onChoose({ unitId: chosen.unitId, from: stretch?.from, to: stretch?.to })
      }}
    />
  )
}

const pageSize = 25

export function DutiesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const account = useMyAccount()
  const [waived, setWaived] = useState<Duty | null>(null)
  const quarters = quartersUntil(localToday())
  const { from = quarters[0]!.from, to = quarters[0]!.to, lamp, templateId, own } = search
  const unitId = search.unitId ?? account.data?.posts[0]?.unitId
  const mayIssue = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk'])
  const { cursor, page, ...chosen } = search
  const asked = { unitId: unitId!, from, to, templateId, own, lamp, cursor, limit: pageSize }
  const duties = useRead(endpoints.list, { query: asked }, { enabled: unitId !== undefined })
  const paging = cursorPaging(
    `duties ${JSON.stringify(chosen)}`,
    { cursor, page },
    duties.data?.nextCursor ?? null,
    place => void navigate({ search: { ...chosen, ...place } }),
  )
  return (
    <Page
      title="工作清单"
      actions={
        <>
          <ButtonLink to="/duties/matrix">全镇表</ButtonLink>
          <ButtonLink to="/guard">防线</ButtonLink>
          {mayIssue && <ButtonLink to="/duties/templates">清单怎么来的</ButtonLink>}
        </>
      }
    >
      {account.data && (
        <Choice unitId={unitId} days={{ from, to }} quarters={quarters} onChoose={chosen => void navigate({ search: chosen })} />
      )}
      <ProblemAlert problem={account.error} onRetry={() => void account.refetch()} />
      {account.error ? null : account.data && unitId === undefined ? (
        <Empty why="您还没有任职" todo="请找系统管理员核对您的任职。" />
      ) : (
        <Reading of={duties} lines={8}>
          {({ items, lamps, total }) => (
            <>
              <LampChoice lamps={lamps} />
              <section className="panel" aria-label="清单事项">
                <DataTable
                  name="清单事项"
                  columns={columns(items, setWaived)}
                  rows={items}
                  keyOf={({ id }) => id}
                  first={(paging.page - 1) * pageSize + 1}
                  heading={
                    <>
                      <h2>{lamp ? dutyLampNames[lamp] : '全部'}</h2>
                      <span className="sub">有了记录就自己了结，不用另报，不用照片。</span>
                    </>
                  }
                  onRefresh={() => void duties.refetch()}
                  stale={duties.isPlaceholderData}
                  empty={<Empty why="这个季度没有清单事项" todo="镇里或村里发了清单，会列在这里。" />}
                  pager={<CursorPager total={total} {...paging} />}
                />
              </section>
            </>
          )}
        </Reading>
      )}
      {waived && (
        <FormDialog<typeof endpoints.waive, { reason: string }>
          title={`免除：${waived.bodyName ?? waived.unitName}，${waived.name}`}
          verb="免除"
          endpoint={endpoints.waive}
          input={body => ({ params: { dutyId: waived.id }, body })}
          onClose={() => setWaived(null)}
        >
          <Field name="reason" label="为什么免除" required hint="会和您的名字一起列在这一项里。">
            <Input.TextArea rows={3} maxLength={200} />
          </Field>
        </FormDialog>
      )}
    </Page>
  )
}
