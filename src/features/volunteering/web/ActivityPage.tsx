/** One activity (一个志愿活动): what it is, its slots, the safety check and the opening. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { fromField, showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, Repeat, type ActivityDetail, type Slot } from '../volunteering.contract.ts'
import { placesText, repeatNames, slotStateNames } from '../volunteering.words.ts'
import { ActivityDialog } from './ActivityDialog.tsx'

const route = getRouteApi('/volunteering/activities/$activityId')
const crumbs = [<Link to="/volunteering">志愿服务</Link>]

export function ActivityPage() {
  const { activityId } = route.useParams()
  const reading = useRead(endpoints.activity, { params: { activityId } })
  return (
    <PageReading of={reading} id={activityId} title="志愿活动" crumbs={crumbs}>
      {activity => <ActivitySheet key={activityId} activity={activity} onRefresh={() => void reading.refetch()} />}
    </PageReading>
  )
}

const columns: readonly Column<Slot>[] = [
  {
    key: 'when',
    title: '时间',
    show: ({ id, startsAt, endsAt }) => (
      <Link to="/volunteering/slots/$slotId" params={{ slotId: id }}>
        {showSpan(startsAt, endsAt)}
      </Link>
    ),
  },
  { key: 'places', title: '名额', tight: true, right: true, show: ({ places }) => places },
  { key: 'state', title: '状态', tight: true, show: ({ state }) => slotStateNames[state] },
  { key: 'left', title: '报名', show: placesText },
]

function ActivitySheet({ activity, onRefresh }: { activity: ActivityDetail; onRefresh(): void }) {
  const { unitName, teamName, place, about, needs, minAge, risky, insuranceNumber, contactName, contactPhone } = activity
  const facts: [string, string][] = [
    ['谁组织', teamName === null ? unitName : `${unitName}，${teamName}`],
    ['做什么', about || '没有写'],
    ['地点', place],
    ['联系人', `${contactName} ${contactPhone ?? '（办完满6个月，电话删了）'}`],
    ['要带什么、会什么', needs || '没有写'],
    ['年龄', minAge === 0 ? '不限，未满18岁要监护人同意' : `满${minAge}岁`],
    ['风险', risky ? `有风险，保险单号：${insuranceNumber ?? '没有填'}` : '没有特别的风险'],
  ]
  return (
    <Page
      title={activity.title}
      crumbs={crumbs}
      beside={<span className="state">{activity.opened ? '已公开' : activity.checked ? '已查安全' : '草稿'}</span>}
    >
      <section className="panel" aria-label="这个活动">
        <dl className="desc">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="panel" aria-label="场次">
        <DataTable
          name="场次"
          columns={columns}
          rows={activity.slots}
          keyOf={({ id }) => id}
          heading={<h2>场次</h2>}
          onRefresh={onRefresh}
          empty={<Empty why="还没有场次" todo="点“加场次”，可以一次排好每周的。" />}
        />
      </section>
      <Buttons activity={activity} />
    </Page>
  )
}

interface SlotValues {
  startsAt: string | null
  endsAt: string | null
  places: number
  repeat: Repeat
  until?: string | null
}

function Buttons({ activity }: { activity: ActivityDetail }) {
  const [asking, setAsking] = useState<'edit' | 'slots' | null>(null)
  const checking = useWrite(endpoints.check)
  const opening = useWrite(endpoints.open)
  const params = { activityId: activity.id }
  const may = (name: string) => activity.allowedActions.includes(name)
  if (!['addSlots', 'check', 'open', 'editActivity'].some(may)) return null
  return (
    <>
      <ProblemAlert problem={checking.error ?? opening.error} />
      <section className="act" aria-label="办理">
        {may('open') && (
          <Button type="primary" loading={opening.isPending} onClick={() => opening.mutate({ params })}>
            公开报名
          </Button>
        )}
        {may('check') && (
          <Button loading={checking.isPending} onClick={() => checking.mutate({ params })}>
            查过，安全
          </Button>
        )}
        {may('addSlots') && <Button onClick={() => setAsking('slots')}>加场次</Button>}
        {may('editActivity') && <Button onClick={() => setAsking('edit')}>修改</Button>}
      </section>
      {asking === 'edit' && <ActivityDialog activity={activity} onClose={() => setAsking(null)} />}
      {asking === 'slots' && (
        <FormDialog<typeof endpoints.addSlots, SlotValues>
          title="加场次"
          verb="加上"
          endpoint={endpoints.addSlots}
          input={({ startsAt, endsAt, until, ...rest }) => ({
            params,
            body: { ...rest, startsAt: fromField(startsAt) ?? '', endsAt: fromField(endsAt) ?? '', until: until || null },
          })}
          initial={{ places: 10, repeat: 'once' }}
          onClose={() => setAsking(null)}
        >
          <Field name="startsAt" label="开始" required>
            <Input type="datetime-local" />
          </Field>
          <Field name="endsAt" label="结束" required>
            <Input type="datetime-local" />
          </Field>
          <Field name="places" label="几个名额" required>
            <InputNumber min={1} max={500} />
          </Field>
          <Field name="repeat" label="多久一场" required>
            <Select options={Repeat.options.map(value => ({ value, label: repeatNames[value] }))} />
          </Field>
          <Field name="until" label="到哪一天为止" hint="只有一场的不用写。">
            <Input type="date" />
          </Field>
        </FormDialog>
      )}
    </>
  )
}
