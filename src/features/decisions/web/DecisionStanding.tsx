/** Where a matter stands (到了哪一步): what is overdue, what it waits for with the way there, and its text. */
import { Link } from '@tanstack/react-router'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import type { Decision } from '../decisions.contract.ts'
import { stepName } from '../decisions.words.ts'
import { goesOnAt } from './verbs.ts'

export const Standing = ({ decision }: { decision: Decision }) => (
  <section className="panel" aria-label="到了哪一步">
    <h2>{decision.stateName}</h2>
    {decision.overdue.map(each => (
      <p key={each}>
        <Lamp kind="late" text={each} />
      </p>
    ))}
    {decision.waitsFor && (
      <div className="note plain">
        <p>{decision.waitsFor}</p>
        <Onward decision={decision} />
      </div>
    )}
    {decision.urgent && !decision.urgent.signedTwice && (
      <p className="note plain">申请紧急先办，等另一个人同意：{decision.urgent.reason}</p>
    )}
    <p className="sub">
      {decision.unitName}，{decision.code} {decision.entryName}，第{decision.textNumber}份文本，第{decision.round}轮
      {decision.resultDueOn && `，最迟${showDay(decision.resultDueOn)}公开结果`}
    </p>
    {decision.text && <p className="typed">{decision.text}</p>}
    {decision.twoRules && (
      <p className="note plain">
        {showDay(decision.twoRules.begunOn)}开始时的规定和{showDay(decision.twoRules.votedOn)}的不一样，按表决那天的算：
        {decision.twoRules.voted.join('；')}
      </p>
    )}
  </section>
)

/** The way to what is waited for. */
function Onward({ decision }: { decision: Decision }) {
  const place = goesOnAt(decision)
  if (place === null) return null
  if ('notice' in place)
    return (
      <Link to="/notices/$noticeId" params={{ noticeId: place.notice.id }}>
        去{stepName(place.notice.stage)}的公示
      </Link>
    )
  return (
    <Link to="/votes/$meetingId" params={{ meetingId: place.ballot.meetingId }}>
      去{showDay(place.ballot.heldOn)}的会议
    </Link>
  )
}
