/** The lists that are asked (清单怎么来的): each with basis, who is bound, what it costs, and what closes it. */
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { frequencyNames, templateStateNames, type Template } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'

const longest = { monthly: 31, quarterly: 92, yearly: 366, once: 366 } as const

function dueWords({ dueRule, dueCount, frequency }: Template): string {
  if (dueRule === 'workingDaysAfter') return `${frequencyNames[frequency]}，期满后${dueCount}个工作日内`
  return `${frequencyNames[frequency]}，${dueCount >= longest[frequency] ? '最后一天以前' : `第${dueCount}天以前`}`
}

const columns = (does: { issue(template: Template): void; withdraw(template: Template): void }): readonly Column<Template>[] => [
  {
    key: 'name',
    title: '工作',
    show: ({ name, unitName, basis }) => (
      <>
        <b>{name}</b>
        <br />
        <span className="sub">
          {unitName}发。依据{basis.name}
          {basis.article}
        </span>
      </>
    ),
  },
  { key: 'due', title: '多久一次', show: dueWords },
  { key: 'bound', title: '几家做', tight: true, right: true, show: ({ bound }) => bound },
  { key: 'closes', title: '什么记录了结它', show: ({ fulfilledByName }) => fulfilledByName ?? '尚无此功能' },
  { key: 'price', title: '代价', show: ({ price }) => price.words },
  { key: 'state', title: '状态', tight: true, show: ({ state }) => templateStateNames[state] },
  { key: 'days', title: '起止', extra: true, tight: true, show: ({ from, to }) => `${showDay(from)}—${showDay(to)}` },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: template => (
      <span className="row">
        {template.allowedActions.includes('form') && template.asks.length > 0 && (
          <Link to="/duties/templates/$templateId/form" params={{ templateId: template.id }} aria-label={`看报表：${template.name}`}>
            看报表
          </Link>
        )}
        {template.allowedActions.includes('revise') && (
          <Link to="/duties/templates/$templateId/edit" params={{ templateId: template.id }} aria-label={`改草稿：${template.name}`}>
            改草稿
          </Link>
        )}
        {template.allowedActions.includes('issue') && (
          <Button
            type="link"
            size="small"
            disabled={template.fulfilledByName === null}
            aria-label={`发出：${template.name}`}
            onClick={() => does.issue(template)}
          >
            发出
          </Button>
        )}
        {template.allowedActions.includes('withdraw') && (
          <Button type="link" size="small" aria-label={`撤回：${template.name}`} onClick={() => does.withdraw(template)}>
            撤回
          </Button>
        )}
      </span>
    ),
  },
]

export function TemplatesPage() {
  const templates = useRead(endpoints.templates, {})
  const issue = useWrite(endpoints.issue)
  const [withdrawing, setWithdrawing] = useState<Template | null>(null)
  const mayWrite = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk'])
  const does = {
    issue: ({ id, version }: Template) => issue.mutate({ params: { templateId: id }, ifMatch: version }),
    withdraw: setWithdrawing,
  }
  return (
    <Page title="清单怎么来的" crumbs={[<Link to="/duties">工作清单</Link>]}>
      <ProblemAlert problem={issue.error} rest={issue.error?.errors.map(({ detail }) => detail) ?? []} />
      <section className="panel" aria-label="清单">
        <Reading of={templates}>
          {({ items }) => (
            <DataTable
              name="清单"
              columns={columns(does)}
              rows={items}
              keyOf={({ id }) => id}
              heading={
                <>
                  <h2>清单</h2>
                  <span className="sub">草稿是建议，镇里核对条款后再发。没有记录能证明的，不能发。</span>
                </>
              }
              tools={
                mayWrite && (
                  <ButtonLink to="/duties/new" type="primary">
                    发清单
                  </ButtonLink>
                )
              }
              onRefresh={() => void templates.refetch()}
              empty={<Empty why="还没有清单" todo="可以从“发清单”开始。" />}
            />
          )}
        </Reading>
      </section>
      {withdrawing && (
        <FormDialog<typeof endpoints.withdraw, { reason: string }>
          title={`撤回：${withdrawing.name}`}
          verb="撤回"
          refusing
          endpoint={endpoints.withdraw}
          input={body => ({ params: { templateId: withdrawing.id }, body })}
          onClose={() => setWithdrawing(null)}
        >
          <p>还没到期的都免除。到期的留在记录里。</p>
          <Field name="reason" label="为什么撤回" required>
            <Input.TextArea rows={3} maxLength={200} />
          </Field>
        </FormDialog>
      )}
    </Page>
  )
}
