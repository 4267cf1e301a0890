/** Previews (变更预览): what a change of the map does to units and to the reach of posts, as pure functions. */
import type { UnitChange } from './units.change.contract.ts'
import { reachOn, type Placed, type TownMap } from './units.map.rules.ts'

type Tree = ReadonlyMap<string, Placed>
interface Both<T> {
  before: T
  after: T
}

/** What becomes of each of the units; those that stay as they are on that day are left out. */
export function changesOf(trees: Both<Tree>, unitIds: readonly string[]): UnitChange[] {
  return unitIds.flatMap(unitId => {
    const before = trees.before.get(unitId)
    const after = trees.after.get(unitId)
    const what = kindOfChange(before, after)
    if (!what) return []
    return [{ unitId, kind: (after ?? before)!.kind, what, before: seen(trees.before, before), after: seen(trees.after, after) }]
  })
}

function kindOfChange(before: Placed | undefined, after: Placed | undefined): UnitChange['what'] | null {
  if (!before) return after ? 'opens' : null
  if (!after) return 'closes'
  if (before.parentId !== after.parentId) return 'moves'
  if (before.name !== after.name || before.shortName !== after.shortName) return 'isRenamed'
  return before.path.join() === after.path.join() ? null : 'movesAlong'
}

const seen = (tree: Tree, placed: Placed | undefined) =>
  placed ? { name: placed.name, parentName: (placed.parentId && tree.get(placed.parentId)?.name) || null } : null

/** The posts whose reach differs, with the names of the units gained and lost. A merged unit's rows count as its successor's. */
export function postChanges<P extends { unitId: string }>(maps: Both<TownMap>, trees: Both<Tree>, posts: readonly P[], day: string) {
  const nameOf = (id: string) => (trees.before.get(id) ?? trees.after.get(id))?.name ?? ''
  const only = (some: Set<string>, others: Set<string>) =>
    [...some]
      .filter(id => !others.has(id))
      .map(nameOf)
      .filter(Boolean)
      .sort()
  const reached = new Map<string, Both<Set<string>>>()
  return posts.flatMap(post => {
    const { unitId } = post
    const reach = reached.get(unitId) ?? {
      before: reachOn(maps.before, trees.before, unitId, day),
      after: reachOn(maps.after, trees.after, unitId, day),
    }
    reached.set(unitId, reach)
    const gained = only(reach.after, reach.before)
    const lost = only(reach.before, reach.after)
    return gained.length + lost.length === 0 ? [] : [{ ...post, unitName: nameOf(unitId), gained, lost }]
  })
}
