/** A dialog that asks what one act needs (办理对话框), and does it. When a colleague saved in between, it shows both versions (412). */
import { useQueryClient } from '@tanstack/react-query'
import { Form, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import { problems, type Problem } from '#platform/shared/problem.ts'
import { useWrite, type Asked, type CallOptions } from './api-client.ts'
import { ConflictDialog, type ConflictLine } from './ConflictDialog.tsx'
import { showFieldErrors } from './fields.tsx'
import { LeaveWarning } from './LeaveWarning.tsx'
import { Dialog } from './Dialog.tsx'
import { useUnsaved } from './unsaved.ts'

/** For a thing that two people can edit. */
export interface Versioned<Values> {
  /** The version that the form shows. */
  version: number
  /** Reads the thing as it stands now. */
  read(): Promise<{ version: number; values: Values }>
  /** The fields to put beside each other. */
  labels: Partial<Record<keyof Values & string, string>>
  /** A field's value as people read it. */
  show?(field: keyof Values & string, value: unknown): ReactNode
}

export interface FormDialogProps<E extends Endpoint, Values extends object> {
  title: string
  /** The verb on the button. */
  verb: string
  endpoint: E
  /** What to send for the values of the form; with the version that was read where two cannot do it at once. */
  input(values: Values): Asked<E> & Pick<CallOptions, 'ifMatch'>
  initial?: Partial<Values>
  versioned?: Versioned<Values>
  /**
   * For a form about several things, each with a version that `input` sends: reads them anew, so that the next attempt sends the new
   * versions, and puts what is stored beside what was written.
   */
  compared?(mine: Values): Promise<ConflictLine[]>
  onClose(): void
  onDone?(output: OutputOf<E>): void
  /** Fields; given the form for those that depend on one another. */
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
  wide?: boolean
  /** An act that says no: outlined, never filled. */
  refusing?: boolean
}

export function FormDialog<E extends Endpoint, Values extends object>(props: FormDialogProps<E, Values>) {
  const { title, verb, initial, onClose, children, wide = false, refusing = false } = props
  const [form] = Form.useForm<Values>()
  const unsaved = useUnsaved()
  const sending = useSending(props, form, unsaved.saved)
  return (
    <Dialog
      title={title}
      okText={verb}
      cancelText="不做了"
      okButtonProps={refusing ? { type: 'default', danger: true } : {}}
      confirmLoading={sending.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      staysOpen={unsaved.isThere}
      width={wide ? 760 : 520}
      problem={sending.problem}
      rest={sending.rest}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      <Form<Values>
        form={form}
        // ids of their own: the page behind may ask for a field of the same name
        name="dialog"
        layout="vertical"
        requiredMark="optional"
        initialValues={initial as Values}
        onValuesChange={unsaved.typed}
        onFinish={values => sending.send(values)}
      >
        {typeof children === 'function' ? <Form.Item noStyle shouldUpdate children={() => children(form)} /> : children}
      </Form>
      {sending.theirs && (
        <ConflictDialog
          lines={sending.theirs.lines}
          onKeepMine={() => sending.send(form.getFieldsValue(true) as Values, sending.theirs!.version ?? 'asItStands')}
          onTakeTheirs={sending.takeTheirs}
          onClose={sending.forget}
        />
      )}
    </Dialog>
  )
}

function useSending<E extends Endpoint, Values extends object>(
  { endpoint, input, initial, versioned, compared, onClose, onDone }: FormDialogProps<E, Values>,
  form: FormInstance<Values>,
  onSent: () => void,
) {
  const write = useWrite(endpoint)
  const cache = useQueryClient()
  const [rest, setRest] = useState<string[]>([])
  const [theirs, setTheirs] = useState<{ version?: number; lines: ConflictLine[] } | null>(null)
  const [readInVain, setReadInVain] = useState(false)
  // Of what the form was filled from. The page behind reads anew by itself: its version may be a colleague's, of words not seen here.
  const [opened] = useState(() => versioned?.version ?? matchOf(input, initial))
  const canCompare = versioned !== undefined || compared !== undefined
  const compare = async () => {
    const mine = form.getFieldsValue(true) as Values
    if (!versioned) return { lines: (await compared?.(mine)) ?? [] }
    const { version, values } = await versioned.read()
    return { version, lines: conflictLines(versioned, mine, values) }
  }
  const send = (values: Values, from?: number | 'asItStands') => {
    // Who was told, and could not be shown both, goes on knowingly from what stands now.
    const wasTold = isEditedMeanwhile(write.error) && (!canCompare || readInVain)
    const ifMatch = from === 'asItStands' || (from === undefined && wasTold) ? undefined : (from ?? opened)
    setTheirs(null)
    setReadInVain(false)
    write.mutate(ifMatch === undefined ? input(values) : { ...input(values), ifMatch }, {
      onSuccess: output => {
        onSent()
        onDone?.(output)
        onClose()
      },
      onError: problem => {
        if (canCompare && isEditedMeanwhile(problem)) void compare().then(setTheirs, () => setReadInVain(true))
        else setRest(showFieldErrors(form, problem))
      },
    })
  }
  // a refusal that both versions are about to explain would come and go in a moment
  const isCompared = canCompare && isEditedMeanwhile(write.error) && !readInVain
  const isShownElsewhere = isCompared || (write.error !== null && write.error.errors.length > 0 && rest.length === 0)
  return {
    send,
    rest,
    theirs,
    forget: () => setTheirs(null),
    takeTheirs: () => {
      void cache.invalidateQueries()
      onClose()
    },
    isPending: write.isPending,
    problem: isShownElsewhere ? null : write.error,
  }
}

/** The version that a dialog would send as it opens; none where it sends none, or cannot say before it is filled in. */
function matchOf<E extends Endpoint, Values>(input: (values: Values) => Asked<E>, initial: unknown): number | undefined {
  try {
    return (input((initial ?? {}) as Values) as { ifMatch?: number }).ifMatch
  } catch {
    return undefined
  }
}

const isEditedMeanwhile = (problem: Problem | null) => problem?.kind.type === problems.editedMeanwhile.type

/** The named fields in which the two versions differ. */
export function conflictLines<Values extends object>(
  { labels, show }: Pick<Versioned<Values>, 'labels' | 'show'>,
  mine: Values,
  theirs: Values,
) {
  const text = (field: keyof Values & string, value: unknown) => show?.(field, value) ?? (isNothing(value) ? '没有填' : String(value))
  return (Object.keys(labels) as (keyof Values & string)[])
    .filter(field => JSON.stringify(normal(mine[field])) !== JSON.stringify(normal(theirs[field])))
    .map(field => ({ label: labels[field]!, mine: text(field, mine[field]), theirs: text(field, theirs[field]) }))
}

const isNothing = (value: unknown) => value === undefined || value === null || value === ''
const normal = (value: unknown) => (isNothing(value) ? null : value)
