/** A unit over time (沿革): its names and parents, and what it came from and went into. */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../units.contract.ts'

interface Kin {
  id: string
  name: string
  effectiveOn: string
}

export function UnitHistory({ unitId }: { unitId: string }) {
  const history = useRead(endpoints.history, { params: { unitId } })
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">沿革</h2>
      <Reading of={history} lines={2}>
        {({ periods, predecessors, successors }) => (
          <ol className="timeline">
            {successors.map(kin => (
              <KinLine key={kin.id} kin={kin} verb="并入或拆为" />
            ))}
            {[...periods].reverse().map(({ from, to, name, parentName }) => (
              <li key={from} className={to === null ? 'now' : undefined}>
                <p className="sub num">
                  {showDay(from)}—{to ? showDay(to) : '现在'}
                </p>
                <p>
                  <b>{name}</b>
                  {parentName && `，属${parentName}`}
                </p>
              </li>
            ))}
            {predecessors.map(kin => (
              <KinLine key={kin.id} kin={kin} verb="来自" />
            ))}
          </ol>
        )}
      </Reading>
    </section>
  )
}

/** A link to the other unit on the last day before, or the first day of, the change. */
const KinLine = ({ kin, verb }: { kin: Kin; verb: string }) => (
  <li>
    <p className="sub num">{showDay(kin.effectiveOn)}</p>
    <p>
      {verb}
      <Link to="/units" search={{ unitId: kin.id }}>
        {kin.name}
      </Link>
    </p>
  </li>
)
