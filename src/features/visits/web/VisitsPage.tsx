/** Visits (走访): today's list with why, what waits to be sent, and what was promised. Sorted by number; nobody's visits are counted. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWrite } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type DueVisit, type Visit } from '../visits.contract.ts'
import { ruleSentences } from '../visits.words.ts'
import { OtherHousehold } from './OtherHousehold.tsx'
import { Pieces } from './Pieces.tsx'
import { usePlan, type KeptPlan } from './visits.plan.ts'

export function VisitsPage() {
  const { today, cutOff, kept, opensOffline } = usePlan()
  const planning = useWrite(endpoints.plan)
  return (
    <Page title="走访" actions={<ButtonLink to="/visits/gaps">走访统计</ButtonLink>}>
      <Pieces />
      {cutOff ? (
        <KeptList kept={kept} />
      ) : (
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
                <p className="sub">去不去、哪天去，看这一户方便。没有次数要求。{opensOffline && '没有信号，这一页也打得开。'}</p>
              </section>
              {toFollow.length > 0 && <ToFollow visits={toFollow} />}
              <OtherHousehold />
            </>
          )}
        </Reading>
      )}
    </Page>
  )
}

/** What was kept of the list, where there is no line. */
const KeptList = ({ kept }: { kept: KeptPlan | null }) => (
  <section className="panel" aria-labelledby="kept">
    <h2 id="kept">存下的名单</h2>
    {kept === null ? (
      <Empty why="没有信号，也没有存下的名单" todo="有信号时打开这一页，名单会存72小时。" />
    ) : (
      <>
        <p className="note plain">没有信号。这是{showInstant(new Date(kept.readAt).toISOString())}存下的，记下的有信号会自动发。</p>
        <ul className="lines">
          {kept.due.map(visit => (
            <DueLine key={visit.visitId} visit={visit} />
          ))}
        </ul>
      </>
    )}
  </section>
)

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
