/** The whole town's queues (全镇在办): every village by lamp, sorted by code; a table and a schematic of the same figures. */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../requests.contract.ts'
import { lampNames } from '../requests.words.ts'
import { StatisticsPanel } from './StatisticsPanel.tsx'
import { openCount, openLamps, Tiles, TilesLegend, type VillageLamps } from './TownMap.tsx'

const columns: readonly Column<VillageLamps>[] = [
  { key: 'code', title: '代码', tight: true, show: ({ code }) => code ?? '—' },
  { key: 'name', title: '村（社区）', show: ({ name }) => name },
  ...openLamps.map((lamp): Column<VillageLamps> => ({
    key: lamp,
    title: lampNames[lamp],
    tight: true,
    right: true,
    show: village => <Figure village={village} lamp={lamp} />,
  })),
  {
    key: 'open',
    title: '在办合计',
    tight: true,
    right: true,
    show: village => (
      <Link to="/requests" search={{ unitId: village.unitId, state: 'open' }} aria-label={`${village.name}在办${openCount(village)}件`}>
        {openCount(village)}
      </Link>
    ),
  },
]

/** A number is a door to its rows. */
function Figure({ village, lamp }: { village: VillageLamps; lamp: (typeof openLamps)[number] }) {
  if (village[lamp] === 0) return 0
  return (
    <Link
      to="/requests"
      search={{ unitId: village.unitId, lamp, state: 'open' }}
      aria-label={`${village.name}${lampNames[lamp]}${village[lamp]}件`}
    >
      {village[lamp]}
    </Link>
  )
}

export function OverviewPage() {
  const overview = useRead(endpoints.overview, {})
  return (
    <Page title="全镇在办">
      <Reading of={overview} lines={12}>
        {({ asOf, items }) => (
          <div className="two">
            <section className="panel" aria-label="各村（社区）在办">
              <DataTable
                name="各村（社区）在办"
                columns={columns}
                rows={items}
                keyOf={({ unitId }) => unitId}
                heading={
                  <>
                    <h2>各村（社区）</h2>
                    <span className="sub">按代码排，不是名次。数字截至{showDay(asOf)}，点开看每一件。</span>
                  </>
                }
                onRefresh={() => void overview.refetch()}
                empty={<Empty why="您的范围里没有村（社区）" todo="如果不对，请找系统管理员核对您的任职。" />}
              />
            </section>
            <section className="panel" aria-labelledby="tiles">
              <h2 id="tiles">示意图</h2>
              <p className="sub">不表示行政区划界线。按代码排列，不排名次。</p>
              <Tiles villages={items} />
              <TilesLegend />
            </section>
          </div>
        )}
      </Reading>
      <StatisticsPanel />
    </Page>
  )
}
