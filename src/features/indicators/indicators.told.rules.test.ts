/** Numbers of people that the public is told (公开的人数): whoever subtracts learns nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { total, type Shape, type Tally } from './indicators.rules.ts'
import { isOfAYear, withholdingsOf } from './indicators.told.rules.ts'
import { smallestCell, type Withholding } from './indicators.words.ts'

const people: Shape = { aggregate: 'count', measure: '人', countsPeople: true }
const share: Shape = { aggregate: 'ratio', measure: '%', countsPeople: true }
const tally = (rows: number, part = 0): Tally => ({ rows, keys: rows, amount: rows, part })
const of = (counts: readonly number[]) => {
  const parts = counts.map(count => tally(count))
  return withholdingsOf(people, parts, total(parts))
}

describe('what is withheld besides the small numbers', () => {
  test.each([
    [[1, 8, 30], ['few', 'others', null], null, 'the smallest of the others hides one'],
    [[1, 7, 30], ['few', 'others', 'others'], null, 'but not where, with at least five of eight, it must be less than four'],
    [[0, 1, 8], [null, 'few', 'others'], null, 'zeros are told, and hide nobody'],
    [[6, 7, 30], [null, null, null], null, 'nobody is to be hidden'],
    [[3, 2, 30], ['few', 'few', null], null, 'two hide each other'],
    [[4, 4, 30], ['few', 'few', 'others'], null, 'but not where both must be four'],
    [[1, 1, 30], ['few', 'few', 'others'], null, 'nor where both must be one'],
    [[1, 5, 9, 30], ['few', 'others', 'others', null], null, 'one of six beside at least five is one'],
    [[2, 0, 0], ['few', null, null], 'few', 'the whole is the part'],
    [[1, 1, 1, 1], ['few', 'few', 'few', 'few'], 'others', 'less than five in four places is one in each'],
    [[4, 4, 0], ['few', 'few', null], 'others', 'there is no other: the whole is withheld'],
  ] as const)('%j: %j, the whole %s: %s', (counts, parts, whole, _why) => {
    expect(of(counts)).toEqual({ parts, whole })
  })

  test('each small number may be any of one to four, for all that is told', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(14), { minLength: 1, maxLength: 5 }), counts => {
        const told = of(counts)
        const all = counts.reduce((sum, count) => sum + count, 0)
        for (const [index, why] of told.parts.entries()) {
          expect(why === 'few').toBe(counts[index]! > 0 && counts[index]! < smallestCell)
          if (why === 'few') for (let guess = 1; guess < smallestCell; guess += 1) expect(fits(counts, told, all, index, guess)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('a share tells of both sides, and of neither in one place alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 5 }), pairs => {
        const parts = pairs.map(([yes, no]) => tally(yes + no, yes))
        const { parts: why, whole } = withholdingsOf(share, parts, total(parts))
        const withheld = pairs.filter((_, index) => why[index])
        for (const [index, pair] of pairs.entries())
          if (pair.some(count => count > 0 && count < smallestCell)) expect(why[index]).not.toBeNull()
        if (whole !== null || withheld.length === 0) return
        expect(withheld.length).toBeGreaterThan(1)
        for (const side of [0, 1] as const) {
          const sum = withheld.reduce((all, pair) => all + pair[side], 0)
          expect(sum === 0 || sum >= smallestCell).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('a share is withheld where the number of its numerator is, and with its whole', () => {
    const parts = [tally(30, 1), tally(30, 9), tally(60, 8), tally(40, 20)]
    const counts = parts.map(({ part }) => tally(part))
    const counted = withholdingsOf(people, counts, total(counts))
    expect(counted.parts).toEqual(['few', null, 'others', null])
    const hidden = (numerator?: Parameters<typeof withholdingsOf>[3]) =>
      withholdingsOf(share, parts, total(parts), numerator).parts.map(why => why !== null)
    expect(hidden(), 'by itself it would tell of the eight').toEqual([true, true, false, false])
    expect(hidden(counted)).toEqual([true, false, true, false])
    expect(withholdingsOf(share, parts, total(parts), { ...counted, whole: 'others' }).whole).toBe('others')
  })

  test.each([
    ['flow', ['2020-01-01', '2020-12-31', '2020-12-31'], true, 'a whole year'],
    ['flow', ['2020-01-01', '2020-12-31', '2020-12-30'], false, 'as of another day'],
    ['flow', ['2020-01-02', '2020-12-31', '2020-12-31'], false, 'a day less'],
    ['flow', ['2019-01-01', '2020-12-31', '2020-12-31'], false, 'two years'],
    ['flow', ['2025-01-01', '2025-12-31', '2025-12-31'], true, 'over since last night'],
    ['flow', ['2026-01-01', '2026-12-31', '2026-01-01'], false, 'it has just begun'],
    ['flow', ['2026-01-01', '2026-12-31', '2026-12-31'], false, 'it is to come'],
    ['stock', ['2020-06-01', '2020-12-31', '2020-12-31'], true, 'what stood at the end of the year'],
    ['stock', ['2020-01-01', '2020-12-31', '2020-06-30'], false, 'in the middle of it'],
    ['stock', ['2026-01-01', '2026-12-31', '2026-12-31'], false, 'at an end that is to come'],
  ] as const)('%s of %j is of a whole year: %s: %s', (kind, [from, to, asOf], expected, _why) => {
    expect(isOfAYear({ kind }, { from, to, asOf }, '2026-01-01')).toBe(expected)
  })
})

/** Is there a town in which the part is as guessed and all that is told is true? */
function fits(
  counts: readonly number[],
  { parts, whole }: { parts: readonly (Withholding | null)[]; whole: Withholding | null },
  all: number,
  guessed: number,
  guess: number,
): boolean {
  let [least, most] = [0, 0]
  for (const [index, count] of counts.entries()) {
    const why = parts[index]
    const range = index === guessed ? [guess, guess] : why === 'few' ? [1, 4] : why === 'others' ? [5, Infinity] : [count, count]
    least += range[0]!
    most += range[1]!
  }
  // sums of ranges of whole numbers leave nothing out in between
  if (whole === null) return least <= all && all <= most
  return whole === 'others' || (least < smallestCell && most >= 1)
}
