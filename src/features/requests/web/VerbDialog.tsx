/** What each verb on a case asks (办理对话框): only what the act itself needs. */
import { Input, Radio, Select } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { ConsentBasis, endpoints, PauseReason, RefusalReason, ReturnReason, type RequestDetail } from '../requests.contract.ts'
import { consentBasisNames, pauseReasonNames, refusalDirections, refusalReasonNames, returnReasonNames } from '../requests.words.ts'
import { CategorySelect } from './CategorySelect.tsx'
import { EditDialog } from './EditDialog.tsx'
import { HandDialog } from './HandDialog.tsx'
import { ReferDialog } from './ReferDialog.tsx'
import { ReissueDialog } from './ReissueDialog.tsx'
import { verbNames, type Verb } from './requests.verbs.ts'
import { StepDialog } from './StepDialog.tsx'

interface VerbDialogProps {
  verb: Verb
  request: RequestDetail
  onClose(): void
}
type DialogProps = Omit<VerbDialogProps, 'verb'>

const dialogs: Record<Verb, (props: DialogProps) => React.JSX.Element> = {
  accept: Accept,
  refuse: Refuse,
  assign: props => <HandDialog {...props} verb="assign" />,
  passOn: props => <HandDialog {...props} verb="passOn" />,
  take: props => <Confirm {...props} verb="take" says="签收后由您办，时限照走。" />,
  resume: props => <Confirm {...props} verb="resume" says="单位时钟从停的地方接着走。" />,
  propose: Propose,
  pause: Pause,
  climb: props => <Say {...props} verb="climb" label="为什么往上转" />,
  putOnJointList: props => <Say {...props} verb="putOnJointList" label="为什么提请" />,
  giveBack: GiveBack,
  copyTo: CopyTo,
  merge: Merge,
  referToDiscipline: ReferDialog,
  confirmOnBehalf: ConfirmOnBehalf,
  edit: EditDialog,
  reissueCode: ReissueDialog,
}

export function VerbDialog({ verb, ...rest }: VerbDialogProps) {
  const Dialog = dialogs[verb]
  return <Dialog {...rest} />
}

const options = <T extends string>(values: readonly T[], names: Record<T, string>) => values.map(value => ({ value, label: names[value] }))
const paramsOf = (request: RequestDetail) => ({ requestId: request.id })

function Accept({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.accept, { categoryId: string; title: string; publicLine?: string }>
      request={request}
      title="接手"
      verb="接手"
      endpoint={endpoints.accept}
      input={body => ({ params: paramsOf(request), body })}
      initial={{ title: request.title }}
      onClose={onClose}
    >
      <Field name="categoryId" label="类别" required hint="类别决定几个工作日办好。">
        <CategorySelect />
      </Field>
      <Field name="title" label="标题" hint="一句话说清什么事，不写人名和电话。">
        <Input maxLength={40} showCount />
      </Field>
      {request.publicAgreed && (
        <Field name="publicLine" label="公开的一句话" hint="居民同意公开。不写姓名、门牌和电话。">
          <Input maxLength={80} showCount />
        </Field>
      )}
    </StepDialog>
  )
}

function Refuse({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.refuse, { reason: RefusalReason; text: string }>
      request={request}
      title="不受理"
      verb="不受理，告诉居民"
      refusing
      endpoint={endpoints.refuse}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      {form => (
        <>
          <Field name="reason" label="原因" required hint={<Direction of={form.getFieldValue('reason') as RefusalReason | undefined} />}>
            <Radio.Group vertical options={options(RefusalReason.options, refusalReasonNames)} />
          </Field>
          <Field name="text" label="该找谁（写给居民看）" required>
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Field>
        </>
      )}
    </StepDialog>
  )
}

const Direction = ({ of }: { of: RefusalReason | undefined }) => of && <>居民会看到：{refusalDirections[of]}</>

function Confirm({ request, onClose, verb, says }: DialogProps & { verb: 'take' | 'resume'; says: string }) {
  return (
    <StepDialog
      request={request}
      title={verbNames[verb]}
      verb={verbNames[verb]}
      endpoint={endpoints[verb]}
      input={() => ({ params: paramsOf(request) })}
      onClose={onClose}
    >
      <p>{says}</p>
    </StepDialog>
  )
}

function Say({ request, onClose, verb, label }: DialogProps & { verb: 'climb' | 'putOnJointList'; label: string }) {
  return (
    <StepDialog<typeof endpoints.climb | typeof endpoints.putOnJointList, { text: string }>
      request={request}
      title={verbNames[verb]}
      verb={verbNames[verb]}
      endpoint={endpoints[verb]}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      <Field name="text" label={label} required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </StepDialog>
  )
}

function Propose({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.propose, { text: string }>
      request={request}
      title="提出办结，请居民确认"
      verb="提出办结"
      endpoint={endpoints.propose}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      <Field name="text" label="怎么办好的（写给居民看）" required hint="居民说解决了才算解决。10个工作日没有回答，记为“未回应”。">
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Field>
    </StepDialog>
  )
}

function Pause({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.pause, { reason: PauseReason; until: string; text: string }>
      request={request}
      title="暂缓"
      verb="暂缓"
      endpoint={endpoints.pause}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      <Field name="reason" label="原因" required>
        <Radio.Group vertical options={options(PauseReason.options, pauseReasonNames)} />
      </Field>
      <Field name="until" label="停到哪一天" required hint="到那天自动恢复，单位时钟接着走。居民时钟不停。">
        <Input type="date" />
      </Field>
      <Field name="text" label="说明（居民看得到）" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </StepDialog>
  )
}

function GiveBack({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.giveBack, { reason: ReturnReason; citedRule: string; text: string }>
      request={request}
      title={`退回给${request.level.unitName}`}
      verb="退回"
      refusing
      endpoint={endpoints.giveBack}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      <Field name="reason" label="原因" required>
        <Radio.Group vertical options={options(ReturnReason.options, returnReasonNames)} />
      </Field>
      <Field name="citedRule" label="依据" required hint="写文件名和条款，例如：镇街职责清单第12项。">
        <Input maxLength={100} />
      </Field>
      <Field name="text" label="说明" required hint="第三次退回的，列入联席会议。">
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </StepDialog>
  )
}

function CopyTo({ request, onClose }: DialogProps) {
  const handlers = useRead(endpoints.listHandlers, { params: paramsOf(request) })
  return (
    <StepDialog<typeof endpoints.copyTo, { personId: string }>
      request={request}
      title="抄送"
      verb="抄送"
      endpoint={endpoints.copyTo}
      input={({ personId }) => ({ params: { ...paramsOf(request), personId } })}
      onClose={onClose}
    >
      <Field name="personId" label="请谁知道" required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={handlers.isPending}
          options={handlers.data?.people.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` })) ?? []}
        />
      </Field>
    </StepDialog>
  )
}

function Merge({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.merge, { intoNumber: string }>
      request={request}
      title="并案"
      verb="并案"
      endpoint={endpoints.merge}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      <Field name="intoNumber" label="并到哪一件（编号）" required hint="原来这件留着，两位居民都会知道。">
        <Input maxLength={40} />
      </Field>
    </StepDialog>
  )
}

function ConfirmOnBehalf({ request, onClose }: DialogProps) {
  return (
    <StepDialog<typeof endpoints.confirmOnBehalf, { basis: ConsentBasis }>
      request={request}
      title="代为登记居民的确认"
      verb="登记：居民说解决了"
      endpoint={endpoints.confirmOnBehalf}
      input={body => ({ params: paramsOf(request), body })}
      onClose={onClose}
    >
      <p className="note plain">只有居民亲口说解决了才能登记。代为登记的另外计数。</p>
      <Field name="basis" label="居民怎么说的" required>
        <Radio.Group vertical options={options(ConsentBasis.options, consentBasisNames)} />
      </Field>
    </StepDialog>
  )
}
