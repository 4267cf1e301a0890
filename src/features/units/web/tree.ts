/** The units as a tree (组织树): pure. */
import { unitKindNames, type Unit } from '../units.contract.ts'

export interface Branch {
  key: string
  title: string
  children: Branch[]
}

/** The tree of the units, in their given order. A unit whose parent is not among them stands at the top. */
export function branchesOf(units: readonly Unit[]): Branch[] {
  const branches = new Map(units.map(unit => [unit.id, { key: unit.id, title: unit.name, children: [] as Branch[] }]))
  const top: Branch[] = []
  for (const { id, parentId } of units) (parentId === null ? top : (branches.get(parentId)?.children ?? top)).push(branches.get(id)!)
  return top
}

/** The units whose name or code holds the text, with all those above them. */
export function matching(units: readonly Unit[], text: string): Unit[] {
  const wanted = text.trim()
  const kept = new Set(units.filter(({ name, code }) => name.includes(wanted) || code?.includes(wanted)).flatMap(({ path }) => path))
  return units.filter(({ id }) => kept.has(id))
}

/** "31个社区或村，281个经济社": the units right below one, counted by kind, in the order of the kinds. */
export function countsBelow(units: readonly Unit[], id: string): { kind: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const unit of units) {
    if (unit.id !== id && unit.path.includes(id)) counts.set(unit.kind, (counts.get(unit.kind) ?? 0) + 1)
  }
  return Object.entries(unitKindNames)
    .filter(([kind]) => counts.has(kind))
    .map(([kind, name]) => ({ kind: name, count: counts.get(kind)! }))
}
