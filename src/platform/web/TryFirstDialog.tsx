/** A dialog that is tried first (先看看会怎样): what is wanted, then what it would do, then the change itself. */
import { Button, Form } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import { useWrite, type Asked } from './api-client.ts'
import { Dialog } from './Dialog.tsx'
import { showFieldErrors } from './fields.tsx'
import { LeaveWarning } from './LeaveWarning.tsx'

export interface TryFirstDialogProps<E extends Endpoint> {
  title: string
  /** The verb on the last button. */
  verb: string
  endpoint: E
  /** What to send for the values of the form, those left empty left out; with `dryRun` nothing is kept. */
  input(values: Values, dryRun: boolean): Asked<E>
  /** The version that was read, of a thing that stands already. */
  version?: number
  initial: Values
  /** What the change would do. */
  preview(answer: OutputOf<E>): ReactNode
  onClose(): void
  onDone?(answer: OutputOf<E>): void
  children: ReactNode
  /** An act that ends something: outlined, never filled. */
  refusing?: boolean
}

type Values = Record<string, unknown>

export function TryFirstDialog<E extends Endpoint>(props: TryFirstDialogProps<E>) {
  const { title, verb, endpoint, input, version, initial, preview, onClose, onDone, children, refusing = false } = props
  const [form] = Form.useForm<Values>()
  const [tried, setTried] = useState<OutputOf<E> | null>(null)
  const [touched, setTouched] = useState(false)
  const [rest, setRest] = useState<string[]>([])
  const write = useWrite(endpoint)
  const send = (dryRun: boolean) => {
    const asked = input(blanksLeftOut(form.getFieldsValue()), dryRun)
    write.mutate(version === undefined || dryRun ? asked : { ...asked, ifMatch: version }, {
      onSuccess: answer => {
        if (dryRun) return setTried(answer)
        setTouched(false)
        onDone?.(answer)
        onClose()
      },
      onError: problem => {
        setTried(null)
        setRest(showFieldErrors(form, problem))
      },
    })
  }
  const shownProblem = write.error && (write.error.errors.length === 0 || rest.length > 0) ? write.error : null
  const back = (
    <Button key="back" onClick={() => setTried(null)}>
      回去再改
    </Button>
  )
  const act = (
    <Button key="do" type="primary" danger={refusing} ghost={refusing} loading={write.isPending} onClick={() => send(false)}>
      确定{verb}
    </Button>
  )
  const leave = (
    <Button key="leave" onClick={onClose}>
      不改了
    </Button>
  )
  const look = (
    <Button key="look" type="primary" loading={write.isPending} onClick={() => form.submit()}>
      先看看会怎样
    </Button>
  )
  return (
    <Dialog
      width={760}
      title={title}
      onCancel={onClose}
      mask={{ closable: !touched }}
      problem={shownProblem}
      rest={rest}
      footer={tried === null ? [leave, look] : [back, act]}
    >
      <LeaveWarning when={touched && !write.isPending} />
      {tried !== null && preview(tried)}
      <div hidden={tried !== null}>
        <Form
          form={form}
          // ids of their own: the page behind may ask for a field of the same name
          name="dialog"
          layout="vertical"
          requiredMark="optional"
          initialValues={initial}
          onValuesChange={() => setTouched(true)}
          onFinish={() => send(true)}
        >
          {children}
        </Form>
      </div>
    </Dialog>
  )
}

/** An empty field is one that was not filled: the schema has its own word for it. */
const blanksLeftOut = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))
