/** The fields that a list asks for (要填的栏): beside each, what the system already holds under that name (问一次). */
import { Button, Form, Input, Select, type FormInstance } from 'antd'
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { Field } from '#platform/web/fields.tsx'
import type { HeldField, TemplateFields } from '../duties.contract.ts'

/** Whom a list may ask to fill a column. */
export const fillers = (
  ['villageClerk', 'villageSecretary', 'branchSecretary', 'gridLeader', 'departmentOfficer'] as const satisfies readonly Role[]
).map(value => ({
  value,
  label: roleNames[value],
}))

export function AsksField({ form, held }: { form: FormInstance<TemplateFields>; held: readonly (HeldField | null)[] }) {
  return (
    <Form.List name="asks">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <fieldset className="part" key={key}>
              <legend>第{name + 1}栏</legend>
              <Field name={[name, 'name']} label={`第${name + 1}栏叫什么`} required>
                <Input maxLength={30} />
              </Field>
              {held[name] && <Held field={held[name]} onTake={() => form.setFieldValue(['asks', name, 'heldIn'], held[name]!.id)} />}
              <Form.Item noStyle shouldUpdate>
                {() =>
                  form.getFieldValue(['asks', name, 'heldIn']) ? (
                    <p className="note plain">这一栏由系统填，不用人填。</p>
                  ) : (
                    <>
                      <Field name={[name, 'filledBy']} label={`第${name + 1}栏谁能填`}>
                        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={fillers} />
                      </Field>
                      <Field name={[name, 'reason']} label={`第${name + 1}栏为什么还要问`} hint="系统里没有的不用写。">
                        <Input maxLength={200} />
                      </Field>
                    </>
                  )
                }
              </Form.Item>
              <Form.Item name={[name, 'heldIn']} hidden>
                <Input />
              </Form.Item>
              <Button onClick={() => remove(name)}>不要第{name + 1}栏</Button>
            </fieldset>
          ))}
          <Form.Item label="还要人填的栏" extra="能不要就不要。系统里有的，会提示您直接用。">
            <Button onClick={() => add({ name: '', heldIn: null, filledBy: null, reason: '' })}>加一栏</Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  )
}

const Held = ({ field, onTake }: { field: HeldField; onTake(): void }) => (
  <div className="note">
    系统里已有：{field.where}的“{field.name}”。
    <Button type="link" size="small" onClick={onTake}>
      用系统的
    </Button>
  </div>
)
