/** The scale of a trend (走势的刻度): marks of the axis and places of the points. Pure. */

/**
 * The marks of the axis, from 0 up: whole numbers, evenly spaced by 1, 2 or 5 times a power of ten, at most `most` steps, the
 * last at or above the greatest value. Never cut off below: an axis that does not begin at 0 makes small changes look large.
 */
export function marksOf(values: readonly (number | null)[], most = 4): number[] {
  const greatest = Math.max(0, ...values.map(value => value ?? 0))
  const step = stepFor(greatest / most)
  const steps = Math.max(1, Math.ceil(greatest / step))
  return Array.from({ length: steps + 1 }, (_, at) => at * step)
}

function stepFor(least: number): number {
  if (least <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= least)!
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

export interface Place {
  at: number
  x: number
  y: number
}

/** Where each value stands: in the middle of its part of the width, at its share of the height. Nothing where there is no value. */
export function placesOf(values: readonly (number | null)[], top: number, { left, right, top: upper, bottom }: Box): Place[] {
  const part = (right - left) / Math.max(1, values.length)
  return values.flatMap((value, at) =>
    value === null ? [] : [{ at, x: round(left + part * (at + 0.5)), y: round(bottom - ((bottom - upper) * value) / top) }],
  )
}

/** The line through the places; it is lifted where a value is missing, and never guesses. */
export const pathOf = (places: readonly Place[]): string =>
  places.map(({ at, x, y }, index) => `${index > 0 && places[index - 1]!.at === at - 1 ? 'L' : 'M'}${x} ${y}`).join('')

const round = (number: number) => Math.round(number * 10) / 10
