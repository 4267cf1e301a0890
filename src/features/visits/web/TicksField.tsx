/** What comes after a visit (接下来): whether one follows up, and whether the household agrees to be contacted again. */
import { Checkbox } from 'antd'
import { Field } from '#platform/web/fields.tsx'

export const TicksField = () => (
  <Field name="ticks" label="接下来">
    <Checkbox.Group
      options={[
        { value: 'needsFollowUp', label: '我要跟进' },
        { value: 'mayContact', label: '这一户同意再联系' },
      ]}
    />
  </Field>
)
