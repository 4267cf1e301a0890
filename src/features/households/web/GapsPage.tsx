/** Gaps (缺口): homes without contact, grids without leader or homes; as tiles and lists by code, never a ranking. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { Tiles, TilesLegend, tilesNote } from '#platform/web/Tiles.tsx'
import { endpoints, type GridGap, type VillageGaps } from '../households.contract.ts'
import { gapTile, gapWords } from './gap-tiles.ts'
import { homeColumns } from './homes.tsx'

const route = getRouteApi('/households/gaps')

export function GapsPage() {
  const { unitId } = route.useSearch()
  const navigate = route.useNavigate()
  const overview = useRead(endpoints.overview, {})
  const own = useMyAccount().data?.posts[0]?.unitId
  const villages = overview.data?.items ?? []
  const place = unitId ?? (villages.length === 1 ? villages[0]!.unitId : villages.length === 0 ? own : undefined)
  return (
    <Page title="户的缺口" crumbs={[<Link to="/households">户</Link>]}>
      <QueryForm
        fields={[{ name: 'unitId', label: '村（社区）或网格', field: <UnitSelect /> }]}
        value={{ unitId }}
        onSearch={search => void navigate({ search })}
      />
      {villages.length > 1 && unitId === undefined && <Villages villages={villages} />}
      {overview.data && place !== undefined && <Place unitId={place} />}
    </Page>
  )
}

const count = (title: string, key: keyof VillageGaps): Column<VillageGaps> => ({
  key,
  title,
  right: true,
  show: village => village[key],
})
const columns: readonly Column<VillageGaps>[] = [
  {
    key: 'name',
    title: '村（社区）',
    show: ({ name, unitId }) => (
      <Link to="/households/gaps" search={{ unitId }}>
        {name}
      </Link>
    ),
  },
  count('在住户数', 'households'),
  count('没有联系人的户', 'withoutContact'),
  count('网格和小组', 'grids'),
  count('没人带的', 'gridsWithoutLeader'),
  count('没有登记户的', 'gridsWithoutHousehold'),
]

const Villages = ({ villages }: { villages: readonly VillageGaps[] }) => (
  <>
    <section className="panel" aria-label="缺口示意图">
      <p className="sub">{tilesNote}</p>
      <Tiles
        tiles={villages.map(gapTile)}
        words={gapWords}
        open={({ key }, door) => <Link to="/households/gaps" search={{ unitId: key }} {...door} />}
      />
      <TilesLegend words={gapWords}>数字是没有联系人的户数。</TilesLegend>
    </section>
    <section className="panel" aria-label="各村（社区）的缺口">
      <DataTable
        name="各村（社区）的缺口"
        columns={columns}
        rows={villages}
        keyOf={({ unitId }) => unitId}
        heading={<h2>同样的数，按代码排</h2>}
        empty={<Empty why="没有村（社区）" todo="请先录入组织架构。" />}
      />
    </section>
  </>
)

const gridColumns = (since: string | null): readonly Column<GridGap>[] => [
  { key: 'name', title: '网格', show: ({ name }) => name },
  { key: 'place', title: '在哪里', show: ({ placeName }) => placeName },
  ...(since === null ? [] : [{ key: 'since', title: since, tight: true, show: (gap: GridGap) => showDay(gap.since) }]),
]

function Place({ unitId }: { unitId: string }) {
  const gaps = useRead(endpoints.gaps, { query: { unitId } })
  return (
    <Reading of={gaps} lines={8}>
      {({ households, householdCount, gridsWithoutLeader, gridsWithoutHousehold }) => (
        <>
          <section className="panel" aria-labelledby="homes">
            <h2 id="homes">没有联系人的户：{householdCount}户</h2>
            {householdCount > households.length && (
              <p className="sub">{households.length === 0 ? '名单由村（社区）和网格看，这里只有户数。' : `先列${households.length}户。`}</p>
            )}
            {(households.length > 0 || householdCount === 0) && (
              <DataTable
                name="没有联系人的户"
                columns={homeColumns}
                rows={households}
                keyOf={({ id }) => id}
                empty={<Empty why="每一户都有人联系" todo="新迁入的会出现在这里。" />}
              />
            )}
          </section>
          <section className="panel" aria-labelledby="leaders">
            <h2 id="leaders">没人带的网格和小组：{gridsWithoutLeader.length}个</h2>
            <DataTable
              name="没人带的网格"
              columns={gridColumns('从哪天起空着')}
              rows={gridsWithoutLeader}
              keyOf={gap => gap.unitId}
              empty={<Empty why="每个网格都有人带" todo="有人离任而没有接手的，会出现在这里。" />}
            />
          </section>
          <section className="panel" aria-labelledby="empties">
            <h2 id="empties">没有登记户的网格和小组：{gridsWithoutHousehold.length}个</h2>
            <DataTable
              name="没有登记户的网格"
              columns={gridColumns(null)}
              rows={gridsWithoutHousehold}
              keyOf={gap => gap.unitId}
              empty={<Empty why="每个网格都登记了户" todo="新设的网格会出现在这里。" />}
            />
          </section>
        </>
      )}
    </Reading>
  )
}
