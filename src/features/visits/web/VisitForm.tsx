/** Writing a visit down (记走访): one screen, one press if nothing is to be told. Kept at every change, sent when there is a line. */
import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { problems as requestProblems } from '#features/requests/requests.contract.ts'
import { noDangerName } from '#features/requests/requests.words.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Problem } from '#platform/shared/problem.ts'
import { Field, pathOf, showFieldErrors } from '#platform/web/fields.tsx'
import { useOutbox } from '#platform/web/outbox.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { longestNote, VisitOutcome, VisitTopic, VisitWay, type VisitRecord } from '../visits.contract.ts'
import { noteWarning, outcomeNames, topicNames, wayNames } from '../visits.words.ts'
import { TicksField } from './TicksField.tsx'
import { visitOutbox, type VisitDraft } from './visits.outbox.ts'
import { localToday } from '#platform/web/local-time.ts'

interface Values {
  visitedOn: string
  outcome: VisitOutcome
  way: VisitWay
  topics?: VisitTopic[]
  note?: string
  item?: string
  near?: string
  leaveContact?: boolean
  ticks?: ('needsFollowUp' | 'mayContact')[]
}

interface Household {
  id: string
  code: string
}

export function VisitForm({ household }: { household: Household }) {
  const { pieces } = useOutbox(visitOutbox)
  const draft = pieces.find(({ value }) => value.record.householdId === household.id)
  const [next, setNext] = useState(() => aSheet(household))
  // begun: it is shown as the outbox has it, and the one after it is blank only when this one is gone from there
  if (draft?.id === next.id) setNext(aSheet(household))
  const problem = draft?.problem ?? null
  if (draft?.isReady && problem === null) return <p className="note plain">这一户的走访记好了，等着发出。要改，先在上面删掉再记。</p>
  const sheet = draft?.value ?? next
  return <Sheet key={sheet.id} sheet={sheet} problem={problem} />
}

/** A new sheet, with the ids of the commands that it will become. */
const aSheet = ({ id, code }: Household): { id: string } & VisitDraft => ({
  id: newId(),
  itemId: newId(),
  householdCode: code,
  item: null,
  record: {
    householdId: id,
    visitedOn: localToday(),
    outcome: 'met',
    way: 'atHome',
    topics: [],
    note: null,
    needsFollowUp: false,
    mayContact: false,
  },
})

const trimmed = (text: string | undefined) => (text?.trim() ? text.trim() : null)

const valuesOf = ({ record, item, near, leaveContact }: VisitDraft): Values => ({
  visitedOn: record.visitedOn,
  outcome: record.outcome,
  way: record.way,
  topics: record.topics,
  note: record.note ?? '',
  item: item ?? '',
  near: near ?? '',
  leaveContact: leaveContact ?? false,
  ticks: (['needsFollowUp', 'mayContact'] as const).filter(tick => record[tick]),
})

interface SheetProps {
  sheet: { id: string } & VisitDraft
  /** Why the server did not take it as it stands. */
  problem: Problem | null
}

function Sheet({ sheet, problem }: SheetProps) {
  const [form] = Form.useForm<Values>()
  const initial = valuesOf(sheet)
  const fields = sheet.isRecorded ? ['item', 'near'] : Object.keys(initial)
  const errors = problem?.errors ?? []
  const rest = errors.filter(({ pointer }) => !fields.includes(pathOf(pointer).join('/'))).map(({ detail }) => detail)
  const isBesideFields = errors.length > 0 && rest.length === 0
  useEffect(() => {
    if (problem) showFieldErrors(form, problem)
  }, [form, problem])
  const outcome = Form.useWatch('outcome', form) ?? sheet.record.outcome
  const read = (): { id: string } & VisitDraft => {
    const values = form.getFieldsValue(true) as Values
    const told = sheet.isRecorded || values.outcome === 'met'
    const item = told ? trimmed(values.item) : null
    const raised = { item, near: item && trimmed(values.near), leaveContact: item !== null && values.leaveContact === true }
    if (sheet.isRecorded) return { ...sheet, noDanger: false, ...raised }
    const record: VisitRecord = {
      ...sheet.record,
      visitedOn: values.visitedOn || sheet.record.visitedOn,
      outcome: values.outcome,
      way: values.way,
      topics: told ? (values.topics ?? []) : [],
      note: told ? trimmed(values.note) : null,
      needsFollowUp: told && (values.ticks ?? []).includes('needsFollowUp'),
      mayContact: told && (values.ticks ?? []).includes('mayContact'),
    }
    return { ...sheet, noDanger: false, record, ...raised }
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onValuesChange={() => void visitOutbox.keep(sheet.id, read())}
      onFinish={() => void visitOutbox.post(sheet.id, read())}
    >
      <ProblemAlert problem={isBesideFields ? null : problem} rest={rest} />
      {problem?.kind.type === requestProblems.emergency.type && (
        <Button block onClick={() => void visitOutbox.post(sheet.id, { ...read(), noDanger: true })}>
          {noDangerName}
        </Button>
      )}
      {sheet.isRecorded ? (
        <>
          <p className="note plain">走访已经记下了，只差要办的事。改好再点“记下”。不办了，就把字删掉再点。</p>
          <ItemField />
        </>
      ) : (
        <RecordFields outcome={outcome} />
      )}
      <Button type="primary" htmlType="submit" block size="large">
        记下
      </Button>
    </Form>
  )
}

/** Where it is and whom to ask: only once there is something to be done. Nothing of the household goes along unless it says so. */
function ItemField() {
  const item = Form.useWatch<string | undefined>('item')
  return (
    <>
      <Field name="item" label="要办的事（写了就转成诉求）">
        <Input.TextArea rows={2} maxLength={1000} autoComplete="off" />
      </Field>
      {trimmed(item) !== null && (
        <>
          <Field name="near" label="在哪里" hint="写清楚，办的人不用再问。例如：祠堂对面。">
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Form.Item name="leaveContact" valuePropName="checked" extra="这一户同意才勾。谁看过，居民都知道。">
            <Checkbox>留这一户的电话和住址，方便办的人联系</Checkbox>
          </Form.Item>
        </>
      )}
    </>
  )
}

const RecordFields = ({ outcome }: { outcome: VisitOutcome }) => (
  <>
    <Field name="outcome" label="怎么样" hint={outcome === 'declined' ? '不问原因，半年内不再去。' : undefined}>
      <Radio.Group options={VisitOutcome.options.map(value => ({ value, label: outcomeNames[value] }))} />
    </Field>
    <Field name="way" label="怎么去的">
      <Radio.Group options={VisitWay.options.map(value => ({ value, label: wayNames[value] }))} />
    </Field>
    {outcome === 'met' && (
      <>
        <Field name="topics" label="谈了什么（可不选）">
          <Checkbox.Group options={VisitTopic.options.map(value => ({ value, label: topicNames[value] }))} />
        </Field>
        <ItemField />
        <Field name="note" label="备注（可不写）" hint={noteWarning}>
          <Input.TextArea rows={2} maxLength={longestNote} autoComplete="off" />
        </Field>
        <TicksField />
      </>
    )}
    <Field name="visitedOn" label="哪天去的">
      <Input type="date" />
    </Field>
  </>
)
