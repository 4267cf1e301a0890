/** A step on a case (办理一步), of the case as it was read: where a colleague was first, both are seen before it is done after all (412). */
import { useState } from 'react'
import type { Endpoint } from '#platform/shared/endpoint.ts'
import { call, type Asked } from '#platform/web/api-client.ts'
import { FormDialog, type FormDialogProps } from '#platform/web/FormDialog.tsx'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { stateNames } from '../requests.words.ts'

interface StepDialogProps<E extends Endpoint, Values extends object> extends Omit<
  FormDialogProps<E, Values>,
  'input' | 'versioned' | 'compared'
> {
  request: RequestDetail
  input(values: Values): Asked<E>
  /** What is asked for beside the verb, as people read it. */
  said?(values: Values): string
}

export function StepDialog<E extends Endpoint, Values extends object>({ request, input, said, ...rest }: StepDialogProps<E, Values>) {
  // As it was shown when the dialog was opened: the page behind reads anew by itself.
  const [known, setKnown] = useState(request)
  return (
    <FormDialog<E, Values>
      {...rest}
      input={values => ({ ...input(values), ifMatch: known.version })}
      compared={async mine => {
        const now = await call(endpoints.get, { params: { requestId: known.id } })
        setKnown(now)
        return [
          { label: known.number, mine: [rest.title, said?.(mine) ?? written(mine)].filter(Boolean).join('：'), theirs: standing(now) },
        ]
      }}
    />
  )
}

const written = (values: object) => (values as { text?: string }).text

/** The case as it stands now, with the last step of whoever was first. */
function standing({ state, handlerName, steps }: RequestDetail) {
  const last = steps.at(-1)
  const who = last?.actorName ? `${last.actorName}：` : ''
  return `现在${stateNames[state]}，${handlerName}。${last ? `${who}${last.sentence}${last.text ? `，${last.text}` : ''}` : ''}`
}
