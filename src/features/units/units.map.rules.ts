/**
 * The map (行政区划图): the tree of territory over time, as pure functions.
 *
 * A unit's name and parent hold for spans of days. What stands on a day, and each unit's path, is
 * worked out from the spans and never kept twice in memory.
 */
import { Problem } from '#platform/shared/problem.ts'
import { holdsDay, type Days } from '#platform/shared/spans.ts'
import { problems, unitKindNames, type UnitKind } from './units.contract.ts'

export interface Span extends Days {
  parentId: string | null
  name: string
  shortName: string
  /** The day on which it was entered. */
  recordedOn: string
}

export interface MapUnit {
  id: string
  kind: UnitKind
  openedOn: string
  /** The first day on which it no longer stands. */
  closedOn: string | null
  /** In order of days, without gaps. */
  spans: readonly Span[]
}

/** From that day on the successor answers for the predecessor's records. */
export interface Succession {
  predecessorId: string
  successorId: string
  effectiveOn: string
}

export interface TownMap {
  units: ReadonlyMap<string, MapUnit>
  successions: readonly Succession[]
}

/** A unit as it stands on a day. */
export interface Placed {
  id: string
  kind: UnitKind
  parentId: string | null
  name: string
  shortName: string
  /** Ids from the town down to the unit itself. */
  path: readonly string[]
}

/** A stretch of days on which name, parent and path stay the same: a row of unit_period. */
export interface Period extends Placed, Days {}

/** How far down the tree a kind stands. Depth below the village is data: a grid may hold grids. */
export const rankOf: Record<UnitKind, number> = {
  town: 0,
  community: 1,
  village: 1,
  zone: 1,
  cooperative: 2,
  quarter: 2,
  grid: 3,
  householdGroup: 4,
}

export const mayStandUnder = (child: UnitKind, parent: UnitKind) =>
  rankOf[parent] < rankOf[child] || (rankOf[parent] === rankOf[child] && rankOf[child] >= 2)

export const spanOn = (unit: MapUnit | undefined, day: string) => unit?.spans.find(span => holdsDay(span, day))

/** Every unit that stands on the day. Throws tree-would-break (409) at a parent that does not stand, a circle, or a wrong order of kinds. */
export function treeOn(map: TownMap, day: string): Map<string, Placed> {
  const placed = new Map<string, Placed>()
  const onTheWay = new Set<string>()
  const place = (unit: MapUnit, span: Span): Placed => {
    const before = placed.get(unit.id)
    if (before) return before
    if (onTheWay.has(unit.id)) throw broken(`“${span.name}”会成为自己的下级`, unit.id, day)
    onTheWay.add(unit.id)
    const found = { id: unit.id, kind: unit.kind, parentId: span.parentId, name: span.name, shortName: span.shortName }
    const made = { ...found, path: [...pathAbove(unit, span), unit.id] }
    placed.set(unit.id, made)
    return made
  }
  const pathAbove = (unit: MapUnit, { parentId, name }: Span): readonly string[] => {
    if (parentId === null) {
      if (unit.kind !== 'town') throw broken(`“${name}”没有上级`, unit.id, day)
      return []
    }
    const parent = map.units.get(parentId)
    const above = spanOn(parent, day)
    if (!parent || !above) throw broken(`“${name}”的上级在${day}已经不在`, unit.id, day)
    if (!mayStandUnder(unit.kind, parent.kind))
      throw broken(`${unitKindNames[unit.kind]}不能放在${unitKindNames[parent.kind]}下面`, unit.id, day)
    return place(parent, above).path
  }
  for (const unit of map.units.values()) {
    const span = spanOn(unit, day)
    if (span) place(unit, span)
  }
  return placed
}

const broken = (what: string, unitId: string, day: string) => new Problem(problems.treeWouldBreak, `${what}。`, { unitId, day })

/** The days from `day` on, in order, on which anything changes; `day` itself comes first. */
export function turningDays(map: TownMap, day: string): string[] {
  const days = new Set([day])
  for (const { spans } of map.units.values())
    for (const { from, to } of spans) {
      if (from > day) days.add(from)
      if (to !== null && to > day) days.add(to)
    }
  return [...days].sort()
}

/** Each unit's periods from `day` on. Throws tree-would-break (409) if the map is unsound on any of these days. */
export function periodsFrom(map: TownMap, day: string): Map<string, Period[]> {
  const periods = new Map<string, Period[]>()
  const days = turningDays(map, day)
  for (const [index, from] of days.entries()) {
    const to = days[index + 1] ?? null
    for (const placed of treeOn(map, from).values()) {
      const before = periods.get(placed.id)
      const last = before?.at(-1)
      if (last && last.to === from && sameThing(last, placed)) last.to = to
      else periods.set(placed.id, [...(before ?? []), { ...placed, from, to }])
    }
  }
  return periods
}

const sameThing = (a: Placed, b: Placed) =>
  a.parentId === b.parentId && a.name === b.name && a.shortName === b.shortName && a.path.join() === b.path.join()

/**
 * The units that a post at `unitId` reaches on a day: those below it, and the predecessors of all of these
 * by then. Empty if the unit does not stand. The database's scope_units() says the same.
 */
export function reachOn(map: TownMap, tree: ReadonlyMap<string, Placed>, unitId: string, day: string): Set<string> {
  const reached = new Set<string>()
  for (const { id, path } of tree.values()) if (path.includes(unitId)) reached.add(id)
  // A set grows while it is walked: predecessors of predecessors are found too.
  for (const id of reached)
    for (const { predecessorId, successorId, effectiveOn } of map.successions)
      if (successorId === id && effectiveOn <= day) reached.add(predecessorId)
  return reached
}
