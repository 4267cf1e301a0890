/** Indicators (指标): the arithmetic of showing a number. */
import { describe, expect, test } from 'vitest'
import { addedBy, monthsOf, present, total, valueOf, type Shape, type Tally } from './indicators.rules.ts'

const tally = (rows: number, part = 0, keys = rows, amount = rows): Tally => ({ rows, keys, amount, part })
const people: Shape = { aggregate: 'count', measure: '人', countsPeople: true }
const share: Shape = { aggregate: 'ratio', measure: '%', countsPeople: true }

describe('value', () => {
  test.each([
    ['count', tally(7, 0, 3, 90), 7, 'rows, whatever they hold'],
    ['distinct', tally(7, 0, 3, 90), 3, 'each key once'],
    ['sum', tally(7, 0, 3, 90), 90, 'what they add up to'],
    ['ratio', tally(3, 1), 33.3, 'one decimal'],
    ['ratio', tally(0), null, 'nothing to divide by is not zero'],
    ['ratio', tally(4, 4), 100, 'all'],
  ] as const)('%s of %o is %s: %s', (aggregate, counted, expected, _why) => {
    expect(valueOf({ aggregate }, counted)).toBe(expected)
  })
})

describe('small numbers of people', () => {
  test.each([
    [people, tally(0), true, false, 'nobody is nobody'],
    [people, tally(1), true, true, 'one could be recognised'],
    [people, tally(4), true, true, 'so could four'],
    [people, tally(5), true, false, 'five are enough'],
    [people, tally(1), false, false, 'who works there may know'],
    [{ ...people, countsPeople: false }, tally(1), true, false, 'places are not people'],
    [share, tally(100, 98), true, true, 'the two who did not would be known'],
    [share, tally(100, 50), true, false, 'both sides are many'],
    [{ ...people, aggregate: 'distinct' }, tally(9, 0, 2), true, true, 'nine shifts of two people'],
  ] as const)('%o of %o to the public %s: withheld %s: %s', (shape, counted, toPublic, expected, _why) => {
    const shown = present(shape, counted, toPublic)
    expect(shown.suppressed).toBe(expected)
    if (expected) expect([shown.value, shown.rows, shown.part, shown.whole]).toEqual([null, null, null, null])
  })
})

test.each([
  ['count', { amount: 90, part: false, isFirst: false }, 1, 'a record is a record'],
  ['sum', { amount: 90, part: false, isFirst: false }, 90, 'what it holds'],
  ['distinct', { amount: 90, part: true, isFirst: true }, 1, 'the first of its thing'],
  ['distinct', { amount: 90, part: true, isFirst: false }, 0, 'the thing stood before'],
  ['ratio', { amount: 90, part: true, isFirst: false }, 1, 'in the numerator'],
  ['ratio', { amount: 90, part: false, isFirst: true }, 0, 'in the denominator alone'],
] as const)('a record of %s, %o, adds %d: %s', (aggregate, row, expected, _why) => expect(addedBy({ aggregate }, row)).toBe(expected))

test('parts add up', () => {
  expect(total([tally(1, 1), tally(2, 1, 1, 9)])).toEqual({ rows: 3, keys: 2, amount: 10, part: 2 })
})

test.each([
  ['2020-02-10', '2020-02-20', [['2020-02-10', '2020-02-20']], 'inside one month'],
  [
    '2019-12-31',
    '2020-02-29',
    [
      ['2019-12-31', '2019-12-31'],
      ['2020-01-01', '2020-01-31'],
      ['2020-02-01', '2020-02-29'],
    ],
    'over a new year, into a leap day',
  ],
  ['2100-02-01', '2100-02-28', [['2100-02-01', '2100-02-28']], '2100 is no leap year'],
] as const)('months from %s to %s: %o: %s', (from, to, expected, _why) => {
  expect(monthsOf(from, to).map(month => [month.from, month.to])).toEqual(expected)
})
