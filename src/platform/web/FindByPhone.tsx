/** Finding what somebody left a telephone number with (按电话找): the whole number, sent in a body, for it never stands in an address. */
import { Form, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Problem } from '#platform/shared/problem.ts'
import { Dialog } from './Dialog.tsx'
import { Field, showFieldErrors } from './fields.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'

interface FindByPhoneProps<Row> {
  title: string
  /** The endpoint that is asked, as useWrite gives it. */
  search: {
    mutate(input: { body: { phone: string } }, told: { onError(problem: Problem): void }): void
    isPending: boolean
    error: Problem | null
    data: { items: readonly Row[] } | undefined
  }
  /** What the list of those found is called. */
  found: string
  /** Said where nothing is found. */
  none: string
  onClose(): void
  /** One row, as it is shown. */
  children(row: Row): ReactNode
}

export function FindByPhone<Row extends { id: string }>({ title, search, found, none, onClose, children }: FindByPhoneProps<Row>) {
  const [form] = Form.useForm<{ phone: string }>()
  const [rest, setRest] = useState<string[]>([])
  const isAtField = search.error !== null && search.error.errors.length > 0 && rest.length === 0
  const send = (body: { phone: string }) => search.mutate({ body }, { onError: problem => setRest(showFieldErrors(form, problem)) })
  return (
    <Dialog title={title} okText="找" cancelText="关闭" confirmLoading={search.isPending} onOk={() => form.submit()} onCancel={onClose}>
      <ProblemAlert problem={isAtField ? null : search.error} rest={rest} />
      <Form form={form} name="dialog" layout="vertical" requiredMark="optional" onFinish={send}>
        <Field name="phone" label="电话" required>
          <Input inputMode="tel" maxLength={20} autoComplete="off" />
        </Field>
      </Form>
      <div role="status">
        {search.data && !search.error && (
          <ul aria-label={found}>
            {search.data.items.map(row => (
              <li key={row.id}>{children(row)}</li>
            ))}
            {search.data.items.length === 0 && <li>{none}</li>}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
