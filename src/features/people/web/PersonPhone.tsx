/** A person's phone (电话): masked until someone gives a listed reason; shown on this page only, and the person reads who opened it. */
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, PhoneReason, phoneReasonNames, type Person } from '../people.contract.ts'

export function PersonPhone({ person }: { person: Person }) {
  const [asking, setAsking] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <div>
      <dt>电话</dt>
      <dd className="row">
        {opened ? <b className="num">{opened}</b> : person.phone ? <span className="seal num">{person.phone}</span> : '没有登记'}
        {person.phone && !opened && person.allowedActions.includes('revealPhone') && (
          <Button size="small" className="no-print" aria-label="查看电话" onClick={() => setAsking(true)}>
            查看
          </Button>
        )}
      </dd>
      {asking && (
        <FormDialog<typeof endpoints.revealPhone, { reason: PhoneReason }>
          title={`查看${person.name}的电话`}
          verb="查看"
          endpoint={endpoints.revealPhone}
          input={body => ({ params: { personId: person.id }, body })}
          onClose={() => setAsking(false)}
          onDone={({ phone }) => setOpened(phone)}
        >
          <Field name="reason" label="为什么要看（本人看得到）" required>
            <Radio.Group vertical options={PhoneReason.options.map(value => ({ value, label: phoneReasonNames[value] }))} />
          </Field>
        </FormDialog>
      )}
    </div>
  )
}
