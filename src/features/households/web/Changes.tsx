/** What changed in a household (变动记录), the newest first; within 30 days it can be taken back. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { endpoints, type Household, type HouseholdChange } from '../households.contract.ts'
import { verbNames } from '../households.words.ts'

export function Changes({ home }: { home: Household }) {
  const [asking, setAsking] = useState<HouseholdChange | null>(null)
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">变动记录</h2>
      <ul className="plain">
        {home.changes.map(change => (
          <li key={change.id}>
            <p>
              {showDay(change.effectiveOn)} {change.undoneAt ? <s>{verbNames[change.verb]}</s> : <b>{verbNames[change.verb]}</b>}
              {change.undoneAt && `，${showInstant(change.undoneAt)}撤回`}
            </p>
            {change.otherId && change.otherCode && (
              <p>
                <Link to="/households/$householdId" params={{ householdId: change.otherId }}>
                  {change.otherCode}
                </Link>
              </p>
            )}
            <p className="sub">
              {change.recordedBy ?? '台账导入'}登记于{showInstant(change.recordedAt)}
            </p>
            {change.undoUntil && (
              <p>
                <Button size="small" className="no-print" onClick={() => setAsking(change)} aria-label={`撤回：${verbNames[change.verb]}`}>
                  撤回
                </Button>{' '}
                <span className="sub">{showDay(change.undoUntil)}前可以撤回</span>
              </p>
            )}
          </li>
        ))}
      </ul>
      {asking && (
        <FormDialog<typeof endpoints.undo, object>
          title={`撤回：${verbNames[asking.verb]}`}
          verb="撤回"
          endpoint={endpoints.undo}
          input={() => ({ params: { householdId: home.id, changeId: asking.id }, ifMatch: home.version })}
          onClose={() => setAsking(null)}
          refusing
        >
          <p>{sayUndo(asking)}</p>
          <p className="sub">记录留着，写明是撤回的。</p>
        </FormDialog>
      )}
    </section>
  )
}

function sayUndo({ verb, otherCode }: HouseholdChange): string {
  if (verb === 'moveIn') return '撤回后，这一户记为误录，哪里都不算数。'
  if (verb === 'split') return `撤回后，分出来的${otherCode ?? '那一户'}记为误录，原来的一户照旧。`
  return '撤回后，恢复到登记以前的样子，因此结束的联系也恢复。'
}
