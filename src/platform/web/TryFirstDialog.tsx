/**
 * A dialog that is tried first (先看看会怎样): what is wanted, then what it would do, then the change itself. When a colleague changed the
 * thing in between, it shows both (412) and is tried anew: what was looked at would not be what happens.
 */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Endpoint, OutputOf } from '#platform/shared/endpoint.ts'
import { problems, type Problem } from '#platform/shared/problem.ts'
import { useWrite, type Asked } from './api-client.ts'
import { ConflictDialog, type ConflictLine } from './ConflictDialog.tsx'
import { Dialog } from './Dialog.tsx'
import { showFieldErrors } from './fields.tsx'
import { LeaveWarning } from './LeaveWarning.tsx'
import { useUnsaved } from './unsaved.ts'

export interface TryFirstDialogProps<E extends Endpoint> {
  title: string
  /** The verb on the last button. */
  verb: string
  endpoint: E
  /** What to send for the values of the form, those left empty left out; with `dryRun` nothing is kept. */
  input(values: Values, dryRun: boolean): Asked<E>
  /** Of a thing that stands already: the version that was read, and what is wanted beside what a colleague made of it. */
  versioned?: { version: number; compared(mine: Values, theirs: StandingThing): ConflictLine[] }
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
/** What a refusal tells of the thing as it stands now. */
export type StandingThing = Readonly<Record<string, unknown>> & { version: number }

export function TryFirstDialog<E extends Endpoint>(props: TryFirstDialogProps<E>) {
  const { title, verb, endpoint, input, versioned, initial, preview, onClose, onDone, children, refusing = false } = props
  const [form] = Form.useForm<Values>()
  const [tried, setTried] = useState<OutputOf<E> | null>(null)
  const unsaved = useUnsaved()
  const [rest, setRest] = useState<string[]>([])
  const [version, setVersion] = useState(versioned?.version)
  // As it was read when the dialog opened: the page behind may have read a colleague's change since.
  const [compared] = useState(() => versioned?.compared)
  const [theirs, setTheirs] = useState<StandingThing | null>(null)
  const write = useWrite(endpoint)
  const cache = useQueryClient()
  const send = (dryRun: boolean) => {
    const asked = input(blanksLeftOut(form.getFieldsValue()), dryRun)
    write.mutate(version === undefined || dryRun ? asked : { ...asked, ifMatch: version }, {
      onSuccess: answer => {
        if (dryRun) return setTried(answer)
        unsaved.saved()
        onDone?.(answer)
        onClose()
      },
      onError: problem => {
        setTried(null)
        const standing = standingIn(problem)
        if (versioned && standing) return setTheirs(standing)
        setRest(showFieldErrors(form, problem))
      },
    })
  }
  const isCompared = versioned !== undefined && standingIn(write.error) !== null
  const shownProblem = write.error && !isCompared && (write.error.errors.length === 0 || rest.length > 0) ? write.error : null
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
      staysOpen={unsaved.isThere}
      problem={shownProblem}
      rest={rest}
      footer={tried === null ? [leave, look] : [back, act]}
    >
      <LeaveWarning when={unsaved.isThereNow} />
      {tried !== null && preview(tried)}
      <div hidden={tried !== null}>
        <Form
          form={form}
          // ids of their own: the page behind may ask for a field of the same name
          name="dialog"
          layout="vertical"
          requiredMark="optional"
          initialValues={initial}
          onValuesChange={unsaved.typed}
          onFinish={() => send(true)}
        >
          {children}
        </Form>
      </div>
      {compared && theirs && (
        <ConflictDialog
          lines={compared(form.getFieldsValue(), theirs)}
          keeps="照我的再看看"
          onKeepMine={() => {
            setVersion(theirs.version)
            setTheirs(null)
            form.submit()
          }}
          onTakeTheirs={() => {
            void cache.invalidateQueries()
            onClose()
          }}
          onClose={() => {
            setVersion(theirs.version)
            setTheirs(null)
          }}
        />
      )}
    </Dialog>
  )
}

/** The thing that a colleague changed, as the refusal tells it; null for any other problem. */
function standingIn(problem: Problem | null): StandingThing | null {
  if (problem?.kind.type !== problems.editedMeanwhile.type) return null
  return (problem.facts.current as StandingThing | undefined) ?? null
}

/** An empty field is one that was not filled: the schema has its own word for it. */
const blanksLeftOut = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))

/** What a colleague changed since the thing was read, beside what is wanted of it; a change for a later day shows in no field yet. */
export function changedLines(
  read: object,
  mine: Values,
  theirs: StandingThing,
  labels: Readonly<Record<string, string>>,
  show: (field: string, value: unknown) => ReactNode,
): ConflictLine[] {
  const before = read as Values
  const same = (field: string) => JSON.stringify(before[field]) === JSON.stringify(theirs[field])
  const lines = Object.entries(labels)
    .filter(([field]) => !same(field))
    .map(([field, label]) => ({
      label,
      mine: field in mine ? show(field, mine[field]) : '不改',
      theirs: show(field, theirs[field]),
    }))
  return lines.length > 0 ? lines : [{ label: '以后生效的', mine: '还没看到', theirs: '刚定了一处改动' }]
}
