/** Anomalies (异常时长): what the organiser's organiser looks at, the oldest first; of teams for the village, of villages for the town. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { endpoints } from '../volunteering.contract.ts'
import { hoursColumns, useHoursActs } from './HoursActs.tsx'

const route = getRouteApi('/volunteering/anomalies')
const pageSize = 50

export function AnomaliesPage() {
  const { cursor } = route.useSearch()
  const found = useRead(endpoints.anomalies, { query: { cursor, limit: pageSize } })
  const acts = useHoursActs()
  return (
    <Page title="异常时长" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      <p className="sub">志愿队的由村（社区）核对，村（社区）的由镇核对。看过就写明结果。</p>
      <section className="panel" aria-label="异常时长">
        <Reading of={found} lines={10}>
          {({ items, nextCursor }) => (
            <DataTable
              name="异常时长"
              columns={hoursColumns(acts.open)}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>还没有核对的</h2>}
              onRefresh={() => void found.refetch()}
              empty={<Empty why="没有要核对的时长" todo="有超时、补记、成批的，会列在这里。" />}
              pager={
                nextCursor && (
                  <ButtonLink to="/volunteering/anomalies" search={{ cursor: nextCursor }}>
                    下一页
                  </ButtonLink>
                )
              }
            />
          )}
        </Reading>
      </section>
      {acts.dialog}
    </Page>
  )
}
