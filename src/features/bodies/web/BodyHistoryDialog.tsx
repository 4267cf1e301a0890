/** A body over time (组织沿革): its names, parents and places, and what it came from and went into. */
import { useRead } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Body } from '../bodies.contract.ts'

const span = ({ from, to }: { from: string; to: string | null }) => `${showDay(from)}—${to ? showDay(to) : '现在'}`

export function BodyHistoryDialog({ body, onClose }: { body: Body; onClose(): void }) {
  const history = useRead(endpoints.get, { params: { bodyId: body.id }, query: {} })
  return (
    <Dialog title={`${body.name}：沿革`} onCancel={onClose} footer={null}>
      <Reading of={history} lines={4}>
        {({ periods, coverage, predecessors, successors }) => (
          <div className="stack">
            <ol className="timeline">
              {successors.map(({ id, name, effectiveOn }) => (
                <li key={id}>
                  <p className="sub num">{showDay(effectiveOn)}</p>
                  <p>并入或拆为{name}</p>
                </li>
              ))}
              {periods.toReversed().map(({ from, to, name, parentName }) => (
                <li key={from} className={to === null ? 'now' : undefined}>
                  <p className="sub num">{span({ from, to })}</p>
                  <p>
                    <b>{name}</b>
                    {parentName && `，属${parentName}`}
                  </p>
                </li>
              ))}
              {predecessors.map(({ id, name, effectiveOn }) => (
                <li key={id}>
                  <p className="sub num">{showDay(effectiveOn)}</p>
                  <p>来自{name}</p>
                </li>
              ))}
            </ol>
            {coverage.length > 0 && (
              <>
                <h3>管过的地方</h3>
                <ul>
                  {coverage.map(({ unitId, unitName, from, to }) => (
                    <li key={`${unitId} ${from}`}>
                      {unitName} <span className="sub num">{span({ from, to })}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </Reading>
    </Dialog>
  )
}
