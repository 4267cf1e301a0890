/**
 * The town at a glance (全镇在办): one tile for each village, sorted by code and never a ranking (MAP-01, UX-B2).
 * A schematic, no boundaries. Its twin is the table of the overview page.
 */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Tiles, TilesLegend, tilesNote, type Tile } from '#platform/web/Tiles.tsx'
import { endpoints, type Lamp as LampName } from '../requests.contract.ts'
import { lampNames } from '../requests.words.ts'

export type VillageLamps = OutputOf<typeof endpoints.overview>['items'][number]

/** The lamps of open cases, the most pressing first. */
export const openLamps = ['late', 'soon', 'ok', 'paused', 'waiting'] as const satisfies readonly LampName[]

export const openCount = (village: VillageLamps) => openLamps.reduce((sum, lamp) => sum + village[lamp], 0)

/** The tile's own lamp: the most pressing of the running ones; a village where nothing presses is 正常. */
export const pressing = (village: VillageLamps) => (village.late > 0 ? 'late' : village.soon > 0 ? 'soon' : 'ok')

/** "逾期1件，正常3件": all that the tile says, in words. */
export const inWords = (village: VillageLamps) =>
  openLamps
    .filter(lamp => village[lamp] > 0)
    .map(lamp => `${lampNames[lamp]}${village[lamp]}件`)
    .join('，') || '没有在办的事'

/** What the tiles are drawn from. */
export const tileOf = (village: VillageLamps): Tile & { village: VillageLamps } => {
  const lamp = pressing(village)
  return {
    key: village.unitId,
    name: village.shortName,
    lamp,
    count: lamp === 'ok' ? openCount(village) : village[lamp],
    label: `${village.name}：${inWords(village)}`,
    village,
  }
}

/** A tile is a village: the town's own few stand in the table alone. */
export const RequestTiles = ({ villages, large = false }: { villages: readonly VillageLamps[]; large?: boolean }) => (
  <>
    <Tiles
      tiles={villages.filter(({ own }) => !own).map(tileOf)}
      {...(large && { words: lampNames })}
      open={({ village }, door) => <Link to="/requests" search={{ unitId: village.unitId, state: 'open' }} {...door} />}
    />
    <TilesLegend words={lampNames}>数字是这一档的件数，正常的是在办总数。</TilesLegend>
  </>
)

/** The panel beside the workbench; nothing for those who may not see the whole town. */
export function TownMap() {
  const overview = useRead(endpoints.overview, {})
  if (!overview.data || overview.data.items.length < 2) return null
  return (
    <section className="panel" aria-labelledby="town-map">
      <div className="row">
        <h2 id="town-map">全镇在办</h2>
        <Link to="/overview" className="end">
          看表格
        </Link>
      </div>
      <p className="sub">{tilesNote}</p>
      <RequestTiles villages={overview.data.items} />
    </section>
  )
}
