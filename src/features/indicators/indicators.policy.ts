/** Indicators (指标): who may read which number. Pure; one entry per endpoint. */
import { postsOf, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export interface AskedIndicator {
  audience: 'public' | 'staff'
  /** The units with authority over the one asked about, from the town down to itself. */
  path: readonly string[]
}

/** A number for staff is read by those with a post at the unit or above. */
const reader = (actor: Actor, { audience, path }: AskedIndicator) =>
  audience === 'public' || postsOf(actor).some(({ unitId }) => path.includes(unitId))

const says = 'anyone, of public indicators; of others those with a post at the unit or above (else not found)'

export const indicatorPolicy = definePolicy<AskedIndicator | null, 'list' | 'value' | 'rows' | 'series' | 'children'>('indicators', {
  list: { who: () => true, says: 'anyone, of what they may read' },
  value: { who: (actor, asked) => asked !== null && reader(actor, asked), says },
  rows: { who: (actor, asked) => asked !== null && reader(actor, asked), says },
  series: { who: (actor, asked) => asked !== null && reader(actor, asked), says },
  children: { who: (actor, asked) => asked !== null && reader(actor, asked), says },
})
