/** Calling a meeting that votes (召集会议): body, day and notice. What was held already is entered the same way. */
import { Input, InputNumber, Select } from 'antd'
import { NoticeChannel } from '#features/meetings/meetings.contract.ts'
import { noticeNames } from '#features/meetings/meetings.words.ts'
import { DecidingBody, Route } from '#features/thresholds/thresholds.contract.ts'
import { bodyNames, routeNames } from '#features/thresholds/thresholds.words.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { fromField } from '#platform/web/local-time.ts'
import { endpoints, type Host, type VotingDetail } from '../votes.contract.ts'

interface Values {
  bodyId: string
  decidingBody: DecidingBody
  route: Route
  title: string
  startsAt: string | null
  endsAt: string | null
  place?: string
  noticeChannel: NoticeChannel | null
  noticeOn: string | null
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
    input={({ startsAt, endsAt, place = '', noticeChannel, noticeOn, ...values }) => ({
      body: {
        ...values,
        startsAt: fromField(startsAt) ?? '',
        endsAt: fromField(endsAt),
        place,
        venueId: null,
        chairId: null,
        recorderId: null,
        noticeChannel: noticeChannel ?? null,
        noticeOn: noticeOn || null,
        agenda: [],
      },
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
    <Field name="title" label="名称" required>
      <Input maxLength={60} />
    </Field>
    <Field name="startsAt" label="开始" required>
      <Input type="datetime-local" />
    </Field>
    <Field name="endsAt" label="结束">
      <Input type="datetime-local" />
    </Field>
    <Field name="place" label="地点">
      <Input maxLength={100} />
    </Field>
    <Field name="noticeChannel" label="怎么通知的">
      <Select allowClear options={NoticeChannel.options.map(value => ({ value, label: noticeNames[value] }))} />
    </Field>
    <Field name="noticeOn" label="哪一天通知的" hint="通知那天不算，从第二天数起。">
      <Input type="date" />
    </Field>
    <Field name="route" label="怎样计算人数">
      <Select options={Route.options.map(value => ({ value, label: routeNames[value] }))} />
    </Field>
    <Field name="mostProxies" label="一个人最多代几个人投票" hint="按章程写。章程没有写的，是1个。">
      <InputNumber min={0} max={3} />
    </Field>
  </FormDialog>
)
