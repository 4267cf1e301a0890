/** Mobilisations (动员): those of the town, the latest first. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Mobilisation } from '../mobilisations.contract.ts'
import { mobilisationStateNames } from '../mobilisations.words.ts'
import { DecisionFields, type DecisionValues } from './DecisionFields.tsx'

const columns: readonly Column<Mobilisation>[] = [
  {
    key: 'title',
    title: '动员',
    show: ({ id, title }) => (
      <Link to="/mobilisations/$mobilisationId" params={{ mobilisationId: id }}>
        {title}
      </Link>
    ),
  },
  { key: 'startsOn', title: '从哪天起', tight: true, show: ({ startsOn }) => showDay(startsOn) },
  { key: 'endsOn', title: '到哪天前', tight: true, show: ({ endsOn }) => showDay(endsOn) },
  { key: 'state', title: '现在', tight: true, show: ({ state }) => mobilisationStateNames[state] },
]

export function MobilisationsPage() {
  const all = useRead(endpoints.list, {})
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  return (
    <Page title="动员" actions={<Link to="/temporary-branches">临时党支部</Link>}>
      <section className="panel" aria-label="历次动员">
        <p className="note plain">有汛情、疫情等险情才用。一次决定最多管30天，到期自动停，当夜删掉值守名单里的人。</p>
        <Reading of={all}>
          {({ items, allowedActions }) => (
            <DataTable
              name="历次动员"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>历次动员</h2>}
              tools={
                allowedActions.includes('declare') && (
                  <Button type="primary" onClick={() => setAsking(true)}>
                    启动动员
                  </Button>
                )
              }
              onRefresh={() => void all.refetch()}
              empty={<Empty why="没有过动员" todo="有险情时，由镇里凭正式决定启动。" />}
            />
          )}
        </Reading>
      </section>
      {asking && (
        <DeclareDialog
          onClose={() => setAsking(false)}
          onDone={mobilisationId => void navigate({ to: '/mobilisations/$mobilisationId', params: { mobilisationId } })}
        />
      )}
    </Page>
  )
}

interface DeclareFields extends DecisionValues {
  title: string
  task: string
  startsOn: string
  endsOn: string
}

function DeclareDialog({ onClose, onDone }: { onClose(): void; onDone(id: string): void }) {
  return (
    <FormDialog<typeof endpoints.declare, DeclareFields>
      title="启动动员"
      verb="启动"
      endpoint={endpoints.declare}
      input={body => ({ body })}
      onClose={onClose}
      onDone={({ id }) => onDone(id)}
    >
      <Field name="title" label="名称" required>
        <Input maxLength={60} />
      </Field>
      <Field name="task" label="做什么" required>
        <Input.TextArea rows={3} maxLength={500} />
      </Field>
      <Field name="startsOn" label="从哪天起" required>
        <Input type="date" />
      </Field>
      <Field name="endsOn" label="到哪天前（最多30天）" required>
        <Input type="date" />
      </Field>
      <DecisionFields />
    </FormDialog>
  )
}
