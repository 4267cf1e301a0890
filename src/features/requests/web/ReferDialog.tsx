/** 关于干部，转镇纪委: what it means is said before it is done, for it cannot be taken back, and the reason is for the reporter too. */
import { useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { StepDialog } from './StepDialog.tsx'

export function ReferDialog({ request, onClose }: { request: RequestDetail; onClose(): void }) {
  const navigate = useNavigate()
  return (
    <StepDialog<typeof endpoints.referToDiscipline, { text: string }>
      request={request}
      title="关于干部，转镇纪委"
      verb="转镇纪委"
      refusing
      endpoint={endpoints.referToDiscipline}
      input={body => ({ params: { requestId: request.id }, body })}
      // the page behind shows a case that its reader may not read any more
      onDone={() => void navigate({ to: '/requests' })}
      onClose={onClose}
    >
      <p className="note plain">转过去由镇纪委办。村里和您都看不到这件事了，转了不能收回。并进来的一起转。</p>
      <Field name="text" label="为什么转（居民看得到）" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </StepDialog>
  )
}
