/**
 * Decisions (四议两公开): the shapes that cross the wire.
 *
 * A decision is one matter of the list on its way: its text by number, what each step came to, who recused, what members and
 * residents think of it, which ballots and notices belong to it. Source: domain §5.2, §5.3, §6.
 */
import { z } from 'zod'
import { ChartStep, MatterCategory, MatterCode, Stage } from '#features/matters/matters.contract.ts'
import { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { PutRight } from '#features/votes/votes.shapes.contract.ts'
import { Id, Instant, LocalDate } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export type { MatterCategory, Stage } from '#features/matters/matters.contract.ts'

export const problems = {
  notInForce: {
    type: '/problems/decisions/not-in-force',
    status: 409,
    title: '这一项不在现行的清单里',
    remedy: '请从现行的清单里选一项。',
  },
  gateClosed: {
    type: '/problems/decisions/gate-closed',
    status: 409,
    title: '这一步还不能办',
    remedy: '请先办好前面说的那件事。',
  },
  alreadyAnswered: {
    type: '/problems/decisions/already-answered',
    status: 409,
    title: '已经答复过了',
    remedy: '答复写进了记录，不再改。',
  },
} as const satisfies Record<string, ProblemKind>

export const DecisionState = z.enum([
  'draft',
  'registered',
  'branchProposed',
  'boardConsulted',
  'committeesConsulted',
  'membersHeard',
  'partyResearched',
  'membersReviewed',
  'assemblyCalled',
  'failedQuorum',
  'resolved',
  'rejected',
  'disclosed',
  'objected',
  'returned',
  'implementing',
  'resultDisclosed',
  'closed',
  'archived',
  'annulled',
  'correctionOrdered',
  'verdictTurned',
])
export type DecisionState = z.infer<typeof DecisionState>

export const Line = z.enum(['village', 'collective'])
export type Line = z.infer<typeof Line>
export const ProposerKind = z.enum(['resident', 'representative', 'member', 'body'])
export type ProposerKind = z.infer<typeof ProposerKind>

/** What the branch's members advise (党员首议). Advice: the assembly decides. */
export const Opinion = z.enum(['support', 'withChanges', 'reconsider', 'oppose'])
export type Opinion = z.infer<typeof Opinion>
export const Adoption = z.enum(['adopted', 'partly', 'notAdopted'])
export type Adoption = z.infer<typeof Adoption>

export const StageOutcome = z.enum([
  'registered',
  'passed',
  'notPassed',
  'noQuorum',
  'returned',
  ...Opinion.options,
  'withdrawn',
  'refused',
  'urgent',
  'upheld',
  'listed',
  'implementing',
  'closed',
  'archived',
])
export type StageOutcome = z.infer<typeof StageOutcome>

export const Interest = z.enum(['none', 'own', 'spouse', 'parentOrChild', 'sibling', 'other'])
export type Interest = z.infer<typeof Interest>
/** In what a person takes part: proposing, watching, or presiding and keeping the minutes of a step. */
export const Capacity = z.enum(['proposal', 'supervision', ...Stage.exclude(['proposal']).options])
export type Capacity = z.infer<typeof Capacity>

export const StageRecord = z.object({
  id: Id,
  round: z.number().int(),
  stage: z.string(),
  name: z.string(),
  heldOn: LocalDate,
  /** When notice of its meeting was given; null: no meeting, or not known. */
  noticedOn: LocalDate.nullable(),
  chair: z.string().nullable(),
  recorder: z.string().nullable(),
  outcome: StageOutcome,
  outcomeName: z.string(),
  verdict: z.string().nullable(),
  dissent: z.string(),
  document: z.string(),
  reason: z.string(),
  recordedBy: z.string().nullable(),
  /** In which post, where it is one of those that keep matters. */
  recordedAs: z.string().nullable(),
  recordedAt: Instant,
  /** Entered on a later day than it happened (迟录). */
  late: z.boolean(),
  /** It belongs to a round that was sent back. */
  past: z.boolean(),
  /** Where anyone can check that this stood here on that day. */
  recordEntryId: Id.nullable(),
})
export type StageRecord = z.infer<typeof StageRecord>

export const Advice = z.object({
  stageId: Id,
  round: z.number().int(),
  opinion: Opinion,
  reason: z.string(),
  heldOn: LocalDate,
  adoption: Adoption.nullable(),
  adoptionReason: z.string().nullable(),
  answeredOn: LocalDate.nullable(),
})
export type Advice = z.infer<typeof Advice>

export const Comment = z.object({
  id: Id,
  content: z.string(),
  sentOn: LocalDate,
  replyBy: LocalDate,
  reply: z.string().nullable(),
  repliedOn: LocalDate.nullable(),
  overdue: z.boolean(),
})
export type Comment = z.infer<typeof Comment>

export const DeclarationDue = z.object({ personId: Id, name: z.string(), capacity: Capacity, asks: z.string() })
export const Declaration = z.object({
  personId: Id,
  name: z.string().nullable(),
  capacity: Capacity,
  interest: Interest,
  recused: z.boolean(),
  declaredOn: LocalDate,
})
export type Declaration = z.infer<typeof Declaration>

export const BallotOfStage = z.object({
  id: Id,
  stage: Stage,
  past: z.boolean(),
  meetingId: Id,
  meetingTitle: z.string(),
  body: DecidingBody,
  heldOn: LocalDate,
  state: z.enum(['tabled', 'rollFixed', 'closed', 'cancelled']),
  tally: z.object({ for: z.number().int(), against: z.number().int(), abstain: z.number().int() }).nullable(),
  words: z.array(z.string()),
  /** A step was made of it. */
  used: z.boolean(),
  /** Is it about the text as it stands? */
  sameText: z.boolean(),
  enteredLate: z.boolean(),
  recordEntryId: Id.nullable(),
  cancelReason: z.string().nullable(),
  /** What two people put right later; the words only for whoever may read the matter's own. */
  putRight: z.array(PutRight),
})
export type BallotOfStage = z.infer<typeof BallotOfStage>

export const NoticeOfStage = z.object({
  id: Id,
  stage: z.enum(['decisionDisclosure', 'resultDisclosure']),
  past: z.boolean(),
  state: z.enum(['draft', 'checked', 'published', 'ended', 'concluded', 'withdrawn']),
  publishedOn: LocalDate.nullable(),
  endsOn: LocalDate.nullable(),
  isOver: z.boolean(),
  openObjections: z.number().int(),
  upheld: z.string().nullable(),
  result: z.string().nullable(),
  recordEntryId: Id.nullable(),
})
export type NoticeOfStage = z.infer<typeof NoticeOfStage>

/** A paper that the entry asks for: everybody reads that it is there, and those whose matter it is open it. */
export const DecisionFile = z.object({
  id: Id,
  /** Which of the entry's attachments it is. */
  attachment: z.string(),
  /** Null: not the reader's to open. */
  name: z.string().nullable(),
  /** SHA-256 of the file, hex. */
  digest: z.string(),
  addedOn: LocalDate,
  addedAs: z.string().nullable(),
})
export type DecisionFile = z.infer<typeof DecisionFile>

/** The rule of the day it began and that of the day of the vote, side by side where they differ (domain §33 case 5). */
export const TwoRules = z.object({
  body: DecidingBody,
  begunOn: LocalDate,
  begun: z.array(z.string()),
  votedOn: LocalDate,
  voted: z.array(z.string()),
})
export type TwoRules = z.infer<typeof TwoRules>

/** ▲ soon, ■ late; a matter of which no day comes soon has none. */
export const DecisionLamp = z.enum(['soon', 'late'])
export type DecisionLamp = z.infer<typeof DecisionLamp>

export const DecisionSummary = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  line: Line,
  listId: Id,
  code: MatterCode,
  category: MatterCategory,
  title: z.string(),
  state: DecisionState,
  stateName: z.string(),
  /** The step that stands open, where one does. */
  next: Stage.nullable(),
  begunOn: LocalDate.nullable(),
  /** The first of the days that run: to ratify, to disclose the result, to answer a resident. */
  dueOn: LocalDate.nullable(),
  lamp: DecisionLamp.nullable(),
  /** What is overdue, in words; empty: nothing. */
  overdue: z.array(z.string()),
})
export type DecisionSummary = z.infer<typeof DecisionSummary>

export const Decision = DecisionSummary.extend({
  entryName: z.string(),
  amountFen: z.number().int().nullable(),
  proposerKind: ProposerKind,
  /** The name of someone in office, or of the body; a resident's name is not shown. */
  proposer: z.string().nullable(),
  round: z.number().int(),
  textNumber: z.number().int(),
  /** Null: it names people, and not everybody may read it. */
  text: z.string().nullable(),
  textDigest: z.string().nullable(),
  bodies: z.array(DecidingBody),
  steps: z.array(ChartStep.extend({ isDone: z.boolean() })),
  stages: z.array(StageRecord),
  advice: z.array(Advice),
  comments: z.array(Comment),
  /** When the answers still owed are due. */
  commentsWaiting: z.array(LocalDate),
  ballots: z.array(BallotOfStage),
  notices: z.array(NoticeOfStage),
  /** What the entry asks for, beside its steps: the town's answer as long as it is owed, a listing, papers by name. */
  asks: z.object({ preCheck: z.boolean(), listing: z.boolean(), attachments: z.array(z.string()) }),
  files: z.array(DecisionFile),
  /** Why the next step cannot be taken yet, in words; null: it can. */
  waitsFor: z.string().nullable(),
  declarations: z.array(Declaration),
  declarationsDue: z.array(DeclarationDue),
  recusals: z.array(z.object({ capacity: Capacity, people: z.number().int() })),
  twoRules: TwoRules.nullable(),
  resultDueOn: LocalDate.nullable(),
  urgent: z
    .object({
      reason: z.string(),
      document: z.string(),
      signedTwice: z.boolean(),
      ratifyBy: LocalDate.nullable(),
      ratifiedOn: LocalDate.nullable(),
    })
    .nullable(),
  orders: z.array(
    z.object({
      kind: z.enum(['annulled', 'correctionOrdered']),
      authority: z.enum(['court', 'town']),
      orderedOn: LocalDate,
      document: z.string(),
    }),
  ),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Decision = z.infer<typeof Decision>
