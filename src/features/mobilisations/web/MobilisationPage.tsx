/** One mobilisation (一次动员): its decisions, and its shifts by place and hour. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Shift } from '../mobilisations.contract.ts'
import { decisionNames, mobilisationStateNames } from '../mobilisations.words.ts'
import { MobilisationDialog, type MobilisationVerb } from './MobilisationDialog.tsx'

const route = getRouteApi('/mobilisations/$mobilisationId')
type Detail = OutputOf<typeof endpoints.get>

const columns: readonly Column<Shift>[] = [
  {
    key: 'place',
    title: '在哪里',
    show: ({ id, place, unitName, allowedActions }) =>
      allowedActions.includes('roster') ? (
        <Link to="/mobilisations/shifts/$shiftId" params={{ shiftId: id }}>
          {unitName}
          {place}
        </Link>
      ) : (
        `${unitName}${place}`
      ),
  },
  { key: 'startsAt', title: '从几时起', tight: true, show: ({ startsAt }) => showInstant(startsAt) },
  { key: 'endsAt', title: '到几时止', tight: true, show: ({ endsAt }) => showInstant(endsAt) },
  {
    key: 'people',
    title: '已安排',
    tight: true,
    right: true,
    show: ({ planned, confirmed, needed }) => `${planned + confirmed}/${needed}人`,
  },
]

export function MobilisationPage() {
  const { mobilisationId } = route.useParams()
  const [on, setOn] = useState<string | undefined>()
  const one = useRead(endpoints.get, { params: { mobilisationId }, query: { on } })
  const [asked, setAsked] = useState<MobilisationVerb | null>(null)
  return (
    <Page title={one.data?.title ?? '动员'} crumbs={[<Link to="/mobilisations">动员</Link>]}>
      <Reading of={one} lines={12}>
        {value => (
          <>
            <Facts value={value} onAsk={setAsked} />
            <section className="panel" aria-label="值守班次">
              <DataTable
                name="值守班次"
                columns={columns}
                rows={value.shifts}
                keyOf={({ id }) => id}
                heading={
                  <>
                    <h2>值守班次</h2>
                    <Input
                      type="date"
                      aria-label="哪一天"
                      value={value.on}
                      min={value.startsOn}
                      max={value.endsOn}
                      onChange={({ target }) => target.value && setOn(target.value)}
                    />
                  </>
                }
                tools={
                  value.allowedActions.includes('addShift') && (
                    <Button type="primary" onClick={() => setAsked('addShift')}>
                      加一个班次
                    </Button>
                  )
                }
                onRefresh={() => void one.refetch()}
                empty={<Empty why="这一天没有班次" todo="换一天看看，或由村（社区）加上地点和时间，再安排愿意来的人。" />}
              />
            </section>
            {asked && <MobilisationDialog verb={asked} id={value.id} version={value.version} onClose={() => setAsked(null)} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

function Facts({ value, onAsk }: { value: Detail; onAsk(verb: MobilisationVerb): void }) {
  return (
    <section className="panel" aria-label="动员情况">
      <p>
        {mobilisationStateNames[value.state]}：{showDay(value.startsOn)}起，{showDay(value.endsOn)}前。{value.task}
      </p>
      <ul>
        {value.decisions.map(({ id, kind, number, decidedOn, deciderName, endsOn }) => (
          <li key={id}>
            {showDay(decidedOn)}，{deciderName ?? '镇里'}决定{decisionNames[kind]}（{number}），管到{showDay(endsOn)}前
          </li>
        ))}
      </ul>
      <Space>
        {value.allowedActions.includes('extend') && <Button onClick={() => onAsk('extend')}>延期</Button>}
        {value.allowedActions.includes('end') && <Button onClick={() => onAsk('end')}>提前结束</Button>}
      </Space>
    </section>
  )
}
