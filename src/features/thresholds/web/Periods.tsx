/** Periods at the desk (天数): days that no law fixes, whether the town has confirmed them, and changing them by two people. */
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { periodEndpoints as endpoints, type Period } from '../thresholds.periods.contract.ts'

type Asking = { what: 'propose' | 'adopt'; period: Period } | null

const columns = (onAsk: (asking: Asking) => void): readonly Column<Period>[] => [
  { key: 'name', title: '什么期限', show: ({ name }) => name },
  { key: 'days', title: '天数', tight: true, show: ({ days }) => `${days}天` },
  { key: 'source', title: '依据', show: ({ source }) => source },
  {
    key: 'state',
    title: '状态',
    show: ({ isConfirmed, editions: [latest] }) => (
      <>
        {isConfirmed ? <Lamp kind="ok" text="镇里定的" /> : <Lamp kind="soon" text="待镇里核对" />}
        {latest && (
          <span className="sub">
            <br />
            {latest.proposedBy}提出{latest.days}天，
            {latest.inForceOn === null ? '等另一个人同意' : `${latest.adoptedBy}同意，${showDay(latest.inForceOn)}起`}
            {latest.recordEntryId && (
              <>
                ，<a href={`/verify#${latest.recordEntryId}`}>核对存证</a>
              </>
            )}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: period => (
      <span className="row">
        {period.allowedActions.includes('proposePeriod') && (
          <Button type="link" size="small" aria-label={`提出修改：${period.name}`} onClick={() => onAsk({ what: 'propose', period })}>
            提出修改
          </Button>
        )}
        {period.allowedActions.includes('adoptPeriod') && (
          <Button type="link" size="small" aria-label={`同意：${period.name}`} onClick={() => onAsk({ what: 'adopt', period })}>
            同意
          </Button>
        )}
      </span>
    ),
  },
]

export function Periods() {
  const periods = useRead(endpoints.listPeriods, {})
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  return (
    <section className="panel" aria-label="天数">
      <Reading of={periods}>
        {({ items }) => (
          <DataTable
            name="天数"
            columns={columns(setAsking)}
            rows={items}
            keyOf={({ key }) => key}
            heading={
              <>
                <h2>法律没有定的天数</h2>
                <span className="sub">全镇一样。已经开始的，还按原来的天数。</span>
              </>
            }
            onRefresh={() => void periods.refetch()}
            empty={<Empty why="没有" todo="" />}
          />
        )}
      </Reading>
      {asking?.what === 'propose' && <ProposeDialog period={asking.period} onClose={close} />}
      {asking?.what === 'adopt' && <AdoptDialog period={asking.period} onClose={close} />}
    </section>
  )
}

interface Closing {
  period: Period
  onClose(): void
}

const ProposeDialog = ({ period: { key, name, days, least, version }, onClose }: Closing) => (
  <FormDialog<typeof endpoints.proposePeriod, { days: number; basis: string }>
    title={`提出修改：${name}`}
    verb="提出"
    endpoint={endpoints.proposePeriod}
    input={body => ({ params: { key }, body, ifMatch: version })}
    initial={{ days }}
    onClose={onClose}
  >
    <p>核对过、不用改的，也这样提出，写明依据。</p>
    <Field name="days" label="天数" required hint={`至少${least}天。`}>
      <InputNumber min={1} max={365} precision={0} />
    </Field>
    <Field name="basis" label="依据" required hint="写明哪份文件、哪一条。">
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

const AdoptDialog = ({ period: { key, name, version, editions }, onClose }: Closing) => (
  <FormDialog<typeof endpoints.adoptPeriod, { inForceOn: string }>
    title={`同意：${name}`}
    verb="同意"
    endpoint={endpoints.adoptPeriod}
    input={body => ({ params: { key }, body, ifMatch: version })}
    onClose={onClose}
  >
    <p>
      改成{editions[0]?.days}天。依据：{editions[0]?.basis}
    </p>
    <Field name="inForceOn" label="从哪天起" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
