/** Changing the map (区划变更): first what is wanted, then what it would do, then the change itself. */
import { Button, Form } from 'antd'
import { useState } from 'react'
import { dayOf } from '#platform/shared/calendar.ts'
import { useWrite, type Asked } from '#platform/web/api-client.ts'
import { showFieldErrors } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { type ChangeAnswer } from '../units.change.contract.ts'
import type { Unit } from '../units.contract.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { ChangePreview } from './ChangePreview.tsx'
import { endpointOf, titleOf, verbNames, type Verb } from './changes.ts'
import { Dialog } from '#platform/web/Dialog.tsx'

interface ChangeDialogProps {
  verb: Verb
  unit: Unit
  below: readonly Unit[]
  onClose(): void
  /** The unit to look at afterwards. */
  onDone(unitId: string): void
}

type Values = Record<string, unknown>

export function ChangeDialog({ verb, unit, below, onClose, onDone }: ChangeDialogProps) {
  const [form] = Form.useForm<Values>()
  const [preview, setPreview] = useState<ChangeAnswer | null>(null)
  const [touched, setTouched] = useState(false)
  const [rest, setRest] = useState<string[]>([])
  const write = useWrite(endpointOf(verb))
  const send = (dryRun: boolean) => {
    const values = form.getFieldsValue()
    const body = { ...blanksLeftOut(values), ...(verb === 'create' && { parentId: unit.id }), dryRun }
    const input = { ...(verb !== 'create' && { params: { unitId: unit.id } }), body } as unknown as Asked<ReturnType<typeof endpointOf>>
    write.mutate(verb === 'create' || dryRun ? input : { ...input, ifMatch: unit.version }, {
      onSuccess: answer => {
        if (dryRun) return setPreview(answer)
        setTouched(false)
        onDone(answer.unit.id)
        onClose()
      },
      onError: problem => {
        setPreview(null)
        setRest(showFieldErrors(form, problem))
      },
    })
  }
  const shownProblem = write.error && (write.error.errors.length === 0 || rest.length > 0) ? write.error : null
  return (
    <Dialog
      width={760}
      title={titleOf(verb, unit.name)}
      onCancel={onClose}
      mask={{ closable: !touched }}
      problem={shownProblem}
      rest={rest}
      footer={
        preview
          ? [
              <Button key="back" onClick={() => setPreview(null)}>
                回去再改
              </Button>,
              <Button
                key="do"
                type="primary"
                danger={verb === 'close'}
                ghost={verb === 'close'}
                loading={write.isPending}
                onClick={() => send(false)}
              >
                确定{verbNames[verb]}
              </Button>,
            ]
          : [
              <Button key="leave" onClick={onClose}>
                不改了
              </Button>,
              <Button key="look" type="primary" loading={write.isPending} onClick={() => form.submit()}>
                先看看会怎样
              </Button>,
            ]
      }
    >
      <LeaveWarning when={touched && !write.isPending} />
      {preview && <ChangePreview answer={preview} />}
      <div hidden={preview !== null}>
        <Form
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={initialOf(verb, unit)}
          onValuesChange={() => setTouched(true)}
          onFinish={() => send(true)}
        >
          <ChangeForm verb={verb} unit={unit} below={below} />
        </Form>
      </div>
    </Dialog>
  )
}

function initialOf(verb: Verb, unit: Unit): Values {
  const effectiveOn = dayOf(new Date())
  if (verb === 'rename') return { effectiveOn, name: unit.name, shortName: unit.shortName }
  if (verb === 'split') return { effectiveOn, keep: true, parts: [{ childIds: [] }] }
  return { effectiveOn }
}

/** An empty field is one that was not filled: the schema has its own word for it. */
const blanksLeftOut = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))
