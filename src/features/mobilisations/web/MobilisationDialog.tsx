/** Dialogs of one mobilisation (动员的办理): another last day, an early end, a shift. */
import { Input, InputNumber } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints } from '../mobilisations.contract.ts'
import { DecisionFields, type DecisionValues } from './DecisionFields.tsx'

export type MobilisationVerb = 'extend' | 'end' | 'addShift'

interface ShiftFields {
  unitId: string
  place: string
  startsAt: string
  hours: number
  needed: number
}

interface Props {
  verb: MobilisationVerb
  id: string
  version: number
  onClose(): void
}

export function MobilisationDialog({ verb, id, version, onClose }: Props) {
  const params = { mobilisationId: id }
  switch (verb) {
    case 'extend':
      return (
        <FormDialog<typeof endpoints.extend, DecisionValues & { endsOn: string }>
          title="延期"
          verb="延期"
          endpoint={endpoints.extend}
          input={body => ({ params, body, ifMatch: version })}
          onClose={onClose}
        >
          <Field name="endsOn" label="到哪天前（从今天起最多30天）" required>
            <Input type="date" />
          </Field>
          <DecisionFields />
        </FormDialog>
      )
    case 'end':
      return (
        <FormDialog<typeof endpoints.end, DecisionValues>
          title="提前结束"
          verb="结束"
          endpoint={endpoints.end}
          input={body => ({ params, body, ifMatch: version })}
          onClose={onClose}
          refusing
        >
          <p>今天起不再值守。今晚删掉值守名单里的人，只留下数。</p>
          <DecisionFields />
        </FormDialog>
      )
    case 'addShift':
      return (
        <FormDialog<typeof endpoints.addShift, ShiftFields>
          title="加一个班次"
          verb="加上"
          endpoint={endpoints.addShift}
          input={({ startsAt, ...body }) => ({ params, body: { ...body, startsAt: new Date(`${startsAt}:00+08:00`).toISOString() } })}
          initial={{ hours: 4, needed: 2 }}
          onClose={onClose}
        >
          <Field name="unitId" label="哪个单位" required>
            <UnitSelect />
          </Field>
          <Field name="place" label="在哪里" required>
            <Input maxLength={60} />
          </Field>
          <Field name="startsAt" label="从几时起" required>
            <Input type="datetime-local" />
          </Field>
          <Field name="hours" label="几个小时" required>
            <InputNumber min={1} max={24} precision={0} />
          </Field>
          <Field name="needed" label="要几个人" required>
            <InputNumber min={1} max={200} precision={0} />
          </Field>
        </FormDialog>
      )
  }
}
