/** Finding households by telephone (按电话找户): several may share one number. */
import { Link } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useWrite } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Field } from '#platform/web/fields.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints } from '../households.contract.ts'

export function FindByPhone({ onClose }: { onClose(): void }) {
  const [form] = Form.useForm<{ phone: string }>()
  const search = useWrite(endpoints.findByPhone)
  return (
    <Dialog
      title="按电话找户"
      okText="找"
      cancelText="关闭"
      confirmLoading={search.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={search.error} />
      <Form form={form} name="dialog" layout="vertical" requiredMark="optional" onFinish={body => search.mutate({ body })}>
        <Field name="phone" label="电话" required>
          <Input inputMode="tel" maxLength={20} />
        </Field>
      </Form>
      {search.data && (
        <ul role="status" aria-label="找到的户">
          {search.data.items.map(({ id, code, unitName }) => (
            <li key={id}>
              <Link to="/households/$householdId" params={{ householdId: id }}>
                {code}
              </Link>
              <p className="sub">{unitName}</p>
            </li>
          ))}
          {search.data.items.length === 0 && <li>没有登记这个号码的户。</li>}
        </ul>
      )}
    </Dialog>
  )
}
