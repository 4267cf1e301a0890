/**
 * A superior's form (上级报表): filled from records, each column with where it comes from or who must fill it; taken as a workbook.
 *
 * Source: conventions UX-B12.
 */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { useDownload } from '#platform/web/files.ts'
import { showDay } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { FormColumn } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'
import { MappingDialog } from './MappingDialog.tsx'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/duties/templates/$templateId/form')
type Answer = OutputOf<typeof endpoints.form>
type Row = Answer['items'][number] & { key: string }

const crumbs = [<Link to="/duties">工作清单</Link>, <Link to="/duties/templates">清单怎么来的</Link>]

/** What an empty cell is waiting for. */
const waiting: Record<FormColumn['filledBy'], string> = {
  records: '没有记录',
  copying: '另外导出',
  people: '等人填',
  nobody: '没有人能填',
}

const columnsOf = (columns: readonly FormColumn[]): readonly Column<Row>[] => [
  { key: 'code', title: '代码', tight: true, show: ({ code }) => code ?? '—' },
  { key: 'name', title: '单位', tight: true, show: ({ name }) => name },
  ...columns.map(({ name, from, filledBy }, at): Column<Row> => ({
    key: `ask${at}`,
    title: name,
    note: from,
    show: ({ cells }) => cells[at] ?? <span className="sub">{waiting[filledBy]}</span>,
  })),
]

export function FormPage() {
  const { templateId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const year = localToday().slice(0, 4)
  const days = { from: search.from ?? `${year}-01-01`, to: search.to ?? `${year}-12-31` }
  const asked = { params: { templateId }, query: days }
  const form = useRead(endpoints.form, asked)
  const download = useDownload(endpoints.exportForm)
  const [mapping, setMapping] = useState(false)
  return (
    <Page title="上级报表" heading={form.data?.name ?? '上级报表'} crumbs={crumbs}>
      <QueryForm
        fields={[
          { name: 'from', label: '从哪天', field: <Input type="date" /> },
          { name: 'to', label: '到哪天', field: <Input type="date" /> },
        ]}
        value={days}
        onSearch={next => void navigate({ search: next })}
      />
      <ProblemAlert problem={download.error} />
      <Reading of={form} lines={8}>
        {answer =>
          answer.columns.length === 0 ? (
            <Empty why="这张清单没有要填的栏" todo="有了记录就自己了结，不用报表。" />
          ) : (
            <>
              <Unfillable columns={answer.columns} />
              <section className="panel" aria-label="报表">
                <DataTable
                  name="报表"
                  columns={columnsOf(answer.columns)}
                  rows={answer.items.map((item, at) => ({ ...item, key: `${at}` }))}
                  keyOf={({ key }) => key}
                  heading={<span className="sub">数从记录来，截至{showDay(answer.asOf)}。要改数，请改记录。</span>}
                  tools={
                    <>
                      {answer.allowedActions.includes('mapForm') && <Button onClick={() => setMapping(true)}>改各栏来源</Button>}
                      <Button
                        type="primary"
                        icon={<Icon name="download" />}
                        loading={download.isPending}
                        onClick={() => download.mutate(asked)}
                      >
                        下载Excel表格
                      </Button>
                    </>
                  }
                  onRefresh={() => void form.refetch()}
                  stale={form.isPlaceholderData}
                  empty={<Empty why="那时还没有要报的单位" todo="换一段时间看看。" />}
                />
              </section>
              <Sources columns={answer.columns} />
              {mapping && <MappingDialog templateId={templateId} form={answer} onClose={() => setMapping(false)} />}
            </>
          )
        }
      </Reading>
    </Page>
  )
}

/** A column that nobody can fill is no village's fault: the office must say who does, or drop it. */
function Unfillable({ columns }: { columns: readonly FormColumn[] }) {
  const lost = columns.filter(({ filledBy }) => filledBy === 'nobody')
  if (lost.length === 0) return null
  return (
    <p className="note">
      有{lost.length}栏没有人能填：{lost.map(({ name }) => `“${name}”`).join('、')}。请在“改各栏来源”里定下谁填。
    </p>
  )
}

const Sources = ({ columns }: { columns: readonly FormColumn[] }) => (
  <section className="panel" aria-labelledby="sources">
    <h2 id="sources">各栏从哪里来，由谁填</h2>
    <dl className="kv">
      {columns.map(({ name, from }, at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{from}</dd>
        </div>
      ))}
    </dl>
  </section>
)
