/** What is asked at each step of a notice (公示的对话框). */
import { Checkbox, Form, Input, Radio } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Notice, type NoticeFinding, type Objection } from '../disclosures.contract.ts'
import { channelNames, findingNames } from '../disclosures.words.ts'

interface Props {
  notice: Notice
  onClose(): void
}
const versioned =
  <B extends object>({ id, version }: Notice) =>
  (body: B) => ({ params: { noticeId: id }, body, ifMatch: version })

/** Steps that ask nothing but a word of assurance. */
const plainSteps = {
  submit: { verb: '提交', says: '提交以后，由一位监督委员发布。您自己不能发布。' },
  sendBack: { verb: '退回', says: '退回办事员，改好再提交。' },
  discard: { verb: '不办了', says: '正在写的不再往下走。已经发布的不受影响。' },
  mask: { verb: '打上星号', says: '标题、依据、内容和名单里找到的，都按建议打上星号。附件请改好再上传。' },
} as const
export type PlainStep = keyof typeof plainSteps

export const PlainDialog = ({ notice, step, onClose }: Props & { step: PlainStep }) => (
  <FormDialog<(typeof endpoints)[PlainStep], object>
    title={plainSteps[step].verb}
    verb={plainSteps[step].verb}
    endpoint={endpoints[step]}
    input={() => ({ params: { noticeId: notice.id }, ifMatch: notice.version })}
    refusing={step === 'sendBack' || step === 'discard'}
    onClose={onClose}
  >
    <p>{plainSteps[step].says}</p>
  </FormDialog>
)

export const PublishDialog = ({ notice, onClose }: Props) => (
  <FormDialog<typeof endpoints.publish, { notNear?: boolean }>
    title="发布"
    verb="发布"
    endpoint={endpoints.publish}
    input={({ notNear = false }) => versioned<{ notNear: true }>(notice)({ notNear: notNear as true })}
    onClose={onClose}
  >
    <p>发布以后内容不能再改，写进公开存证。从明天起算公示期。</p>
    <Form.Item name="notNear" valuePropName="checked">
      <Checkbox>我和当事人没有近亲属关系</Checkbox>
    </Form.Item>
  </FormDialog>
)

export const CorrectDialog = ({ notice, onClose }: Props) => (
  <FormDialog<typeof endpoints.correct, { reason: string }>
    title="更正"
    verb="写更正"
    endpoint={endpoints.correct}
    input={versioned(notice)}
    onClose={onClose}
  >
    <p>更正是新的一版，公示期重新算。原来的一版还看得到。</p>
    <Field name="reason" label="为什么更正" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

export const ConcludeDialog = ({ notice, onClose }: Props) => (
  <FormDialog<typeof endpoints.conclude, { text: string }>
    title="填公示结果"
    verb="填上"
    endpoint={endpoints.conclude}
    input={versioned(notice)}
    onClose={onClose}
  >
    <Field name="text" label="公示结果" required hint="有没有异议，怎么处理的。填上以后不能再改。">
      <Input.TextArea rows={4} maxLength={1000} showCount />
    </Field>
  </FormDialog>
)

export const UnpublishDialog = ({ notice, onClose }: Props) => (
  <FormDialog<typeof endpoints.unpublish, { reason: string }>
    title="撤下名单"
    verb="撤下"
    refusing
    endpoint={endpoints.unpublish}
    input={versioned(notice)}
    onClose={onClose}
  >
    <p>居民不再看到名单，只看到这里公示过、为什么撤下。档案保留。</p>
    <Field name="reason" label="为什么撤下名单" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

export const AcceptDialog = ({ notice, finding, onClose }: Props & { finding: NoticeFinding }) => (
  <FormDialog<typeof endpoints.acceptFinding, { purpose: string; effect: string; measures: string }>
    title={`写影响评估：${findingNames[finding.kind]}`}
    verb="存下"
    endpoint={endpoints.acceptFinding}
    input={body => ({ params: { noticeId: notice.id, digest: finding.digest }, body })}
    onClose={onClose}
  >
    <p>
      {finding.place}：{finding.shown}。评估至少保存三年（个人信息保护法第五十五、五十六条）。
    </p>
    <Field name="purpose" label="为什么要公开" required>
      <Input.TextArea rows={2} maxLength={500} />
    </Field>
    <Field name="effect" label="对本人有什么影响和风险" required>
      <Input.TextArea rows={2} maxLength={500} />
    </Field>
    <Field name="measures" label="怎样保护" required>
      <Input.TextArea rows={2} maxLength={500} />
    </Field>
  </FormDialog>
)

interface Received {
  channel: 'phone' | 'paper' | 'counter'
  receivedOn: string
  text: string
  name?: string
  phone?: string
}
export const ReceiveDialog = ({ notice, onClose }: Props) => (
  <FormDialog<typeof endpoints.receive, Received>
    title="登记异议"
    verb="登记"
    endpoint={endpoints.receive}
    input={({ name, phone, ...rest }) => ({
      params: { noticeId: notice.id },
      body: { ...rest, ...(name && { name }), ...(phone && { phone }) },
    })}
    initial={{ channel: 'phone' }}
    onClose={onClose}
  >
    <Field name="channel" label="怎么收到的" required>
      <Radio.Group options={(['phone', 'paper', 'counter'] as const).map(value => ({ value, label: channelNames[value] }))} />
    </Field>
    <Field name="receivedOn" label="哪天收到" required hint="晚登记的，会标明迟录。">
      <Input type="date" />
    </Field>
    <Field name="text" label="有什么异议" required>
      <Input.TextArea rows={4} maxLength={2000} showCount />
    </Field>
    <Field name="name" label="姓名" hint="可以不留，一样受理。">
      <Input maxLength={50} />
    </Field>
    <Field name="phone" label="电话">
      <Input maxLength={20} />
    </Field>
  </FormDialog>
)

export const DecideDialog = ({ notice, objection, onClose }: Props & { objection: Objection }) => (
  <FormDialog<typeof endpoints.decide, { outcome: 'dismissed' | 'upheld'; reason: string }>
    title={`处理第${objection.number}号异议`}
    verb="写下意见"
    endpoint={endpoints.decide}
    input={body => ({ params: { noticeId: notice.id, objectionId: objection.id }, body })}
    onClose={onClose}
  >
    <p>监督委员和镇各写一次，意见一致才算定。成立的，公示撤下；不成立的，接着公示。</p>
    <Field name="outcome" label="异议成立吗" required>
      <Radio.Group
        options={[
          { value: 'dismissed', label: '不成立' },
          { value: 'upheld', label: '成立' },
        ]}
      />
    </Field>
    <Field name="reason" label="理由" required hint="居民看得到，不要写个人信息。">
      <Input.TextArea rows={3} maxLength={400} showCount />
    </Field>
  </FormDialog>
)

export const PostDialog = ({ notice, onClose }: Props) => (
  <FormDialog<typeof endpoints.post, { place: string; postedOn: string }>
    title="登记上墙"
    verb="登记"
    endpoint={endpoints.post}
    input={body => ({ params: { noticeId: notice.id }, body })}
    onClose={onClose}
  >
    <p>不用拍照。</p>
    <Field name="place" label="贴在哪里" required>
      <Input maxLength={60} />
    </Field>
    <Field name="postedOn" label="哪天贴上" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const TakeDownDialog = ({ notice, postingId, onClose }: Props & { postingId: string }) => (
  <FormDialog<typeof endpoints.takeDown, { removedOn: string }>
    title="登记取下"
    verb="登记"
    endpoint={endpoints.takeDown}
    input={body => ({ params: { noticeId: notice.id, postingId }, body })}
    onClose={onClose}
  >
    <Field name="removedOn" label="哪天取下" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
