/** Open cases of each village by lamp (各村在办): by code, never in an order of merit; each number opens. The twin of the tiles. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { lampNames } from '../requests.words.ts'
import { openCount, openLamps, type VillageLamps } from './TownMap.tsx'

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
    show: village =>
      village.own ? (
        openCount(village)
      ) : (
        <Link to="/requests" search={{ unitId: village.unitId, state: 'open' }} aria-label={`${village.name}在办${openCount(village)}件`}>
          {openCount(village)}
        </Link>
      ),
  },
]

/** A number is a door to its rows. The list has no way to leave the villages out, so the town's own few have none. */
function Figure({ village, lamp }: { village: VillageLamps; lamp: (typeof openLamps)[number] }) {
  if (village[lamp] === 0 || village.own) return village[lamp]
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

export const LampTable = (props: { villages: readonly VillageLamps[]; heading: ReactNode; onRefresh(): void }) => (
  <DataTable
    name="各村（社区）在办"
    columns={columns}
    rows={props.villages}
    keyOf={({ unitId }) => unitId}
    heading={props.heading}
    onRefresh={props.onRefresh}
    empty={<Empty why="您的范围里没有村（社区）" todo="如果不对，请找系统管理员核对您的任职。" />}
  />
)
