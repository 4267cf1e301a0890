/**
 * Yearly reports (年度报告): what crosses the wire.
 *
 * A report holds no number of its own: each line names an indicator and its question. Frozen, it keeps what they answered that day.
 * Source: design.md D5; figures.tsv; anchors 5.14.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const SectionId = z.enum(['overview', 'appraisal', 'identity', 'voice', 'action', 'closeUp', 'plan'])
export type SectionId = z.infer<typeof SectionId>

export const Part = z.object({
  /** Null: the town keeps no such records yet. */
  indicatorId: z.string().nullable(),
  nameZh: z.string(),
  definition: z.string(),
  measure: z.string(),
  value: z.number().nullable(),
  shown: z.string(),
  rows: z.number().int().nullable(),
  from: LocalDate,
  to: LocalDate,
  asOf: LocalDate,
  notes: z.array(z.string()),
  /** Address of the rows for programs; null where there are none. */
  rowsAddress: z.string().nullable(),
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
  /** The latest frozen edition. */
  edition: Edition.nullable(),
  allowedActions: z.array(z.string()),
})
export type Report = z.infer<typeof Report>

/** One frozen number beside what the records say today, and why they differ. */
export const Comparison = z.object({
  figureId: z.string(),
  part: z.number().int(),
  title: z.string(),
  unitName: z.string(),
  measure: z.string(),
  then: z.number().nullable(),
  now: z.number().nullable(),
  same: z.boolean(),
  added: z.number().int(),
  removed: z.number().int(),
  corrected: z.number().int(),
  /** Sentences, most telling first; none where nothing changed. */
  reasons: z.array(z.string()),
})
export type Comparison = z.infer<typeof Comparison>

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

export const endpoints = {
  get: defineEndpoint({
    name: 'reports.get',
    method: 'GET',
    path: '/reports/:year',
    summary: 'The year in figures as the records have it now; each line with its definition and the address of its rows.',
    access: 'public',
    params: one,
    query: z.object({
      figure: z.string().max(10).optional().describe('Only the lines of this figure, e.g. V03; none if the report has none of it.'),
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
    summary: 'Each number of the latest edition beside what the records say today, with the reason of a difference.',
    access: 'public',
    params: one,
    response: z.object({ edition: Edition, items: z.array(Comparison) }),
    problems: [problems.neverFrozen],
  }),
  document: defineEndpoint({
    name: 'reports.document',
    method: 'GET',
    path: '/reports/:year/document',
    summary: 'The report as an official document (GB/T 9704): the latest edition, else what the records say now; definitions as an annex.',
    access: 'public',
    params: one,
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
