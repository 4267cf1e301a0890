/** Reporters to ring (待告知名单): who is told what, and what became of the call. Calls appear when the quiet hours are over. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { z } from 'zod'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { CallOutcome, endpoints, type Call } from '../requests.contract.ts'
import { callAboutNames, callOutcomeNames } from '../requests.words.ts'

type Row = z.infer<typeof Call>

export function CallsPage() {
  const calls = useRead(endpoints.listCalls, {})
  const finish = useWrite(endpoints.finishCall)
  const columns: readonly Column<Row>[] = [
    {
      key: 'case',
      title: '哪一件',
      show: ({ requestId, number, title }) => (
        <Link to="/requests/$requestId" params={{ requestId }}>
          {number} {title}
        </Link>
      ),
    },
    { key: 'about', title: '告诉什么', show: ({ about }) => callAboutNames[about] },
    { key: 'due', title: '什么时候起可以打', tight: true, show: ({ dueAt }) => showInstant(dueAt) },
    {
      key: 'does',
      title: '打了以后',
      does: true,
      show: ({ id, number }) => (
        <span className="row">
          {CallOutcome.options.map(outcome => (
            <Button
              key={outcome}
              size="small"
              disabled={finish.isPending}
              aria-label={`${callOutcomeNames[outcome]}：${number}`}
              onClick={() => finish.mutate({ params: { callId: id }, body: { outcome } })}
            >
              {callOutcomeNames[outcome]}
            </Button>
          ))}
        </span>
      ),
    },
  ]
  return (
    <Page title="待告知">
      <ProblemAlert problem={finish.error} />
      <section className="panel" aria-label="要打的电话">
        <Reading of={calls}>
          {({ items }) => (
            <DataTable
              name="要打的电话"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={
                <>
                  <h2>要打的电话</h2>
                  <span className="sub">居民留了电话的，办到这一步要告诉一声。号码在那一件里查看，要写原因。</span>
                </>
              }
              onRefresh={() => void calls.refetch()}
              stale={calls.isPlaceholderData}
              empty={<Empty why="没有要打的电话" todo="夜里和休息日不打，到能打的时候会出现在这里。" />}
            />
          )}
        </Reading>
      </section>
    </Page>
  )
}
