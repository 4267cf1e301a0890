/** Entering and changing a person (登记、修改人员): as few fields as the work needs. */
import { Checkbox, Form, Input } from 'antd'
import { UnitSelect, useUnitsById } from '#features/units/web/units.widgets.tsx'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Person } from '../people.contract.ts'

/** Fields as the form holds them. The phone is never filled in: it is sealed. */
interface Values {
  name: string
  unitId: string
  externalCode: string | null
  phone?: string
  withoutPhone?: boolean
}

const valuesOf = ({ name, unitId, externalCode }: Person): Values => ({ name, unitId, externalCode })

const fieldsOf = ({ name, unitId, externalCode }: Values) => ({ name, unitId, externalCode: externalCode || null })

export function PersonDialog({ person, onClose }: { person: Person | null; onClose(): void }) {
  const units = useUnitsById()
  if (!person) {
    return (
      <FormDialog<typeof endpoints.create, Values>
        title="登记人员"
        verb="登记"
        endpoint={endpoints.create}
        input={values => ({ body: { ...fieldsOf(values), phone: values.phone || null } })}
        onClose={onClose}
      >
        <Fields />
        <Phone />
      </FormDialog>
    )
  }
  return (
    <FormDialog<typeof endpoints.edit, Values>
      title={`修改${person.name}`}
      verb="保存"
      endpoint={endpoints.edit}
      input={({ phone, withoutPhone, ...values }) => ({
        params: { personId: person.id },
        body: { ...fieldsOf(values), ...(withoutPhone ? { phone: null } : phone && { phone }) },
      })}
      initial={valuesOf(person)}
      versioned={{
        version: person.version,
        read: async () => {
          const now = await call(endpoints.get, { params: { personId: person.id } })
          return { version: now.version, values: valuesOf(now) }
        },
        labels: { name: '姓名', unitId: '单位', externalCode: '代码' },
        show: (field, value) => (field === 'unitId' ? units.get(String(value))?.name : undefined),
      }}
      onClose={onClose}
    >
      <Fields />
      <Phone hint={person.phone ? `现在是${person.phone}。不填就不变。` : '现在没有登记。'} />
      {person.phone && (
        <Form.Item name="withoutPhone" valuePropName="checked">
          <Checkbox>删掉登记的电话</Checkbox>
        </Form.Item>
      )}
    </FormDialog>
  )
}

const Fields = () => (
  <>
    <Field name="name" label="姓名" required>
      <Input maxLength={50} autoComplete="off" />
    </Field>
    <Field name="unitId" label="单位" required hint="由哪个单位的办公室保管这条记录。">
      <UnitSelect allowClear={false} />
    </Field>
    <Field name="externalCode" label="代码" hint="表格里用来认这个人的代码。没有可以留空，不要写证件号。">
      <Input maxLength={40} autoComplete="off" />
    </Field>
  </>
)

const Phone = ({ hint = '加密保存。平时只显示头尾，查看要选原因。' }: { hint?: string }) => (
  <Field name="phone" label="手机" hint={hint}>
    <Input inputMode="tel" maxLength={20} autoComplete="off" />
  </Field>
)
