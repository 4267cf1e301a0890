/** Action items (行动项): who does what by when; done by the owner, accepted by another. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type ActionItem, type MeetingDetail } from '../meetings.contract.ts'
import { PersonSelect } from './PersonSelect.tsx'
import { localToday } from '#platform/web/local-time.ts'

type Asking = { verb: 'add' } | { verb: 'finish' | 'return'; item: ActionItem } | null

export function ActionsTab({ meeting }: { meeting: MeetingDetail }) {
  const [asking, setAsking] = useState<Asking>(null)
  const accepting = useWrite(endpoints.acceptAction)
  const close = () => setAsking(null)
  return (
    <div className="stack">
      {meeting.allowedActions.includes('addAction') && <Button onClick={() => setAsking({ verb: 'add' })}>加一件要办的事</Button>}
      <ProblemAlert problem={accepting.error} />
      {meeting.actions.length === 0 ? (
        <Empty why="没有要办的事" todo="开完会，把定下的事写在这里：谁办，哪一天前办好。" />
      ) : (
        <ul className="lines">
          {meeting.actions.map(item => (
            <li key={item.id} className="stack">
              <p>
                <b>{item.title}</b> <ItemLamp item={item} />
              </p>
              <p className="sub">
                {item.ownerName}，{showDay(item.dueOn)}前办好
                {item.acceptedBy && `；${item.acceptedBy}看过，${showDay(item.acceptedOn)}`}
              </p>
              {item.result && <p className="said">{item.result}</p>}
              <div className="buttons">
                {item.allowedActions.includes('finishAction') && (
                  <Button type="primary" aria-label={`办好了：${item.title}`} onClick={() => setAsking({ verb: 'finish', item })}>
                    办好了
                  </Button>
                )}
                {item.allowedActions.includes('acceptAction') && (
                  <Button
                    type="primary"
                    loading={accepting.isPending}
                    aria-label={`看过，同意：${item.title}`}
                    onClick={() => accepting.mutate({ params: { actionId: item.id } })}
                  >
                    看过，同意
                  </Button>
                )}
                {item.allowedActions.includes('returnAction') && (
                  <Button danger aria-label={`还没办好：${item.title}`} onClick={() => setAsking({ verb: 'return', item })}>
                    还没办好
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {asking?.verb === 'add' && <AddDialog meeting={meeting} onClose={close} />}
      {asking?.verb === 'finish' && <FinishDialog item={asking.item} onClose={close} />}
      {asking?.verb === 'return' && <ReturnDialog item={asking.item} onClose={close} />}
    </div>
  )
}

function ItemLamp({ item }: { item: ActionItem }) {
  if (item.acceptedOn !== null) return <Lamp kind="done" text="已办好" />
  if (item.doneOn !== null) return <Lamp kind="waiting" text="等人看" />
  return item.dueOn < localToday() ? <Lamp kind="late" text="逾期" /> : <Lamp kind="ok" text="在办" />
}

const AddDialog = ({ meeting, onClose }: { meeting: MeetingDetail; onClose(): void }) => (
  <FormDialog<typeof endpoints.addAction, { title: string; ownerId: string; dueOn: string }>
    title="加一件要办的事"
    verb="加上"
    endpoint={endpoints.addAction}
    input={body => ({ params: { meetingId: meeting.id }, body })}
    onClose={onClose}
  >
    <Field name="title" label="要做什么" required>
      <Input maxLength={100} showCount />
    </Field>
    <Field name="ownerId" label="谁办" required hint="会出现在这个人的待办里。">
      <PersonSelect meetingId={meeting.id} />
    </Field>
    <Field name="dueOn" label="哪一天前办好" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

const FinishDialog = ({ item, onClose }: { item: ActionItem; onClose(): void }) => (
  <FormDialog<typeof endpoints.finishAction, { result: string }>
    title={item.title}
    verb="办好了"
    endpoint={endpoints.finishAction}
    input={body => ({ params: { actionId: item.id }, body })}
    onClose={onClose}
  >
    <Field name="result" label="怎么办好的" required hint="不用拍照。写清结果就行。">
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Field>
  </FormDialog>
)

const ReturnDialog = ({ item, onClose }: { item: ActionItem; onClose(): void }) => (
  <FormDialog<typeof endpoints.returnAction, { dueOn: string }>
    title={`还没办好：${item.title}`}
    verb="请接着办"
    refusing
    endpoint={endpoints.returnAction}
    input={body => ({ params: { actionId: item.id }, body })}
    onClose={onClose}
  >
    <Field name="dueOn" label="新的期限" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
