/** The town's table of duties (全镇表): villages by code, lists across; every number opens. Never in an order of merit (UX-B2). */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { Metrics } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'
import { quartersUntil } from './periods.ts'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/duties/matrix')
type Matrix = OutputOf<typeof endpoints.matrix>
type Row = Matrix['items'][number]

const percent = (rate: number | null) => (rate === null ? '—' : `${rate}%`)
const summary = ({ expected, actual, onTime, rate, onTimeRate }: Metrics) =>
  `应完成${expected}项，已完成${actual}项（${percent(rate)}），按时${onTime}项（${percent(onTimeRate)}）`

/** The sums stand before the lists: of lists there can be many, and then the table is wider than the page. */
const columnsOf = ({ templates }: Matrix, period: { from: string; to: string }): readonly Column<Row>[] => [
  { key: 'code', title: '代码', tight: true, show: ({ unitCode }) => unitCode ?? '—' },
  { key: 'name', title: '村（社区）', show: ({ unitName }) => unitName },
  { key: 'expected', title: '应完成', tight: true, right: true, show: ({ metrics }) => metrics.expected },
  { key: 'actual', title: '已完成', tight: true, right: true, show: ({ metrics }) => metrics.actual },
  { key: 'onTime', title: '按时', tight: true, right: true, show: ({ metrics }) => metrics.onTime },
  ...templates.map(({ id, name }): Column<Row> => ({
    key: id,
    title: name,
    tight: true,
    right: true,
    show: row => <Cell row={row} templateId={id} name={name} period={period} />,
  })),
  { key: 'rate', title: '完成率', tight: true, right: true, extra: true, show: ({ metrics }) => percent(metrics.rate) },
  { key: 'onTimeRate', title: '按时率', tight: true, right: true, extra: true, show: ({ metrics }) => percent(metrics.onTimeRate) },
  { key: 'waived', title: '免除', tight: true, right: true, extra: true, show: ({ metrics }) => metrics.waived },
]

/** A number is a door to its rows. */
function Cell({ row, templateId, name, period }: { row: Row; templateId: string; name: string; period: { from: string; to: string } }) {
  const cell = row.cells.find(each => each.templateId === templateId)
  if (!cell || cell.metrics.expected + cell.open + cell.metrics.waived === 0) return <span className="none">—</span>
  const { actual, expected } = cell.metrics
  const words = `${row.unitName}${name}：应完成${expected}项，已完成${actual}项${cell.late > 0 ? `，逾期${cell.late}项` : ''}`
  return (
    <Link to="/duties" search={{ unitId: row.unitId, templateId, ...period, ...(row.own && { own: 'true' as const }) }} aria-label={words}>
      {cell.late > 0 && '■ '}
      {actual}/{expected}
    </Link>
  )
}

export function MatrixPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const quarters = quartersUntil(localToday())
  const quarter = quarters.find(({ from }) => from === search.from) ?? quarters[0]!
  const period = { from: quarter.from, to: quarter.to }
  const matrix = useRead(endpoints.matrix, { query: period })
  return (
    <Page title="清单全镇表" crumbs={[<Link to="/duties">工作清单</Link>]}>
      <QueryForm
        fields={[
          { name: 'from', label: '季度', field: <Select options={quarters.map(({ from, name }) => ({ value: from, label: name }))} /> },
        ]}
        value={{ from: period.from }}
        onSearch={(chosen: { from?: string }) => void navigate({ search: chosen })}
      />
      <Reading of={matrix} lines={12}>
        {answer => (
          <section className="panel" aria-label="各村（社区）清单">
            <DataTable
              name="各村（社区）清单"
              columns={columnsOf(answer, period)}
              rows={answer.items}
              keyOf={({ unitId }) => unitId}
              heading={
                <>
                  <h2>{quarter.name}</h2>
                  <span className="sub">
                    按代码排，不是名次。截至{showDay(answer.asOf)}：{summary(answer.whole)}。
                  </span>
                </>
              }
              onRefresh={() => void matrix.refetch()}
              stale={matrix.isPlaceholderData}
              empty={<Empty why="这个季度没有清单" todo="发了清单才有。可以换一个季度看。" />}
            />
          </section>
        )}
      </Reading>
    </Page>
  )
}
