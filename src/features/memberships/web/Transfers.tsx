/** Transfers of a member (转接): two sides. The old branch begins or takes back, the new one takes over. */
import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type MembershipDetail } from '../memberships.contract.ts'
import { transferStateNames } from '../memberships.words.ts'
import { BeginTransferDialog, CompleteTransferDialog } from './MoveDialogs.tsx'

export function Transfers({ member }: { member: MembershipDetail }) {
  const [asking, setAsking] = useState<'begin' | 'complete' | null>(null)
  const cancelling = useWrite(endpoints.cancelTransfer)
  const may = (name: string) => member.allowedActions.includes(name)
  const close = () => setAsking(null)
  return (
    <section className="panel" aria-labelledby="transfers">
      <h2 id="transfers">转接</h2>
      {member.transfers.length === 0 && <p className="sub">没有转接过。</p>}
      <ol className="timeline">
        {member.transfers.map(({ id, toBodyName, state, begunOn, effectiveOn }) => (
          <li key={id} className={state === 'inProgress' ? 'now' : undefined}>
            <p className="sub num">
              {showDay(begunOn)}开出{effectiveOn && `，${showDay(effectiveOn)}接收`}
            </p>
            <p>
              转到{toBodyName}：{transferStateNames[state]}
            </p>
          </li>
        ))}
      </ol>
      <ProblemAlert problem={cancelling.error} />
      <div className="buttons">
        {may('beginTransfer') && <Button onClick={() => setAsking('begin')}>转出</Button>}
        {may('completeTransfer') && (
          <Button type="primary" onClick={() => setAsking('complete')}>
            接收
          </Button>
        )}
        {may('cancelTransfer') && (
          <Button loading={cancelling.isPending} onClick={() => cancelling.mutate({ params: { membershipId: member.id }, body: {} })}>
            撤回转接
          </Button>
        )}
      </div>
      {asking === 'begin' && <BeginTransferDialog member={member} onClose={close} />}
      {asking === 'complete' && <CompleteTransferDialog member={member} onClose={close} />}
    </section>
  )
}
