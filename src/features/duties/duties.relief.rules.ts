/**
 * Goals of the relief of burden (减负目标): what the lists in force would have people type in a year, as pure functions.
 *
 * A cell is one field of one list for one organisation and one period. It counts as filled where the system can show it as it is.
 * Source: conventions UX-B7, UX-B12; anchors 5.12 (ask once).
 */
import type { Relief, TemplateFields } from './duties.contract.ts'
import { timesAYear } from './duties.rules.ts'

/** 95 % of the cells filled, nothing asked twice, half an hour a village a month. */
export const reliefGoals = { prefilledPercent: 95, twice: 0, monthlyMinutes: 30 } as const

export interface Demand {
  template: Pick<TemplateFields, 'asks' | 'frequency'>
  owners: readonly { villageId: string }[]
}

export interface Known {
  /** Can the system show this held field in a cell? */
  isFillable(heldIn: string): boolean
  /** Does the system hold what is asked for under this name? */
  isHeld(name: string): boolean
  /** Makes names comparable. */
  key(name: string): string
}

/** `villages`: minutes a month of each village, those with no list included. */
export function reliefOf(demands: readonly Demand[], villages: readonly number[], known: Known): Relief {
  let [cells, prefilled] = [0, 0]
  const typed = new Map<string, Map<string, number>>()
  for (const { template, owners } of demands)
    for (const { name, heldIn } of template.asks) {
      const times = owners.length * timesAYear[template.frequency]
      cells += times
      if (heldIn !== null && known.isFillable(heldIn)) prefilled += times
      if (heldIn !== null) continue
      const reached = typed.get(known.key(name)) ?? new Map<string, number>()
      for (const villageId of new Set(owners.map(owner => owner.villageId))) reached.set(villageId, (reached.get(villageId) ?? 0) + 1)
      typed.set(known.key(name), reached)
    }
  const names = new Set(demands.flatMap(({ template: { asks } }) => asks.filter(({ heldIn }) => heldIn === null).map(({ name }) => name)))
  const held = new Set([...names].filter(name => known.isHeld(name)).map(name => known.key(name)))
  const twice = [...typed].filter(([key, reached]) => held.has(key) || [...reached.values()].some(times => times > 1)).length
  return {
    cells,
    prefilled,
    prefilledPercent: cells === 0 ? null : Math.floor((prefilled * 1000) / cells) / 10,
    facts: typed.size,
    twice,
    villages: villages.length,
    mostMinutes: villages.length === 0 ? null : Math.max(...villages),
    over: villages.filter(minutes => minutes > reliefGoals.monthlyMinutes).length,
  }
}
