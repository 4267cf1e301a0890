/** Rules and methods (制度和工作法): what is in force, and where a way of working is adopted. */
import { Link } from '@tanstack/react-router'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, StandardKind, standardKindNames } from '../standards.contract.ts'

type Row = OutputOf<typeof endpoints.list>['items'][number]

const columns: readonly Column<Row>[] = [
  { key: 'kind', title: '种类', tight: true, show: ({ kind }) => standardKindNames[kind] },
  {
    key: 'name',
    title: '名称',
    show: ({ id, name }) => (
      <Link to="/standards/$standardId" params={{ standardId: id }}>
        {name}
      </Link>
    ),
  },
  { key: 'inForce', title: '施行', show: ({ inForce }) => (inForce ? `第${inForce.number}版，${showDay(inForce.on)}起` : '还没有施行') },
  {
    key: 'adoptions',
    title: '在用的地方',
    tight: true,
    right: true,
    show: ({ kind, adoptions }) => (kind === 'method' ? `${adoptions}处` : '全镇'),
  },
]

export function StandardsPage() {
  const standards = useRead(endpoints.list, { query: {} })
  const [creating, setCreating] = useState(false)
  const mayCreate = useHoldsAny(['townClerk'])
  return (
    <Page title="制度">
      <section className="panel" aria-label="制度和工作法">
        <Reading of={standards}>
          {({ items }) => (
            <DataTable
              name="制度和工作法"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>制度和工作法</h2>}
              tools={
                mayCreate && (
                  <Button type="primary" onClick={() => setCreating(true)}>
                    新写一份
                  </Button>
                )
              }
              onRefresh={() => void standards.refetch()}
              empty={<Empty why="还没有录入制度" todo="由镇党建办录入。能由系统执行的条文，会连到执行它的规则。" />}
            />
          )}
        </Reading>
      </section>
      {creating && (
        <FormDialog<typeof endpoints.create, { kind: StandardKind; name: string }>
          title="新写一份"
          verb="新建"
          endpoint={endpoints.create}
          input={body => ({ body })}
          initial={{ kind: 'rule' }}
          onClose={() => setCreating(false)}
        >
          <Field name="kind" label="种类" required hint="制度全镇施行；工作法逐个村（社区）推广。">
            <Radio.Group options={StandardKind.options.map(value => ({ value, label: standardKindNames[value] }))} />
          </Field>
          <Field name="name" label="名称" required>
            <Input maxLength={60} />
          </Field>
        </FormDialog>
      )}
    </Page>
  )
}
