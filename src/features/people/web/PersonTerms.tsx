/** A person's terms (任职): those that last and those that ended. */
import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { Person } from '../people.contract.ts'
import { endpoints } from '../people.posts.contract.ts'
import { EndTermDialog } from './EndTermDialog.tsx'
import { placeName, showDays } from './terms.ts'
import { ShowTermDialog } from './ShowTermDialog.tsx'
import { localToday } from '#platform/web/local-time.ts'

type Held = OutputOf<typeof endpoints.listTerms>['items'][number]

export function PersonTerms({ person }: { person: Person }) {
  const terms = useRead(endpoints.listTerms, { params: { personId: person.id } })
  const [asking, setAsking] = useState<{ verb: 'end' | 'show'; term: Held } | null>(null)
  const close = () => setAsking(null)
  const today = localToday()
  const named = (term: Held) => ({ ...term, id: term.termId, personName: person.name })
  return (
    <section className="panel" aria-labelledby="terms">
      <div className="row">
        <h2 id="terms">任职</h2>
        <span className="row end">
          <ButtonLink to="/people/posts" search={{ below: person.unitId }}>
            看这个单位的岗位
          </ButtonLink>
        </span>
      </div>
      <Reading of={terms} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why="还没有任职" todo="要安排任职，请到岗位页选一个岗位。" />
          ) : (
            <ol className="timeline">
              {items.map(term => (
                <li key={term.termId} className={isRunning(term, today) ? 'now' : undefined}>
                  <p className="sub num">{showDays(term)}</p>
                  <p>
                    <b>{term.title}</b>，{placeName(term)}
                    {term.shown && <span className="sub">（姓名向居民公开）</span>}
                  </p>
                  <div className="buttons">
                    {term.allowedActions.includes('endTerm') && (
                      <Button onClick={() => setAsking({ verb: 'end', term })} aria-label={`结束任职：${term.title}`}>
                        结束任职
                      </Button>
                    )}
                    {term.allowedActions.includes('showTerm') && (
                      <Button onClick={() => setAsking({ verb: 'show', term })} aria-label={`公开姓名：${term.title}`}>
                        公开姓名
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ol>
          )
        }
      </Reading>
      {asking?.verb === 'end' && (
        <EndTermDialog term={named(asking.term)} title={asking.term.title} version={asking.term.postVersion} onClose={close} />
      )}
      {asking?.verb === 'show' && <ShowTermDialog term={named(asking.term)} version={asking.term.postVersion} onClose={close} />}
    </section>
  )
}

const isRunning = ({ from, lastOn }: Held, today: string) => from <= today && (lastOn === null || lastOn >= today)
