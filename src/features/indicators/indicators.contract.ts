/**
 * Indicators (指标): what crosses the wire.
 *
 * A value, its rows, its course over time and its parts come from one query, so that they cannot disagree.
 * Source: design.md D5; anchors 5.14.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const IndicatorSummary = z.object({
  id: z.string(),
  version: z.number().int(),
  nameZh: z.string(),
  definition: z.string(),
  measure: z.string(),
  kind: z.enum(['flow', 'stock']),
  aggregate: z.enum(['count', 'distinct', 'sum', 'ratio']),
  additive: z.boolean(),
  audience: z.enum(['public', 'staff']),
})
export type IndicatorSummary = z.infer<typeof IndicatorSummary>

/** The period asked, as it was understood. */
export const AskedPeriod = z.object({ unitId: Id, unitName: z.string(), from: LocalDate, to: LocalDate, asOf: LocalDate })

export const Measured = z.object({
  /** The number; for a ratio per cent with one decimal. Null: nothing to divide by, or a number of people that is not told. */
  value: z.number().nullable(),
  /** What to show: the number with its measure, 尚无记录, or why it is not told: "<5", 不公开, 按年公布. */
  shown: z.string(),
  /** Records behind it. Null where the number is not told. */
  rows: z.number().int().nullable(),
  /** Numerator and denominator of a ratio, in rows. */
  part: z.number().int().nullable(),
  whole: z.number().int().nullable(),
  /**
   * Not told to the public: one to four people; what would tell of them by subtraction; and people counted over anything but a whole
   * year that is over, or of a place below the units directly below the town.
   */
  suppressed: z.boolean(),
})
export type Measured = z.infer<typeof Measured>

export const IndicatorValue = Measured.extend({
  indicator: IndicatorSummary,
  period: AskedPeriod,
  /** Sentences the reader must know, e.g. that a year's working days are an estimate. */
  notes: z.array(z.string()),
  /** Did the parts add up to the whole when last proved? Null: not proved yet, or the parts do not add up by nature. */
  check: z.object({ on: LocalDate, holds: z.boolean(), detail: z.string() }).nullable(),
})
export type IndicatorValue = z.infer<typeof IndicatorValue>

export const Row = z.object({
  id: Id,
  day: LocalDate,
  unitId: Id,
  unitName: z.string(),
  label: z.string(),
  amount: z.number(),
  part: z.boolean(),
  /** What the record adds to the number: over all pages it is the number, or a ratio's numerator. 0 for a thing counted before. */
  adds: z.number(),
  /** Where the console shows the record; null for the public. */
  link: z.string().nullable(),
})

export const problems = {
  noSuchUnitThen: {
    type: '/problems/indicators/no-such-unit-then',
    status: 422,
    title: '那一天还没有这个单位',
    remedy: '请换一个日期，或换一个单位。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ indicatorId: z.string().max(80) })
const asked = z.object({
  unitId: Id,
  from: LocalDate,
  to: LocalDate,
  /** The tree as of this day; left out: the last day of the period, or today if that is earlier. */
  asOf: LocalDate.optional(),
})
const questions = [problems.noSuchUnitThen]

export const endpoints = {
  list: defineEndpoint({
    name: 'indicators.list',
    method: 'GET',
    path: '/indicators',
    summary: 'The indicators that the caller may read, with their definitions.',
    access: 'public',
    response: z.object({ items: z.array(IndicatorSummary) }),
  }),
  value: defineEndpoint({
    name: 'indicators.value',
    method: 'GET',
    path: '/indicators/:indicatorId/value',
    summary: 'The value for a unit and a period.',
    access: 'public',
    params: one,
    query: asked,
    response: IndicatorValue,
    problems: questions,
  }),
  rows: defineEndpoint({
    name: 'indicators.rows',
    method: 'GET',
    path: '/indicators/:indicatorId/rows',
    summary: 'The records behind a value that the caller may read; the others are counted, with the reason.',
    access: 'public',
    params: one,
    query: asked.extend({ cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Row).extend({ hidden: z.object({ count: z.number().int().nullable(), reason: z.string() }).nullable() }),
    problems: questions,
  }),
  series: defineEndpoint({
    name: 'indicators.series',
    method: 'GET',
    path: '/indicators/:indicatorId/series',
    summary: 'The value month by month: of what happened in each, or of what stood at its end.',
    access: 'public',
    params: one,
    query: asked,
    response: z.object({ items: z.array(Measured.extend({ from: LocalDate, to: LocalDate })) }),
    problems: questions,
  }),
  children: defineEndpoint({
    name: 'indicators.children',
    method: 'GET',
    path: '/indicators/:indicatorId/children',
    summary:
      'The value of each unit directly below, by code, and of the unit’s own records. Of people the public is told the town’s parts alone.',
    access: 'public',
    params: one,
    query: asked,
    response: z.object({
      items: z.array(Measured.extend({ unitId: Id, unitName: z.string(), unitCode: z.string().nullable(), own: z.boolean() })),
      whole: Measured,
    }),
    problems: questions,
  }),
}
