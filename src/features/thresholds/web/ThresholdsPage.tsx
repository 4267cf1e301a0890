/** Thresholds (表决门槛): the law's numbers with their articles, what the place made of them, and what waits for a second person. */
import { getRouteApi } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Threshold } from '../thresholds.contract.ts'
import { bodyNames, matterNames } from '../thresholds.words.ts'
import { Periods } from './Periods.tsx'
import { ProposeDialog } from './ProposeDialog.tsx'
import type { ThresholdSearch } from './threshold-search.ts'

const route = getRouteApi('/thresholds')
type Asking = { what: 'propose' | 'adopt'; threshold: Threshold } | null

const titleOf = ({ law }: Threshold) =>
  law.matters ? `${bodyNames[law.body]}（${law.matters.map(each => matterNames[each]).join('、')}）` : bodyNames[law.body]

const lines = (sentences: readonly string[]) => (
  <ul>
    {sentences.map(each => (
      <li key={each}>{each}</li>
    ))}
  </ul>
)

function stateOf({ rule, editions, lawSentences, sentences }: Threshold): string {
  if (editions.some(({ inForceOn }) => inForceOn === null)) return '等另一个人同意'
  if (Object.keys(rule.unsettled).length > 0) return '待确认，还不能用'
  return lawSentences.join() === sentences.join() ? '照法律' : '已确认或加严'
}

const columns = (onAsk: (asking: Asking) => void): readonly Column<Threshold>[] => [
  {
    key: 'body',
    title: '会议',
    show: threshold => (
      <>
        <b>{titleOf(threshold)}</b>
        <br />
        <span className="sub">{threshold.law.source}</span>
      </>
    ),
  },
  { key: 'law', title: '法律规定', show: ({ lawSentences }) => lines(lawSentences) },
  { key: 'here', title: '这里用的', show: ({ sentences }) => lines(sentences) },
  {
    key: 'state',
    title: '状态',
    show: threshold => {
      const [latest] = threshold.editions
      return (
        <>
          {stateOf(threshold)}
          {latest && (
            <span className="sub">
              <br />
              {latest.proposedBy}提出，依据{latest.basis}
              {latest.article && `，新法条文：${latest.article}`}
              {latest.inForceOn && `，${latest.adoptedBy}同意，${showDay(latest.inForceOn)}起`}
            </span>
          )}
        </>
      )
    },
  },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: threshold => (
      <span className="row">
        {threshold.allowedActions.includes('propose') && (
          <Button
            type="link"
            size="small"
            aria-label={`提出修改：${titleOf(threshold)}`}
            onClick={() => onAsk({ what: 'propose', threshold })}
          >
            提出修改
          </Button>
        )}
        {threshold.allowedActions.includes('adopt') && (
          <Button type="link" size="small" aria-label={`同意：${titleOf(threshold)}`} onClick={() => onAsk({ what: 'adopt', threshold })}>
            同意
          </Button>
        )}
      </span>
    ),
  },
]

export function ThresholdsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const thresholds = useRead(endpoints.list, { query: search })
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  return (
    <Page title="表决门槛">
      <QueryForm<ThresholdSearch>
        fields={[
          { name: 'unitId', label: '哪里', field: <UnitSelect kinds={['town', 'village', 'community', 'cooperative']} /> },
          { name: 'day', label: '哪一天表决', field: <Input type="date" /> },
        ]}
        value={search}
        onSearch={next => void navigate({ search: next })}
      />
      <section className="panel" aria-label="表决门槛">
        <Reading of={thresholds}>
          {({ items, unitName, day }) => (
            <DataTable
              name="表决门槛"
              columns={columns(setAsking)}
              rows={items}
              keyOf={({ law }) => law.key}
              heading={
                <>
                  <h2>{unitName}</h2>
                  <span className="sub">{showDay(day)}表决，按这些算。只能比法律更严。</span>
                </>
              }
              onRefresh={() => void thresholds.refetch()}
              empty={<Empty why="那一天没有规定" todo="请换一天再查。" />}
            />
          )}
        </Reading>
      </section>
      <Periods />
      {asking?.what === 'propose' && <ProposeDialog threshold={asking.threshold} onClose={close} />}
      {asking?.what === 'adopt' && <AdoptDialog threshold={asking.threshold} onClose={close} />}
    </Page>
  )
}

const AdoptDialog = ({ threshold, onClose }: { threshold: Threshold; onClose(): void }) => (
  <FormDialog<typeof endpoints.adopt, { inForceOn: string }>
    title={`同意：${titleOf(threshold)}`}
    verb="同意"
    endpoint={endpoints.adopt}
    input={body => ({ params: { ruleKey: threshold.law.key, unitId: threshold.unitId }, body, ifMatch: threshold.version })}
    onClose={onClose}
  >
    <p>同意以后，这一版不能再改，只能另提一版。依据：{threshold.editions[0]?.basis}</p>
    {threshold.editions[0]?.article && <p>有的数比原来低。请对照新法条文：{threshold.editions[0].article}</p>}
    <Field name="inForceOn" label="从哪天起施行" required hint="第一次确认的数，可以从新法施行那天算起。">
      <Input type="date" />
    </Field>
  </FormDialog>
)
