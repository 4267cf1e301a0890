/** Handing a case on (分派、转办): to a department, a person or a desk, with the category's route chosen already. */
import { Input, Select, type FormInstance } from 'antd'
import { useEffect, useMemo } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { verbNames } from './requests.verbs.ts'
import { StepDialog } from './StepDialog.tsx'

/** "body:…", "person:…" or "unit:…" as the field of the endpoint. */
function handlerOf(choice: string) {
  const [kind, id] = choice.split(':')
  return { [`${kind}Id`]: id } as { bodyId?: string; personId?: string; unitId?: string }
}

interface HandDialogProps {
  request: RequestDetail
  verb: 'assign' | 'passOn'
  onClose(): void
}

export function HandDialog({ request, onClose, verb }: HandDialogProps) {
  const { data } = useRead(endpoints.listHandlers, { params: { requestId: request.id } })
  const nameOf = (to = '') =>
    [...(data?.bodies ?? []), ...(data?.people ?? []), ...(data?.units ?? [])].find(({ id }) => id === to.split(':')[1])?.name ?? ''
  return (
    <StepDialog<typeof endpoints.passOn | typeof endpoints.assign, Handed>
      request={request}
      title={verbNames[verb]}
      verb={verbNames[verb]}
      endpoint={endpoints[verb]}
      input={({ to, text }) => ({ params: { requestId: request.id }, body: { ...handlerOf(to), text } })}
      said={({ to, text }) => [nameOf(to), text].filter(Boolean).join('，')}
      onClose={onClose}
    >
      {form => <HandFields request={request} verb={verb} form={form} />}
    </StepDialog>
  )
}

interface Handed {
  to: string
  text: string
}

/** The handlers may come after the dialog: the choice waits for them, and what is written meanwhile stays. */
function HandFields({ request, verb, form }: { request: RequestDetail; verb: 'assign' | 'passOn'; form: FormInstance<Handed> }) {
  const { data } = useRead(endpoints.listHandlers, { params: { requestId: request.id } })
  const choices = useMemo(() => {
    const { bodies = [], people = [], units = [] } = data ?? {}
    return [
      { label: '镇部门和村里的组织', options: bodies.map(({ id, name }) => ({ value: `body:${id}`, label: name })) },
      { label: '人员', options: people.map(({ id, name, title }) => ({ value: `person:${id}`, label: `${name}（${title}）` })) },
      { label: '村（社区）办事窗口', options: units.map(({ id, name }) => ({ value: `unit:${id}`, label: name })) },
    ].filter(group => group.options.length > 0)
  }, [data])
  const { suggestedBodyId, suggestedUnitId } = request
  const wanted = suggestedBodyId ? `body:${suggestedBodyId}` : `unit:${suggestedUnitId}`
  const suggested = choices.some(({ options: offered }) => offered.some(({ value }) => value === wanted)) ? wanted : null
  useEffect(() => {
    if (suggested && !form.isFieldTouched('to')) form.setFieldValue('to', suggested)
  }, [form, suggested])
  const isReading = data === undefined
  return (
    <>
      <Field name="to" label={verb === 'assign' ? '交给谁办' : '转给谁'} required hint={suggested ? '已按分派表选好，可以改。' : undefined}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={isReading}
          loading={isReading}
          options={choices}
          placeholder={isReading ? '载入…' : '输入名称可查找'}
        />
      </Field>
      <Field name="text" label={verb === 'assign' ? '交代几句' : '为什么转'} required={verb === 'passOn'}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </>
  )
}
