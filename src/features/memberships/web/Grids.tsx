/** The grids of a member (入格): one home, any number to serve in; begun, paused with a reason, left. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { showDay } from '#platform/web/format.ts'
import type { Grid, MembershipDetail } from '../memberships.contract.ts'
import { gridKindNames, gridStateNames, gridStepNames, gridSteps, suspendReasonNames, type GridStep } from '../memberships.words.ts'
import { AssignGridDialog, MoveGridDialog } from './MoveDialogs.tsx'

export function Grids({ member }: { member: MembershipDetail }) {
  const [asking, setAsking] = useState<'assign' | { grid: Grid; step: GridStep } | null>(null)
  const may = (name: string) => member.allowedActions.includes(name)
  const close = () => setAsking(null)
  return (
    <section className="panel" aria-labelledby="grids">
      <h2 id="grids">入格</h2>
      {member.grids.length === 0 && <p className="sub">还没有入格。</p>}
      <ol className="timeline">
        {member.grids.map(grid => (
          <li key={grid.id} className={grid.state === 'left' ? undefined : 'now'}>
            <p className="sub num">
              {showDay(grid.from)}起{grid.to && `，到${showDay(grid.to)}`}
            </p>
            <p>
              {grid.opens ? (
                <Link to="/members/grids/$unitId" params={{ unitId: grid.unitId }}>
                  {grid.unitName}
                </Link>
              ) : (
                grid.unitName
              )}
              ，{gridKindNames[grid.kind]}，{gridStateNames[grid.state]}
              {grid.suspendReason && `（${suspendReasonNames[grid.suspendReason]}）`}
            </p>
            {grid.suspensions.map(({ from, to, reason }) => (
              <p key={from} className="sub num">
                {suspendReasonNames[reason]}，暂停过：{showDay(from)}起，{showDay(to)}恢复
              </p>
            ))}
            {may('moveGrid') && (
              <div className="buttons">
                {gridSteps[grid.state].map(step => (
                  <Button key={step} aria-label={`${gridStepNames[step]}：${grid.unitName}`} onClick={() => setAsking({ grid, step })}>
                    {gridStepNames[step]}
                  </Button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ol>
      {may('assignGrid') && (
        <div className="buttons">
          <Button onClick={() => setAsking('assign')}>编入网格</Button>
        </div>
      )}
      {asking === 'assign' && <AssignGridDialog member={member} onClose={close} />}
      {asking !== null && asking !== 'assign' && <MoveGridDialog member={member} {...asking} onClose={close} />}
    </section>
  )
}
