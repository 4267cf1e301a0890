/** A new query code at the counter (补发查询码), after the reporter's identity was checked. The old code ends. */
import { Checkbox, Form } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { ReceiptCard } from './ReceiptCard.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'

export function ReissueDialog({ request, onClose }: { request: RequestDetail; onClose(): void }) {
  const [form] = Form.useForm<{ identityChecked: boolean }>()
  const [receipt, setReceipt] = useState<OutputOf<typeof endpoints.reissueCode> | null>(null)
  const reissue = useWrite(endpoints.reissueCode)
  const unsaved = useUnsaved()
  const send = () =>
    reissue.mutate(
      { params: { requestId: request.id }, body: { identityChecked: true } },
      {
        onSuccess: made => {
          unsaved.saved()
          setReceipt(made)
        },
      },
    )
  if (receipt) {
    return (
      <Dialog title="新的查询码" footer={null} onCancel={onClose} staysOpen width={640}>
        <ReceiptCard receipt={receipt} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title="补发查询码"
      okText="补发"
      cancelText="不补了"
      confirmLoading={reissue.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      staysOpen={unsaved.isThere}
      problem={reissue.error}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      <p>补发后，旧的查询码马上作废。居民看得到这次补发。</p>
      <Form form={form} onValuesChange={unsaved.typed} onFinish={send}>
        <Form.Item
          name="identityChecked"
          valuePropName="checked"
          rules={[{ validator: (_, value) => (value ? Promise.resolve() : Promise.reject(new Error('请先核对身份，再打勾'))) }]}
        >
          <Checkbox>我已当面核对居民的身份证件</Checkbox>
        </Form.Item>
      </Form>
    </Dialog>
  )
}
