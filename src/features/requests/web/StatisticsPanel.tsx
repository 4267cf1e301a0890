/** Honest figures of the last year (一年来的诉求): each with its n; silence is no satisfaction, a refusal no speed; what is open counts. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Lamp, type RequestState, type Statistics } from '../requests.contract.ts'
import type { z } from 'zod'

type Figures = z.infer<typeof Statistics>

export function StatisticsPanel() {
  const statistics = useRead(endpoints.statistics, { query: {} })
  return (
    <section className="panel" aria-labelledby="statistics">
      <h2 id="statistics">一年来</h2>
      <Reading of={statistics}>
        {figures => (
          <>
            <p className="sub">
              {showDay(figures.from, '0000')}—{showDay(figures.to, '0000')}收到的，只算您范围里的。没有回答的不算满意。
            </p>
            <dl className="desc">
              {linesOf(figures).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Reading>
    </section>
  )
}

/** The cases behind a number, where the list can be narrowed to exactly these. */
const Cases = ({ of: { from, to }, number, ...filters }: { of: Figures; number: number; state?: RequestState | 'open'; lamp?: Lamp }) => (
  <Link to="/requests" search={{ ...filters, from, to }}>
    {number}件
  </Link>
)

const linesOf = (of: Figures): (readonly [string, ReactNode])[] => [
  ['收到', `${of.cases}件`],
  ['还在办', <Cases key="open" of={of} number={of.open} state="open" />],
  ['问过居民解决没有', `${of.asked}件`],
  ['居民回答了', `${of.answered}件（问过${of.asked}件）`],
  ['居民说解决了', `${of.satisfied}件（回答了${of.answered}件）`],
  ['凭经手窗口给的码说解决了', `${of.sharedCode}件，另算`],
  ['代为登记说解决了', `${of.onBehalf}件，另算`],
  ['没有回答', <Cases key="unanswered" of={of} number={of.unanswered} state="unanswered" />],
  ['不归这里办', <Cases key="notAccepted" of={of} number={of.notAccepted} state="notAccepted" />],
  ['居民撤回', <Cases key="withdrawn" of={of} number={of.withdrawn} state="withdrawn" />],
  ['说过没解决', `${of.rejectedOnce}件`],
  ['再办过一次', `${of.reopened}件`],
  ['退回过', `${of.returned}件`],
  ['超过时限', <Cases key="late" of={of} number={of.late} lamp="late" />],
  [
    '到解决或没有回答，用了几天',
    of.medianDays === null ? '还没有' : `一半在${of.medianDays}天以内（${of.satisfied + of.sharedCode + of.onBehalf + of.unanswered}件）`,
  ],
  ['还在办的等了几天', of.medianOpenDays === null ? '没有在办的' : `一半超过${of.medianOpenDays}天（${of.open}件）`],
]
