/** One matter put to the vote (一项表决): its text, who has voted, the votes and the verdict in words. */
import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { showInstant } from '#platform/web/format.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type BallotDetail, type VotingDetail } from '../votes.contract.ts'
import { ballotStateNames, methodNames, numbersSentence, tallySentence, verdictNames } from '../votes.words.ts'
import {
  BreakOffDialog,
  CancelBallotDialog,
  CloseDialog,
  CorrectDialog,
  MarkDialog,
  RecuseDialog,
  TakeBackDialog,
} from './BallotDialogs.tsx'

type Asking = 'mark' | 'takeBack' | 'close' | 'recuse' | 'cancel' | 'correct' | 'breakOff' | null

export function BallotPanel({ meeting, ballot }: { meeting: VotingDetail; ballot: BallotDetail }) {
  const [asking, setAsking] = useState<Asking>(null)
  const confirming = useWrite(endpoints.confirmCorrection)
  const breaking = useWrite(endpoints.confirmCancellation)
  const dropping = useWrite(endpoints.dropCorrection)
  const going = useWrite(endpoints.dropCancellation)
  const may = (name: string) => ballot.allowedActions.includes(name)
  const open = ballot.corrections.find(({ confirmedAt }) => confirmedAt === null)
  const dialog = { meeting, ballot, onClose: () => setAsking(null) }
  return (
    <section className="panel" aria-label={`第${ballot.number}项：${ballot.title}`}>
      <h2>
        第{ballot.number}项：{ballot.title} <span className="state">{ballotStateNames[ballot.state]}</span>
      </h2>
      <p className="said">{ballot.text}</p>
      <BrokenOff ballot={ballot} />
      {ballot.state === 'tabled' && <p className="sub">{ballot.secret ? '要无记名投票。' : ''}名册定下来以后开始投票。</p>}
      {ballot.state === 'rollFixed' && (
        <p>
          {numbersSentence(ballot.roll)}。已记{ballot.marks}人投票。{ballot.secret && '要无记名投票。'}
        </p>
      )}
      <Result ballot={ballot} />
      {ballot.recusals.length > 0 && (
        <p className="sub">回避：{ballot.recusals.map(({ name, reason }) => `${name}（${reason}）`).join('、')}</p>
      )}
      {ballot.takenBack.map(({ lineId, name, reason, by, at }) => (
        <p key={`${lineId} ${at}`} className="sub">
          记错了，去掉：{name}，原因：{reason}。{by}，{showInstant(at)}
        </p>
      ))}
      <ProblemAlert problem={confirming.error ?? breaking.error ?? dropping.error ?? going.error} />
      <div className="buttons">
        {may('mark') && <Button onClick={() => setAsking('mark')}>记谁投了票</Button>}
        {may('takeBackMark') && ballot.marked.length > 0 && <Button onClick={() => setAsking('takeBack')}>记错了，去掉</Button>}
        {may('close') && (
          <Button type="primary" onClick={() => setAsking('close')}>
            登记票数
          </Button>
        )}
        {may('recuse') && meeting.lines.length > 0 && <Button onClick={() => setAsking('recuse')}>登记回避</Button>}
        {may('cancel') && (
          <Button danger onClick={() => setAsking('cancel')}>
            撤下这一项
          </Button>
        )}
        {may('proposeCancellation') && (
          <Button danger onClick={() => setAsking('breakOff')}>
            中止表决
          </Button>
        )}
        {may('confirmCancellation') && (
          <Button danger loading={breaking.isPending} onClick={() => breaking.mutate({ params: { ballotId: ballot.id } })}>
            同意中止
          </Button>
        )}
        {may('dropCancellation') && (
          <Button loading={going.isPending} onClick={() => going.mutate({ params: { ballotId: ballot.id } })}>
            不中止，接着表决
          </Button>
        )}
        {may('proposeCorrection') && <Button onClick={() => setAsking('correct')}>提出更正</Button>}
        {may('confirmCorrection') && open && (
          <Button
            loading={confirming.isPending}
            onClick={() => confirming.mutate({ params: { ballotId: ballot.id, correctionId: open.id } })}
          >
            同意更正
          </Button>
        )}
        {may('dropCorrection') && open && (
          <Button loading={dropping.isPending} onClick={() => dropping.mutate({ params: { ballotId: ballot.id, correctionId: open.id } })}>
            不更正，撤回
          </Button>
        )}
      </div>
      {asking === 'mark' && <MarkDialog {...dialog} />}
      {asking === 'takeBack' && <TakeBackDialog {...dialog} />}
      {asking === 'close' && <CloseDialog {...dialog} />}
      {asking === 'recuse' && <RecuseDialog {...dialog} />}
      {asking === 'cancel' && <CancelBallotDialog {...dialog} />}
      {asking === 'breakOff' && <BreakOffDialog {...dialog} />}
      {asking === 'correct' && <CorrectDialog {...dialog} />}
    </section>
  )
}

const BrokenOff = ({ ballot: { state, cancelReason, cancellation } }: { ballot: BallotDetail }) => (
  <>
    {state === 'cancelled' && (
      <p className="note plain">
        {cancellation ? '会议中止' : '已撤下'}：{cancelReason}
        {cancellation && `。${cancellation.proposedBy ?? ''}提出，${cancellation.confirmedBy ?? ''}同意`}
      </p>
    )}
    {state === 'rollFixed' && cancellation && (
      <p className="note plain">
        {cancellation.proposedBy}提出中止：{cancellation.reason}。{cancellation.waitsForChair ? '等主持人同意' : '等另一个人同意'}
      </p>
    )}
  </>
)

const Result = ({ ballot }: { ballot: BallotDetail }) => (
  <>
    {ballot.outcome && ballot.tally && (
      <>
        <p>
          <b>结果：{verdictNames[ballot.outcome.verdict]}</b>，{tallySentence(ballot.tally)}，
          {methodNames[ballot.secret ? 'secret' : 'hands']}
          {ballot.enteredLate && '（迟录）'}
        </p>
        <ul className="lines">
          {ballot.outcome.words.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {ballot.recordEntryId && (
          <p>
            <a href={`/verify#${ballot.recordEntryId}`}>核对结果的存证</a>
          </p>
        )}
      </>
    )}
    {ballot.firstTally && ballot.firstOutcome && (
      <p className="sub">
        原来登记的是：{tallySentence(ballot.firstTally)}，{verdictNames[ballot.firstOutcome.verdict]}
      </p>
    )}
    {ballot.firstText && <p className="sub">原来的文字：{ballot.firstText}</p>}
    {ballot.corrections.map(({ id, reason, tally, text, proposedBy, confirmedBy, confirmedAt }) => (
      <p key={id} className="sub">
        更正为{tallySentence(tally)}
        {text !== null && `，文字改为：${text}`}，原因：{reason}。{proposedBy}提出，
        {confirmedAt === null ? '等另一个人同意' : `${confirmedBy}同意`}
      </p>
    ))}
  </>
)
