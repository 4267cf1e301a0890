/** The tile of a village's gaps (缺口示意图的一格): sign and word before colour. */
import type { Tile, TileLamp } from '#platform/web/Tiles.tsx'
import type { VillageGaps } from '../households.contract.ts'

/** A gap is no deadline: nothing here is late. */
export const gapWords: Record<TileLamp, string> = { ok: '齐', soon: '缺', late: '没人带' }

export const gapTile = (village: VillageGaps): Tile => ({
  key: village.unitId,
  name: village.shortName,
  lamp: village.gridsWithoutLeader > 0 ? 'late' : village.withoutContact + village.gridsWithoutHousehold > 0 ? 'soon' : 'ok',
  count: village.withoutContact,
  label: `${village.name}：${village.households}户在住，${village.withoutContact}户没有联系人，${village.gridsWithoutLeader}个网格没人带`,
})
