/**
 * Yearly reports (年度报告): what crosses the wire.
 *
 * A report holds no number of its own: each line names an indicator and its question. Frozen, it keeps what they answered that day,
 * with every word of it, and is read from that alone; what they answer today stands beside it.
 * Source: design.md D5; figures.tsv; anchors 5.14.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, FileAnswer, Id, Instant, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const SectionId = z.enum(['overview', 'appraisal', 'identity', 'voice', 'action', 'closeUp', 'plan'])
export type SectionId = z.infer<typeof SectionId>

/** Why a number is not what it was, so far as the reader may be told. */
export const Changed = z.object({
  same: z.boolean(),
  /** Records that came, went, or count differently since. Null where it would tell of a few people. */
  added: z.number().int().nullable(),
  removed: z.number().int().nullable(),
  corrected: z.number().int().nullable(),
  /** Sentences, most telling first; none where nothing changed. */
  reasons: z.array(z.string()),
})

/** What the records say today of a number that was frozen. */
export const Now = Changed.extend({
  value: z.number().nullable(),
  shown: z.string(),
  /** Today's rows for programs; null where the indicator is not kept any more. */
  rowsAddress: z.string().nullable(),
})
export type Now = z.infer<typeof Now>

/** One number: of an edition as it was frozen, else as the records have it now. */
export const Part = z.object({
  /** Null: the town keeps no such records yet. */
  indicatorId: z.string().nullable(),
  nameZh: z.string(),
  definition: z.string(),
  measure: z.string(),
  value: z.number().nullable(),
  shown: z.string(),
  /** Records behind it. Null where it would tell a small number of people. */
  rows: z.number().int().nullable(),
  from: LocalDate,
  to: LocalDate,
  asOf: LocalDate,
  notes: z.array(z.string()),
  /** Address of the rows for programs, of an edition with what became of each; null where there are none. */
  rowsAddress: z.string().nullable(),
  /** Of an edition: the same asked again today. Null in a report that is not frozen. */
  now: Now.nullable(),
})
export type Part = z.infer<typeof Part>

export const Line = z.object({
  figureId: z.string(),
  section: SectionId,
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  /** What the newspaper printed, where it told of this town and year. */
  quote: z.string().nullable(),
  state: z.enum(['computed', 'none']),
  /** What a line without records waits for. */
  waits: z.string().nullable(),
  parts: z.array(Part),
})
export type Line = z.infer<typeof Line>

export const Edition = z.object({
  id: Id,
  edition: z.number().int(),
  asOf: LocalDate,
  frozenAt: Instant,
  reason: z.string().nullable(),
})
export type Edition = z.infer<typeof Edition>

export const Report = z.object({
  year: z.number().int(),
  townName: z.string(),
  townCode: z.string(),
  asOf: LocalDate,
  lines: z.array(Line),
  /** The edition that is shown; null: the records as they are now. */
  edition: Edition.nullable(),
  /** All that were frozen, the latest first. */
  editions: z.array(Edition),
  allowedActions: z.array(z.string()),
})
export type Report = z.infer<typeof Report>

/** One frozen number beside what the records say today, and why they differ. A number of few people is null, and "<5" in words. */
export const Comparison = Changed.extend({
  figureId: z.string(),
  part: z.number().int(),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  measure: z.string(),
  then: z.number().nullable(),
  thenShown: z.string(),
  now: z.number().nullable(),
  nowShown: z.string(),
})
export type Comparison = z.infer<typeof Comparison>

/** What became of a record that a frozen number was made of; `unknown`: its indicator is not kept any more. */
export const Fate = z.enum(['same', 'corrected', 'gone', 'unknown'])
export type Fate = z.infer<typeof Fate>

/** One record that a frozen number was made of. Its words are today's: an edition keeps none. */
export const FrozenRecord = z.object({
  id: Id,
  fate: Fate,
  day: LocalDate.nullable(),
  unitName: z.string().nullable(),
  label: z.string().nullable(),
})
export type FrozenRecord = z.infer<typeof FrozenRecord>

export const CloseUp = z.object({ unitId: Id, figureId: z.string().regex(/^V\d{2}$/, '村居特写里没有这个数') })

export const problems = {
  frozenMeanwhile: {
    type: '/problems/reports/frozen-meanwhile',
    status: 409,
    title: '这一版刚刚已经定稿',
    remedy: '请刷新，看过已定的一版，再决定要不要另出一版。',
  },
  yearNotOver: {
    type: '/problems/reports/year-not-over',
    status: 409,
    title: '这一年还没有过完，不能定稿',
    remedy: '请等到下一年再定稿。现在的数字一直能看。',
  },
  reasonMissing: {
    type: '/problems/reports/reason-missing',
    status: 422,
    title: '另出一版要写原因',
    remedy: '请写明为什么要另出一版。原来的一版不会变。',
  },
  neverFrozen: {
    type: '/problems/reports/never-frozen',
    status: 409,
    title: '这一年还没有定稿',
    remedy: '定稿以后才能对照。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ year: z.coerce.number().int().min(1990, '年份不对').max(2100, '年份不对') })

const edition = z
  .string()
  .regex(/^(now|[1-9]\d{0,3})$/, '没有这一版')
  .optional()
  .describe('Which edition by its number, or `now`: the records as they are. Left out: the latest edition, or now where there is none.')

export const endpoints = {
  get: defineEndpoint({
    name: 'reports.get',
    method: 'GET',
    path: '/reports/:year',
    summary: 'The year in figures: an edition with today beside it, else the records now; each line with its definition and rows.',
    access: 'public',
    params: one,
    query: z.object({
      figure: z.string().max(10).optional().describe('Only the lines of this figure, e.g. V03; none if the report has none of it.'),
      edition,
    }),
    response: Report,
  }),
  freeze: defineEndpoint({
    name: 'reports.freeze',
    method: 'POST',
    path: '/reports/:year/editions',
    summary: 'Keep what the figures are now as an edition that nobody can change.',
    access: 'staff',
    params: one,
    body: z.object({
      /** The number of the edition to make: one more than the latest. Whoever comes second is refused. */
      edition: z.number().int().min(1).max(1000),
      /** Why there is another edition; none for the first. */
      reason: typed('原因', 2, 200).nullable().default(null),
    }),
    response: Edition,
    creates: true,
    problems: [problems.frozenMeanwhile, problems.yearNotOver, problems.reasonMissing],
  }),
  compare: defineEndpoint({
    name: 'reports.compare',
    method: 'GET',
    path: '/reports/:year/comparison',
    summary: 'Each number of an edition beside what the records say today, with the reason of a difference.',
    access: 'public',
    params: one,
    query: z.object({ edition }),
    response: z.object({ edition: Edition, items: z.array(Comparison) }),
    problems: [problems.neverFrozen],
  }),
  records: defineEndpoint({
    name: 'reports.records',
    method: 'GET',
    path: '/reports/:year/editions/:edition/figures/:figureId/records',
    summary: 'The records that a frozen number was made of, each with what became of it; those not listed are counted, with the reason.',
    access: 'public',
    params: one.extend({ edition: z.coerce.number().int().min(1).max(9999), figureId: z.string().max(10) }),
    query: z.object({
      unitId: Id.optional().describe('Whose number; left out: the first of this figure.'),
      part: z.coerce.number().int().min(0).max(9).default(0),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(FrozenRecord).extend({ hidden: z.object({ count: z.number().int().nullable(), reason: z.string() }).nullable() }),
  }),
  document: defineEndpoint({
    name: 'reports.document',
    method: 'GET',
    path: '/reports/:year/document',
    summary: 'The report as an official document (GB/T 9704): an edition, else what the records say now; definitions as an annex.',
    access: 'public',
    params: one,
    query: z.object({ edition }),
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    limit: 'export',
  }),
  closeUps: defineEndpoint({
    name: 'reports.closeUps',
    method: 'GET',
    path: '/reports/:year/close-ups',
    summary: 'Which figures of which villages the report tells, in order.',
    access: 'public',
    params: one,
    response: z.object({ items: z.array(CloseUp) }),
  }),
  chooseCloseUps: defineEndpoint({
    name: 'reports.chooseCloseUps',
    method: 'PUT',
    path: '/reports/:year/close-ups',
    summary: 'Choose which figures of which villages the report tells; replaces the choice.',
    access: 'staff',
    params: one,
    body: z.object({ items: z.array(CloseUp).max(100, '最多选100个数') }),
    response: z.object({ items: z.array(CloseUp) }),
  }),
}
