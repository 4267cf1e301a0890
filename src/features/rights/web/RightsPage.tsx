/** Requests about one's own data (个人信息申请): by due day, each step with its button; and the one-time code for the counter. */
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, Outcome, type RightsRequest } from '../rights.contract.ts'
import { outcomeNames, rightsKindNames, rightsStateNames } from '../rights.words.ts'

type Asking = { what: 'answer' | 'refuse'; request: RightsRequest } | { what: 'code' } | null

export function RightsPage() {
  const list = useRead(endpoints.list, {})
  const [asking, setAsking] = useState<Asking>(null)
  const [code, setCode] = useState<{ code: string; expiresAt: string } | null>(null)
  const close = () => setAsking(null)
  const columns: readonly Column<RightsRequest>[] = [
    { key: 'who', title: '谁', tight: true, show: ({ name }) => <b>{name}</b> },
    { key: 'what', title: '要什么', show: ({ kind, text }) => `${rightsKindNames[kind]}：${text}` },
    {
      key: 'state',
      title: '办到哪里',
      show: ({ state, answer }) => (answer === null ? rightsStateNames[state] : `${rightsStateNames[state]}：${answer}`),
    },
    {
      key: 'due',
      title: '期限',
      tight: true,
      show: ({ lamp, dueOn }) => <Lamp kind={lamp} text={lamp === 'done' ? '已答复' : showDay(dueOn)} />,
    },
    { key: 'do', title: '操作', does: true, tight: true, show: request => <Steps request={request} onAsk={setAsking} /> },
  ]
  return (
    <Page title="个人信息申请" actions={<Button onClick={() => setAsking({ what: 'code' })}>给查看码</Button>}>
      <section className="panel" aria-label="个人信息申请">
        <Reading of={list}>
          {({ items }) => (
            <DataTable
              name="个人信息申请"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<span className="sub">15个工作日内答复。不同意的，要写理由和怎么申诉。</span>}
              onRefresh={() => void list.refetch()}
              empty={<Empty why="没有申请" todo="本人在“我的信息”里提，会列在这里。" />}
            />
          )}
        </Reading>
      </section>
      {asking?.what === 'answer' && <AnswerDialog request={asking.request} onClose={close} />}
      {asking?.what === 'refuse' && <RefuseDialog request={asking.request} onClose={close} />}
      {asking?.what === 'code' && <CodeDialog onClose={close} onDone={setCode} />}
      {code && (
        <Dialog title="查看码" okText="好了" onOk={() => setCode(null)} onCancel={() => setCode(null)} cancelButtonProps={{ hidden: true }}>
          <p>请打印或抄给本人。只出现这一次。</p>
          <p>
            <b className="num">{code.code}</b>
          </p>
          <p>在“我的信息”页输入，只能用一次，{showInstant(code.expiresAt)}前有效。</p>
        </Dialog>
      )}
    </Page>
  )
}

function Steps({ request, onAsk }: { request: RightsRequest; onAsk(asking: Asking): void }) {
  const ask = { params: { requestId: request.id }, body: {}, ifMatch: request.version }
  const steps = [
    ['checkIdentity', '身份核对好了', useWrite(endpoints.checkIdentity)],
    ['locate', '查到资料了', useWrite(endpoints.locate)],
    ['close', '办完', useWrite(endpoints.close)],
  ] as const
  const may = (name: string) => request.allowedActions.includes(name)
  return (
    <div className="buttons">
      {steps
        .filter(([name]) => may(name))
        .map(([name, label, write]) => (
          <Button key={name} size="small" loading={write.isPending} onClick={() => write.mutate(ask)}>
            {label}
          </Button>
        ))}
      {may('answer') && (
        <Button size="small" type="primary" onClick={() => onAsk({ what: 'answer', request })}>
          答复
        </Button>
      )}
      {may('refuse') && (
        <Button size="small" danger onClick={() => onAsk({ what: 'refuse', request })}>
          不同意
        </Button>
      )}
      {steps.map(([name, , { error }]) => (
        <ProblemAlert key={name} problem={error} />
      ))}
    </div>
  )
}

const AnswerDialog = ({ request, onClose }: { request: RightsRequest; onClose(): void }) => (
  <FormDialog<typeof endpoints.answer, { outcome: Exclude<Outcome, 'refused'>; text: string }>
    title={`答复${request.name}`}
    verb="答复"
    endpoint={endpoints.answer}
    input={body => ({ params: { requestId: request.id }, body, ifMatch: request.version })}
    onClose={onClose}
  >
    <Field name="outcome" label="做了什么" required>
      <Radio.Group
        vertical
        options={Outcome.options.filter(value => value !== 'refused').map(value => ({ value, label: outcomeNames[value] }))}
      />
    </Field>
    <Field name="text" label="答复" required>
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
  </FormDialog>
)

const RefuseDialog = ({ request, onClose }: { request: RightsRequest; onClose(): void }) => (
  <FormDialog<typeof endpoints.refuse, { reason: string; appeal: string }>
    title={`不同意${request.name}的申请`}
    verb="不同意"
    refusing
    endpoint={endpoints.refuse}
    input={body => ({ params: { requestId: request.id }, body, ifMatch: request.version })}
    onClose={onClose}
  >
    <Field name="reason" label="理由" required>
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
    <Field name="appeal" label="怎么申诉" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

const CodeDialog = ({ onClose, onDone }: { onClose(): void; onDone(given: { code: string; expiresAt: string }): void }) => (
  <FormDialog<typeof endpoints.issueCode, { personId: string; identity: 'idCard' | 'knownInPerson' }>
    title="给查看码"
    verb="给一个"
    endpoint={endpoints.issueCode}
    input={({ personId, identity }) => ({ params: { personId }, body: { identity } })}
    onClose={onClose}
    onDone={onDone}
  >
    <Field name="personId" label="给谁" required>
      <PersonSelect closedToo />
    </Field>
    <Field name="identity" label="怎么核对的身份（会记下来）" required>
      <Radio.Group
        vertical
        options={[
          { value: 'idCard', label: '看了身份证' },
          { value: 'knownInPerson', label: '当面认识' },
        ]}
      />
    </Field>
  </FormDialog>
)
