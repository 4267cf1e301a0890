/** Dialogs of a voting meeting (表决会议的对话框): a matter, and fixing the roll. */
import { Checkbox, Input, Select } from 'antd'
import { LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import { matterNames } from '#features/thresholds/thresholds.words.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type TabledItem, type VotingDetail } from '../votes.contract.ts'
import { numbersSentence } from '../votes.words.ts'

interface Props {
  meeting: VotingDetail
  onClose(): void
}

export const TableDialog = ({ meeting, onClose }: Props) => (
  <FormDialog<typeof endpoints.table, Omit<TabledItem, 'ownInterests'> & { ownInterests?: boolean[] }>
    title="加一项表决"
    verb="提交表决"
    endpoint={endpoints.table}
    input={({ ownInterests = [], ...item }) => ({
      params: { meetingId: meeting.id },
      body: { ...item, ownInterests: ownInterests.includes(true) },
    })}
    initial={{ legalMatter: 'ordinary' }}
    onClose={onClose}
    wide
  >
    <Field name="title" label="议题" required>
      <Input maxLength={80} />
    </Field>
    <Field name="text" label="决议草案" required hint="大家表决的就是这段文字。">
      <Input.TextArea rows={6} maxLength={20_000} />
    </Field>
    <Field name="legalMatter" label="法律上的类别">
      <Select options={LegalMatter.options.map(value => ({ value, label: matterNames[value] }))} />
    </Field>
    <Field name="ownInterests" label="利益关系">
      <Checkbox.Group options={[{ value: true, label: '牵涉干部自己的利益，要无记名投票' }]} />
    </Field>
  </FormDialog>
)

export const FixDialog = ({ meeting, onClose }: Props) => (
  <FormDialog<typeof endpoints.fixRoll, object>
    title="定名册"
    verb="定下来"
    endpoint={endpoints.fixRoll}
    input={() => ({ params: { meetingId: meeting.id } })}
    onClose={onClose}
  >
    <p>{numbersSentence(meeting.numbers)}。</p>
    <p>定下来以后，名册和到会情况都不能再改，并且写进公开存证。然后才能投票。</p>
  </FormDialog>
)
