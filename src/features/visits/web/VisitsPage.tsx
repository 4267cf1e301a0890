/** Visits (走访): today's list with why, what waits to be sent, and what was promised. Sorted by number; nobody's visits are counted. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type DueVisit, type Visit } from '../visits.contract.ts'
import { ruleSentences } from '../visits.words.ts'
import { OtherHousehold } from './OtherHousehold.tsx'
import { Pieces } from './Pieces.tsx'

export function VisitsPage() {
  const today = useRead(endpoints.today, {})
  const planning = useWrite(endpoints.plan)
  return (
    <Page title="走访" actions={<ButtonLink to="/visits/gaps">走访统计</ButtonLink>}>
      <Pieces />
      <Reading of={today} lines={8}>
        {({ due, toFollow }) => (
          <>
            <section className="panel" aria-labelledby="due">
              <h2 id="due">今天可以去的{due.length > 0 && `：${due.length}户`}</h2>
              <ProblemAlert problem={planning.error} />
              {due.length === 0 ? (
                <Empty why="今天没有排走访" todo="每晚会排几户。想现在排，点“排几户”。" />
              ) : (
                <ul className="lines">
                  {due.map(visit => (
                    <DueLine key={visit.visitId} visit={visit} />
                  ))}
                </ul>
              )}
              <Button loading={planning.isPending} onClick={() => planning.mutate({})}>
                排几户
              </Button>
              <p className="sub">去不去、哪天去，看这一户方便。没有次数要求。</p>
            </section>
            {toFollow.length > 0 && <ToFollow visits={toFollow} />}
            <OtherHousehold />
          </>
        )}
      </Reading>
    </Page>
  )
}

const DueLine = ({ visit }: { visit: DueVisit }) => (
  <li className="stack">
    <p>
      <b>{visit.householdCode}</b> <span className="sub">{visit.unitName}</span>
    </p>
    <p>
      {ruleSentences[visit.rule]}。
      <span className="sub">{visit.lastVisitedOn === null ? '以前没有走访记录。' : `上次是${showDay(visit.lastVisitedOn)}。`}</span>
      {visit.contactPreference === 'byPhone' && '这一户想先打电话。'}
    </p>
    <ButtonLink
      type="primary"
      to="/visits/households/$householdId"
      params={{ householdId: visit.householdId }}
      aria-label={`记走访：${visit.householdCode}`}
    >
      记走访
    </ButtonLink>
  </li>
)

const ToFollow = ({ visits }: { visits: readonly Visit[] }) => (
  <section className="panel" aria-labelledby="follow">
    <h2 id="follow">要跟进的</h2>
    <ul className="lines">
      {visits.map(visit => (
        <li key={visit.id}>
          <Link to="/visits/households/$householdId" params={{ householdId: visit.householdId }}>
            {visit.householdCode}
          </Link>
          <span className="sub">
            {' '}
            {showDay(visit.visitedOn)}谈的
            {visit.items.length > 0 && `，${visit.items.filter(({ isOver }) => !isOver).length}件诉求在办`}
          </span>
        </li>
      ))}
    </ul>
  </section>
)
