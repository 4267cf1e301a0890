/** Dialogs of one matter (一项表决的对话框): marks, votes, recusals, taking it off, and correcting its result. */
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, Method, type BallotDetail, type Tally, type VotingDetail } from '../votes.contract.ts'
import { mannerNames, methodNames } from '../votes.words.ts'

interface Props {
  meeting: VotingDetail
  ballot: BallotDetail
  onClose(): void
}

/** Those on the fixed roll who may still cast a vote. */
const openLines = ({ lines }: VotingDetail, { marked, recusals }: BallotDetail) => {
  const done = new Set([...marked, ...recusals].map(({ lineId }) => lineId))
  return lines.filter(({ id, standing, present }) => standing === 'voter' && present && !done.has(id))
}

export function MarkDialog({ meeting, ballot, onClose }: Props) {
  const open = openLines(meeting, ballot)
  const holders = new Set(open.filter(({ holderId }) => holderId !== null).map(({ id }) => id))
  return (
    <FormDialog<typeof endpoints.mark, { lineIds: string[] }>
      title="记谁投了票"
      verb="记下来"
      endpoint={endpoints.mark}
      input={({ lineIds }) => ({
        params: { ballotId: ballot.id },
        body: { marks: lineIds.map(lineId => ({ lineId, manner: holders.has(lineId) ? 'proxy' : 'inPerson' })) },
      })}
      initial={{ lineIds: open.map(({ id }) => id) }}
      onClose={onClose}
    >
      <p>只记谁投了票，不记投了什么。没有投的，请取消勾选。</p>
      <Field name="lineIds" label="投了票的人">
        <Checkbox.Group
          options={open.map(({ id, name, holderId }) => ({
            value: id,
            label: holderId === null ? name : `${name}（${mannerNames.proxy}）`,
          }))}
        />
      </Field>
    </FormDialog>
  )
}

export const TakeBackDialog = ({ meeting, ballot, onClose }: Props) => (
  <FormDialog<typeof endpoints.takeBackMark, { lineId: string; reason: string }>
    title="记错了，去掉"
    verb="去掉"
    endpoint={endpoints.takeBackMark}
    input={({ lineId, reason }) => ({ params: { ballotId: ballot.id, lineId }, body: { reason } })}
    onClose={onClose}
  >
    <p>这个人其实没有投票，才这样办。去掉的，一直看得到。登记票数以后不能再改。</p>
    <Field name="lineId" label="谁没有投" required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={ballot.marked.map(({ lineId }) => ({ value: lineId, label: meeting.lines.find(({ id }) => id === lineId)?.name }))}
      />
    </Field>
    <Field name="reason" label="怎么记错的" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

const TallyFields = () => (
  <>
    <Field name="for" label="同意" required>
      <InputNumber min={0} precision={0} />
    </Field>
    <Field name="against" label="反对" required>
      <InputNumber min={0} precision={0} />
    </Field>
    <Field name="abstain" label="弃权" required>
      <InputNumber min={0} precision={0} />
    </Field>
  </>
)

export const CloseDialog = ({ ballot, onClose }: Props) => (
  <FormDialog<typeof endpoints.close, Tally & { method: Method }>
    title="登记票数"
    verb="登记结果"
    endpoint={endpoints.close}
    input={({ method, ...tally }) => ({ params: { ballotId: ballot.id }, body: { method, tally } })}
    initial={{ method: ballot.secret ? 'secret' : 'hands' }}
    onClose={onClose}
  >
    <p>已记{ballot.marks}人投票。三种票加起来要一样。登记以后不能再改。</p>
    <Field name="method" label="怎样投的" required>
      <Select options={Method.options.map(value => ({ value, label: methodNames[value] }))} />
    </Field>
    <TallyFields />
  </FormDialog>
)

export const CorrectDialog = ({ ballot, onClose }: Props) => (
  <FormDialog<typeof endpoints.proposeCorrection, Tally & { text: string; reason: string }>
    title="提出更正"
    verb="提出更正"
    endpoint={endpoints.proposeCorrection}
    input={({ reason, text, ...tally }) => ({ params: { ballotId: ballot.id }, body: { reason, text, tally } })}
    initial={{ ...ballot.tally, text: ballot.text }}
    onClose={onClose}
  >
    <p>另一个人同意以后才算。原来的结果和文字一直看得到。</p>
    <TallyFields />
    <Field name="text" label="决议的文字" required hint="文字没有错，就不用动。">
      <Input.TextArea rows={5} maxLength={20_000} />
    </Field>
    <Field name="reason" label="为什么更正" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

export const RecuseDialog = ({ meeting, ballot, onClose }: Props) => (
  <FormDialog<typeof endpoints.recuse, { lineId: string; reason: string }>
    title="登记回避"
    verb="登记回避"
    endpoint={endpoints.recuse}
    input={({ lineId, reason }) => ({ params: { ballotId: ballot.id, lineId }, body: { reason } })}
    onClose={onClose}
  >
    <p>回避的人不投票，应到和全体人数不减。</p>
    <Field name="lineId" label="谁回避" required>
      <Select showSearch={{ optionFilterProp: 'label' }} options={meeting.lines.map(({ id, name }) => ({ value: id, label: name }))} />
    </Field>
    <Field name="reason" label="原因" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

export const CancelBallotDialog = ({ ballot, onClose }: Props) => (
  <FormDialog<typeof endpoints.cancel, { reason: string }>
    title={`撤下${ballot.title}`}
    verb="撤下"
    refusing
    endpoint={endpoints.cancel}
    input={body => ({ params: { ballotId: ballot.id }, body })}
    onClose={onClose}
  >
    <Field name="reason" label="为什么撤下" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

export const BreakOffDialog = ({ ballot, onClose }: Props) => (
  <FormDialog<typeof endpoints.proposeCancellation, { reason: string }>
    title={`中止表决：${ballot.title}`}
    verb="提出中止"
    refusing
    endpoint={endpoints.proposeCancellation}
    input={body => ({ params: { ballotId: ballot.id }, body })}
    onClose={onClose}
  >
    <p>会议中途散了，才这样办。主持人和另一个人都同意才算，一直看得到。</p>
    <Field name="reason" label="为什么中止" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)
