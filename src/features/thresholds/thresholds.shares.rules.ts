/**
 * Shares (比例): 过半数, 三分之二以上 and their like, in whole numbers.
 *
 * Source: 民法典 art. 1259: "以上" includes the number itself, "超过" does not. domain §3.
 */
import type { Base, Majority, Quorum, Share } from './thresholds.shapes.contract.ts'

export const moreThan = (numerator: number, denominator: number): Share => ({ numerator, denominator, strict: true })
export const atLeast = (numerator: number, denominator: number): Share => ({ numerator, denominator, strict: false })

/** The fewest out of `count` that make the share. Of nobody it is one: a meeting without members decides nothing. */
export function fewest({ numerator, denominator, strict }: Share, count: number): number {
  if (count <= 0) return 1
  const product = numerator * count
  const rest = product % denominator
  const whole = (product - rest) / denominator
  return strict ? whole + 1 : rest === 0 ? whole : whole + 1
}

/** Whoever makes `share` always makes `floor` too, whatever the number. */
export function isAtLeast(share: Share, floor: Share): boolean {
  const difference = share.numerator * floor.denominator - floor.numerator * share.denominator
  return difference > 0 || (difference === 0 && (share.strict || !floor.strict))
}

const breadth: Record<Base, number> = { present: 0, eligible: 1, all: 2 }
/** Those who came are never more than those who ought to come, nor these more than all. */
export const isAsBroad = (base: Base, floor: Base): boolean => breadth[base] >= breadth[floor]

/** A larger share of as broad a number. A larger share of fewer people is not comparable, and so not stricter. */
export const isMajorityAsStrict = (majority: Majority, floor: Majority): boolean =>
  isAtLeast(majority.share, floor.share) && isAsBroad(majority.base, floor.base)

/** Each way of counting is one that the floor has too, and no easier. */
export const isQuorumAsStrict = (quorum: readonly Quorum[], floor: readonly Quorum[]): boolean =>
  quorum.every(each =>
    floor.some(under => under.route === each.route && isAtLeast(each.share, under.share) && isAsBroad(each.base, under.base)),
  )
