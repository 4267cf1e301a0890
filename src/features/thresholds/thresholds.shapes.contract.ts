/**
 * Thresholds (表决门槛): the shapes that cross the wire.
 *
 * Two numbers are often confused and have names of their own here: those who came (到会) and those who ought to come
 * (应到会), and with collectives a third, every member (全体). Source: domain §3.
 */
import { z } from 'zod'
import { BodyLine } from '#features/bodies/bodies.contract.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'

/** What meets and decides. */
export const DecidingBody = z.enum([
  'villagersAssembly',
  'villagerRepresentatives',
  'villagersGroup',
  'villageElectors',
  'residentsAssembly',
  'residentRepresentatives',
  'collectiveMembers',
  'collectiveRepresentatives',
  'collectiveBoard',
  'branchMeeting',
  'membersReview',
  'branchCommittee',
  'jointCommittees',
])
export type DecidingBody = z.infer<typeof DecidingBody>

/** Matters that the law treats apart; every other is ordinary. */
export const LegalMatter = z.enum([
  'ordinary',
  'charter',
  'membership',
  'landContracting',
  'homestead',
  'incomeShares',
  'landCompensation',
  'mergerOrDivision',
  'nonMemberBenefit',
  'election',
  'recall',
])
export type LegalMatter = z.infer<typeof LegalMatter>

/** Of whom a share is taken: those who came, those who ought to come, all. */
export const Base = z.enum(['present', 'eligible', 'all'])
export type Base = z.infer<typeof Base>

/** Who is counted: each voter, one for each household, or the representatives of groups. */
export const Route = z.enum(['voters', 'households', 'groups'])
export type Route = z.infer<typeof Route>

/** A share of a number: more than it (`strict`, 过半数), or it and more (以上, 民法典 art. 1259). */
export const Share = z
  .object({
    numerator: z.number().int().min(1).max(100),
    denominator: z.number().int().min(1).max(100),
    strict: z.boolean(),
  })
  .refine(({ numerator, denominator }) => 2 * numerator >= denominator, '至少要一半')
  .refine(({ numerator, denominator, strict }) => (strict ? numerator < denominator : numerator <= denominator), '比例不能大于全部')
export type Share = z.infer<typeof Share>

export const Quorum = z.object({ route: Route, share: Share, base: z.enum(['eligible', 'all']) })
export type Quorum = z.infer<typeof Quorum>
export const Majority = z.object({ share: Share, base: Base })
export type Majority = z.infer<typeof Majority>

/** A number of a rule that can be settled or tightened. */
export const Part = z.enum(['quorum', 'majority', 'noticeDays'])
export type Part = z.infer<typeof Part>

/** What a place settles or tightens; null leaves the number as it stands, the law's or that of an edition before. */
export const Parts = z.object({
  /** One for each way of counting that stays open; a way left out is closed. */
  quorum: z
    .array(Quorum)
    .min(1, '至少留一种算法')
    .max(3)
    .refine(routes => new Set(routes.map(({ route }) => route)).size === routes.length, '同一种算法只写一次')
    .nullable()
    .default(null),
  majority: Majority.nullable().default(null),
  noticeDays: z.number('请写天数').int('天数写整数').min(0, '天数不能少于0').max(90, '天数最多90').nullable().default(null),
})
export type Parts = z.infer<typeof Parts>

/** Why a number is missing: nobody has seen the text, or the law leaves it to the charter. */
export const Unsettled = z.enum(['unseen', 'charter'])
export type Unsettled = z.infer<typeof Unsettled>

export const Rule = z.object({
  /** The body, the matter where it is a special one, and the year of its generation, e.g. "collectiveMembers.2025". */
  key: z.string().max(80),
  body: DecidingBody,
  line: BodyLine,
  /** For which matters; null: for all that no special rule takes. */
  matters: z.array(LegalMatter).nullable(),
  /** The first day, null: from ever. */
  from: LocalDate.nullable(),
  /** The first day on which it no longer holds, null: until further notice. */
  to: LocalDate.nullable(),
  /** Any one of them suffices; null: not known. */
  quorum: z.array(Quorum).nullable(),
  majority: Majority.nullable(),
  /** Whole days between the notice and the meeting; null: the law names none, or it is not known. */
  noticeDays: z.number().int().nullable(),
  /** Which numbers the town must settle before the rule is used, and why. */
  unsettled: z.partialRecord(Part, Unsettled),
  proxies: z.enum(['none', 'sameHousehold', 'nearRelative']),
  /** May members take part by instant messaging? */
  byMessaging: z.boolean(),
  secret: z.enum(['always', 'ownInterests']),
  /** Must a Party organisation have discussed the matter before? */
  preReview: z.enum(['law', 'local', 'none']),
  source: z.string(),
})
export type Rule = z.infer<typeof Rule>

/** What one place has added to a rule, in force on the day asked. */
export const Layer = z.object({ unitId: Id, number: z.number().int(), parts: Parts })
export type Layer = z.infer<typeof Layer>

/** A rule with what the town and the village made of it on one day. */
export const RuleOfPlace = Rule.extend({ layers: z.array(Layer) })
export type RuleOfPlace = z.infer<typeof RuleOfPlace>
