/** One meeting that votes (一次表决会议): what comes next, each matter with its verdict, the roll, and who attends without a vote. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { stateNames } from '#features/meetings/meetings.words.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { useDownload } from '#platform/web/files.ts'
import { showSpan } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type VotingDetail } from '../votes.contract.ts'
import { numbersSentence } from '../votes.words.ts'
import { BallotPanel } from './BallotPanel.tsx'
import { Declarations } from './Declarations.tsx'
import { Observers } from './Observers.tsx'
import { RollPanel } from './RollPanel.tsx'
import { VotingFiles } from './VotingFiles.tsx'
import { FixDialog, TableDialog } from './VotingDialogs.tsx'

const route = getRouteApi('/votes/$meetingId')

export function VotingPage() {
  const { meetingId } = route.useParams()
  const voting = useRead(endpoints.get, { params: { meetingId } })
  return (
    <Page
      title={voting.data?.title ?? '会议与表决'}
      crumbs={[
        <Link key="all" to="/votes">
          会议与表决
        </Link>,
      ]}
      beside={voting.data && <span className="state">{voting.data.rollFixedAt ? '名册已定' : stateNames[voting.data.state]}</span>}
    >
      <Reading of={voting}>
        {meeting => (
          <>
            <Summary meeting={meeting} />
            <Steps meeting={meeting} />
            {meeting.items.map(ballot => (
              <BallotPanel key={ballot.id} meeting={meeting} ballot={ballot} />
            ))}
            {meeting.decidingBody.startsWith('collective') && meeting.opened && (
              <Declarations bodyId={meeting.bodyId} subject={{ kind: 'meeting', id: meeting.id }} />
            )}
            <RollPanel meeting={meeting} />
            {meeting.opened && <Observers meeting={meeting} />}
            {meeting.opened && <VotingFiles meeting={meeting} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

const Summary = ({ meeting }: { meeting: VotingDetail }) => (
  <section className="panel" aria-label="会议情况">
    <p>
      {meeting.bodyName}，{bodyNames[meeting.decidingBody]}，{showSpan(meeting.startsAt, meeting.endsAt)}
    </p>
    <p>{numbersSentence(meeting.numbers)}</p>
    <p className="sub">规则：{meeting.ruleSentences.length > 0 ? meeting.ruleSentences.join('；') : '那一天还没有规则'}</p>
    {meeting.noticeFault && <p className="note plain">通知有问题：{meeting.noticeFault}</p>}
    {meeting.rollRecordEntryId && (
      <p>
        <a href={`/verify#${meeting.rollRecordEntryId}`}>核对名册的存证</a>
      </p>
    )}
  </section>
)

/** What comes next, in the order of the day. */
function Steps({ meeting }: { meeting: VotingDetail }) {
  const [asking, setAsking] = useState<'table' | 'fix' | null>(null)
  const drawing = useWrite(endpoints.drawRoll)
  const download = useDownload(endpoints.document)
  const may = (name: string) => meeting.allowedActions.includes(name)
  const params = { meetingId: meeting.id }
  if (!meeting.opened && !['table', 'drawRoll', 'fixRoll'].some(may)) return null
  return (
    <>
      <ProblemAlert problem={drawing.error ?? download.error} />
      <section className="act" aria-label="办理">
        {may('table') && <Button onClick={() => setAsking('table')}>加一项表决</Button>}
        {may('drawRoll') && (
          <Button loading={drawing.isPending} onClick={() => drawing.mutate({ params })}>
            {meeting.rollDrawnAt === null ? '从名册取人' : '再取一次'}
          </Button>
        )}
        {meeting.opened && (
          <Link to="/meetings/$meetingId" params={params} search={{ tab: 'roll' }}>
            记到会
          </Link>
        )}
        {may('fixRoll') && (
          <Button type="primary" onClick={() => setAsking('fix')}>
            定名册
          </Button>
        )}
        {meeting.opened && (
          <Button loading={download.isPending} onClick={() => download.mutate({ params })}>
            下载会议记录
          </Button>
        )}
      </section>
      {asking === 'table' && <TableDialog meeting={meeting} onClose={() => setAsking(null)} />}
      {asking === 'fix' && <FixDialog meeting={meeting} onClose={() => setAsking(null)} />}
    </>
  )
}
