/** One round (一次述职会): a line for each village by code. There is no order by grade or by anything else that was said. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type RoundDetail, type RoundLine } from '../appraisals.contract.ts'
import { stateNames } from '../appraisals.words.ts'

const route = getRouteApi('/appraisals/$roundId')

export function RoundPage() {
  const { roundId } = route.useParams()
  const round = useRead(endpoints.round, { params: { roundId } })
  return (
    <Page title={round.data?.title ?? '述职会'} crumbs={[<Link to="/appraisals">述职评议</Link>]}>
      <Reading of={round} lines={12}>
        {value => <Lines round={value} onRefresh={() => void round.refetch()} />}
      </Reading>
    </Page>
  )
}

function Lines({ round, onRefresh }: { round: RoundDetail; onRefresh(): void }) {
  const naming = useWrite(endpoints.namePresenter)
  const mayName = round.allowedActions.includes('namePresenter')
  const columns: readonly Column<RoundLine>[] = [
    { key: 'code', title: '代码', tight: true, show: ({ unitCode }) => unitCode ?? '没有' },
    {
      key: 'unit',
      title: '村（社区）',
      show: ({ reportId, unitName }) =>
        reportId === null ? (
          unitName
        ) : (
          <Link to="/appraisals/reports/$reportId" params={{ reportId }}>
            {unitName}
          </Link>
        ),
    },
    { key: 'presenter', title: '谁述职', tight: true, show: ({ presenterName }) => presenterName ?? '没有人' },
    { key: 'state', title: '到哪一步', tight: true, show: ({ state }) => stateNames[state] },
    {
      key: 'items',
      title: '没核实的整改',
      tight: true,
      right: true,
      show: ({ reportId, openItems }) => (reportId === null ? '' : `${openItems}项`),
    },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: ({ unitId, unitName, state }) =>
        mayName &&
        ['vacant', 'scheduled', 'drafted'].includes(state) && (
          <Button
            type="link"
            size="small"
            aria-label={`按任职更新：${unitName}`}
            onClick={() => naming.mutate({ params: { roundId: round.id, unitId } })}
          >
            按任职更新
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="各村（社区）">
      <p>
        述{round.year}年，{showDay(round.heldOn)}开会。已述职{round.presented}份，共{round.reports}份
        {round.vacant > 0 && `；${round.vacant}个村（社区）书记空着`}。
      </p>
      <ProblemAlert problem={naming.error} />
      <DataTable
        name="各村（社区）"
        columns={columns}
        rows={round.lines}
        keyOf={({ unitId }) => unitId}
        heading={
          <>
            <h2>各村（社区）</h2>
            <span className="sub">按代码排，不是名次。</span>
          </>
        }
        onRefresh={onRefresh}
        empty={<Empty why="这里没有您能看的" todo="各村（社区）只看自己的，镇里看全部。" />}
      />
    </section>
  )
}
