/** The yearly report at the desk (年度报告): every number with its door, freezing, and what changed since. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { addressOf, useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showInstant } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { editionAsked, figurePath, reportPath } from '../reports.addresses.rules.ts'
import { endpoints, type Line, type Now, type Part, type Report } from '../reports.contract.ts'
import { sectionNames } from '../reports.words.ts'
import { CloseUpsDialog } from './CloseUpsDialog.tsx'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/reports')
const firstYear = 2020

export function ReportPage() {
  const today = localToday()
  const { year = Number(today.slice(0, 4)) - 1, edition } = route.useSearch()
  const navigate = route.useNavigate()
  const report = useRead(endpoints.get, { params: { year }, query: { edition } })
  const [asking, setAsking] = useState<'freeze' | 'closeUps' | null>(null)
  const years = Array.from({ length: Number(today.slice(0, 4)) - firstYear + 1 }, (_, back) => Number(today.slice(0, 4)) - back)
  return (
    <Page
      title="年度报告"
      heading={`${year}年报告`}
      actions={
        <>
          <Select
            aria-label="年份"
            value={year}
            options={years.map(value => ({ value, label: `${value}年` }))}
            onChange={next => void navigate({ search: { year: next } })}
          />
          {report.data && <EditionSelect report={report.data} onChoose={next => void navigate({ search: { year, edition: next } })} />}
          <Button href={report.data ? reportPath(report.data) : `/reports/${year}`}>居民看到的</Button>
          <Button href={addressOf(endpoints.document, { params: { year }, query: { edition } })}>下载文档</Button>
        </>
      }
    >
      <Reading of={report} lines={12}>
        {value => (
          <>
            <EditionPanel report={value} onAsk={setAsking} />
            <Figures report={value} />
            {asking === 'freeze' && <FreezeDialog report={value} onClose={() => setAsking(null)} />}
            {asking === 'closeUps' && <CloseUpsDialog year={year} onClose={() => setAsking(null)} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

/** Every edition of the year, and the records as they are; none to choose before the first. */
function EditionSelect({ report, onChoose }: { report: Report; onChoose(edition: string | undefined): void }) {
  const { edition, editions } = report
  if (editions.length === 0) return null
  const now = { value: 'now', label: '现在的记录' }
  return (
    <Select
      aria-label="哪一版"
      value={edition ? String(edition.edition) : 'now'}
      options={[...editions.map(each => ({ value: String(each.edition), label: `第${each.edition}版` })), now]}
      onChange={next => onChoose(editionAsked({ edition: editions.find(each => String(each.edition) === next) ?? null, editions }).edition)}
    />
  )
}

function EditionPanel({ report, onAsk }: { report: Report; onAsk(asking: 'freeze' | 'closeUps'): void }) {
  const { edition, editions, allowedActions, lines } = report
  const computed = lines.filter(({ state }) => state === 'computed').length
  return (
    <section className="panel" aria-labelledby="edition">
      <div className="row">
        <h2 id="edition">{edition ? `已定稿，第${edition.edition}版` : editions.length > 0 ? '现在的记录，没有定稿' : '还没有定稿'}</h2>
        <span className="row end">
          {allowedActions.includes('chooseCloseUps') && <Button onClick={() => onAsk('closeUps')}>选村居特写</Button>}
          {allowedActions.includes('freeze') && (
            <Button type="primary" onClick={() => onAsk('freeze')}>
              {editions.length > 0 ? '另出一版' : '定稿'}
            </Button>
          )}
        </span>
      </div>
      <p>
        {lines.length}个数，{computed}个由记录算出，{lines.length - computed}个尚无记录。
        {edition && `定稿于${showInstant(edition.frozenAt)}。`}
      </p>
      {edition ? (
        <Changes report={report} />
      ) : (
        <p className="sub">定稿以后，数字和它们的记录都留底，谁也改不了。以后记录变了，两个数都写出来。</p>
      )}
    </section>
  )
}

interface Changed {
  line: Line
  part: Part
  now: Now
}

const changeColumns: readonly Column<Changed>[] = [
  { key: 'figure', title: '数', show: ({ line: { title, unitName } }) => `${unitName}：${title}` },
  { key: 'then', title: '定稿时', tight: true, right: true, show: ({ part }) => part.shown },
  { key: 'now', title: '现在', tight: true, right: true, show: ({ now }) => now.shown },
  { key: 'reasons', title: '为什么', show: ({ now }) => now.reasons.join('') },
]

const Changes = ({ report: { lines } }: { report: Report }) => (
  <DataTable
    name="定稿以后变了的数"
    columns={changeColumns}
    rows={lines.flatMap(line => line.parts.flatMap(part => (part.now && !part.now.same ? [{ line, part, now: part.now }] : [])))}
    keyOf={({ line, part }) => `${line.figureId} ${line.unitId} ${line.parts.indexOf(part)}`}
    heading={<h3>定稿以后变了的数</h3>}
    empty={<p className="sub">没有。每个数和记录都对得上。</p>}
  />
)

const columnsOf = (report: Report): readonly Column<Line>[] => [
  { key: 'section', title: '栏目', tight: true, show: ({ section }) => sectionNames[section] },
  { key: 'title', title: '数', show: ({ title, section, unitName }) => (section === 'closeUp' ? `${unitName}：${title}` : title) },
  { key: 'value', title: '多少', tight: true, right: true, show: line => <Numbers report={report} line={line} /> },
  { key: 'waits', title: '等什么', show: ({ waits }) => waits && `等${waits}` },
  { key: 'definition', title: '怎么算', show: ({ parts }) => parts.map(({ definition }) => definition).join('') },
  { key: 'quote', title: '报道原文', extra: true, show: ({ quote }) => quote },
]

/** Each number opens to its records; one of an edition to those that it was made of. */
function Numbers({ report, line }: { report: Report; line: Line }) {
  if (line.state === 'none') return '尚无记录'
  return line.parts.map(({ indicatorId, shown, from, to, asOf, now }, part) =>
    indicatorId === null ? null : now ? (
      <a key={indicatorId} href={figurePath(report, line, part)} className="nw">
        {shown}{' '}
      </a>
    ) : (
      <Link key={indicatorId} to="/indicators" search={{ id: indicatorId, unitId: line.unitId, from, to, asOf }} className="nw">
        {shown}{' '}
      </Link>
    ),
  )
}

const Figures = ({ report }: { report: Report }) => (
  <section className="panel" aria-label="各项数字">
    <DataTable
      name="各项数字"
      columns={columnsOf(report)}
      rows={report.lines}
      keyOf={({ figureId, unitId }) => `${figureId} ${unitId}`}
      heading={<h2>各项数字</h2>}
      empty={<Empty why="还没有数" todo="先录入镇和村（社区）。" />}
    />
  </section>
)

function FreezeDialog({ report, onClose }: { report: Report; onClose(): void }) {
  const next = (report.editions[0]?.edition ?? 0) + 1
  return (
    <FormDialog<typeof endpoints.freeze, { reason?: string }>
      title={`${report.year}年报告定稿，第${next}版`}
      verb="定稿"
      endpoint={endpoints.freeze}
      input={({ reason }) => ({ params: { year: report.year }, body: { edition: next, reason: reason ?? null } })}
      onClose={onClose}
    >
      <p>现在的每个数和它的每条记录都会留底。定了就不能改，只能另出一版。</p>
      {next > 1 && (
        <Field name="reason" label="为什么另出一版" required hint="居民看得到。">
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Field>
      )}
    </FormDialog>
  )
}
