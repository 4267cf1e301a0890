/** Hours of duty (履职时数): what waits for the organiser, what was confirmed. Not hours of a volunteer. */
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { showSpan } from '#platform/web/local-time.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type ServiceEntry } from '../commitments.contract.ts'
import { entryStateNames } from '../commitments.words.ts'
import { OneAlone, useLedgerPlace } from './places.tsx'
import { Act, WithReason } from './verbs.tsx'

export function HoursTab({ below }: { below: string | undefined }) {
  const { query, record, pager } = useLedgerPlace(below)
  const entries = useRead(endpoints.entries, { query })
  return (
    <>
      <h2>履职时数</h2>
      <p className="sub">由组织者确认，本人不能确认自己的。不算志愿时数。</p>
      {record && <OneAlone below={below} />}
      <Reading of={entries}>
        {({ items, nextCursor }) => (
          <>
            <EntryList items={items} />
            {!record && pager(nextCursor)}
          </>
        )}
      </Reading>
    </>
  )
}

export function EntryList({ items }: { items: readonly ServiceEntry[] }) {
  if (items.length === 0) return <Empty why="还没有履职记录" todo="做完了，写一行就够。" />
  return (
    <ul className="lines">
      {items.map(entry => (
        <li key={entry.id} id={entry.id} className="stack">
          <p>
            <b>{entry.name}</b>，{entry.activity}，{entry.hours}小时 <span className="state">{entryStateNames[entry.state]}</span>
            {entry.overlaps && <Lamp kind="soon" text="同一时间还有一条" />}
          </p>
          <p className="sub">
            {showSpan(entry.startsAt, entry.endsAt)}，{entry.unitName}
            {entry.refuseReason !== null && `，${entry.refuseReason}`}
          </p>
          <Buttons entry={entry} />
        </li>
      ))}
    </ul>
  )
}

function Buttons({ entry }: { entry: ServiceEntry }) {
  const may = (name: string) => entry.allowedActions.includes(name)
  const params = { entryId: entry.id }
  const of = `${entry.name}，${entry.activity}`
  return (
    <div className="buttons">
      {may('confirmHours') && <Act of={of} verb="确认" primary endpoint={endpoints.confirmHours} input={{ params }} />}
      {may('refuseHours') && (
        <WithReason of={of} verb="不确认" endpoint={endpoints.refuseHours} input={reason => ({ params, body: { reason } })} />
      )}
    </div>
  )
}
