/** Thresholds (表决门槛): what holds for every roll and every count, whatever the rule. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate, type Manner, type Roll, type Tally } from './thresholds.outcome.rules.ts'
import { easierParts, ruleWith } from './thresholds.rules.ts'
import type { Parts, Rule, Share } from './thresholds.shapes.contract.ts'
import { fewest, isAtLeast } from './thresholds.shares.rules.ts'
import { statutes } from './thresholds.statutes.rules.ts'

const manner: Manner = { method: 'secret', ownInterests: false }
const ready: readonly Rule[] = statutes.filter(({ quorum, majority }) => quorum && majority).map(rule => ({ ...rule, unsettled: {} }))

const aRule = fc.constantFrom(...ready)
const aShare: fc.Arbitrary<Share> = fc
  .record({ numerator: fc.integer({ min: 1, max: 12 }), denominator: fc.integer({ min: 1, max: 12 }), strict: fc.boolean() })
  .filter(
    ({ numerator, denominator, strict }) => 2 * numerator >= denominator && (strict ? numerator < denominator : numerator <= denominator),
  )
const aQuorum = fc.record({
  route: fc.constantFrom('voters' as const, 'households' as const, 'groups' as const),
  share: aShare,
  base: fc.constantFrom('eligible' as const, 'all' as const),
})
const someParts: fc.Arbitrary<Parts> = fc.record({
  quorum: fc.option(fc.uniqueArray(aQuorum, { minLength: 1, maxLength: 3, selector: ({ route }) => route })),
  majority: fc.option(fc.record({ share: aShare, base: fc.constantFrom('present' as const, 'eligible' as const, 'all' as const) })),
  noticeDays: fc.option(fc.nat(40)),
})
/** A roll and a count that fit together. */
const aVote: fc.Arbitrary<{ roll: Roll; tally: Tally }> = fc
  .record({
    route: fc.constantFrom('voters' as const, 'households' as const, 'groups' as const),
    all: fc.integer({ min: 1, max: 60 }),
    cuts: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ route, all, cuts }) => {
    const upTo = (most: number, index: number) => cuts[index]! % (most + 1)
    const eligible = all - upTo(all > 3 ? 3 : 0, 0)
    const present = eligible - upTo(eligible, 1)
    const recused = upTo(present, 2) % 3
    const voting = present - Math.min(recused, present)
    const yes = voting - upTo(voting, 3)
    const against = upTo(voting - yes, 4)
    return { roll: { route, all, eligible, present, recused }, tally: { for: yes, against, abstain: upTo(voting - yes - against, 5) } }
  })

const passes = (rule: Rule, roll: Roll, tally: Tally) => evaluate(rule, roll, tally, manner).verdict === 'passed'

test('more yes votes never turn a pass into a fail', () => {
  fc.assert(
    fc.property(
      aRule,
      aVote,
      fc.constantFrom('against' as const, 'abstain' as const, 'newcomer' as const),
      (rule, { roll, tally }, from) => {
        fc.pre(passes(rule, roll, tally))
        const more = { ...tally, for: tally.for + 1 }
        if (from === 'newcomer') {
          fc.pre(roll.present < roll.eligible)
          expect(passes(rule, { ...roll, present: roll.present + 1 }, more)).toBe(true)
        } else {
          fc.pre(tally[from] > 0)
          expect(passes(rule, roll, { ...more, [from]: tally[from] - 1 })).toBe(true)
        }
      },
    ),
  )
})

test('a stricter override never passes what the floor rejects: the least that passes it, and everything else', () => {
  fc.assert(
    fc.property(aRule, someParts, aVote, (floor, parts, { roll, tally }) => {
      const stricter = ruleWith(floor, [{ unitId: 'v', number: 1, parts }])
      if (passes(stricter, roll, tally)) expect(passes(floor, roll, tally)).toBe(true)

      const called = { ...roll, route: stricter.quorum![0]!.route }
      const least = evaluate(stricter, called, { for: 0, against: 0, abstain: 0 }, manner).needed!.for
      const edge = { for: least, against: 0, abstain: 0 }
      if (passes(stricter, called, edge)) expect(passes(floor, called, edge)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('what is called easier is easier for some meeting or not to be compared; what is not is as strict for every one', () => {
  fc.assert(
    fc.property(aRule, someParts, (floor, parts) => {
      const easier = easierParts(parts, floor)
      const { noticeDays } = parts
      expect(easier.includes('noticeDays')).toBe(noticeDays !== null && floor.noticeDays !== null && noticeDays < floor.noticeDays)
    }),
  )
  fc.assert(
    fc.property(aShare, aShare, fc.integer({ min: 1, max: 5000 }), (share, floor, count) => {
      if (isAtLeast(share, floor)) expect(fewest(share, count)).toBeGreaterThanOrEqual(fewest(floor, count))
    }),
  )
})

test('recusal never lowers what is asked of the members due or of all', () => {
  fc.assert(
    fc.property(aRule, aVote, (rule, { roll, tally }) => {
      fc.pre(rule.majority!.base !== 'present')
      const { needed } = evaluate(rule, roll, tally, manner)
      const without = evaluate(rule, { ...roll, recused: 0 }, tally, manner).needed
      expect(needed).toEqual(without)
    }),
  )
})

test('the fewest that make a share make it, and one less does not', () => {
  fc.assert(
    fc.property(aShare, fc.integer({ min: 1, max: 100_000 }), (share, count) => {
      const makes = (some: number) =>
        share.strict ? some * share.denominator > share.numerator * count : some * share.denominator >= share.numerator * count
      const least = fewest(share, count)
      expect([makes(least), makes(least - 1)]).toEqual([true, false])
    }),
  )
})
