/** Star ratings (评星定级): the shapes of a rule set, a branch's cycle, and one member's sheet. */
import { z } from 'zod'
import { Basis } from '#features/guard/guard.contract.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'

/** The five dimensions of domain §13. */
export const Dimension = z.enum(['organisationLife', 'duties', 'promiseAndPost', 'service', 'massesView'])
export type Dimension = z.infer<typeof Dimension>
export const RuleSetState = z.enum(['draft', 'adopted'])
export type RuleSetState = z.infer<typeof RuleSetState>
export const RatingCycleState = z.enum([
  'draft',
  'selfCheck',
  'branchReview',
  'shownInBranch',
  'objections',
  'confirmed',
  'notified',
  'appeal',
  'archived',
])
export type RatingCycleState = z.infer<typeof RatingCycleState>
/** 不评: not rated, which is not a zero. */
export const Exemption = z.enum(['elderly', 'ill', 'pregnant', 'away'])
export type Exemption = z.infer<typeof Exemption>
export const ContestKind = z.enum(['wrong', 'missing', 'appeal'])
export type ContestKind = z.infer<typeof ContestKind>
export const ContestState = z.enum(['open', 'upheld', 'rejected'])
export type ContestState = z.infer<typeof ContestState>
export const ShownWhere = z.enum(['generalMeeting', 'branchRoom'])
export type ShownWhere = z.infer<typeof ShownWhere>
export const Stars = z.number().int().min(0).max(5)

/** One rule: what records of a source are worth within its dimension. */
export const Rule = z.object({
  /** A source of facts, e.g. "meetings.attendance". */
  source: typed('事实来源', 1, 60),
  /** What it says to a member. The formalism guard reads it. */
  text: typed('规则', 2, 80),
  /** Its part of the dimension, beside the dimension's other rules. */
  share: z.number().int().min(1).max(100),
  /** How much earns all of it, e.g. 32 hours; null: what was done out of what was due. */
  full: z.number().int().min(1).max(1000).nullable(),
})
export type Rule = z.infer<typeof Rule>

export const RuleSetFields = z.object({
  title: typed('名称', 2, 40),
  fromYear: z.number().int().min(2000).max(2100),
  basis: Basis,
  dimensions: z
    .array(z.object({ key: Dimension, weight: z.number().int().min(0).max(100), rules: z.array(Rule).max(10) }))
    .min(1)
    .max(5),
  /** The least points of ★1 … ★5. */
  bands: z.array(z.number().int().min(0).max(100)).length(5),
})
export type RuleSetFields = z.infer<typeof RuleSetFields>

export const RuleSet = RuleSetFields.extend({
  id: Id,
  state: RuleSetState,
  decision: z.string().nullable(),
  adoptedByName: z.string().nullable(),
  adoptedOn: LocalDate.nullable(),
  /** Dimensions that nothing feeds yet: they are left out and the others weigh more. */
  withoutSource: z.array(Dimension),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type RuleSet = z.infer<typeof RuleSet>

export const Cycle = z.object({
  id: Id,
  bodyId: Id,
  bodyName: z.string(),
  year: z.number().int(),
  ruleSetId: Id,
  ruleSetTitle: z.string(),
  state: RatingCycleState,
  selfCheckUntil: LocalDate.nullable(),
  shownWhere: ShownWhere.nullable(),
  shownOn: LocalDate.nullable(),
  shownUntil: LocalDate.nullable(),
  pausedOn: LocalDate.nullable(),
  appealUntil: LocalDate.nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Cycle = z.infer<typeof Cycle>

/** A member on the branch's list. The list is by name and carries no points. */
export const RatedMember = z.object({
  id: Id,
  name: z.string(),
  exempt: Exemption.nullable(),
  decided: z.boolean(),
  awaitsSecond: z.boolean(),
  star: Stars.nullable(),
  openContests: z.number().int(),
})
export type RatedMember = z.infer<typeof RatedMember>
export const CycleDetail = Cycle.extend({ members: z.array(RatedMember), withoutSource: z.array(Dimension) })
export type CycleDetail = z.infer<typeof CycleDetail>

export const Fact = z.object({
  id: Id,
  source: z.string(),
  sourceName: z.string(),
  dimension: Dimension.nullable(),
  title: z.string(),
  day: LocalDate,
  amount: z.number(),
  due: z.number(),
  excused: z.boolean(),
  /** As it was before an objection was upheld. */
  amountBefore: z.number().nullable(),
  /** Where the console shows the record; null: entered on an objection. */
  link: z.string().nullable(),
})
export type Fact = z.infer<typeof Fact>

export const Contest = z.object({
  id: Id,
  factId: Id.nullable(),
  kind: ContestKind,
  source: z.string().nullable(),
  text: z.string(),
  raisedOn: LocalDate,
  dueOn: LocalDate,
  dueEstimated: z.boolean(),
  answererName: z.string(),
  state: ContestState,
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredOn: LocalDate.nullable(),
  allowedActions: z.array(z.string()),
})
export type Contest = z.infer<typeof Contest>

export const RatingSheet = z.object({
  id: Id,
  cycleId: Id,
  name: z.string(),
  year: z.number().int(),
  bodyName: z.string(),
  cycleState: RatingCycleState,
  selfCheckUntil: LocalDate.nullable(),
  shownUntil: LocalDate.nullable(),
  pausedOn: LocalDate.nullable(),
  appealUntil: LocalDate.nullable(),
  exempt: Exemption.nullable(),
  /** By dimension in the order of the rules; null: deleted, exempt, or not reckoned. */
  points: z.array(z.object({ dimension: Dimension, weight: z.number(), points: z.number() })).nullable(),
  total: z.number().nullable(),
  proposed: Stars.nullable(),
  star: Stars.nullable(),
  reason: z.string().nullable(),
  vetoDecision: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedOn: LocalDate.nullable(),
  secondByName: z.string().nullable(),
  awaitsSecond: z.boolean(),
  humanAskedOn: LocalDate.nullable(),
  lastYearStar: Stars.nullable(),
  withoutSource: z.array(Dimension),
  facts: z.array(Fact),
  contests: z.array(Contest),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type RatingSheet = z.infer<typeof RatingSheet>
