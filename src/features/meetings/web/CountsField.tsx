/** Whether a line of a roll counts (计不计入), and why not; for the rolls of meetings and of trainings. */
import { Form, Input, Radio, type FormInstance } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import type { RollEntry } from '../meetings.contract.ts'
import { exclusionNames } from '../meetings.words.ts'

export interface Counting {
  counts: 'yes' | 'no'
  excludedNote: string | null
}

export const countingOf = ({ excluded, excludedNote }: Pick<RollEntry, 'excluded' | 'excludedNote'>): Counting => ({
  counts: excluded === null ? 'yes' : 'no',
  excludedNote: excludedNote ?? (excluded && exclusionNames[excluded]),
})

/** What is sent: null for one who counts. */
export const excludedNoteOf = ({ counts, excludedNote }: Counting) => (counts === 'no' ? excludedNote : null)

export const countingLabels = { counts: '计入', excludedNote: '原因' } as const
export const showCounts = (value: unknown) => (value === 'yes' ? '计入' : '不计入')

/** Inside a form that renders again when a value changes. */
export const CountsField = ({ form }: { form: Pick<FormInstance, 'getFieldValue'> }) => (
  <>
    <Form.Item name="counts" label="计不计入">
      <Radio.Group
        options={[
          { value: 'yes', label: '计入' },
          { value: 'no', label: '不计入，留在名册上' },
        ]}
      />
    </Form.Item>
    {form.getFieldValue('counts') === 'no' && (
      <Field name="excludedNote" label="为什么不计入" required>
        <Input maxLength={100} />
      </Field>
    )}
  </>
)
