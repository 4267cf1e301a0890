/** The scale of a trend (走势的刻度). */
import { expect, test } from 'vitest'
import { marksOf, pathOf, placesOf } from './trend-scale.ts'

test.each([
  // values, marks, why
  [[], [0, 1], 'nothing yet: an axis all the same'],
  [[0, 0], [0, 1], 'nothing happened: no division by nothing'],
  [[1], [0, 1], 'one case is one step'],
  [[null, 3, 2], [0, 1, 2, 3], 'cases are whole: no half marks'],
  [[7], [0, 2, 4, 6, 8], 'the last mark is above the greatest'],
  [[8], [0, 2, 4, 6, 8], 'or at it'],
  [[37, 12], [0, 10, 20, 30, 40], 'tens'],
  [[41], [0, 20, 40, 60], 'not more than four steps'],
  [[212], [0, 100, 200, 300], 'hundreds'],
  [[1999], [0, 500, 1000, 1500, 2000], 'five hundreds'],
] as const)('%o has marks %o: %s', (values, marks, _why) => {
  expect(marksOf(values)).toEqual(marks)
})

const box = { left: 40, right: 160, top: 10, bottom: 110 }

test.each([
  [[0, 10], 10, ['70,110', '130,10'], 'nothing at the ground, the most at the top'],
  [[5, null, 5], 10, ['60,60', '140,60'], 'a month that has not come has no point'],
  [[], 10, [], 'nothing'],
] as const)('%o under %i stands at %o: %s', (values, top, expected, _why) => {
  expect(placesOf(values, top, box).map(({ x, y }) => `${x},${y}`)).toEqual(expected)
})

test.each([
  [[0, 10], 'M70 110L130 10', 'one line'],
  [[5, null, 5], 'M60 60M140 60', 'it does not run over what is missing'],
  [[], '', 'no line'],
] as const)('the line through %o is %s: %s', (values, path, _why) => {
  expect(pathOf(placesOf(values, 10, box))).toBe(path)
})
