/** Minutes (会议记录): written once, corrected by a second person; every text is kept. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showInstant } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { endpoints, type MeetingDetail } from '../meetings.contract.ts'

export function MinutesTab({ meeting }: { meeting: MeetingDetail }) {
  const [asking, setAsking] = useState<'write' | 'correct' | null>(null)
  const [newest, ...earlier] = meeting.minutes
  const may = (name: string) => meeting.allowedActions.includes(name)
  const close = () => setAsking(null)
  if (!meeting.opened) return <Empty why="会议记录不归您看" todo="会议记录只给本组织和名册上的人看。" />
  return (
    <div className="stack">
      <div className="buttons">
        {may('writeMinutes') && (
          <Button type="primary" onClick={() => setAsking('write')}>
            写会议记录
          </Button>
        )}
        {may('correct') && <Button onClick={() => setAsking('correct')}>更正记录</Button>}
        {newest && (
          <Button icon={<Icon name="print" />} onClick={() => window.print()}>
            打印会议记录
          </Button>
        )}
      </div>
      {newest ? (
        <>
          <p className="said">{newest.text}</p>
          <p className="sub">
            {newest.writtenBy ?? '导入的记录'}，{showInstant(newest.writtenAt)}
            {newest.reason && `，更正原因：${newest.reason}`}
          </p>
          {!may('correct') && may('addAction') && <p className="sub">更正要由另一个人来做。</p>}
          {earlier.length > 0 && (
            <details>
              <summary>以前的{earlier.length}份</summary>
              <ol className="lines">
                {earlier.map(({ id, text, writtenBy, writtenAt, reason }) => (
                  <li key={id}>
                    <p className="said">{text}</p>
                    <p className="sub">
                      {writtenBy ?? '导入的记录'}，{showInstant(writtenAt)}
                      {reason && `，更正原因：${reason}`}
                    </p>
                  </li>
                ))}
              </ol>
            </details>
          )}
        </>
      ) : (
        <Empty
          why="还没有会议记录"
          todo={meeting.state === 'planned' ? '开完会，先记“已召开”，再写记录。' : '先把名册记完，再写记录。时间、地点和人数会自动填好。'}
        />
      )}
      {asking === 'write' && <WriteDialog meeting={meeting} onClose={close} />}
      {asking === 'correct' && <CorrectDialog meeting={meeting} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  meeting: MeetingDetail
  onClose(): void
}

const readAgain = async ({ id }: MeetingDetail) => {
  const now = await call(endpoints.get, { params: { meetingId: id } })
  return { version: now.version, values: { text: now.minutes[0]?.text ?? '', reason: '' } }
}

const WriteDialog = ({ meeting, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.writeMinutes, { text: string }>
    title="写会议记录"
    verb="写好了"
    endpoint={endpoints.writeMinutes}
    input={body => ({ params: { meetingId: meeting.id }, body })}
    versioned={{ version: meeting.version, read: () => readAgain(meeting), labels: { text: '会议记录' } }}
    onClose={onClose}
    wide
  >
    <Field name="text" label="会议记录" required hint="只写谈了什么、定了什么。时间、地点、人数和议程打印时自动填。">
      <Input.TextArea rows={10} maxLength={5000} showCount />
    </Field>
  </FormDialog>
)

const CorrectDialog = ({ meeting, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.correct, { text: string; reason: string }>
    title="更正会议记录"
    verb="更正"
    endpoint={endpoints.correct}
    input={body => ({ params: { meetingId: meeting.id }, body: { ...body, marks: [] } })}
    initial={{ text: meeting.minutes[0]?.text ?? '' }}
    versioned={{ version: meeting.version, read: () => readAgain(meeting), labels: { text: '会议记录' } }}
    onClose={onClose}
    wide
  >
    <Field name="text" label="会议记录" required hint="原来的记录留着，谁都看得到改了什么。">
      <Input.TextArea rows={10} maxLength={5000} showCount />
    </Field>
    <Field name="reason" label="为什么更正" required>
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)
