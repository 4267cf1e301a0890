/** The fields of a formal decision (决定的三栏): its number, its day and who decided. */
import { Input } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'

export interface DecisionValues {
  number: string
  decidedOn: string
  deciderId: string
}

export function DecisionFields() {
  return (
    <>
      <Field name="number" label="决定文号" required>
        <Input maxLength={40} />
      </Field>
      <Field name="decidedOn" label="哪一天决定的" required>
        <Input type="date" />
      </Field>
      <Field name="deciderId" label="谁决定的" required>
        <PersonSelect />
      </Field>
    </>
  )
}
