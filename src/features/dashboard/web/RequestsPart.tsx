/** Cases (诉求) on the dashboard: how they press now, as tiles and as a table; and what became of those of the chosen days. */
import { Link } from '@tanstack/react-router'
import { endpoints, RequestState } from '#features/requests/requests.contract.ts'
import { stateNames } from '#features/requests/requests.words.ts'
import { LampTable, RequestTiles } from '#features/requests/web/requests.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Fold } from '#platform/web/Fold.tsx'
import { showDay } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { tilesNote } from '#platform/web/Tiles.tsx'
import type { Stretch } from './period.ts'

type ByState = OutputOf<typeof endpoints.byState>
type Row = ByState['items'][number]
type Counts = Pick<Row, 'received' | 'states'>

export function RequestsPart({ stretch, only }: { stretch: Stretch; only: string | null }) {
  return (
    <>
      <Now only={only} />
      <Became stretch={stretch} only={only} />
    </>
  )
}

function Now({ only }: { only: string | null }) {
  const overview = useRead(endpoints.overview, {})
  return (
    <section className="part" aria-labelledby="requests-now">
      <h2 id="requests-now">诉求：现在</h2>
      <Reading of={overview} lines={12}>
        {({ asOf, items }) => {
          const villages = items.filter(({ unitId }) => only === null || unitId === only)
          return (
            <div className="two">
              <section className="panel" aria-label="诉求示意图">
                <p className="sub">{tilesNote}</p>
                <RequestTiles villages={villages} large />
              </section>
              <section className="panel" aria-label="各村（社区）在办的诉求">
                <Fold name="表格：和示意图是同样的数">
                  <LampTable
                    villages={villages}
                    heading={<span className="sub">在办的，截至{showDay(asOf)}。</span>}
                    onRefresh={() => void overview.refetch()}
                  />
                </Fold>
              </section>
            </div>
          )
        }}
      </Reading>
    </section>
  )
}

function Became({ stretch: { from, to, name }, only }: { stretch: Stretch; only: string | null }) {
  const byState = useRead(endpoints.byState, { query: { from, to } })
  return (
    <section className="part" aria-labelledby="requests-became">
      <h2 id="requests-became">诉求：{name}收到的，现在到哪一步</h2>
      <Reading of={byState} lines={12}>
        {answer => {
          const rows = answer.items.filter(({ unitId }) => only === null || unitId === only)
          const whole: Counts = only === null ? answer : (rows[0] ?? { received: 0, states: {} })
          const states = RequestState.options.filter(state => (whole.states[state] ?? 0) > 0)
          return (
            <>
              <Whole whole={whole} states={states} unitId={only} days={{ from, to }} />
              <section className="panel" aria-label="各村（社区）诉求到哪一步">
                <Fold name="表格：各村（社区）到哪一步">
                  <DataTable
                    name="各村（社区）诉求到哪一步"
                    columns={columnsOf(states, { from, to })}
                    rows={rows}
                    keyOf={({ unitId }) => unitId}
                    heading={<span className="sub">没有的状态不列。</span>}
                    onRefresh={() => void byState.refetch()}
                    stale={byState.isPlaceholderData}
                    empty={<Empty why="您的范围里没有村（社区）" todo="如果不对，请找系统管理员核对您的任职。" />}
                  />
                </Fold>
              </section>
            </>
          )
        }}
      </Reading>
    </section>
  )
}

interface Days {
  from: string
  to: string
}

interface WholeProps {
  whole: Counts
  states: readonly RequestState[]
  unitId: string | null
  days: Days
}

const Whole = ({ whole, states, unitId, days }: WholeProps) => (
  <nav className="stats" aria-label="收到的诉求">
    <Link to="/requests" search={{ ...(unitId && { unitId }), ...days }}>
      <b>{whole.received}</b>
      收到
    </Link>
    {states.map(state => (
      <Link key={state} to="/requests" search={{ ...(unitId && { unitId }), state, ...days }}>
        <b>{whole.states[state]}</b>
        {stateNames[state]}
      </Link>
    ))}
  </nav>
)

const columnsOf = (states: readonly RequestState[], days: Days): readonly Column<Row>[] => [
  { key: 'code', title: '代码', tight: true, show: ({ code }) => code ?? '—' },
  { key: 'name', title: '村（社区）', show: ({ name }) => name },
  {
    key: 'received',
    title: '收到',
    tight: true,
    right: true,
    show: row => <Door row={row} count={row.received} search={days} words="收到" />,
  },
  ...states.map((state): Column<Row> => ({
    key: state,
    title: stateNames[state],
    tight: true,
    right: true,
    show: row => <Door row={row} count={row.states[state] ?? 0} search={{ ...days, state }} words={stateNames[state]} />,
  })),
]

interface DoorProps {
  row: Row
  count: number
  search: Days & { state?: RequestState }
  words: string
}

/** A number is a door to its rows. The list has no way to leave the villages out, so the town's own few have none. */
const Door = ({ row, count, search, words }: DoorProps) =>
  count === 0 || row.own ? (
    count
  ) : (
    <Link to="/requests" search={{ unitId: row.unitId, ...search }} aria-label={`${row.name}${words}${count}件`}>
      {count}
    </Link>
  )
