/** Observers (列席): who attends without a vote, what they said and what was answered. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Observer, type VotingDetail } from '../votes.contract.ts'

export function Observers({ meeting }: { meeting: VotingDetail }) {
  const [asking, setAsking] = useState<'add' | Observer | null>(null)
  const may = (name: string) => meeting.allowedActions.includes(name)
  const close = () => setAsking(null)
  return (
    <section className="panel" aria-label="列席">
      <h2>列席</h2>
      {meeting.observers.length === 0 && <p className="sub">没有人列席。</p>}
      <ul className="lines">
        {meeting.observers.map(observer => (
          <li key={observer.id}>
            {observer.capacity}
            {observer.name}：{observer.opinion ?? '还没有记意见'}
            {observer.reply && `。答复：${observer.reply}`}
            {may('minuteOpinion') && (
              <Button type="link" size="small" aria-label={`记意见：${observer.name}`} onClick={() => setAsking(observer)}>
                记意见
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may('observe') && (
        <div className="buttons">
          <Button onClick={() => setAsking('add')}>加一个列席的人</Button>
        </div>
      )}
      {asking === 'add' && (
        <FormDialog<typeof endpoints.observe, { name: string; capacity: string }>
          title="列席的人"
          verb="登记"
          endpoint={endpoints.observe}
          input={body => ({ params: { meetingId: meeting.id }, body })}
          onClose={close}
        >
          <Field name="name" label="姓名" required>
            <Input maxLength={50} />
          </Field>
          <Field name="capacity" label="以什么身份" required>
            <Input maxLength={40} />
          </Field>
        </FormDialog>
      )}
      {asking !== null && asking !== 'add' && (
        <FormDialog<typeof endpoints.minuteOpinion, { opinion: string; reply?: string }>
          title={`${asking.name}的意见`}
          verb="保存"
          endpoint={endpoints.minuteOpinion}
          input={({ opinion, reply }) => ({ params: { observerId: asking.id }, body: { opinion, reply: reply || null } })}
          initial={{ opinion: asking.opinion ?? '', reply: asking.reply ?? '' }}
          onClose={close}
        >
          <Field name="opinion" label="意见" required>
            <Input.TextArea rows={3} maxLength={1000} />
          </Field>
          <Field name="reply" label="答复">
            <Input.TextArea rows={3} maxLength={1000} />
          </Field>
        </FormDialog>
      )}
    </section>
  )
}
