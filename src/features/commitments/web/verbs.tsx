/** Buttons of a line and the dialogs that ask one thing (办理按钮). */
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import { useWrite, type Asked } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'

interface ActProps<E extends Endpoint> {
  /** What it is done to, for those who hear the page. */
  of: string
  verb: string
  endpoint: E
  input: Asked<E>
  primary?: boolean
}

/** Does one thing at once. */
export function Act<E extends Endpoint>({ of, verb, endpoint, input, primary = false }: ActProps<E>) {
  const writing = useWrite(endpoint)
  return (
    <>
      <Button
        type={primary ? 'primary' : 'default'}
        aria-label={`${verb}：${of}`}
        loading={writing.isPending}
        onClick={() => writing.mutate(input)}
      >
        {verb}
      </Button>
      <ProblemAlert problem={writing.error} />
    </>
  )
}

interface AskProps {
  of: string
  verb: string
  refusing?: boolean
  primary?: boolean
  /** The dialog, open. */
  children(close: () => void): ReactNode
}

/** Opens a dialog. */
export function Ask({ of, verb, refusing = false, primary = false, children }: AskProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button danger={refusing} type={primary ? 'primary' : 'default'} aria-label={`${verb}：${of}`} onClick={() => setOpen(true)}>
        {verb}
      </Button>
      {open && children(() => setOpen(false))}
    </>
  )
}

interface ReasonProps<E extends Endpoint> {
  of: string
  verb: string
  endpoint: E
  input(reason: string): Asked<E>
}

/** Says no, or ends something, with the reason. */
export const WithReason = <E extends Endpoint>({ of, verb, endpoint, input }: ReasonProps<E>) => (
  <Ask of={of} verb={verb} refusing>
    {close => (
      <FormDialog<E, { reason: string }>
        title={`${verb}：${of}`}
        verb={verb}
        refusing
        endpoint={endpoint}
        input={({ reason }) => input(reason)}
        onClose={close}
      >
        <Field name="reason" label="原因" required>
          <Input maxLength={100} />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
