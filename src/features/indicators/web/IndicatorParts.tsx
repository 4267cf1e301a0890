/** The months, parts and records of a number (分月、分处、记录): each a table; the bars only repeat what the table says. */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { CursorPager } from '#platform/web/Pager.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type IndicatorSummary } from '../indicators.contract.ts'
import './indicators.css'

export interface Question {
  unitId: string
  from: string
  to: string
  asOf?: string
}

interface Asked {
  params: { indicatorId: string }
  query: Question
}

export function Months({ asked, measure, kind }: { asked: Asked; measure: string; kind: 'flow' | 'stock' }) {
  const series = useRead(endpoints.series, asked)
  return (
    <section className="panel" aria-labelledby="months">
      <h2 id="months">一月一月看</h2>
      <p className="sub">{kind === 'flow' ? '每个月发生的。' : '每个月最后一天的。还没到的月份不算。'}</p>
      <Reading of={series}>
        {({ items }) => {
          const most = Math.max(1, ...items.map(({ value }) => value ?? 0))
          return (
            <table className="bars" role="table">
              <caption className="vh">一月一月看（{measure}）</caption>
              <tbody role="rowgroup">
                {items.map(({ from, value, shown }) => (
                  <tr key={from} role="row">
                    <th scope="row" role="rowheader" className="nw">
                      {from.slice(0, 4)}年{Number(from.slice(5, 7))}月
                    </th>
                    <td role="cell" className="bar-cell" aria-hidden="true">
                      <progress max={most} value={value ?? 0} aria-label={shown} />
                    </td>
                    <td role="cell" className="nw right">
                      {shown}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Reading>
    </section>
  )
}

export function Parts({ asked, id, question }: { asked: Asked; id: string; question: Question }) {
  const parts = useRead(endpoints.children, asked)
  return (
    <section className="panel" aria-labelledby="parts">
      <h2 id="parts">分到各处</h2>
      <p className="sub">按代码排，不是名次。点名字看那里的。</p>
      <Reading of={parts}>
        {({ items, whole }) => {
          const told = items.filter(({ rows, suppressed, own }) => !own || suppressed || (rows ?? 0) > 0)
          if (told.length === 0) return <Empty why="下面没有别的单位" todo="这就是最小的一级了。" />
          return (
            <table className="bars" role="table">
              <caption className="vh">分到各处，合起来{whole.shown}</caption>
              <tbody role="rowgroup">
                {told.map(({ unitId, unitName, shown, own }) => (
                  <tr key={`${unitId}${own}`} role="row">
                    <th scope="row" role="rowheader">
                      {own ? (
                        unitName
                      ) : (
                        <Link to="/indicators" search={{ id, ...question, unitId }}>
                          {unitName}
                        </Link>
                      )}
                    </th>
                    <td role="cell" className="nw right">
                      {shown}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Reading>
    </section>
  )
}

type RecordRow = { id: string; label: string; day: string; unitName: string; link: string | null; adds: number }
const columns: readonly Column<RecordRow>[] = [
  { key: 'label', title: '记录', show: ({ label, link }) => (link ? <a href={link}>{label}</a> : label) },
  { key: 'day', title: '哪一天', tight: true, show: ({ day }) => showDay(day) },
  { key: 'unit', title: '哪里', show: ({ unitName }) => unitName },
]
/** Where a record does not count one. */
const added: Column<RecordRow> = { key: 'adds', title: '算多少', tight: true, show: ({ adds }) => adds }
const pageSize = 25

interface RecordsProps {
  asked: Asked
  aggregate: IndicatorSummary['aggregate']
  place: { cursor?: string | undefined; page?: number | undefined }
  onTurn(place: { cursor?: string | undefined; page?: number | undefined }): void
}

export function Records({ asked, aggregate, place, onTurn }: RecordsProps) {
  const records = useRead(endpoints.rows, { ...asked, query: { ...asked.query, cursor: place.cursor, limit: pageSize } })
  const paging = cursorPaging(`rows ${JSON.stringify(asked)}`, place, records.data?.nextCursor ?? null, onTurn)
  return (
    <section className="panel" aria-label="记录">
      <Reading of={records} lines={10}>
        {({ items, hidden }) => (
          <DataTable
            name="记录"
            columns={aggregate === 'count' ? columns : [...columns, added]}
            rows={items}
            keyOf={({ id }) => id}
            first={(paging.page - 1) * pageSize + 1}
            heading={
              <>
                <h2>记录</h2>
                {hidden && (
                  <span className="sub">
                    另有{hidden.count ?? '几'}条这里不列出。{hidden.reason}
                  </span>
                )}
              </>
            }
            onRefresh={() => void records.refetch()}
            stale={records.isPlaceholderData}
            empty={<Empty why="没有记录" todo={hidden ? '记录在别人的管辖范围里。' : '换一段时间，或换一个地方看看。'} />}
            pager={<CursorPager total={null} {...paging} />}
          />
        )}
      </Reading>
    </section>
  )
}
