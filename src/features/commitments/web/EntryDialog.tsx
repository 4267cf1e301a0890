/** Entering hours of duty (记履职): when and what, in one line. */
import { Input } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints } from '../commitments.contract.ts'
import { Ask } from './verbs.tsx'

interface EntryProps {
  of: string
  kind: 'reportIn' | 'holding' | 'wish'
  ofId: string
}

/** The field gives a time of the browser's place, which is the town's. */
const instantOf = (text: string) => new Date(text).toISOString()

export const EntryDialog = ({ of, kind, ofId }: EntryProps) => (
  <Ask of={of} verb="记履职">
    {close => (
      <FormDialog<typeof endpoints.enterHours, { startsAt: string; endsAt: string; activity: string }>
        title={`记履职：${of}`}
        verb="记下"
        endpoint={endpoints.enterHours}
        input={({ startsAt, endsAt, activity }) => ({
          body: { of: kind, ofId, startsAt: instantOf(startsAt), endsAt: instantOf(endsAt), activity },
        })}
        onClose={close}
      >
        <p>自己记的，由组织者确认。不算志愿时数。</p>
        <Field name="activity" label="做了什么" required>
          <Input maxLength={60} />
        </Field>
        <Field name="startsAt" label="开始" required>
          <Input type="datetime-local" />
        </Field>
        <Field name="endsAt" label="结束" required>
          <Input type="datetime-local" />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
