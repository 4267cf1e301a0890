/** Where each column of a form comes from (各栏来源): said once by the office, used every time after. */
import { Input, InputNumber, Select } from 'antd'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import type { Ask } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'
import { fillers } from './AsksField.tsx'

interface Values {
  minutes: number
  asks: { heldIn?: string | null; filledBy?: Ask['filledBy']; reason?: string }[]
}

interface Props {
  templateId: string
  form: OutputOf<typeof endpoints.form>
  onClose(): void
}

export function MappingDialog({ templateId, form: { version, minutes, binds, asks }, onClose }: Props) {
  const held = useRead(endpoints.heldFields, { query: { binds } })
  const sources = (held.data?.items ?? []).map(({ id, name, where }) => ({ value: id, label: `${where}：${name}` }))
  return (
    <FormDialog<typeof endpoints.mapForm, Values>
      title="改各栏来源"
      verb="保存"
      wide
      endpoint={endpoints.mapForm}
      initial={{ minutes, asks: asks.map(({ heldIn, filledBy, reason }) => ({ heldIn, filledBy, reason })) }}
      input={values => ({ params: { templateId }, body: bodyOf(values), ifMatch: version })}
      onClose={onClose}
    >
      {form => (
        <>
          <p>写一次，以后每期都照着填。系统里有的，不要再问村里。</p>
          {asks.map(({ name }, at) => (
            <fieldset className="part" key={at}>
              <legend>
                第{at + 1}栏：{name}
              </legend>
              <Field name={['asks', at, 'heldIn']} label={`第${at + 1}栏来自`}>
                <Select
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  loading={held.isPending}
                  placeholder="系统里没有，由人填"
                  options={sources}
                />
              </Field>
              {!form.getFieldValue(['asks', at, 'heldIn']) && (
                <>
                  <Field name={['asks', at, 'filledBy']} label={`第${at + 1}栏由谁填`}>
                    <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={fillers} />
                  </Field>
                  <Field name={['asks', at, 'reason']} label={`第${at + 1}栏为什么还要问`} hint="系统里没有的不用写。">
                    <Input maxLength={200} />
                  </Field>
                </>
              )}
            </fieldset>
          ))}
          <Field name="minutes" label="每次大约几分钟" required hint="只算要人填的。全从记录来的写0。">
            <InputNumber min={0} max={10_000} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}

/** A column that the records fill has nobody to fill it. */
const bodyOf = ({ minutes, asks }: Values) => ({
  minutes,
  asks: asks.map(({ heldIn, filledBy, reason }) =>
    heldIn ? { heldIn, filledBy: null, reason: '' } : { heldIn: null, filledBy: filledBy ?? null, reason: reason ?? '' },
  ),
})
