/**
 * Indicators (指标): the arithmetic of showing a number, as pure functions.
 *
 * Source: design.md D5; domain §28 (small cells).
 */
import type { IndicatorSummary, Measured } from './indicators.contract.ts'
import { isFew, numberWords, withheldWords, type Withholding } from './indicators.words.ts'

/** What the one query over the rows gave. */
export interface Tally {
  rows: number
  /** Distinct keys. */
  keys: number
  /** Sum of the amounts. */
  amount: number
  /** Rows in the numerator. */
  part: number
}

export type Shape = Pick<IndicatorSummary, 'aggregate' | 'measure'> & { countsPeople?: boolean }

export const emptyTally: Tally = { rows: 0, keys: 0, amount: 0, part: 0 }

/** The number itself; a ratio in per cent with one decimal, null when there is nothing to divide by. */
export function valueOf({ aggregate }: Pick<Shape, 'aggregate'>, { rows, keys, amount, part }: Tally): number | null {
  switch (aggregate) {
    case 'count':
      return rows
    case 'distinct':
      return keys
    case 'sum':
      return amount
    case 'ratio':
      return rows === 0 ? null : Math.round((part * 1000) / rows) / 10
  }
}

/** What one record adds to the number; to a ratio's numerator. */
export function addedBy({ aggregate }: Pick<Shape, 'aggregate'>, row: { amount: number; part: boolean; isFirst: boolean }): number {
  if (aggregate === 'sum') return row.amount
  return aggregate === 'count' || (aggregate === 'distinct' ? row.isFirst : row.part) ? 1 : 0
}

/** How many people the number tells of; a ratio tells of both its sides. */
export const peopleIn = ({ aggregate }: Pick<Shape, 'aggregate'>, { rows, keys, part }: Tally): number[] =>
  aggregate === 'ratio' ? [part, rows - part] : [aggregate === 'distinct' ? keys : rows]

/** Would the number tell of one to four people? For a ratio, of either side of it. */
export const isSmall = (shape: Shape, tally: Tally): boolean => shape.countsPeople === true && peopleIn(shape, tally).some(isFew)

/** The tally as the reader is told it by itself. `toPublic`: small cells are withheld; what stands beside it is told.rules' concern. */
export const present = (shape: Shape, tally: Tally, toPublic: boolean): Measured =>
  toPublic && isSmall(shape, tally) ? withheld(shape, 'few') : told(shape, tally)

/** The tally as it is. */
function told(shape: Shape, tally: Tally): Measured {
  const value = valueOf(shape, tally)
  const isRatio = shape.aggregate === 'ratio'
  return {
    value,
    shown: numberWords(shape, value, tally.rows),
    rows: tally.rows,
    part: isRatio ? tally.part : null,
    whole: isRatio ? tally.rows : null,
    suppressed: false,
  }
}

/** Nothing of the number but why. */
export const withheld = (shape: Pick<Shape, 'aggregate'>, why: Withholding): Measured => ({
  value: null,
  shown: withheldWords(shape, why),
  rows: null,
  part: null,
  whole: null,
  suppressed: true,
})

/** The parts added up; for kinds that add up this is the whole. */
export const total = (parts: readonly Tally[]): Tally =>
  parts.reduce(
    (sum, { rows, keys, amount, part }) => ({
      rows: sum.rows + rows,
      keys: sum.keys + keys,
      amount: sum.amount + amount,
      part: sum.part + part,
    }),
    emptyTally,
  )

/** First and last day of each month that the period touches, cut to the period. */
export function monthsOf(from: string, to: string): { from: string; to: string }[] {
  const months: { from: string; to: string }[] = []
  let [year, month] = from.split('-').map(Number) as [number, number]
  const day = (y: number, m: number, d: number) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  for (;;) {
    const first = day(year, month, 1)
    if (first > to) return months
    const last = day(year, month, daysIn(year, month))
    months.push({ from: first < from ? from : first, to: last > to ? to : last })
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
}

const daysIn = (year: number, month: number) =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
