/** Commitments (双报到与领岗履职): the shapes of a report-in, a note to the work unit, a post, a holder, a wish and an hour of duty. */
import { z } from 'zod'
import { Id, Instant, LocalDate } from '#platform/shared/primitives.ts'

export const ReportInState = z.enum(['invited', 'reported', 'accepted', 'refused', 'inGrid', 'renewed', 'left', 'exempt', 'withdrawn'])
export type ReportInState = z.infer<typeof ReportInState>
export const ReportMeans = z.enum(['online', 'counter'])
export type ReportMeans = z.infer<typeof ReportMeans>
export const ReportExemption = z.enum(['ill', 'retired'])
export type ReportExemption = z.infer<typeof ReportExemption>
export const ReportNoteState = z.enum(['shown', 'read', 'objected', 'sent'])
export type ReportNoteState = z.infer<typeof ReportNoteState>
export const PostClass = z.enum(['develop', 'supervise', 'maintain', 'promote'])
export type PostClass = z.infer<typeof PostClass>
export const PostHoldingState = z.enum(['applied', 'decided', 'published', 'serving', 'evaluated', 'declined', 'changed', 'ended'])
export type PostHoldingState = z.infer<typeof PostHoldingState>
export const AppliedBy = z.enum(['self', 'recommended'])
export type AppliedBy = z.infer<typeof AppliedBy>
export const Grade = z.enum(['good', 'ok', 'poor', 'changed'])
export type Grade = z.infer<typeof Grade>
export const PostExemptionReason = z.enum(['elderly', 'ill', 'other'])
export type PostExemptionReason = z.infer<typeof PostExemptionReason>
export const PostExemption = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  unitName: z.string(),
  reason: PostExemptionReason,
  begunOn: LocalDate,
  allowedActions: z.array(z.string()),
})
export const WishState = z.enum(['posted', 'claimed', 'doing', 'delivered', 'confirmed', 'closed', 'expired', 'withdrawn'])
export type WishState = z.infer<typeof WishState>
export const ServiceEntryState = z.enum(['entered', 'confirmed', 'refused'])
export type ServiceEntryState = z.infer<typeof ServiceEntryState>
/** A half year, e.g. "2026-1" for January to June. */
export const Half = z.string().regex(/^20\d{2}-[12]$/, '半年要写成 2026-1 或 2026-2')

/** What the village tells the work unit: reported or not, hours, a remark. No more. */
export const ReportNote = z.object({
  id: Id,
  half: Half,
  hasReported: z.boolean(),
  hours: z.number(),
  remark: z.string(),
  state: ReportNoteState,
  shownOn: LocalDate,
  /** From this day on it may be sent even if the person has not read it. */
  sendableOn: LocalDate,
  personRemark: z.string().nullable(),
  readOn: LocalDate.nullable(),
  sentOn: LocalDate.nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type ReportNote = z.infer<typeof ReportNote>

export const ReportIn = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  workUnit: z.string(),
  workBranch: z.string(),
  workContact: z.string(),
  skills: z.string(),
  times: z.string(),
  means: ReportMeans,
  state: ReportInState,
  begunOn: LocalDate,
  reportedOn: LocalDate.nullable(),
  acceptedOn: LocalDate.nullable(),
  gridUnitName: z.string().nullable(),
  renewedOn: LocalDate.nullable(),
  endedOn: LocalDate.nullable(),
  endReason: z.string().nullable(),
  exemptReason: ReportExemption.nullable(),
  redirectUnitName: z.string().nullable(),
  notes: z.array(ReportNote),
  allowedActions: z.array(z.string()),
})
export type ReportIn = z.infer<typeof ReportIn>

export const PostKind = z.object({
  code: z.string(),
  name: z.string(),
  class: PostClass,
  duties: z.string(),
  adopted: z.boolean(),
})
export type PostKind = z.infer<typeof PostKind>

export const ServicePost = z.object({
  id: Id,
  unitId: Id,
  unitCode: z.string().nullable(),
  unitName: z.string(),
  name: z.string(),
  class: PostClass,
  duties: z.string(),
  headcount: z.number().int(),
  taken: z.number().int(),
  conditions: z.string(),
  openedOn: LocalDate,
  allowedActions: z.array(z.string()),
})
export type ServicePost = z.infer<typeof ServicePost>

export const PostHolding = z.object({
  id: Id,
  postId: Id,
  postName: z.string(),
  class: PostClass,
  unitId: Id,
  unitName: z.string(),
  personId: Id,
  name: z.string(),
  appliedBy: AppliedBy,
  light: z.boolean(),
  state: PostHoldingState,
  appliedOn: LocalDate,
  decidedOn: LocalDate.nullable(),
  publishedOn: LocalDate.nullable(),
  /** The first day on which the holder may begin. */
  beginsOn: LocalDate.nullable(),
  servingFrom: LocalDate.nullable(),
  endedOn: LocalDate.nullable(),
  endReason: z.string().nullable(),
  /** Since when residents may read the name; null: they do not. */
  shownOn: LocalDate.nullable(),
  logs: z.array(z.object({ id: Id, on: LocalDate, what: z.string(), outcome: z.string() })),
  reviews: z.array(
    z.object({
      year: z.number().int(),
      ownText: z.string().nullable(),
      grade: Grade.nullable(),
      massesRemark: z.string().nullable(),
    }),
  ),
  allowedActions: z.array(z.string()),
})
export type PostHolding = z.infer<typeof PostHolding>
/** What a holder is asked about the own name. */
export const OwnPost = PostHolding.pick({ id: true, postName: true, unitName: true, state: true, shownOn: true, allowedActions: true })
export type OwnPost = z.infer<typeof OwnPost>

export const Wish = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  text: z.string(),
  state: WishState,
  postedOn: LocalDate,
  expiresOn: LocalDate,
  /** Who took it up, for the village and for oneself. */
  claimedByName: z.string().nullable(),
  deliveredOn: LocalDate.nullable(),
  allowedActions: z.array(z.string()),
})
export type Wish = z.infer<typeof Wish>

export const ServiceEntry = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  /** What it was done for: the village reported to, a post, or a wish. */
  of: z.enum(['reportIn', 'holding', 'wish']),
  startsAt: Instant,
  endsAt: Instant,
  hours: z.number(),
  activity: z.string(),
  state: ServiceEntryState,
  refuseReason: z.string().nullable(),
  /** Another entry of the same person at the same time. */
  overlaps: z.boolean(),
  allowedActions: z.array(z.string()),
})
export type ServiceEntry = z.infer<typeof ServiceEntry>
