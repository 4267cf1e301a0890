/** The roll (签到名册): pasted or copied before the meeting, marked by the recorder in it. */
import { Button } from 'antd'
import { useState } from 'react'
import { call, useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type MeetingDetail, type Roll, type RollEntry } from '../meetings.contract.ts'
import { AttendanceGrid } from './AttendanceGrid.tsx'
import { CopyDialog } from './CopyDialog.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { PasteDialog } from './PasteDialog.tsx'
import { rollSentence } from './roll-sentence.ts'

export function RollTab({ meeting }: { meeting: MeetingDetail }) {
  const params = { meetingId: meeting.id }
  const roll = useRead(endpoints.roll, { params }, { enabled: meeting.opened })
  if (!meeting.opened) return <Empty why="名册不归您看" todo="名册只给本组织和名册上的人看。" />
  return <Reading of={roll}>{found => <OpenRoll meeting={meeting} roll={found} />}</Reading>
}

function OpenRoll({ meeting, roll }: { meeting: MeetingDetail; roll: Roll }) {
  const params = { meetingId: meeting.id }
  const [asking, setAsking] = useState<'paste' | 'copy' | RollEntry | null>(null)
  const taking = useWrite(endpoints.takeAttendance)
  const entering = useWrite(endpoints.enterMembers)
  const close = () => setAsking(null)
  const may = (name: string) => roll.allowedActions.includes(name)
  return (
    <div className="stack">
      <p role="status">{rollSentence(roll.counts)}</p>
      {may('enterNames') && (
        <div className="buttons">
          {may('enterMembers') && (
            <Button loading={entering.isPending} onClick={() => entering.mutate({ params, body: {}, ifMatch: roll.version })}>
              取党员名册
            </Button>
          )}
          <Button onClick={() => setAsking('paste')}>粘贴名单</Button>
          <Button onClick={() => setAsking('copy')}>抄以前的名册</Button>
        </div>
      )}
      <ProblemAlert problem={entering.error} />
      {roll.items.length === 0 ? (
        <Empty why="名册上还没有人" todo="取党员名册，粘贴名单，或抄以前的名册。" />
      ) : (
        <AttendanceGrid
          entries={roll.items}
          version={roll.version}
          mayMark={may('takeAttendance')}
          {...(may('changeEntry') && { onChange: (id: string) => setAsking(roll.items.find(entry => entry.id === id) ?? null) })}
          save={(marks, ifMatch) => taking.mutateAsync({ params, body: { marks }, ifMatch })}
          read={() => call(endpoints.roll, { params })}
        />
      )}
      {asking === 'paste' && <PasteDialog meetingId={meeting.id} version={roll.version} onClose={close} />}
      {asking === 'copy' && <CopyDialog meetingId={meeting.id} version={roll.version} onClose={close} />}
      {asking !== null && typeof asking === 'object' && (
        <EntryDialog meetingId={meeting.id} entry={asking} version={roll.version} onClose={close} />
      )}
    </div>
  )
}
