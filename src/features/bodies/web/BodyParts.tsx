/** Splitting a body (组织拆分): what it is asked: the new ones, and which places and which bodies below go with each. */
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useUnitsById } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { endpoints, type Body } from '../bodies.contract.ts'

export const emptyPart = { unitIds: [], childIds: [] }

export function BodyParts({ body }: { body: Body }) {
  const units = useUnitsById()
  const below = useRead(endpoints.list, { query: { parentId: body.id, limit: 100 } })
  const places = body.unitIds.map(id => ({ value: id, label: units.get(id)?.name ?? '原单位' }))
  const children = (below.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Form.Item name="keep" valuePropName="checked" extra="不留的，党员、岗位和没办完的事归拆出的第1个。">
        <Checkbox>原来的组织留着，只拆出一部分</Checkbox>
      </Form.Item>
      <Form.List name="parts">
        {(parts, { add, remove }) => (
          <>
            {parts.map(({ key, name }, index) => (
              <fieldset key={key} className="panel part">
                <legend>
                  <b>拆出的第{index + 1}个</b>
                </legend>
                <Field name={[name, 'name']} label="名称" required hint="全称，例如：爱国社区第一党支部。">
                  <Input maxLength={80} />
                </Field>
                <Field name={[name, 'unitIds']} label="管哪里">
                  <Select mode="multiple" options={places} showSearch={{ optionFilterProp: 'label' }} />
                </Field>
                {children.length > 0 && (
                  <Field name={[name, 'childIds']} label="带走哪些下级">
                    <Select mode="multiple" options={children} showSearch={{ optionFilterProp: 'label' }} />
                  </Field>
                )}
                {parts.length > 1 && <Button onClick={() => remove(name)}>不拆这一个</Button>}
              </fieldset>
            ))}
            <Form.Item>
              <Button onClick={() => add(emptyPart)}>再拆出一个</Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </>
  )
}
