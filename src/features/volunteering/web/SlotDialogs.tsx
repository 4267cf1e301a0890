/** What one does with a slot (场次的办理): posting hours, the counter, entering later, calling off. */
import { Input, InputNumber, Select } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { fromField, toField } from '#platform/web/local-time.ts'
import { endpoints, type Slot, type SlotRoll } from '../volunteering.contract.ts'

interface SlotDialogProps {
  slot: Slot
  onClose(): void
}

interface PostValues {
  signUpId?: string | undefined
  minutes?: number | null
}

/** Everyone present gets the whole time; one who left early can be told here, further ones by their dispute or a correction. */
export function PostDialog({ slot, roll, onClose }: SlotDialogProps & { roll: SlotRoll | undefined }) {
  const present = roll?.items.filter(({ attendance }) => attendance === 'present') ?? []
  return (
    <FormDialog<typeof endpoints.postHours, PostValues>
      title="公布时长"
      verb="公布"
      endpoint={endpoints.postHours}
      input={({ signUpId, minutes }) => ({
        params: { slotId: slot.id },
        body: { others: signUpId && minutes ? [{ signUpId, minutes }] : [] },
      })}
      onClose={onClose}
    >
      <p>到场的{present.length}人，按这一场的时间记。公布后，本人有7天可以提异议。</p>
      <Field name="signUpId" label="有人没做满吗（可以不选）">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={present.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field name="minutes" label="实际几分钟">
        <InputNumber min={1} max={1440} />
      </Field>
    </FormDialog>
  )
}

export const CounterDialog = ({ slot, onClose }: SlotDialogProps) => (
  <FormDialog<typeof endpoints.signUp, { personId: string }>
    title="代为登记"
    verb="登记"
    endpoint={endpoints.signUp}
    input={({ personId }) => ({ params: { slotId: slot.id }, body: { personId } })}
    onClose={onClose}
  >
    <Field name="personId" label="谁要报名" required hint="要先登记为志愿者。名额满了，自动排候补。">
      <PersonSelect />
    </Field>
  </FormDialog>
)

interface LaterValues {
  personId: string
  startsAt: string | null
  endsAt: string | null
  publicReason: string
}

export const LaterDialog = ({ slot, onClose }: SlotDialogProps) => (
  <FormDialog<typeof endpoints.enterLater, LaterValues>
    title="事后补记"
    verb="补记"
    endpoint={endpoints.enterLater}
    input={({ startsAt, endsAt, ...rest }) => ({
      params: { slotId: slot.id },
      body: { ...rest, startsAt: fromField(startsAt) ?? '', endsAt: fromField(endsAt) ?? '' },
    })}
    initial={{ startsAt: toField(slot.startsAt), endsAt: toField(slot.endsAt) }}
    onClose={onClose}
  >
    <p>补记的是③级：要第二个人核对，有上限，不算星级。</p>
    <Field name="personId" label="谁" required>
      <PersonSelect />
    </Field>
    <Field name="startsAt" label="从" required>
      <Input type="datetime-local" />
    </Field>
    <Field name="endsAt" label="到" required>
      <Input type="datetime-local" />
    </Field>
    <Field name="publicReason" label="为什么补记" required hint="会公开，不要写人名。">
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

interface CancelValues {
  reason: string
  startsAt?: string | null
  endsAt?: string | null
}

export const CancelDialog = ({ slot, onClose }: SlotDialogProps) => (
  <FormDialog<typeof endpoints.cancelSlot, CancelValues>
    title="取消或改时间"
    verb="取消这一场"
    refusing
    endpoint={endpoints.cancelSlot}
    input={({ reason, startsAt, endsAt }) => ({
      params: { slotId: slot.id },
      body: { reason, newTime: startsAt && endsAt ? { startsAt: fromField(startsAt) ?? '', endsAt: fromField(endsAt) ?? '' } : null },
    })}
    onClose={onClose}
  >
    <p>名册上的人都会列进“要告诉的人”。写了新时间，名次不变。</p>
    <Field name="reason" label="为什么" required>
      <Input maxLength={200} />
    </Field>
    <Field name="startsAt" label="新的开始时间（不改就不写）">
      <Input type="datetime-local" />
    </Field>
    <Field name="endsAt" label="新的结束时间">
      <Input type="datetime-local" />
    </Field>
  </FormDialog>
)
