/**
 * Numbers of people that the public is told (公开的人数): which are withheld besides the small ones. Pure.
 *
 * There is one table a year: the town, the units directly below it and the town's own records. Every question of the public is
 * answered from it, however it is asked, so that no two answers can be subtracted. Not kept from whoever reckons with the choice:
 * that the smallest of the others is withheld tells how large it is at most. Source: domain §28 (small cells); design.md D5.
 */
import type { IndicatorSummary } from './indicators.contract.ts'
import { isSmall, peopleIn, type Shape, type Tally } from './indicators.rules.ts'
import { smallestCell, type Withholding } from './indicators.words.ts'

/** Is the question of a whole year that is over? What stands, rather than happens, is asked of the year's last day. */
export function isOfAYear(
  { kind }: Pick<IndicatorSummary, 'kind'>,
  { from, to, asOf }: { from: string; to: string; asOf: string },
  today: string,
): boolean {
  const year = asOf.slice(0, 4)
  const isYearsEnd = asOf === `${year}-12-31` && asOf < today
  return isYearsEnd && (kind === 'stock' || (from === `${year}-01-01` && to === asOf))
}

/** Null: told as it is. */
export interface Withheld {
  parts: (Withholding | null)[]
  whole: Withholding | null
}

/**
 * What of a whole and its parts is withheld: every small number, and where it could be had by subtraction the smallest of the other
 * parts, as many as it takes; if all of them do not do, the whole. Zeros are told. `numerator`: what is withheld of the number that
 * counts a ratio's numerator, part by part; the ratio would give it away.
 */
export function withholdingsOf(shape: Shape, parts: readonly Tally[], whole: Tally, numerator?: Withheld): Withheld {
  const size = (index: number) => peopleIn(shape, parts[index]!).reduce((sum, count) => sum + count, 0)
  const small = parts.flatMap((part, index) => (isSmall(shape, part) ? [index] : []))
  const hidden = [...new Set([...small, ...(numerator?.parts ?? []).flatMap((why, index) => (why && size(index) > 0 ? [index] : []))])]
  const others = parts
    .map((_, index) => index)
    .filter(index => size(index) > 0 && !hidden.includes(index))
    .sort((a, b) => size(a) - size(b) || a - b)
  const toldBut = (without: readonly number[], ofWhole: Withholding | null): Withheld => ({
    parts: parts.map((_, index) => (small.includes(index) ? 'few' : without.includes(index) ? 'others' : null)),
    whole: ofWhole,
  })
  // A small whole of several parts: "<5" would say of four that each is one.
  if (isSmall(shape, whole)) return toldBut(hidden, small.length + others.length > 1 ? 'others' : 'few')
  if (numerator?.whole) return toldBut(hidden, 'others')
  for (let more = 0; more <= others.length; more += 1) {
    const without = [...hidden, ...others.slice(0, more)]
    const isSafe = shape.aggregate === 'ratio' ? hidesSides : leavesOpen
    if (
      isSafe(
        without.map(index => peopleIn(shape, parts[index]!)),
        small.length,
      )
    )
      return toldBut(without, null)
  }
  return toldBut(hidden, 'others')
}

/**
 * Might each small number still be any of one to four, for whoever knows the sum of all that is withheld, which of it is small, and
 * that the rest is not?
 */
function leavesOpen(counts: readonly number[][], small: number): boolean {
  if (small === 0) return true
  const sum = counts.flat().reduce((all, count) => all + count, 0)
  const rest = counts.length - small
  const most = smallestCell - 1
  const atMost = sum - (small - 1) - smallestCell * rest
  const atLeast = rest > 0 ? 1 : sum - most * (small - 1)
  return atMost >= most && atLeast <= 1
}

/** Of ratios it is not told which is small: two together hide each, if they do not tell of few people together. */
function hidesSides(counts: readonly number[][]): boolean {
  if (counts.length === 0) return true
  const sums = [0, 1].map(side => counts.reduce((sum, sides) => sum + sides[side]!, 0))
  return counts.length > 1 && sums.every(sum => sum === 0 || sum >= smallestCell)
}
