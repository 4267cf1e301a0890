/** One meeting (一次会议): notice and agenda, roll, minutes, what is to be done; and the form that is printed. */
import './meetings.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, type MeetingDetail } from '../meetings.contract.ts'
import { kindNames, stateNames } from '../meetings.words.ts'
import { ActionsTab } from './ActionsTab.tsx'
import { CancelDialog } from './CancelDialog.tsx'
import { MinutesForm } from './MinutesForm.tsx'
import { MinutesTab } from './MinutesTab.tsx'
import { NoticeTab } from './NoticeTab.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { RollTab } from './RollTab.tsx'
import type { tabs } from './tabs.ts'

const route = getRouteApi('/meetings/$meetingId')
type Tab = (typeof tabs)[number]

export function MeetingPage() {
  const { meetingId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { meetingId } })
  return (
    <PageReading of={reading} id={meetingId} title="会议" crumbs={[<Link to="/meetings">会议</Link>]}>
      {meeting => <MeetingSheet key={meetingId} meeting={meeting} />}
    </PageReading>
  )
}

function MeetingSheet({ meeting }: { meeting: MeetingDetail }) {
  const { tab = 'notice' } = route.useSearch()
  const { roll, actions, opened } = meeting
  const items = [
    { key: 'notice', label: '通知与议程', children: <NoticeTab meeting={meeting} /> },
    { key: 'roll', label: `签到名册 ${roll.expected}`, children: <RollTab meeting={meeting} /> },
    { key: 'minutes', label: '会议记录', children: <MinutesTab meeting={meeting} /> },
    { key: 'actions', label: `行动项 ${actions.length}`, children: <ActionsTab meeting={meeting} /> },
  ] satisfies { key: Tab; label: string; children: React.JSX.Element }[]
  return (
    <Page
      title={meeting.title}
      crumbs={[<Link to="/meetings">会议</Link>]}
      beside={<span className="state">{stateNames[meeting.state]}</span>}
    >
      <p className="sub">
        {meeting.bodyName}，{meeting.itemName === null ? kindNames[meeting.kind] : `${kindNames[meeting.kind]}：${meeting.itemName}`}，
        {showSpan(meeting.startsAt, meeting.endsAt)}
      </p>
      {meeting.cancelReason && <p className="note plain">已取消：{meeting.cancelReason}</p>}
      {opened && (
        <p>
          <Link to="/meetings/$meetingId/signatures" params={{ meetingId: meeting.id }}>
            签名核对
          </Link>
        </p>
      )}
      {!opened && <p className="note plain">议程、名册和记录只给本组织和名册上的人看。</p>}
      <section className="panel" aria-label="会议内容">
        <nav className="parts" aria-label="会议的几部分">
          {items.map(({ key, label }) => (
            <Link
              key={key}
              to="/meetings/$meetingId"
              params={{ meetingId: meeting.id }}
              search={{ tab: key === 'notice' ? undefined : key }}
              replace
              activeProps={{}}
              activeOptions={{ explicitUndefined: true }}
              aria-current={key === tab ? 'true' : undefined}
            >
              {label}
            </Link>
          ))}
        </nav>
        {/* Hidden and not gone: marks that are not saved yet stay. */}
        {items.map(({ key, children }) => (
          <div key={key} hidden={key !== tab}>
            {children}
          </div>
        ))}
      </section>
      <Buttons meeting={meeting} />
      {opened && <MinutesForm meeting={meeting} />}
    </Page>
  )
}

function Buttons({ meeting }: { meeting: MeetingDetail }) {
  const [asking, setAsking] = useState<'edit' | 'cancel' | null>(null)
  const holding = useWrite(endpoints.hold)
  const may = (name: string) => meeting.allowedActions.includes(name)
  if (!['hold', 'edit', 'cancel'].some(may)) return null
  return (
    <>
      <ProblemAlert problem={holding.error} />
      <section className="act" aria-label="办理">
        {may('hold') && (
          <Button type="primary" loading={holding.isPending} onClick={() => holding.mutate({ params: { meetingId: meeting.id } })}>
            记为已召开
          </Button>
        )}
        {may('edit') && <Button onClick={() => setAsking('edit')}>修改</Button>}
        {may('cancel') && (
          <Button danger onClick={() => setAsking('cancel')}>
            取消会议
          </Button>
        )}
        {meeting.state === 'planned' && !may('hold') && <span className="sub">到开会时间，才能记到会情况和“已召开”。</span>}
      </section>
      {asking === 'edit' && <PlanDialog meeting={meeting} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && <CancelDialog meeting={meeting} onClose={() => setAsking(null)} />}
    </>
  )
}
