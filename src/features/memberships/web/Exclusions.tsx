/** Exclusions of a member from 应到会 (不计入应到会): the reason, since when, until when. */
import { Button } from 'antd'
import { useState } from 'react'
import { showDay } from '#platform/web/format.ts'
import type { MembershipDetail } from '../memberships.contract.ts'
import { exclusionReasonNames } from '../memberships.words.ts'
import { ExcludeDialog, LiftExclusionDialog } from './MoveDialogs.tsx'

type Exclusion = MembershipDetail['exclusions'][number]

export function Exclusions({ member }: { member: MembershipDetail }) {
  const [asking, setAsking] = useState<'exclude' | Exclusion | null>(null)
  const may = (name: string) => member.allowedActions.includes(name)
  const close = () => setAsking(null)
  return (
    <section className="panel" aria-labelledby="exclusions">
      <h2 id="exclusions">不计入应到会</h2>
      {member.exclusions.length === 0 && <p className="sub">一直计入。</p>}
      <ul className="lines">
        {member.exclusions.map(exclusion => (
          <li key={exclusion.id} className="row">
            <span>
              {exclusionReasonNames[exclusion.reason]}，{showDay(exclusion.from)}起
              {exclusion.to ? `，${showDay(exclusion.to)}又计入` : '，还没有定到哪天'}
              {exclusion.decision && `。依据：${exclusion.decision}（${showDay(exclusion.decidedOn)}）`}
            </span>
            {may('liftExclusion') && exclusion.to === null && (
              <Button size="small" aria-label={`又计入：${exclusionReasonNames[exclusion.reason]}`} onClick={() => setAsking(exclusion)}>
                又计入
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may('exclude') && (
        <div className="buttons">
          <Button onClick={() => setAsking('exclude')}>登记不计入</Button>
        </div>
      )}
      {asking === 'exclude' && <ExcludeDialog member={member} onClose={close} />}
      {asking !== null && asking !== 'exclude' && <LiftExclusionDialog member={member} exclusion={asking} onClose={close} />}
    </section>
  )
}
