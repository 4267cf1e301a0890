/** Duties (工作清单) on the dashboard: those that fall due in the chosen days, by lamp; as tiles and as a table. */
import { Link } from '@tanstack/react-router'
import { DutyLamp, dutyLampNames, type LampCounts } from '#features/duties/duties.contract.ts'
import { endpoints } from '#features/duties/duties.endpoints.contract.ts'
import type { Unit } from '#features/units/units.contract.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Fold } from '#platform/web/Fold.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { Tiles, TilesLegend, tilesNote, type Tile } from '#platform/web/Tiles.tsx'
import type { Stretch } from './period.ts'

type Row = OutputOf<typeof endpoints.matrix>['items'][number]

interface Days {
  from: string
  to: string
}

const tileWords = { ok: '正常', soon: '临期', late: '逾期' } as const
const none: LampCounts = { late: 0, soon: 0, ok: 0, done: 0, waived: 0 }

/** "逾期1项，已完成3项": all that the tile says, in words. */
export const inWords = (lamps: LampCounts) =>
  DutyLamp.options
    .filter(lamp => lamps[lamp] > 0)
    .map(lamp => `${dutyLampNames[lamp]}${lamps[lamp]}项`)
    .join('，') || '没有清单事项'

/** The most pressing lamp of the row; where nothing presses, what is not yet due. */
export function tileOf(row: Row): Tile & { row: Row } {
  const lamp = row.lamps.late > 0 ? 'late' : row.lamps.soon > 0 ? 'soon' : 'ok'
  return { key: row.unitId, name: row.shortName, lamp, count: row.lamps[lamp], label: `${row.unitName}：${inWords(row.lamps)}`, row }
}

const placeOf = ({ unitId, own }: Row, days: Days) => ({ unitId, ...days, ...(own && { own: 'true' as const }) })

export function DutiesPart({ stretch: { from, to, name }, only, unit }: { stretch: Stretch; only: string | null; unit: Unit }) {
  const days = { from, to }
  const matrix = useRead(endpoints.matrix, { query: days })
  return (
    <section className="part" aria-labelledby="duties-part">
      <h2 id="duties-part">工作清单：{name}到期的</h2>
      <Reading of={matrix} lines={12}>
        {({ items, lamps }) => {
          const rows = items.filter(({ unitId }) => only === null || unitId === only)
          if (rows.length === 0) return <NoDuties name={name} />
          return (
            <>
              <Whole lamps={only === null ? lamps : (rows[0]?.lamps ?? none)} unitId={only ?? unit.id} days={days} />
              <div className="two">
                <section className="panel" aria-label="清单示意图">
                  <p className="sub">{tilesNote}</p>
                  <Tiles
                    tiles={rows.map(tileOf)}
                    words={tileWords}
                    open={({ row }, door) => <Link to="/duties" search={placeOf(row, days)} {...door} />}
                  />
                  <TilesLegend words={tileWords}>数字是这一档的项数，正常的是还没到期的。</TilesLegend>
                </section>
                <section className="panel" aria-label="各村（社区）清单事项">
                  <Fold name="表格：和示意图是同样的数">
                    <DataTable
                      name="各村（社区）清单事项"
                      columns={columnsOf(days)}
                      rows={rows}
                      keyOf={({ unitId }) => unitId}
                      heading={<span className="sub">有了记录就自己了结。</span>}
                      onRefresh={() => void matrix.refetch()}
                      stale={matrix.isPlaceholderData}
                      empty={null}
                    />
                  </Fold>
                </section>
              </div>
            </>
          )
        }}
      </Reading>
    </section>
  )
}

const NoDuties = ({ name }: { name: string }) => (
  <Empty why={`${name}没有到期的清单事项`} todo="镇里或村里发了清单才有。可以换一段时间看。" />
)

const Whole = ({ lamps, unitId, days }: { lamps: LampCounts; unitId: string; days: Days }) => (
  <nav className="stats" aria-label="清单事项，按灯">
    {DutyLamp.options.map(lamp => (
      <Link key={lamp} to="/duties" search={{ unitId, ...days, lamp }}>
        <b>{lamps[lamp]}</b>
        {dutyLampNames[lamp]}
      </Link>
    ))}
  </nav>
)

const columnsOf = (days: Days): readonly Column<Row>[] => [
  { key: 'code', title: '代码', tight: true, show: ({ unitCode }) => unitCode ?? '—' },
  { key: 'name', title: '村（社区）', show: ({ unitName }) => unitName },
  ...DutyLamp.options.map((lamp): Column<Row> => ({
    key: lamp,
    title: dutyLampNames[lamp],
    tight: true,
    right: true,
    show: row =>
      row.lamps[lamp] === 0 ? (
        0
      ) : (
        <Link
          to="/duties"
          search={{ ...placeOf(row, days), lamp }}
          aria-label={`${row.unitName}${dutyLampNames[lamp]}${row.lamps[lamp]}项`}
        >
          {lamp === 'late' && '■ '}
          {lamp === 'soon' && '▲ '}
          {row.lamps[lamp]}
        </Link>
      ),
  })),
]
