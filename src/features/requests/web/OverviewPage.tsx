/** The whole town's queues (全镇在办): every village by lamp, sorted by code; a table and a schematic of the same figures. */
import { useRead } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { tilesNote } from '#platform/web/Tiles.tsx'
import { endpoints } from '../requests.contract.ts'
import { LampTable } from './LampTable.tsx'
import { StatisticsPanel } from './StatisticsPanel.tsx'
import { RequestTiles } from './TownMap.tsx'

export function OverviewPage() {
  const overview = useRead(endpoints.overview, {})
  return (
    <Page title="全镇在办">
      <Reading of={overview} lines={12}>
        {({ asOf, items }) => (
          <div className="two">
            <section className="panel" aria-label="各村（社区）在办">
              <LampTable
                villages={items}
                heading={
                  <>
                    <h2>各村（社区）</h2>
                    <span className="sub">按代码排，不是名次。数字截至{showDay(asOf)}，点开看每一件。</span>
                  </>
                }
                onRefresh={() => void overview.refetch()}
              />
            </section>
            <section className="panel" aria-labelledby="tiles">
              <h2 id="tiles">示意图</h2>
              <p className="sub">{tilesNote}</p>
              <RequestTiles villages={items} />
            </section>
          </div>
        )}
      </Reading>
      <StatisticsPanel />
    </Page>
  )
}
