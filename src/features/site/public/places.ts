/** Places (村社区): the villages of the town as tiles, addresses and choices, always by code. */
import { listUnits } from '#features/units/units.actions.ts'
import { unitKindNames, type Unit } from '#features/units/units.contract.ts'
import type { Tile } from '#platform/public/tile-map.ts'
import type { Context } from '#platform/server/action.ts'

const villageKinds = ['community', 'village', 'zone'] as const

export interface Town {
  town: Unit | null
  /** Communities, villages and zones, by code. */
  villages: readonly Unit[]
  all: readonly Unit[]
}

export async function readTown(context: Context): Promise<Town> {
  const all = await listUnits(context)
  return {
    town: all.find(({ kind }) => kind === 'town') ?? null,
    villages: all.filter(({ kind }) => villageKinds.includes(kind as 'zone')),
    all,
  }
}

/** A village without a code is found by its id. */
export const villagePath = ({ code, id }: Unit) => `/villages/${code ?? id}`

export const tilesOf = (villages: readonly Unit[]): Tile[] =>
  villages.map(unit => ({
    href: villagePath(unit),
    shortName: unit.shortName,
    name: unit.name,
    kind: unit.kind as Tile['kind'],
    kindName: unitKindNames[unit.kind],
  }))

/** From the village down to the unit, both included. */
export const pathOf = ({ all }: Town, unit: Unit): Unit[] =>
  unit.path.flatMap(id => all.filter(each => each.id === id && each.kind !== 'town'))

/** Everything below the village, nearest first: those directly below, each followed by what lies below it. */
export const groupsOf = ({ all }: Town, village: Unit): { unit: Unit; below: Unit[] }[] =>
  all
    .filter(({ parentId }) => parentId === village.id)
    .map(unit => ({ unit, below: all.filter(({ id, path }) => id !== unit.id && path.includes(unit.id)) }))
