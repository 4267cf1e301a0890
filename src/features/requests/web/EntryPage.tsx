/** Entering a case for a resident (代居民登记): who came, called or was visited has the same case as anyone (UX-B14). */
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useRef, useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { useDraft } from '#platform/web/drafts.ts'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { basesOf, endpoints, problems, type Entry } from '../requests.contract.ts'
import { channelNames, consentBasisNames, dangerNumbers, noDangerName } from '../requests.words.ts'
import { ReceiptCard } from './ReceiptCard.tsx'
import type { z } from 'zod'

type EntryValues = z.input<typeof Entry>
/** What whoever enters it answered when asked. */
type Said = Partial<Pick<EntryValues, 'noDanger' | 'apart'>>

const channels = (['counter', 'phone', 'visit', 'hotline'] as const).map(value => ({ value, label: channelNames[value] }))
/** How a resident can have agreed who came this way. */
const basesFor = (channel: EntryValues['channel']) => basesOf[channel].map(value => ({ value, label: consentBasisNames[value] }))
/** Nothing that can hold a person's data. */
const draftFields = ['channel', 'consentBasis', 'unitId', 'aboutOfficials', 'publicAgreed']
const untouched = { channel: 'counter', consentBasis: 'present', publicAgreed: false, aboutOfficials: false } as const

export function EntryPage() {
  const [receipt, setReceipt] = useState<OutputOf<typeof endpoints.enter> | null>(null)
  if (receipt) return <Entered receipt={receipt} onAgain={() => setReceipt(null)} />
  return <EntryForm onEntered={setReceipt} />
}

function Entered({ receipt, onAgain }: { receipt: OutputOf<typeof endpoints.enter>; onAgain(): void }) {
  return (
    <Page title="登记好了" crumbs={[<Link to="/requests">诉求</Link>]}>
      <div className="panel">
        <ReceiptCard receipt={receipt} />
      </div>
      <div className="buttons no-print">
        <ButtonLink to="/requests/$requestId" params={{ requestId: receipt.id }} type="primary">
          看这一件
        </ButtonLink>
        <Button onClick={onAgain}>再登记一件</Button>
      </div>
    </Page>
  )
}

function EntryForm({ onEntered }: { onEntered(receipt: OutputOf<typeof endpoints.enter>): void }) {
  const [form] = Form.useForm<EntryValues>()
  const account = useMyAccount()
  const draft = useDraft(`${account.data?.personId ?? ''}.entry`, form, draftFields)
  const unsaved = useUnsaved()
  const [rest, setRest] = useState<string[]>([])
  const enter = useWrite(endpoints.enter)
  const channel = (Form.useWatch('channel', form) as EntryValues['channel'] | undefined) ?? untouched.channel
  const send = (values: EntryValues, said: Said) =>
    enter.mutate(
      { body: { ...untouched, ...values, ...said } as never },
      {
        onSuccess: output => {
          unsaved.saved()
          draft.drop()
          onEntered(output)
        },
        onError: problem => setRest(showFieldErrors(form, problem)),
      },
    )
  // The answer goes through the form like any other: what is missing by then is shown and gone to.
  const said = useRef<Said>({})
  const answer = (more: Said) => {
    said.current = { ...said.current, ...more }
    form.submit()
  }
  const asks = enter.error?.kind.type
  /** A basis that cannot be true of the way just chosen is chosen anew. */
  const withBasisOf = (values: EntryValues) => {
    if (basesFor(values.channel).some(({ value }) => value === values.consentBasis)) return values
    form.setFieldValue('consentBasis', undefined)
    return { ...values, consentBasis: undefined }
  }
  return (
    <Page title="代居民登记" crumbs={[<Link to="/requests">诉求</Link>]}>
      <LeaveWarning when={unsaved.isThereNow} />
      <ProblemAlert problem={enter.error && (enter.error.errors.length === 0 || rest.length > 0) ? enter.error : null} rest={rest} />
      <Form<EntryValues>
        form={form}
        layout="vertical"
        requiredMark="optional"
        className="page form"
        initialValues={untouched}
        onValuesChange={(changed, values) => {
          unsaved.typed()
          // what was said about other words or another number is not said about these
          said.current = {}
          draft.keep(changed.channel === undefined ? values : withBasisOf(values))
        }}
        onFinish={values => send(values, said.current)}
      >
        <section className="panel" aria-labelledby="how">
          <h2 id="how">居民怎么来的</h2>
          <Field name="channel" label="来的方式" required>
            <Radio.Group options={channels} />
          </Field>
          {channel === 'hotline' && (
            <Field name="outsideNumber" label="热线编号" required>
              <Input maxLength={40} autoComplete="off" />
            </Field>
          )}
          <Field name="consentBasis" label="居民怎么同意代为登记的" required hint="您的姓名和这一项会写在这件事里，居民看得到。">
            <Radio.Group options={basesFor(channel)} />
          </Field>
        </section>
        <section className="panel" aria-labelledby="what">
          <h2 id="what">什么事，在哪里</h2>
          <Field name="text" label="什么事" required hint="照居民说的写。不写身份证号和银行卡号。">
            <Input.TextArea rows={5} maxLength={1000} showCount />
          </Field>
          <Field name="unitId" label="在哪个村（社区）或小组" required>
            <UnitSelect />
          </Field>
          <Field name="near" label="附近有什么" required hint="例如：祠堂对面，第二根电线杆。">
            <Input maxLength={100} />
          </Field>
          <Tick name="aboutOfficials">反映的是村里干部（由镇里办，村里看不到）</Tick>
        </section>
        <ContactFields />
        {asks === problems.emergency.type && <AsksAboutDanger onNone={() => answer({ noDanger: true })} />}
        {asks === problems.outsideNumberTaken.type && (
          <EnteredBefore requestId={enter.error?.facts.requestId as string | undefined} onApart={() => answer({ apart: true })} />
        )}
        <div className="buttons">
          <Button type="primary" htmlType="submit" loading={enter.isPending}>
            登记，打印回执
          </Button>
          <span className="sub">选过的方式和地点先存在这台电脑上；姓名、电话和内容不存。</span>
        </div>
      </Form>
    </Page>
  )
}

/** A checkbox that is its own label. */
const Tick = ({ name, children }: { name: string; children: string }) => (
  <Form.Item name={name} valuePropName="checked">
    <Checkbox>{children}</Checkbox>
  </Form.Item>
)

const AsksAboutDanger = ({ onNone }: { onNone(): void }) => (
  <section className="panel" aria-label="先问有没有危险">
    <p>有危险请居民马上打：{dangerNumbers.map(([number, what]) => `${number} ${what}`).join('；')}。还没有登记。</p>
    <Button onClick={onNone}>{noDangerName}</Button>
  </section>
)

/** One order of a hotline may hold two matters; twice the same one is entered once. */
const EnteredBefore = ({ requestId, onApart }: { requestId: string | undefined; onApart(): void }) => (
  <section className="panel" aria-label="这个热线编号登记过">
    <p>
      还没有登记。
      {requestId ? (
        <Link to="/requests/$requestId" params={{ requestId }} target="_blank">
          看登记过的那一件
        </Link>
      ) : (
        '登记过的那一件不归您看，请问镇里。'
      )}
    </p>
    <Button onClick={onApart}>是另一件事，另外登记</Button>
  </section>
)

const ContactFields = () => (
  <section className="panel" aria-labelledby="who">
    <h2 id="who">怎么联系（可以不留）</h2>
    <p className="sub">只用来办这件事。加密保存，谁看过居民都知道。不留也照样办。</p>
    <Field name="contactName" label="称呼">
      <Input maxLength={50} autoComplete="off" />
    </Field>
    <Field name="contactPhone" label="电话">
      <Input inputMode="tel" autoComplete="off" maxLength={20} />
    </Field>
    <Field name="address" label="住址">
      <Input maxLength={100} autoComplete="off" />
    </Field>
    <Tick name="publicAgreed">居民同意把这件事和结果公开（不公开是谁）</Tick>
  </section>
)
