/**
 * Appraisals (述职评议): the shapes that cross the wire.
 *
 * A grade is chosen by the town committee and a tally counts one group; no shape holds a sum over groups or a place in an order.
 * Source: domain §19.
 */
import { z } from 'zod'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'

export const AppraisalReportState = z.enum(['scheduled', 'drafted', 'presented', 'commented', 'fedBack', 'rectifying', 'verified'])
export type AppraisalReportState = z.infer<typeof AppraisalReportState>

/** 好、较好、一般、差. */
export const Grade = z.enum(['good', 'fairlyGood', 'average', 'poor'])
export type Grade = z.infer<typeof Grade>

/** Who was asked: leaders, the other secretaries, Party members, residents. */
export const Voters = z.enum(['leaders', 'peers', 'members', 'residents'])
export type Voters = z.infer<typeof Voters>

const number = z.number('请写数字').int('请写整数').min(0, '不能小于0').max(100_000, '最多10万')

/** How many of a group may vote, and how many gave each grade. */
export const Tally = z.object({ voters: Voters, eligible: number, good: number, fairlyGood: number, average: number, poor: number })
export type Tally = z.infer<typeof Tally>

export const Round = z.object({
  id: Id,
  /** The year reported on. */
  year: z.number().int(),
  heldOn: LocalDate,
  title: z.string(),
  /** Reports that the reader may read, and those of them that were presented. */
  reports: z.number().int(),
  presented: z.number().int(),
  vacant: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Round = z.infer<typeof Round>

/** A village's line of a round, by the unit's code. */
export const RoundLine = z.object({
  unitId: Id,
  unitName: z.string(),
  unitCode: z.string().nullable(),
  /** Null: nobody holds the post, and there is no report. */
  reportId: Id.nullable(),
  presenterName: z.string().nullable(),
  state: z.union([AppraisalReportState, z.literal('vacant')]),
  openItems: z.number().int(),
})
export type RoundLine = z.infer<typeof RoundLine>

export const RoundDetail = Round.extend({ lines: z.array(RoundLine) })
export type RoundDetail = z.infer<typeof RoundDetail>

/** What the presenter writes: words, never a number. */
export const ReportText = z.object({
  achieved: typed('做了什么', 2, 5000),
  lacking: typed('有什么不足', 2, 5000),
  nextSteps: typed('下一步怎么做', 2, 5000),
  ownProblems: z
    .array(typed('自己查摆的问题', 2, 200))
    .max(10, '最多写10个问题')
    .default([]),
})
export type ReportText = z.infer<typeof ReportText>

/** One number of the report, with the question that opens its rows. */
export const ReportFigure = z.object({
  indicatorId: z.string(),
  nameZh: z.string(),
  definition: z.string(),
  shown: z.string(),
  from: LocalDate,
  to: LocalDate,
  asOf: LocalDate,
  /** As it was when the report was presented; false: as the records have it now. */
  frozen: z.boolean(),
  /** Frozen, and the records behind it are others now. */
  changed: z.boolean(),
})
export type ReportFigure = z.infer<typeof ReportFigure>

/** A problem of the village's report before this one, and what became of it. */
export const EarlierProblem = z.object({
  reportId: Id,
  year: z.number().int(),
  problem: z.string(),
  state: z.enum(['unlisted', 'open', 'done', 'verified']),
})
export type EarlierProblem = z.infer<typeof EarlierProblem>

export const RectificationItem = z.object({
  id: Id,
  reportId: Id,
  roundTitle: z.string(),
  unitName: z.string(),
  problem: z.string(),
  measure: z.string(),
  ownerId: Id,
  ownerName: z.string(),
  dueOn: LocalDate,
  doneOn: LocalDate.nullable(),
  result: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedOn: LocalDate.nullable(),
  returnedReason: z.string().nullable(),
  allowedActions: z.array(z.string()),
})
export type RectificationItem = z.infer<typeof RectificationItem>

export const AppraisalReport = z.object({
  id: Id,
  roundId: Id,
  roundTitle: z.string(),
  year: z.number().int(),
  heldOn: LocalDate,
  unitId: Id,
  unitName: z.string(),
  presenterId: Id,
  presenterName: z.string(),
  state: AppraisalReportState,
  achieved: z.string(),
  lacking: z.string(),
  nextSteps: z.string(),
  ownProblems: z.array(z.string()),
  presentedAt: Instant.nullable(),
  leaderId: Id.nullable(),
  leaderName: z.string().nullable(),
  comment: z.string().nullable(),
  grade: Grade.nullable(),
  decidedOn: LocalDate.nullable(),
  letter: z.string().nullable(),
  letterOn: LocalDate.nullable(),
  closedOn: LocalDate.nullable(),
  figures: z.array(ReportFigure),
  earlier: z.array(EarlierProblem),
  tallies: z.array(Tally),
  items: z.array(RectificationItem),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type AppraisalReport = z.infer<typeof AppraisalReport>

/** Someone in office who may be named. */
export const Official = z.object({ id: Id, name: z.string(), title: z.string() })
