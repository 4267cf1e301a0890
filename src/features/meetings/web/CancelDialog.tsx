/** Calling a meeting off (取消会议), with the reason. */
import { Input } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type MeetingDetail } from '../meetings.contract.ts'

export const CancelDialog = ({ meeting, onClose }: { meeting: MeetingDetail; onClose(): void }) => (
  <FormDialog<typeof endpoints.cancel, { reason: string }>
    title={`取消${meeting.title}`}
    verb="取消会议"
    refusing
    endpoint={endpoints.cancel}
    input={body => ({ params: { meetingId: meeting.id }, body })}
    onClose={onClose}
  >
    <p>取消后记录留着，不计入场次。</p>
    <Field name="reason" label="为什么取消" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)
