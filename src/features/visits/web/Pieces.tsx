/** What waits and what went (还没发出、已发出): plainly, with what the server said to what it did not take. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { showInstant } from '#platform/web/format.ts'
import { useOutbox } from '#platform/web/outbox.ts'
import { outcomeNames } from '../visits.words.ts'
import { visitOutbox, wordsOf, type VisitDraft } from './visits.outbox.ts'

function drop(draft: { id: string } & VisitDraft) {
  const asks = wordsOf(draft) !== null
  if (asks && !window.confirm(`${draft.householdCode}写的字还没发出，删掉就没有了。要删掉吗？`)) return
  void visitOutbox.drop(draft.id)
}

interface PiecesProps {
  /** The household whose sheet stands on the page, with what the server said of it. */
  open?: string | undefined
}

export function Pieces({ open }: PiecesProps) {
  const { pieces, lost, sent } = useOutbox(visitOutbox)
  if (pieces.length + lost.length + sent.length === 0) return null
  return (
    <section className="panel" aria-label="发出情况">
      <ul className="lines">
        {lost.map(({ id, name }) => (
          <li key={id} className="stack">
            <p className="row">
              <b>没有发出</b>
              <span>{name}</span>
            </p>
            <p className="note">一直没有信号，写的字已经删掉了。请再问一次，重新记。</p>
            <p className="row">
              <Button onClick={() => void visitOutbox.drop(id)} aria-label={`知道了：${name}`}>
                知道了
              </Button>
            </p>
          </li>
        ))}
        {pieces.map(({ id, value, isReady, isSending, problem, endsAt }) => (
          <li key={id} className="stack">
            <p className="row">
              <b>{isReady ? '还没发出' : '没写完'}</b>
              <Link to="/visits/households/$householdId" params={{ householdId: value.record.householdId }}>
                {value.householdCode}
              </Link>
              <span className="sub">{outcomeNames[value.record.outcome]}</span>
              <span className="sub">只存到{showInstant(new Date(endsAt).toISOString())}</span>
            </p>
            {problem && value.record.householdId !== open && (
              <div className="note" role="alert">
                <p>
                  <b>{problem.kind.title}</b>
                </p>
                <p>{[problem.detail ?? problem.kind.remedy, ...problem.errors.map(({ detail }) => detail)].filter(Boolean).join('；')}</p>
              </div>
            )}
            <p className="row">
              {isReady && problem === null && (
                <Button loading={isSending} onClick={() => void visitOutbox.send()} aria-label={`现在发：${value.householdCode}`}>
                  现在发
                </Button>
              )}
              {problem && value.record.householdId !== open && (
                <ButtonLink
                  to="/visits/households/$householdId"
                  params={{ householdId: value.record.householdId }}
                  aria-label={`去改：${value.householdCode}`}
                >
                  去改
                </ButtonLink>
              )}
              <Button disabled={isSending} onClick={() => drop(value)} aria-label={`删掉：${value.householdCode}`}>
                删掉
              </Button>
            </p>
          </li>
        ))}
        {sent.map(({ id, value, answer }) => (
          <li key={id}>
            <div role="status">
              <p className="row">
                <b>已发出</b>
                <span>{value.householdCode}</span>
                <span className="sub">{outcomeNames[value.record.outcome]}</span>
              </p>
              {answer.number !== null && (
                <p>
                  诉求编号 <b className="num">{answer.number}</b>
                  {answer.code !== null && (
                    <>
                      ，查询码 <b className="num">{answer.code}</b>
                    </>
                  )}
                  。请告诉这一户，可以查进度。
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
