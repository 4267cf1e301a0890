/**
 * Demonstration units (示例组织单元): the town, its 33 villages and communities, two zones,
 * 281 cooperatives, quarters of the urban communities and household groups.
 *
 * Source: the article (T05 to T07, 新田村's 13 groups, 爱国社区); domain §1.
 */
import type { UnitKind } from '#features/units/units.contract.ts'
import { unitKindNames } from '#features/units/units.contract.ts'
import type { UnitRow } from '#features/units/units.workbook.ts'
import type { Chance } from './chance.ts'
import { hamlets, isUrban, quarterNames, theVillages, townCode, townName, zones, type Village } from './places.ts'

/** The day from which the demonstration town keeps its books. */
export const openedOn = '2010-01-01'
export const cooperativeCount = 281

/** A unit below a village. */
export interface Place {
  code: string
  name: string
  /** 福寿里 */
  shortName: string
  kind: 'cooperative' | 'quarter' | 'householdGroup'
  parentCode: string
  village: Village
}

export interface DemoUnits {
  rows: UnitRow[]
  cooperatives: Place[]
  quarters: Place[]
  groups: Place[]
}

export function demoUnits(chance: Chance): DemoUnits {
  const counts = cooperativesPerVillage(chance)
  const cooperatives = theVillages.flatMap(village => cooperativesOf(village, counts.get(village.code)!, chance.of(village.code)))
  const quarters = theVillages
    .filter(isUrban)
    .flatMap((village, at) => [0, 1].map(order => quarterOf(village, order, quarterNames[at * 2 + order]!)))
  const groups = theVillages.flatMap(village =>
    groupsOf(
      village,
      cooperatives.filter(place => place.village === village),
    ),
  )
  const rows = [
    row({ code: townCode, name: townName, shortName: townName, kind: 'town', parentCode: null }),
    ...theVillages.map(village => row({ ...village, parentCode: townCode })),
    ...zones.map(zone => row({ ...zone, kind: 'zone', parentCode: townCode })),
    ...[...cooperatives, ...quarters, ...groups].map(row),
  ]
  return { rows, cooperatives, quarters, groups }
}

const row = ({
  code,
  name,
  shortName,
  kind,
  parentCode,
}: {
  code: string
  name: string
  shortName: string
  kind: UnitKind
  parentCode: string | null
}): UnitRow => ({
  code,
  name,
  shortName,
  kind: unitKindNames[kind],
  parentCode,
  openedOn,
  closedOn: null,
})

/** 281 in all: 13 in 新田, nine in 爱国, five in each urban community, the rest spread over the others. */
function cooperativesPerVillage(chance: Chance): Map<string, number> {
  const fixed = (village: Village) => (village.shortName === '新田' ? 13 : village.shortName === '爱国' ? 9 : isUrban(village) ? 5 : null)
  const counts = new Map(theVillages.map(village => [village.code, fixed(village) ?? 8]))
  const open = theVillages.filter(village => fixed(village) === null).map(village => village.code)
  let left = cooperativeCount - [...counts.values()].reduce((sum, count) => sum + count, 0)
  for (; left > 0; left -= 1) {
    const code = chance.pick(open.filter(candidate => counts.get(candidate)! < 12))
    counts.set(code, counts.get(code)! + 1)
  }
  return counts
}

function cooperativesOf(village: Village, count: number, chance: Chance): Place[] {
  const known = village.shortName === '爱国' ? ['福寿里', '北街'] : []
  const names = [...known, ...chance.shuffle(hamlets.filter(name => !known.includes(name)))].slice(0, count)
  return names.map((shortName, at) => ({
    code: `${village.code}-${String(at + 1).padStart(2, '0')}`,
    name: `${shortName}经济社`,
    shortName,
    kind: 'cooperative',
    parentCode: village.code,
    village,
  }))
}

const quarterOf = (village: Village, order: number, name: string): Place => ({
  code: `${village.code}-${51 + order}`,
  name,
  shortName: name,
  kind: 'quarter',
  parentCode: village.code,
  village,
})

/** One group below each of 新田's 13 cooperatives and of eight in 爱国; elsewhere below the first two. */
function groupsOf(village: Village, cooperatives: readonly Place[]): Place[] {
  const count = village.shortName === '新田' ? 13 : village.shortName === '爱国' ? 8 : 2
  return cooperatives.slice(0, count).map(({ code, shortName }) => ({
    code: `${code}-01`,
    name: `${shortName}小组`,
    shortName,
    kind: 'householdGroup',
    parentCode: code,
    village,
  }))
}
