/** Who presided, who kept the minutes, and who spoke against (主持、记录、不同意见). */
import { Input } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'

export interface HeldValues {
  heldOn?: string
  chairId: string
  recorderId: string
  dissent: string
  document: string
}

export const nothingSaid = { dissent: '', document: '', reason: '' }

export const HeldFields = ({ withDay }: { withDay: boolean }) => (
  <>
    {withDay && (
      <Field name="heldOn" label="哪一天开的" required hint="晚登记的照实写，会标明“迟录”。">
        <Input type="date" />
      </Field>
    )}
    <Field name="chairId" label="主持的人" required>
      <PersonSelect />
    </Field>
    <Field name="recorderId" label="记录的人" required>
      <PersonSelect />
    </Field>
    <Field name="dissent" label="不同意见">
      <Input.TextArea rows={2} maxLength={1000} />
    </Field>
    <Field name="document" label="材料">
      <Input maxLength={200} />
    </Field>
  </>
)
