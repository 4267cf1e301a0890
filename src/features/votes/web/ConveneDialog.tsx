/** Calling a meeting that votes (召集会议): body, day and notice. What was held already is entered the same way. */
import { InputNumber, Select } from 'antd'
import { NoticeFields, planOf, WhenFields, type PlanValues } from '#features/meetings/web/meetings.widgets.tsx'
import { DecidingBody, Route } from '#features/thresholds/thresholds.contract.ts'
import { bodyNames, routeNames } from '#features/thresholds/thresholds.words.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Host, type VotingDetail } from '../votes.contract.ts'

interface Values extends PlanValues {
  bodyId: string
  decidingBody: DecidingBody
  route: Route
  mostProxies: number
}

interface ConveneDialogProps {
  hosts: readonly Host[]
  onClose(): void
  onDone(meeting: VotingDetail): void
}

export const ConveneDialog = ({ hosts, onClose, onDone }: ConveneDialogProps) => (
  <FormDialog<typeof endpoints.convene, Values>
    title="召集会议"
    verb="登记会议"
    endpoint={endpoints.convene}
    input={({ bodyId, decidingBody, route, mostProxies, ...plan }) => ({
      body: { ...planOf(plan), bodyId, decidingBody, route, mostProxies, venueId: null, chairId: null, recorderId: null, agenda: [] },
    })}
    initial={{ route: 'voters', mostProxies: 1 }}
    onClose={onClose}
    onDone={onDone}
    wide
  >
    <p>已经开过的会也在这里补登。补登的会注明“迟录”。</p>
    <Field name="bodyId" label="哪个组织开" required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="输入名称可查找"
        options={hosts.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Field>
    <Field name="decidingBody" label="什么会" required>
      <Select options={DecidingBody.options.map(value => ({ value, label: bodyNames[value] }))} />
    </Field>
    <WhenFields />
    <NoticeFields hint="通知那天不算，从第二天数起。" />
    <Field name="route" label="怎样计算人数">
      <Select options={Route.options.map(value => ({ value, label: routeNames[value] }))} />
    </Field>
    <Field name="mostProxies" label="一个人最多代几个人投票" hint="按章程写。章程没有写的，是1个。">
      <InputNumber min={0} max={3} />
    </Field>
  </FormDialog>
)
