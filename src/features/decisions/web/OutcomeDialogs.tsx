/** Dialogs for what follows a decision, and for what cuts across it (决议以后的对话框). */
import { Input, Radio, Select } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Stage } from '../decisions.contract.ts'
import { isDeliberation } from '../decisions.rules.ts'
import { authorityNames, orderNames, stepName } from '../decisions.words.ts'
import type { DialogProps } from './DecisionDialogs.tsx'
import { verbNames } from './verbs.ts'

const asked = ({ id, version }: DialogProps['decision']) => ({ params: { decisionId: id }, ifMatch: version })

export function NoticeDialog({ decision, onClose }: DialogProps) {
  const isUnpublished = !decision.notices.some(({ past, stage, state }) => !past && stage === 'decisionDisclosure' && state !== 'withdrawn')
  const stage =
    isUnpublished && decision.steps.some(each => each.stage === 'decisionDisclosure') ? 'decisionDisclosure' : 'resultDisclosure'
  return (
    <FormDialog<typeof endpoints.draftNotice, { content: string }>
      title={`起草：${stepName(stage)}`}
      verb="起草"
      endpoint={endpoints.draftNotice}
      input={({ content }) => ({ params: { decisionId: decision.id }, body: { stage, content } })}
      initial={{ content: stage === 'decisionDisclosure' ? (decision.text ?? '') : '' }}
      onClose={onClose}
    >
      <Field name="content" label="公开的内容" required hint="起草以后，到“公示公开”里写全，由监督委员发布。">
        <Input.TextArea rows={5} maxLength={5000} />
      </Field>
    </FormDialog>
  )
}

export const FollowDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.followCorrection, { resultDueOn?: string }>
    title="按更正的结果登记"
    verb="登记"
    endpoint={endpoints.followCorrection}
    input={({ resultDueOn }) => ({ ...asked(decision), body: { resultDueOn: resultDueOn ?? null } })}
    onClose={onClose}
  >
    <p>票数照两个人更正过的，不用再填。</p>
    {decision.steps.some(({ stage }) => stage === 'resultDisclosure') && (
      <Field name="resultDueOn" label="最迟哪一天公开结果" hint="更正以后通过的才填。">
        <Input type="date" />
      </Field>
    )}
  </FormDialog>
)

const dated = {
  implement: { endpoint: endpoints.implement, hint: '合同或者开工的文件。' },
  close: { endpoint: endpoints.close, hint: '验收单或者总结。' },
  archive: { endpoint: endpoints.archive, hint: '案卷号。' },
} as const
export const DatedDialog = ({ decision, verb, onClose }: DialogProps & { verb: keyof typeof dated }) => (
  <FormDialog<(typeof dated)[keyof typeof dated]['endpoint'], { onDay: string; document: string }>
    title={verbNames[verb]}
    verb={verbNames[verb]}
    endpoint={dated[verb].endpoint}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <Field name="onDay" label="哪一天" required>
      <Input type="date" />
    </Field>
    <Field name="document" label="依据的文件" required hint={dated[verb].hint}>
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

const reasoned = { withdraw: endpoints.withdraw, refuse: endpoints.refuse } as const
export const ReasonDialog = ({ decision, verb, onClose }: DialogProps & { verb: keyof typeof reasoned }) => (
  <FormDialog<(typeof reasoned)[keyof typeof reasoned], { reason: string }>
    title={verbNames[verb]}
    verb={verbNames[verb]}
    refusing
    endpoint={reasoned[verb]}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <p>回到草稿，改好再登记，各步重新走。</p>
    <Field name="reason" label="理由" required>
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
  </FormDialog>
)

export const UrgeDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.urge, { reason: string; document: string }>
    title="申请紧急先办"
    verb="申请"
    endpoint={endpoints.urge}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <p>另一个人同意才能先办，办了还要按期追认。</p>
    <Field name="reason" label="为什么等不得" required>
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
    <Field name="document" label="依据的文件" required>
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

export const ConfirmDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.confirmUrgency, object>
    title="同意紧急先办"
    verb="同意"
    endpoint={endpoints.confirmUrgency}
    input={() => asked(decision)}
    onClose={onClose}
  >
    <p>{decision.urgent?.reason}</p>
  </FormDialog>
)

export const SendBackDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.sendBack, { stage: Stage }>
    title="退回重办"
    verb="退回"
    refusing
    endpoint={endpoints.sendBack}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <Field name="stage" label="退回到哪一步" required hint="前面的步骤算数，从这一步起重新办。">
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={decision.steps.filter(({ stage }) => isDeliberation(stage)).map(({ stage }) => ({ value: stage, label: stepName(stage) }))}
      />
    </Field>
  </FormDialog>
)

export const ReplaceDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.replaceSupervisor, { personId: string; document: string }>
    title="换人监督"
    verb="换人"
    endpoint={endpoints.replaceSupervisor}
    input={({ personId, document }) => ({ params: { decisionId: decision.id, personId }, body: { document } })}
    onClose={onClose}
  >
    <Field name="personId" label="不再监督这件事的委员" required>
      <PersonSelect />
    </Field>
    <Field name="document" label="依据的文件" required>
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

export const OrderDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<
    typeof endpoints.order,
    { kind: 'annulled' | 'correctionOrdered'; authority: 'court' | 'town'; orderedOn: string; document: string }
  >
    title="登记撤销或责令改正"
    verb="登记"
    refusing
    endpoint={endpoints.order}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <Field name="kind" label="怎么处理" required>
      <Radio.Group options={Object.entries(orderNames).map(([value, label]) => ({ value, label }))} />
    </Field>
    <Field name="authority" label="谁作出的" required>
      <Radio.Group options={Object.entries(authorityNames).map(([value, label]) => ({ value, label }))} />
    </Field>
    <Field name="orderedOn" label="哪一天" required>
      <Input type="date" />
    </Field>
    <Field name="document" label="文书" required>
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)
