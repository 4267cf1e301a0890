/** One report (一份述职): figures from records, the secretary's words, earlier problems, comment, grades, letter and rectification. */
import './appraisals.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { Page } from '#platform/web/Page.tsx'
import { PageReading } from '#platform/web/Reading.tsx'
import { endpoints, type AppraisalReport, type EarlierProblem, type ReportFigure, type Tally } from '../appraisals.contract.ts'
import { earlierNames, gradeNames, stateNames, votersNames } from '../appraisals.words.ts'
import { ItemList } from './ItemList.tsx'
import { LetterForm } from './LetterForm.tsx'
import { ReportButtons } from './ReportButtons.tsx'

const route = getRouteApi('/appraisals/reports/$reportId')

export function ReportPage() {
  const { reportId } = route.useParams()
  const reading = useRead(endpoints.get, { params: { reportId } })
  return (
    <PageReading of={reading} id={reportId} title="述职" crumbs={[<Link to="/appraisals">述职评议</Link>]}>
      {report => <ReportSheet key={reportId} report={report} />}
    </PageReading>
  )
}

function ReportSheet({ report }: { report: AppraisalReport }) {
  return (
    <Page
      title={`${report.unitName}书记述职`}
      crumbs={[
        <Link to="/appraisals">述职评议</Link>,
        <Link to="/appraisals/$roundId" params={{ roundId: report.roundId }}>
          {report.year}年度
        </Link>,
      ]}
      beside={<span className="state">{stateNames[report.state]}</span>}
    >
      <p className="sub">
        {report.presenterName}，述{report.year}年，{showDay(report.heldOn)}开会
        {report.presentedAt !== null && `，${showInstant(report.presentedAt)}记为已述职`}
        {report.closedOn !== null && `，${showDay(report.closedOn)}了结`}
      </p>
      <Figures report={report} />
      <Words report={report} />
      <Earlier problems={report.earlier} />
      <Comment report={report} />
      <Grades report={report} />
      <Letter report={report} />
      <section className="panel" aria-label="整改">
        <h2>整改</h2>
        <ItemList items={report.items} empty="没有要整改的" />
      </section>
      <ReportButtons report={report} />
      {report.letter !== null && <LetterForm report={report} letter={report.letter} />}
    </Page>
  )
}

const figureColumns: readonly Column<ReportFigure>[] = [
  { key: 'name', title: '数', show: ({ nameZh }) => nameZh },
  { key: 'definition', title: '怎么算', show: ({ definition }) => definition },
  { key: 'changed', title: '后来', show: ({ changed }) => (changed ? '记录后来变了，点开看现在的' : '') },
]

function Figures({ report }: { report: AppraisalReport }) {
  const frozen = report.figures.some(figure => figure.frozen)
  const anyChanged = report.figures.some(({ changed }) => changed)
  const columns: readonly Column<ReportFigure>[] = [
    figureColumns[0]!,
    {
      key: 'shown',
      title: '多少',
      tight: true,
      right: true,
      show: ({ indicatorId, nameZh, shown, from, to, asOf }) => (
        <Link
          to="/indicators"
          search={{ id: indicatorId, unitId: report.unitId, from, to, asOf }}
          aria-label={`${nameZh}：${shown}，看记录`}
        >
          {shown}
        </Link>
      ),
    },
    ...figureColumns.slice(1),
  ]
  return (
    <section className="panel" aria-label="这一年的数">
      <DataTable
        name="这一年的数"
        columns={anyChanged ? columns : columns.filter(({ key }) => key !== 'changed')}
        rows={report.figures}
        keyOf={({ indicatorId }) => indicatorId}
        heading={
          <>
            <h2>这一年的数</h2>
            <span className="sub">{figuresSay(report.state, frozen)}</span>
          </>
        }
        empty={<Empty why="还没有数" todo="有了记录，数会自己出来。" />}
      />
    </section>
  )
}

function figuresSay(state: AppraisalReport['state'], frozen: boolean): string {
  if (frozen) return '述职时的数，已经留底。点开看记录。'
  return state === 'scheduled' || state === 'drafted' ? '由记录算出，不用填。点开看记录。' : '导入的述职没有留底。这是现在的记录。'
}

function Words({ report }: { report: AppraisalReport }) {
  const parts = [
    { title: '做了什么', text: report.achieved },
    { title: '有什么不足', text: report.lacking },
    { title: '下一步怎么做', text: report.nextSteps },
  ]
  return (
    <section className="panel" aria-label="述职报告">
      <h2>述职报告</h2>
      {report.state === 'scheduled' ? (
        <Empty why="还没有写" todo="由书记自己写。数字已经有了，只写话。" />
      ) : (
        parts.map(({ title, text }) => (
          <div key={title}>
            <h3>{title}</h3>
            <p className="said">{text}</p>
          </div>
        ))
      )}
      {report.ownProblems.length > 0 && (
        <>
          <h3>自己查摆的问题</h3>
          <ul className="lines">
            {report.ownProblems.map((problem, index) => (
              <li key={index}>{problem}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const earlierColumns: readonly Column<EarlierProblem>[] = [
  { key: 'problem', title: '问题', show: ({ problem }) => problem },
  { key: 'state', title: '改了没有', tight: true, show: ({ state }) => earlierNames[state] },
  {
    key: 'where',
    title: '出自',
    tight: true,
    show: ({ reportId, year, problem }) => (
      <Link to="/appraisals/reports/$reportId" params={{ reportId }} aria-label={`${year}年述职：${problem}`}>
        {year}年述职
      </Link>
    ),
  },
]

const Earlier = ({ problems }: { problems: readonly EarlierProblem[] }) => (
  <section className="panel" aria-label="上次的问题">
    <DataTable
      name="上次的问题"
      columns={earlierColumns}
      rows={problems}
      keyOf={({ problem, state }) => `${state} ${problem}`}
      heading={<h2>上次的问题</h2>}
      empty={<p className="sub">没有上一次述职，或没有留下问题。</p>}
    />
  </section>
)

const Comment = ({ report }: { report: AppraisalReport }) => (
  <section className="panel" aria-label="点评">
    <h2>点评</h2>
    {report.comment === null ? (
      <p className="sub">还没有点评。一份述职，一次点评。</p>
    ) : (
      <>
        <p className="said">{report.comment}</p>
        <p className="sub">{report.leaderName}</p>
      </>
    )}
  </section>
)

const tallyColumns: readonly Column<Tally>[] = [
  { key: 'voters', title: '谁评', show: ({ voters }) => votersNames[voters] },
  { key: 'eligible', title: '应评', tight: true, right: true, show: ({ eligible }) => `${eligible}人` },
  { key: 'good', title: gradeNames.good, tight: true, right: true, show: ({ good }) => good },
  { key: 'fairlyGood', title: gradeNames.fairlyGood, tight: true, right: true, show: ({ fairlyGood }) => fairlyGood },
  { key: 'average', title: gradeNames.average, tight: true, right: true, show: ({ average }) => average },
  { key: 'poor', title: gradeNames.poor, tight: true, right: true, show: ({ poor }) => poor },
]

const Grades = ({ report }: { report: AppraisalReport }) => (
  <section className="panel" aria-label="评议">
    <DataTable
      name="各组的评议"
      columns={tallyColumns}
      rows={report.tallies.filter(({ eligible }) => eligible > 0)}
      keyOf={({ voters }) => voters}
      heading={
        <>
          <h2>评议</h2>
          <span className="sub">各组分开看，不加总分，不排名次。</span>
        </>
      }
      empty={<p className="sub">还没有登记评议。</p>}
    />
    <p>
      {report.grade === null ? (
        '镇党委还没有定档次。'
      ) : (
        <>
          镇党委{showDay(report.decidedOn)}定为：<b>{gradeNames[report.grade]}</b>
        </>
      )}
    </p>
  </section>
)

const Letter = ({ report }: { report: AppraisalReport }) => (
  <section className="panel" aria-label="反馈函">
    <div className="row">
      <h2>反馈函</h2>
      {report.letter !== null && (
        <span className="row end">
          <Button icon={<Icon name="print" />} onClick={() => window.print()}>
            打印反馈函
          </Button>
        </span>
      )}
    </div>
    {report.letter === null ? (
      <p className="sub">还没有发反馈函。</p>
    ) : (
      <>
        <p className="said">{report.letter}</p>
        <p className="sub">{showDay(report.letterOn)}</p>
      </>
    )}
  </section>
)
