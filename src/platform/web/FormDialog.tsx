/** A dialog that asks what one act needs (办理对话框), and does it. */
import { Form, Modal, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import { useWrite, type Asked } from './api-client.ts'
import { showFieldErrors } from './fields.tsx'
import { LeaveWarning } from './LeaveWarning.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'

export interface FormDialogProps<E extends Endpoint, Values extends object> {
  title: string
  /** The verb on the button. */
  verb: string
  endpoint: E
  /** What to send for the values of the form. */
  input(values: Values): Asked<E> & { ifMatch?: number }
  initial?: Partial<Values>
  onClose(): void
  onDone?(output: OutputOf<E>): void
  /** Fields; given the form for those that depend on one another. */
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
  wide?: boolean
  /** An act that says no: outlined, never filled. */
  refusing?: boolean
}

export function FormDialog<E extends Endpoint, Values extends object>(props: FormDialogProps<E, Values>) {
  const { title, verb, endpoint, input, initial, onClose, onDone, children, wide = false, refusing = false } = props
  const [form] = Form.useForm<Values>()
  const [touched, setTouched] = useState(false)
  const [rest, setRest] = useState<string[]>([])
  const write = useWrite(endpoint)
  const send = (values: Values) =>
    write.mutate(input(values), {
      onSuccess: output => {
        setTouched(false)
        onDone?.(output)
        onClose()
      },
      onError: problem => setRest(showFieldErrors(form, problem)),
    })
  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText="不做了"
      okButtonProps={refusing ? { type: 'default', danger: true } : {}}
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: !touched }}
      width={wide ? 760 : 520}
      destroyOnHidden
    >
      <LeaveWarning when={touched && !write.isPending} />
      <ProblemAlert problem={write.error && (write.error.errors.length === 0 || rest.length > 0) ? write.error : null} rest={rest} />
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={initial as Values}
        onValuesChange={() => setTouched(true)}
        onFinish={send}
      >
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Modal>
  )
}
