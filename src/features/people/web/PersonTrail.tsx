/** What was done about a person (谁看过、谁改过): newest first; the person concerned reads the same. */
import { useRead } from '#platform/web/api-client.ts'
import { showInstant } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../people.contract.ts'

export function PersonTrail({ personId }: { personId: string }) {
  const trail = useRead(endpoints.trail, { params: { personId }, query: { limit: 25 } })
  return (
    <section className="panel" aria-labelledby="trail">
      <h2 id="trail">谁看过、谁改过</h2>
      <Reading of={trail} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="sub">还没有人看过电话，也没有改过。</p>
          ) : (
            <ol className="timeline">
              {items.map(({ id, at, sentence }) => (
                <li key={id}>
                  <p className="sub num">{showInstant(at)}</p>
                  <p>{sentence}</p>
                </li>
              ))}
            </ol>
          )
        }
      </Reading>
    </section>
  )
}
