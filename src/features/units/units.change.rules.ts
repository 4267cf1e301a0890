/**
 * Changes of the map (区划变更): create, rename, move, merge, split, close, as pure functions from map to map.
 *
 * A change holds from its effective day on; what stood before that day is never rewritten.
 * Changes that were entered for later days stay as they are, and a map that would not be sound on one
 * of them is refused.
 */
import { invalidField, Problem } from '#platform/shared/problem.ts'
import { endedOn, joined, lastsTo, rewrite, splitAt } from '#platform/shared/spans.ts'
import { problems, type UnitKind } from './units.contract.ts'
import { periodsFrom, rankOf, spanOn, type MapUnit, type Period, type Span, type TownMap } from './units.map.rules.ts'

interface Named {
  name: string
  shortName: string
}

export type Change =
  | ({ verb: 'create'; id: string; kind: UnitKind; parentId: string } & Named)
  | ({ verb: 'rename'; unitId: string } & Named)
  | { verb: 'move'; unitId: string; parentId: string }
  | { verb: 'merge'; successorId: string; predecessorIds: readonly string[] }
  | { verb: 'split'; unitId: string; keep: boolean; parts: readonly ({ id: string; childIds: readonly string[] } & Named)[] }
  | { verb: 'close'; unitId: string }

/** What is to be written: the periods from the effective day on of the units that differ. */
export interface Plan {
  after: TownMap
  effectiveOn: string
  /** By unit; an empty list means that it stands no longer. */
  periods: ReadonlyMap<string, readonly Period[]>
}

/** Works a change out. Throws the refusals of the verbs, tree-would-break (409), or invalid (422) for a day in the past. */
export function planChange(before: TownMap, change: Change, effectiveOn: string, today: string): Plan {
  if (change.verb === 'create' && effectiveOn < today) throw pastDay()
  const after = applyChange(before, change, effectiveOn, today)
  const old = periodsFrom(before, effectiveOn)
  const periods = new Map([...periodsFrom(after, effectiveOn)].filter(([id, now]) => !sameDays(old.get(id), now)))
  for (const id of old.keys()) if (!spanOnOrAfter(after.units.get(id), effectiveOn)) periods.set(id, [])
  if (effectiveOn < today) for (const id of periods.keys()) requireEntryOfToday(before.units.get(id), effectiveOn, today)
  return { after, effectiveOn, periods }
}

const sameDays = (a: readonly Period[] | undefined, b: readonly Period[]) => JSON.stringify(a) === JSON.stringify(b)
const spanOnOrAfter = (unit: MapUnit | undefined, day: string) => unit?.spans.some(span => lastsTo(span, day))
const pastDay = () => invalidField('#/effectiveOn', '生效日期不能早于今天')

/** Only what was entered today may be corrected back to a day in the past: last year's report must not change. */
function requireEntryOfToday(unit: MapUnit | undefined, effectiveOn: string, today: string) {
  const touched = unit?.spans.filter(span => lastsTo(span, effectiveOn)) ?? []
  if (touched.some(({ recordedOn }) => recordedOn !== today)) throw pastDay()
}

function applyChange(map: TownMap, change: Change, day: string, today: string): TownMap {
  switch (change.verb) {
    case 'create':
      return create(map, change, day, today)
    case 'rename':
      return rename(map, change, day, today)
    case 'move':
      return move(map, change, day, today)
    case 'merge':
      return merge(map, change, day, today)
    case 'split':
      return split(map, change, day, today)
    case 'close':
      return close(map, change, day)
  }
}

type Of<V extends Change['verb']> = Extract<Change, { verb: V }>

function create(map: TownMap, { id, kind, parentId, name, shortName }: Of<'create'>, day: string, today: string): TownMap {
  standing(map, parentId, day, '#/parentId')
  const spans = [{ from: day, to: null, parentId, name, shortName, recordedOn: today }]
  return withUnits(map, [{ id, kind, openedOn: day, closedOn: null, spans }])
}

function rename(map: TownMap, { unitId, name, shortName }: Of<'rename'>, day: string, today: string): TownMap {
  const { unit, span } = standing(map, unitId, day, '#/effectiveOn')
  if (span.name === name && span.shortName === shortName) throw invalidField('#/name', '名称没有变')
  const same = (other: Span) => other.name === span.name && other.shortName === span.shortName
  return withUnits(map, [rewritten(unit, day, same, old => ({ ...old, name, shortName, recordedOn: today }))])
}

function move(map: TownMap, { unitId, parentId }: Of<'move'>, day: string, today: string): TownMap {
  const { unit, span } = standing(map, unitId, day, '#/effectiveOn')
  if (unit.kind === 'town') throw invalidField('#/parentId', '镇没有上级')
  if (span.parentId === parentId) throw invalidField('#/parentId', '它现在就在这个上级下面')
  standing(map, parentId, day, '#/parentId')
  const same = (other: Span) => other.parentId === span.parentId
  return withUnits(map, [rewritten(unit, day, same, old => ({ ...old, parentId, recordedOn: today }))])
}

function merge(map: TownMap, { successorId, predecessorIds }: Of<'merge'>, day: string, today: string): TownMap {
  const successor = staying(map, successorId, day, '#/effectiveOn')
  if (new Set(predecessorIds).size !== predecessorIds.length || predecessorIds.includes(successorId))
    throw invalidField('#/predecessorIds', '同一个单位只能选一次，也不能并入自己')
  const closed = predecessorIds.map((id, index) => {
    const { unit } = ending(map, id, day, `#/predecessorIds/${index}`)
    if (rankOf[unit.kind] !== rankOf[successor.unit.kind] || unit.kind === 'town')
      throw invalidField(`#/predecessorIds/${index}`, '只有同一级的单位能合并')
    return endingOn(unit, day)
  })
  const gone = new Set(predecessorIds)
  const orphans = adopt(map, day, today, parentId => (gone.has(parentId) ? successorId : parentId))
  const successions = predecessorIds.map(predecessorId => ({ predecessorId, successorId, effectiveOn: day }))
  return { ...withUnits(withUnits(map, orphans), closed), successions: [...map.successions, ...successions] }
}

function split(map: TownMap, { unitId, keep, parts }: Of<'split'>, day: string, today: string): TownMap {
  const { unit } = ending(map, unitId, day, '#/effectiveOn')
  if (unit.kind === 'town') throw invalidField('#/effectiveOn', '镇不能拆分')
  const partOf = new Map<string, string>()
  for (const [index, { id, childIds }] of parts.entries())
    for (const childId of childIds) {
      if (partOf.has(childId) || spanOn(map.units.get(childId), day)?.parentId !== unitId)
        throw invalidField(`#/parts/${index}/childIds`, '只能分配它现有的下级，每个分一次')
      partOf.set(childId, id)
    }
  const left = [...map.units.values()].filter(({ id, spans }) => !partOf.has(id) && spans.some(span => isUnder(span, unitId, day)))
  if (!keep && left.length > 0)
    throw new Problem(problems.hasChildren, `还有${left.length}个下级没有分配。`, { childIds: left.map(({ id }) => id) })
  const opened = parts.map(({ id, name, shortName }) => ({
    id,
    kind: unit.kind,
    openedOn: day,
    closedOn: null,
    spans: tidy(
      splitAt(unit.spans, day)
        .filter(({ from }) => from >= day)
        .map(span => ({ ...span, name, shortName, recordedOn: today })),
    ),
  }))
  const moved = [...partOf].map(([childId, partId]) => {
    const isChild = (span: Span) => span.parentId === unitId
    return rewritten(map.units.get(childId)!, day, isChild, old => ({ ...old, parentId: partId, recordedOn: today }))
  })
  const withParts = withUnits(map, [...opened, ...moved])
  if (keep) return withParts
  const successions = parts.map(({ id }) => ({ predecessorId: unitId, successorId: id, effectiveOn: day }))
  return { ...withUnits(withParts, [endingOn(unit, day)]), successions: [...map.successions, ...successions] }
}

/** A closed unit's records go to the unit above it, or nobody could read them any more. */
function close(map: TownMap, { unitId }: Of<'close'>, day: string): TownMap {
  const { unit, span } = ending(map, unitId, day, '#/effectiveOn')
  if (span.parentId === null) throw invalidField('#/effectiveOn', '镇不能撤销')
  const children = [...map.units.values()].filter(({ spans }) => spans.some(other => isUnder(other, unitId, day)))
  if (children.length > 0)
    throw new Problem(problems.hasChildren, `下面还有${children.length}个单位，请先移走或合并。`, {
      childIds: children.map(({ id }) => id),
    })
  const succession = { predecessorId: unitId, successorId: span.parentId, effectiveOn: day }
  return { ...withUnits(map, [endingOn(unit, day)]), successions: [...map.successions, succession] }
}

const isUnder = (span: Span, unitId: string, day: string) => span.parentId === unitId && lastsTo(span, day)

/** The unit and what holds for it on the day. Throws invalid (422) at the pointer if it does not stand then. */
function standing(map: TownMap, unitId: string, day: string, pointer: string) {
  const unit = map.units.get(unitId)
  const span = spanOn(unit, day)
  if (!unit || !span) throw invalidField(pointer, '这个单位在生效日期那天不存在')
  return { unit, span }
}

/** The same for a unit that takes over. Throws already-ending (409) if its own last day is settled. */
function staying(map: TownMap, unitId: string, day: string, pointer: string) {
  const found = standing(map, unitId, day, pointer)
  if (found.unit.closedOn !== null) throw new Problem(problems.alreadyEnding, `“${found.span.name}”已定于${found.unit.closedOn}撤销。`)
  return found
}

/** The same for a unit that ends, or gives parts away: it must have stood for a day. */
function ending(map: TownMap, unitId: string, day: string, pointer: string) {
  const found = staying(map, unitId, day, pointer)
  if (found.unit.openedOn >= day) throw invalidField('#/effectiveOn', `“${found.span.name}”到这天才设立，请选更晚的日期`)
  return found
}

const endingOn = (unit: MapUnit, day: string): MapUnit => ({
  ...unit,
  closedOn: day,
  spans: endedOn(unit.spans, day),
})

/** The units whose parent changes from the day on. */
function adopt(map: TownMap, day: string, today: string, parentAfter: (parentId: string) => string): MapUnit[] {
  return [...map.units.values()].flatMap(unit => {
    const orphaned = (span: Span) => lastsTo(span, day) && span.parentId !== null && parentAfter(span.parentId) !== span.parentId
    if (!unit.spans.some(orphaned)) return []
    const spans = splitAt(unit.spans, day).map(span =>
      orphaned(span) ? { ...span, parentId: parentAfter(span.parentId!), recordedOn: today } : span,
    )
    return [{ ...unit, spans: tidy(spans) }]
  })
}

const rewritten = (unit: MapUnit, day: string, same: (span: Span) => boolean, change: (span: Span) => Span): MapUnit => ({
  ...unit,
  spans: tidy(rewrite(unit.spans, day, same, change)),
})

/** Neighbours that say the same and were entered on the same day are one. */
const tidy = (spans: readonly Span[]) =>
  joined(spans, (a, b) => a.parentId === b.parentId && a.name === b.name && a.shortName === b.shortName && a.recordedOn === b.recordedOn)

const withUnits = (map: TownMap, units: readonly MapUnit[]): TownMap => ({
  ...map,
  units: new Map([...map.units, ...units.map(unit => [unit.id, unit] as const)]),
})
