/** The terms of keeping in touch (联系户的规定): how many households, whose number that is, and who need not be asked. */
import { Link } from '@tanstack/react-router'
import { Button, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, ExemptReason } from '../households.contract.ts'
import { exemptReasonNames } from '../households.words.ts'
import { localToday } from '#platform/web/local-time.ts'

type Limits = OutputOf<typeof endpoints.limits>
type Exemption = OutputOf<typeof endpoints.listExemptions>['items'][number]

export const TermsPage = () => (
  <Page title="联系户的规定" crumbs={[<Link to="/households">户</Link>]}>
    <LimitsPanel />
    <ExemptionsPanel />
  </Page>
)

function LimitsPanel() {
  const limits = useRead(endpoints.limits, {})
  const [isSetting, setSetting] = useState(false)
  return (
    <section className="panel" aria-labelledby="limits">
      <h2 id="limits">一名党员联系几户</h2>
      <Reading of={limits} lines={2}>
        {found => (
          <>
            <p>
              {found.least}至{found.most}户。多了提不上，少了不催。
            </p>
            <p className="sub">
              依据：{found.source}
              {found.version === 0 && '（系统带来的默认值，待本镇确认）'}
            </p>
            {found.allowedActions.includes('setLimits') && <Button onClick={() => setSetting(true)}>修改</Button>}
            {isSetting && <LimitsDialog limits={found} onClose={() => setSetting(false)} />}
          </>
        )}
      </Reading>
    </section>
  )
}

const LimitsDialog = ({ limits, onClose }: { limits: Limits; onClose(): void }) => (
  <FormDialog<typeof endpoints.setLimits, Pick<Limits, 'least' | 'most' | 'source'>>
    title="一名党员联系几户"
    verb="保存"
    endpoint={endpoints.setLimits}
    input={body => ({ body, ifMatch: limits.version })}
    initial={{ least: limits.least, most: limits.most }}
    onClose={onClose}
  >
    <Field name="least" label="最少几户" required>
      <InputNumber min={0} max={100} />
    </Field>
    <Field name="most" label="最多几户" required>
      <InputNumber min={1} max={100} />
    </Field>
    <Field name="source" label="依据" required hint="哪个文件，或哪次会议定的。">
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

function ExemptionsPanel() {
  const exemptions = useRead(endpoints.listExemptions, {})
  const [asking, setAsking] = useState<Exemption | 'exempt' | null>(null)
  const keeps = useHoldsAny(['gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary'])
  const close = () => setAsking(null)
  const columns: readonly Column<Exemption>[] = [
    { key: 'name', title: '姓名', show: ({ personName }) => personName },
    { key: 'reason', title: '原因', show: ({ reason }) => exemptReasonNames[reason] },
    { key: 'from', title: '从哪天起', tight: true, show: ({ validFrom }) => showDay(validFrom) },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: exemption =>
        keeps && (
          <Button type="link" size="small" aria-label={`结束：${exemption.personName}`} onClick={() => setAsking(exemption)}>
            结束
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="免去联系户的党员">
      <Reading of={exemptions} lines={4}>
        {({ items }) => (
          <DataTable
            name="免去联系户的党员"
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
            heading={<h2>免去联系户的党员</h2>}
            tools={keeps && <Button onClick={() => setAsking('exempt')}>登记一位</Button>}
            empty={<Empty why="没有登记免去联系户的党员" todo="年满70岁、身体原因、长期外出的，可以登记。" />}
          />
        )}
      </Reading>
      {asking === 'exempt' && <ExemptDialog onClose={close} />}
      {asking !== null && asking !== 'exempt' && (
        <FormDialog<typeof endpoints.endExemption, { until: string }>
          title={`结束：${asking.personName}`}
          verb="结束"
          endpoint={endpoints.endExemption}
          input={body => ({ params: { exemptionId: asking.id }, body })}
          initial={{ until: localToday() }}
          onClose={close}
        >
          <Field name="until" label="从哪天起不再免去" required>
            <Input type="date" />
          </Field>
        </FormDialog>
      )}
    </section>
  )
}

const ExemptDialog = ({ onClose }: { onClose(): void }) => (
  <FormDialog<typeof endpoints.exempt, { personId: string; reason: ExemptReason; from: string }>
    title="免去联系户"
    verb="登记"
    endpoint={endpoints.exempt}
    input={body => ({ body })}
    initial={{ from: localToday() }}
    onClose={onClose}
  >
    <p>只登记这几类原因，不写病情。</p>
    <Field name="personId" label="党员" required>
      <PersonSelect />
    </Field>
    <Field name="reason" label="原因" required>
      <Radio.Group options={ExemptReason.options.map(value => ({ value, label: exemptReasonNames[value] }))} />
    </Field>
    <Field name="from" label="从哪天起" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
