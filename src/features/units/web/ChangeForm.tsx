/** What each verb on the map asks (区划变更表单), and from which day on. */
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { UnitKind, unitKindNames, type Unit } from '../units.contract.ts'
import type { Verb } from './changes.ts'
import { UnitSelect } from './units.widgets.tsx'

interface ChangeFormProps {
  verb: Verb
  unit: Unit
  /** The units right below it. */
  below: readonly Unit[]
}

const kinds = UnitKind.exclude(['town']).options.map(value => ({ value, label: unitKindNames[value] }))

export function ChangeForm({ verb, unit, below }: ChangeFormProps) {
  return (
    <>
      {verb === 'create' && (
        <Field name="kind" label="类型" required>
          <Select options={kinds} />
        </Field>
      )}
      {(verb === 'create' || verb === 'rename') && <Names at={[]} />}
      {verb === 'create' && (
        <>
          <Field name="code" label="统计代码" hint="12位数字。没有可以留空。">
            <Input inputMode="numeric" maxLength={12} />
          </Field>
          <Field name="externalCode" label="台账代码" hint="表格里用来认这个单位的代码。没有可以留空。">
            <Input maxLength={40} />
          </Field>
        </>
      )}
      {verb === 'move' && (
        <Field name="parentId" label="新的上级" required hint="它下面的各级一起过去。">
          <UnitSelect except={unit.id} />
        </Field>
      )}
      {verb === 'merge' && (
        <Field name="predecessorIds" label="要并进来的单位" required hint="并进来的撤销，下级和记录都归到这里。历史数据不变。">
          <UnitsSelect except={unit.id} />
        </Field>
      )}
      {verb === 'split' && <Parts below={below} />}
      {verb === 'close' && <p className="sub">要先给下级安排去处。撤销后，记录由上级接着管。</p>}
      <Field name="effectiveOn" label="从哪一天起" required hint="今天或以后。以前的报表不变。">
        <Input type="date" />
      </Field>
    </>
  )
}

/** Name and short name, of the unit itself or of a part. */
const Names = ({ at }: { at: readonly (string | number)[] }) => (
  <>
    <Field name={[...at, 'name']} label="名称" required hint="全称，例如：爱国社区居委会。">
      <Input maxLength={50} />
    </Field>
    <Field name={[...at, 'shortName']} label="简称" required hint="地图和列表上用，例如：爱国。">
      <Input maxLength={10} />
    </Field>
  </>
)

const UnitsSelect = ({ except, ...rest }: { except: string }) => <UnitSelect mode="multiple" except={except} {...rest} />

function Parts({ below }: { below: readonly Unit[] }) {
  const choices = below.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Form.Item name="keep" valuePropName="checked">
        <Checkbox>原来的单位留着，只拆出一部分</Checkbox>
      </Form.Item>
      <Form.List name="parts">
        {(parts, { add, remove }) => (
          <>
            {parts.map(({ key, name }, index) => (
              <fieldset key={key} className="panel part">
                <legend>
                  <b>拆出的第{index + 1}个</b>
                </legend>
                <Names at={[name]} />
                <Field name={[name, 'childIds']} label="带走哪些下级">
                  <Select mode="multiple" options={choices} showSearch={{ optionFilterProp: 'label' }} />
                </Field>
                {parts.length > 1 && <Button onClick={() => remove(name)}>不拆这一个</Button>}
              </fieldset>
            ))}
            <Form.Item>
              <Button onClick={() => add({ childIds: [] })}>再拆出一个</Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </>
  )
}
