/**
 * Spans (时段): what holds from one day up to, not including, another, as pure functions.
 *
 * A thing's spans are in order of days and without gaps, so that exactly one holds on each day of its life.
 */

export interface Days {
  from: string
  /** Null: without end. */
  to: string | null
}

/** Does the span hold the day? */
export const holdsDay = ({ from, to }: Days, day: string) => from <= day && (to === null || day < to)

/** Does it reach to the day or beyond? */
export const lastsTo = ({ to }: Days, day: string) => to === null || to > day

/** Do the two share a day? */
export const overlap = (a: Days, b: Days) => (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to)

/** The same spans, with a border at the day. */
export const splitAt = <S extends Days>(spans: readonly S[], day: string): S[] =>
  spans.flatMap(span =>
    span.from < day && holdsDay(span, day)
      ? [
          { ...span, to: day },
          { ...span, from: day },
        ]
      : [span],
  )

/** What is left of the spans when the thing ends on the day. */
export const endedOn = <S extends Days>(spans: readonly S[], day: string): S[] => splitAt(spans, day).filter(({ from }) => from < day)

/** Changes the spans from the day on, up to the first that is not the `same` any more. */
export function rewrite<S extends Days>(spans: readonly S[], day: string, same: (span: S) => boolean, change: (span: S) => S): S[] {
  let going = true
  return splitAt(spans, day).map(span => {
    if (span.from < day) return span
    going &&= same(span)
    return going ? change(span) : span
  })
}

/** Neighbours that say the same are one. */
export function joined<S extends Days>(spans: readonly S[], same: (a: S, b: S) => boolean): S[] {
  const result: S[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last && last.to === span.from && same(last, span)) result.splice(-1, 1, { ...last, to: span.to })
    else result.push(span)
  }
  return result
}

/** As PostgreSQL writes a daterange. */
export const asRange = ({ from, to }: Days) => `[${from},${to ?? ''})`
