/** The course of the year (走势) on the dashboard: a few numbers month by month, from the series of their indicators. */
import { Link } from '@tanstack/react-router'
import { endpoints, type IndicatorSummary } from '#features/indicators/indicators.contract.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { Trend } from '#platform/web/Trend.tsx'

type Series = OutputOf<typeof endpoints.series>['items']

interface Asked {
  unitId: string
  year: number
  today: string
}

const single = [
  'meetings.generalMeetings',
  'meetings.themeDays',
  'meetings.firstTopics',
  'meetings.packActivities',
  'trainings.sessions',
  'venues.openedStation',
] as const

export function TrendsPart(asked: Asked) {
  const list = useRead(endpoints.list, {})
  return (
    <section className="part" aria-labelledby="trends">
      <h2 id="trends">走势：{asked.year}年，一月一月看</h2>
      <Reading of={list}>
        {({ items }) => {
          const byId = new Map(items.map(each => [each.id, each]))
          return (
            <div className="trends">
              <RequestTrend asked={asked} byId={byId} />
              {single.flatMap(id => {
                const indicator = byId.get(id)
                return indicator ? [<SingleTrend key={id} asked={asked} indicator={indicator} />] : []
              })}
            </div>
          )
        }}
      </Reading>
    </section>
  )
}

const useSeries = (indicatorId: string, { unitId, year }: Asked) =>
  useRead(endpoints.series, { params: { indicatorId }, query: { unitId, from: `${year}-01-01`, to: `${year}-12-31` } })

const points = Array.from({ length: 12 }, (_, at) => ({ name: `${at + 1}月`, short: String(at + 1) }))

/** A month that has not begun has no number, not even 0. */
const valuesOf = (series: Series, today: string) => series.map(({ from, value }) => (from > today ? null : value))

/** What happened in the year so far; each happened in one month. */
const soFar = (series: Series, today: string) => valuesOf(series, today).reduce<number>((sum, value) => sum + (value ?? 0), 0)

const openYear = ({ unitId, year }: Asked, id: string) => ({ id, unitId, from: `${year}-01-01`, to: `${year}-12-31` })

function Month({ asked: { unitId, today }, indicator: { id, nameZh, measure }, month }: MonthProps) {
  if (month.from > today) return '还没到'
  if (!month.value) return 0
  return (
    <Link
      to="/indicators"
      search={{ id, unitId, from: month.from, to: month.to }}
      aria-label={`${Number(month.from.slice(5, 7))}月${nameZh}：${month.value}${measure}`}
    >
      {month.value}
    </Link>
  )
}

interface MonthProps {
  asked: Asked
  indicator: IndicatorSummary
  month: Series[number]
}

function SingleTrend({ asked, indicator }: { asked: Asked; indicator: IndicatorSummary }) {
  const series = useSeries(indicator.id, asked)
  return (
    <Reading of={series}>
      {({ items }) => (
        <Trend
          title={indicator.nameZh}
          definition={indicator.definition}
          measure={indicator.measure}
          points={points}
          kind="bars"
          lines={[{ name: indicator.measure, values: valuesOf(items, asked.today) }]}
          cell={(_, point) => <Month asked={asked} indicator={indicator} month={items[point]!} />}
          beside={<YearSum asked={asked} indicator={indicator} series={items} name="合计" />}
        />
      )}
    </Reading>
  )
}

/** The year's number, a door to the indicator's own page. */
const YearSum = ({ asked, indicator, series, name }: { asked: Asked; indicator: IndicatorSummary; series: Series; name: string }) => (
  <Link to="/indicators" search={openYear(asked, indicator.id)} aria-label={`${indicator.nameZh}，${asked.year}年`}>
    {name}
    {soFar(series, asked.today)}
    {indicator.measure}
  </Link>
)

const requestLines = [
  { id: 'requests.received', name: '收到' },
  { id: 'requests.solved', name: '居民说解决了' },
  { id: 'requests.unanswered', name: '居民没有回答' },
] as const

function RequestTrend({ asked, byId }: { asked: Asked; byId: ReadonlyMap<string, IndicatorSummary> }) {
  const all = [useSeries(requestLines[0].id, asked), useSeries(requestLines[1].id, asked), useSeries(requestLines[2].id, asked)]
  const failed = all.find(({ error }) => error)
  if (failed?.error) return <ProblemAlert problem={failed.error} onRetry={() => void Promise.all(all.map(each => each.refetch()))} />
  return (
    <Reading of={all.find(({ data }) => data === undefined) ?? all[0]!}>
      {() => {
        const series = all.map(({ data }) => data!.items)
        const indicators = requestLines.map(({ id }) => byId.get(id)!)
        return (
          <Trend
            title="诉求：收到的和居民的回答"
            definition="收到的按提交那天算，解决和没有回答按有结果那天算。"
            measure="件"
            points={points}
            kind="lines"
            lines={requestLines.map(({ name }, at) => ({ name, values: valuesOf(series[at]!, asked.today) }))}
            cell={(line, point) => <Month asked={asked} indicator={indicators[line]!} month={series[line]![point]!} />}
            beside={requestLines.map(({ id, name }, at) => (
              <YearSum key={id} asked={asked} indicator={indicators[at]!} series={series[at]!} name={name} />
            ))}
          />
        )
      }}
    </Reading>
  )
}
