/** Notice and agenda (通知与议程). */
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { showSpan } from '#platform/web/local-time.ts'
import type { AgendaItem, MeetingDetail } from '../meetings.contract.ts'
import { agendaNames, noticeNames } from '../meetings.words.ts'
import { AgendaDialog } from './AgendaDialog.tsx'

export function NoticeTab({ meeting }: { meeting: MeetingDetail }) {
  const [editing, setEditing] = useState(false)
  const { agenda, noticeChannel, noticeOn, venueName, place } = meeting
  const facts: [string, string][] = [
    ['时间', showSpan(meeting.startsAt, meeting.endsAt)],
    ['地点', [venueName, place].filter(Boolean).join('，') || '没有写'],
    ['主持人', meeting.chairName ?? '没有写'],
    ['记录人', meeting.recorderName ?? '没有写'],
    ['通知', noticeChannel && noticeOn ? `${showDay(noticeOn)}，${noticeNames[noticeChannel]}` : '还没有记'],
  ]
  return (
    <div className="stack">
      <dl className="desc">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <h2>议程</h2>
        {meeting.allowedActions.includes('edit') && (
          <span className="row end">
            <Button onClick={() => setEditing(true)}>改议程</Button>
          </span>
        )}
      </div>
      {agenda.length === 0 ? (
        <Empty why="还没有议程" todo={emptyAgenda(meeting)} />
      ) : (
        <ol className="lines">
          {agenda.map((item, index) => (
            <AgendaLine key={index} item={item} number={index + 1} />
          ))}
        </ol>
      )}
      {editing && <AgendaDialog meeting={meeting} onClose={() => setEditing(false)} />}
    </div>
  )
}

const AgendaLine = ({ item, number }: { item: AgendaItem; number: number }) => (
  <li>
    <b>
      {number}. {item.title}
    </b>
    {item.kind !== 'ordinary' && <span className="sub">（{agendaNames[item.kind]}）</span>}
    {item.documents.map(document => (
      <p key={document.title} className="sub">
        学习：{document.title}
        {document.issuedBy && `，${document.issuedBy}`}
        {document.issuedOn && `，${showDay(document.issuedOn)}`}
      </p>
    ))}
    {item.discussion && <p>{item.discussion}</p>}
  </li>
)

function emptyAgenda({ opened, allowedActions }: MeetingDetail): string {
  if (!opened) return '议程只给本组织和名册上的人看。'
  return allowedActions.includes('edit') ? '点“改议程”逐项写。' : '开会的人还没写。'
}
