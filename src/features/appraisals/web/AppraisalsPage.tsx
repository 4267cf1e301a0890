/** Appraisals (述职评议): the rounds of the town, the latest first. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Round } from '../appraisals.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

const columns: readonly Column<Round>[] = [
  { key: 'year', title: '年度', tight: true, show: ({ year }) => `${year}年` },
  {
    key: 'title',
    title: '述职会',
    show: ({ id, title }) => (
      <Link to="/appraisals/$roundId" params={{ roundId: id }}>
        {title}
      </Link>
    ),
  },
  { key: 'heldOn', title: '哪天开', tight: true, show: ({ heldOn }) => showDay(heldOn) },
  { key: 'presented', title: '已述职', tight: true, right: true, show: ({ presented, reports }) => `${presented}/${reports}` },
]

export function AppraisalsPage() {
  const rounds = useRead(endpoints.list, {})
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  return (
    <Page title="述职评议" actions={<Link to="/appraisals/items">要我整改的</Link>}>
      <section className="panel" aria-label="历次述职会">
        <Reading of={rounds}>
          {({ items, allowedActions }) => (
            <DataTable
              name="历次述职会"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>历次述职会</h2>}
              tools={
                allowedActions.includes('open') && (
                  <Button type="primary" onClick={() => setAsking(true)}>
                    开一次述职会
                  </Button>
                )
              }
              onRefresh={() => void rounds.refetch()}
              empty={<Empty why="还没有述职会" todo="由镇党建办开。谁述职，按那天的任职自动列出。" />}
            />
          )}
        </Reading>
      </section>
      {asking && (
        <OpenDialog
          onClose={() => setAsking(false)}
          onDone={roundId => void navigate({ to: '/appraisals/$roundId', params: { roundId } })}
        />
      )}
    </Page>
  )
}

interface OpenFields {
  year: number
  heldOn: string
  title: string
}

function OpenDialog({ onClose, onDone }: { onClose(): void; onDone(roundId: string): void }) {
  const year = Number(localToday().slice(0, 4)) - 1
  return (
    <FormDialog<typeof endpoints.open, OpenFields>
      title="开一次述职会"
      verb="开会"
      endpoint={endpoints.open}
      input={body => ({ body })}
      initial={{ year, title: `${year}年度村（社区）党组织书记述职评议会` }}
      onClose={onClose}
      onDone={({ id }) => onDone(id)}
    >
      <p>谁述职不用填：按开会那天的任职，每个村（社区）一份。书记空着的，只列出来。</p>
      <Field name="year" label="述哪一年" required>
        <InputNumber min={1990} max={2100} precision={0} />
      </Field>
      <Field name="heldOn" label="哪一天开会" required>
        <Input type="date" />
      </Field>
      <Field name="title" label="名称" required>
        <Input maxLength={60} />
      </Field>
    </FormDialog>
  )
}
