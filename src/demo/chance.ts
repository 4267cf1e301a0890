/** Chance (随机): a repeatable source of choices for demonstration data; the same seed, the same choices. */

export interface Chance {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number
  pick<T>(from: readonly T[]): T
  /** True with the given probability. */
  happens(probability: number): boolean
  /** The items in another order. */
  shuffle<T>(items: readonly T[]): T[]
  /** A source of its own for a named part, so that one part can grow without changing the others. */
  of(part: string): Chance
}

/** Source: mulberry32 (public domain), seeded by FNV-1a. */
export function chanceOf(seed: string | number): Chance {
  let state = fnv(String(seed))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return {
    below,
    pick: from => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[below(from.length)]!
    },
    happens: probability => next() < probability,
    shuffle: items => {
      const mixed = [...items]
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = below(at + 1)
        ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
      }
      return mixed
    },
    of: part => chanceOf(`${seed}/${part}`),
  }
}

function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  return hash >>> 0
}
