/** One member on a post (领岗): how far it is, what was done, what was said of it, and what comes next. */
import { Input, InputNumber, Select } from 'antd'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, Grade, type PostHolding } from '../commitments.contract.ts'
import { appliedByNames, gradeNames, holdingStateNames } from '../commitments.words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { Act, Ask, WithReason } from './verbs.tsx'

export function HoldingLine({ holding }: { holding: PostHolding }) {
  const { name, postName, unitName, state, beginsOn, servingFrom } = holding
  return (
    <>
      <p>
        <b>{name}</b>，{postName} <span className="state">{holdingStateNames[state]}</span>
      </p>
      <p className="sub">
        {unitName}，{appliedByNames[holding.appliedBy]}
        {holding.light && '，照顾岗'}
        {state === 'published' && beginsOn !== null && `，公示满5天，${showDay(beginsOn)}起可以上岗`}
        {servingFrom !== null && `，${showDay(servingFrom)}上岗`}
        {holding.shownOn !== null && `，${showDay(holding.shownOn)}起姓名公开`}
        {holding.endReason !== null && `，${holding.endReason}`}
      </p>
      {holding.logs.slice(0, 5).map(({ id, on, what, outcome }) => (
        <p key={id}>
          {showDay(on)}：{what}
          {outcome !== '' && `。${outcome}`}
        </p>
      ))}
      {holding.reviews.map(({ year, ownText, grade, massesRemark }) => (
        <p key={year} className="said">
          {year}年。{ownText !== null && `自评：${ownText}`}
          {grade !== null && `评议：${gradeNames[grade]}。`}
          {massesRemark !== null && massesRemark !== '' && `群众意见：${massesRemark}`}
        </p>
      ))}
      <Buttons holding={holding} />
    </>
  )
}

function Buttons({ holding }: { holding: PostHolding }) {
  const may = (name: string) => holding.allowedActions.includes(name)
  const params = { holdingId: holding.id }
  const of = `${holding.name}，${holding.postName}`
  return (
    <div className="buttons">
      {may('decideHolding') && <DecideButton holding={holding} of={of} />}
      {may('publishHolding') && <Act of={of} verb="公示" primary endpoint={endpoints.publishHolding} input={{ params }} />}
      {may('beginHolding') && <Act of={of} verb="上岗" primary endpoint={endpoints.beginHolding} input={{ params }} />}
      {may('logDuty') && <LogButton of={of} holdingId={holding.id} />}
      {may('logDuty') && <EntryDialog of={of} kind="holding" ofId={holding.id} />}
      {may('showName') && (
        <Act
          of={of}
          verb={holding.shownOn === null ? '公开我的姓名' : '不再公开姓名'}
          endpoint={endpoints.showName}
          input={{ params, body: { shown: holding.shownOn === null } }}
        />
      )}
      {may('reviewOneself') && <OwnReview of={of} holdingId={holding.id} />}
      {may('evaluateHolding') && <EvaluateButton of={of} holdingId={holding.id} />}
      {may('settleHolding') && (
        <>
          <Act of={of} verb="续任" primary endpoint={endpoints.settleHolding} input={{ params, body: { step: 'renew' } }} />
          <Act of={of} verb="换岗" endpoint={endpoints.settleHolding} input={{ params, body: { step: 'change' } }} />
        </>
      )}
      {may('declineHolding') && (
        <WithReason of={of} verb="不定这个岗" endpoint={endpoints.declineHolding} input={reason => ({ params, body: { reason } })} />
      )}
      {may('endHolding') && (
        <WithReason of={of} verb="卸任" endpoint={endpoints.endHolding} input={reason => ({ params, body: { reason } })} />
      )}
    </div>
  )
}

interface Of {
  of: string
  holdingId: string
}

const DecideButton = ({ holding, of }: { holding: PostHolding; of: string }) => (
  <Ask of={of} verb="登记支部决定" primary>
    {close => (
      <FormDialog<typeof endpoints.decideHolding, { meetingId: string }>
        title={`支部决定：${of}`}
        verb="定岗"
        endpoint={endpoints.decideHolding}
        input={body => ({ params: { holdingId: holding.id }, body })}
        onClose={close}
      >
        <Field name="meetingId" label="哪次会议定的" required hint="开过的会才能选。">
          <MeetingSelect unitId={holding.unitId} />
        </Field>
      </FormDialog>
    )}
  </Ask>
)

/** Passes on what the form gives a field. */
function MeetingSelect({ unitId, ...rest }: { unitId: string; id?: string; value?: string; onChange?(id: string): void }) {
  const found = useRead(meetings.list, { query: { below: unitId, limit: 100 } })
  const held = found.data?.items.filter(({ state }) => state === 'held' || state === 'minuted') ?? []
  return (
    <Select<string>
      showSearch={{ optionFilterProp: 'label' }}
      loading={found.isPending}
      {...rest}
      options={held.map(({ id, title, startsAt }) => ({ value: id, label: `${showDay(startsAt.slice(0, 10))} ${title}` }))}
    />
  )
}

const LogButton = ({ of, holdingId }: Of) => (
  <Ask of={of} verb="记一笔">
    {close => (
      <FormDialog<typeof endpoints.logDuty, { on: string; what: string; outcome?: string }>
        title={`记一笔：${of}`}
        verb="记下"
        endpoint={endpoints.logDuty}
        input={({ outcome = '', ...body }) => ({ params: { holdingId }, body: { ...body, outcome } })}
        onClose={close}
      >
        <p>写一行就够，不用拍照。</p>
        <Field name="on" label="哪天" required>
          <Input type="date" />
        </Field>
        <Field name="what" label="做了什么" required>
          <Input maxLength={60} />
        </Field>
        <Field name="outcome" label="结果">
          <Input maxLength={60} />
        </Field>
      </FormDialog>
    )}
  </Ask>
)

const OwnReview = ({ of, holdingId }: Of) => (
  <Ask of={of} verb="写自评">
    {close => (
      <FormDialog<typeof endpoints.reviewOneself, { year: number; text: string }>
        title={`自评：${of}`}
        verb="写好"
        endpoint={endpoints.reviewOneself}
        input={body => ({ params: { holdingId }, body })}
        onClose={close}
      >
        <Field name="year" label="哪一年" required>
          <InputNumber min={2000} max={2100} />
        </Field>
        <Field name="text" label="自评" required>
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Field>
      </FormDialog>
    )}
  </Ask>
)

const EvaluateButton = ({ of, holdingId }: Of) => (
  <Ask of={of} verb="登记评议">
    {close => (
      <FormDialog<typeof endpoints.evaluateHolding, { year: number; grade: Grade; massesRemark?: string }>
        title={`评议：${of}`}
        verb="登记"
        endpoint={endpoints.evaluateHolding}
        input={({ massesRemark = '', ...body }) => ({ params: { holdingId }, body: { ...body, massesRemark } })}
        onClose={close}
      >
        <Field name="year" label="哪一年" required>
          <InputNumber min={2000} max={2100} />
        </Field>
        <Field name="grade" label="评议结果" required>
          <Select options={Grade.options.map(value => ({ value, label: gradeNames[value] }))} />
        </Field>
        <Field name="massesRemark" label="群众意见">
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
