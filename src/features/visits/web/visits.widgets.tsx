/** Visits (走访): what other pages may show. The sender stands in the frame, so that drafts go out on whatever page one is. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { problems } from '#platform/shared/problem.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { dropKeptPages } from '#platform/web/kept-pages.ts'
import { useOutbox } from '#platform/web/outbox.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { ownerOfDrafts } from '#platform/web/sealed-drafts.ts'
import { browserStore, canKeepDrafts, dropSealedDrafts } from '#platform/web/sealed-store.ts'
import { keptPages } from '../visits.kept.words.ts'
import { visitOutbox, waiting, warnAfterHours } from './visits.outbox.ts'

const tryAgainAfter = 20_000

interface VisitSenderProps {
  personId: string | undefined
  /** There is no line to ask who it is: the drafts say whose they are, and none is sent. */
  isCutOff: boolean
}

/** Sends what waits: now, when the line comes back, and every now and then. */
export function VisitSender({ personId, isCutOff }: VisitSenderProps) {
  const { isOpen, pieces, lost, sent, heldBy } = useOutbox(visitOutbox)
  const cache = useQueryClient()
  const [now, setNow] = useState(() => Date.now())
  const unsent = waiting(pieces)
  const count = unsent.length
  useEffect(() => {
    const open = () => {
      const opened = personId !== undefined ? visitOutbox.open(personId, true) : isCutOff ? openUnsent() : undefined
      // a store that could not be read may be in a while
      opened?.catch(() => undefined)
    }
    open()
    const timer = isOpen ? undefined : window.setInterval(open, tryAgainAfter)
    return () => window.clearInterval(timer)
  }, [personId, isCutOff, isOpen])
  useEffect(() => {
    const send = () => {
      setNow(Date.now())
      void visitOutbox.send()
    }
    window.addEventListener('online', send)
    const timer = count > 0 ? window.setInterval(send, tryAgainAfter) : undefined
    return () => {
      window.removeEventListener('online', send)
      window.clearInterval(timer)
    }
  }, [count])
  useEffect(() => {
    if (sent.length > 0) void cache.invalidateQueries()
  }, [cache, sent.length])
  if (count === 0 && lost.length === 0) return null
  const isLate = unsent.some(({ changedAt }) => now - changedAt > warnAfterHours * 3_600_000)
  const hasEnded = heldBy?.kind.type === problems.signInRequired.type
  return (
    <>
      <div className="note row no-print" role="status">
        <span>
          {count > 0 && `${count}户走访还没发出。${hasEnded ? '登录了会自动发。' : '有信号会自动发。'}`}
          {isLate && <b>有的等了两天多，请找有信号的地方。</b>}
          {lost.length > 0 && `${lost.length}户走访没有发出去，写的字已经删掉。`}
        </span>
        <ButtonLink to="/visits">去看看</ButtonLink>
      </div>
      {hasEnded && <ProblemAlert problem={heldBy} unasked />}
    </>
  )
}

/** Reads the drafts of whoever left them here, and sends none: nobody has said yet who it is. */
async function openUnsent() {
  const owner = canKeepDrafts() ? await ownerOfDrafts(browserStore, Date.now()).catch(() => null) : null
  if (owner !== null) await visitOutbox.open(owner, false)
}

/**
 * Forgets every draft, the list and the kept pages on signing out; false when there is something unsent and one would rather stay. Unsent is
 * also what is half written, what the server refused, and what another page keeps or this one has not read yet.
 */
export async function dropVisitDrafts(): Promise<boolean> {
  const count = await visitOutbox.count()
  if (count > 0 && !window.confirm(`还有${count}户走访没发出，退出就删掉了。要退出吗？`)) return false
  await dropSealedDrafts()
  await dropKeptPages(keptPages).catch(() => undefined)
  return true
}
