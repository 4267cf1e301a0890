/**
 * Goals of the relief of burden (减负目标): what the lists in force would have people type in a year, as pure functions.
 *
 * A cell is one field of one list for one organisation and one period. It counts as filled where the system can show it as it is.
 * Source: conventions UX-B7, UX-B12; anchors 5.12 (ask once).
 */
import type { Binds, Relief, TemplateFields } from './duties.contract.ts'
import { timesAYear } from './duties.rules.ts'

/** 95 % of the cells filled, nothing asked twice, half an hour a village a month. */
export const reliefGoals = { prefilledPercent: 95, twice: 0, monthlyMinutes: 30 } as const

export interface Demand {
  template: Pick<TemplateFields, 'asks' | 'frequency' | 'binds'>
  owners: readonly { villageId: string }[]
}

export interface Known {
  /** Can the system show this held field in a cell of a body or of a unit? */
  isFillable(heldIn: string, binds: Binds): boolean
  /** Does the system hold for a body, or for a unit, what is asked for under this name? */
  isHeld(name: string, binds: Binds): boolean
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
      if (heldIn !== null && known.isFillable(heldIn, template.binds)) prefilled += times
      if (heldIn !== null) continue
      const reached = typed.get(known.key(name)) ?? new Map<string, number>()
      for (const villageId of new Set(owners.map(owner => owner.villageId))) reached.set(villageId, (reached.get(villageId) ?? 0) + 1)
      typed.set(known.key(name), reached)
    }
  const held = new Set(
    demands.flatMap(({ template: { asks, binds } }) =>
      asks.filter(({ name, heldIn }) => heldIn === null && known.isHeld(name, binds)).map(({ name }) => known.key(name)),
    ),
  )
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
