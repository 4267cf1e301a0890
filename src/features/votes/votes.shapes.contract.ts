/**
 * Votes (表决会议): the shapes that cross the wire.
 *
 * A ballot is one matter put to the vote. What is kept of a voter is one mark on the roll, in person or by proxy; what is kept of
 * the votes is how many there were for each side. No shape joins the two. Source: domain §3, §27, §33.
 */
import { z } from 'zod'
import { RegisterBody } from './votes.bodies.contract.ts'
import { Meeting, MeetingFields } from '#features/meetings/meetings.contract.ts'
import { DecidingBody, LegalMatter, Route, RuleOfPlace } from '#features/thresholds/thresholds.contract.ts'
import { documentTypes } from '#platform/shared/document-types.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'

export { RegisterBody } from './votes.bodies.contract.ts'
export type { BodyKind } from '#features/bodies/bodies.contract.ts'
export type { DecidingBody, LegalMatter, Route, RuleOfPlace } from '#features/thresholds/thresholds.contract.ts'

/** May vote; or is on the sheet and may not: 预备党员, 留党察看, without capacity. */
export const Standing = z.enum(['voter', 'probationary', 'onProbation', 'incapable'])
export type Standing = z.infer<typeof Standing>

/** The five reasons for which a branch may leave a member out of 应到会. */
export const LeftOut = z.enum(['cannotExpress', 'abroad', 'servingSentence', 'bedridden', 'relationNotMoved'])
export type LeftOut = z.infer<typeof LeftOut>

export const MarkManner = z.enum(['inPerson', 'proxy'])
export type MarkManner = z.infer<typeof MarkManner>
export const Method = z.enum(['hands', 'secret'])
export type Method = z.infer<typeof Method>
export const BallotState = z.enum(['tabled', 'rollFixed', 'closed', 'cancelled'])
export type BallotState = z.infer<typeof BallotState>

/** What a ballot is about: a thing of another feature, or the meeting itself. */
export const BallotSubject = z.object({
  kind: z.string().regex(/^[a-z][A-Za-z]{0,39}$/, '种类不对'),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./-]{0,59}$/, '编号不对'),
})
export type BallotSubject = z.infer<typeof BallotSubject>

const count = z.number('请写数字').int('票数写整数').min(0, '票数不能少于0').max(100_000, '票数太大')
export const Tally = z.object({ for: count, against: count, abstain: count })
export type Tally = z.infer<typeof Tally>
export const RollNumbers = z.object({
  route: Route,
  all: z.number().int(),
  eligible: z.number().int(),
  present: z.number().int(),
  recused: z.number().int(),
})
export type RollNumbers = z.infer<typeof RollNumbers>
export const Outcome = z.object({
  verdict: z.enum(['passed', 'rejected', 'noQuorum', 'refused']),
  words: z.array(z.string()),
  needed: z.object({ present: z.number().int(), for: z.number().int() }).nullable(),
})
export type Outcome = z.infer<typeof Outcome>

/** What a person types about one of the eligible. */
export const VoterFields = z
  .object({
    /** 名册编号: the key by which a workbook knows the line. */
    code: typed('名册编号', 1, 40),
    name: typed('姓名', 1, 50),
    personId: Id.nullable().default(null),
    householdId: Id.nullable().default(null),
    householdKey: typed('户号', 0, 40).default(''),
    represents: z.boolean().default(false),
    standing: Standing.default('voter'),
    standingReason: typed('没有表决权的原因', 2, 100).nullable().default(null),
    from: LocalDate,
    /** The first day on which it no longer holds. */
    to: LocalDate.nullable().default(null),
  })
  .refine(({ standing, standingReason }) => (standing === 'voter') === (standingReason === null), {
    message: '没有表决权的要写原因，有表决权的不写',
    path: ['standingReason'],
  })
  .refine(({ from, to }) => to === null || to >= from, { message: '结束日期不能早于开始日期', path: ['to'] })
  .refine(({ represents, householdKey }) => !represents || householdKey !== '', { message: '户代表要写户号', path: ['householdKey'] })
export type VoterFields = z.infer<typeof VoterFields>

export const Voter = z.object({
  id: Id,
  bodyId: Id,
  decidingBody: RegisterBody,
  code: z.string(),
  name: z.string(),
  personId: Id.nullable(),
  householdId: Id.nullable(),
  householdKey: z.string(),
  represents: z.boolean(),
  standing: Standing,
  standingReason: z.string().nullable(),
  from: LocalDate,
  to: LocalDate.nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Voter = z.infer<typeof Voter>

/** What a person types to call a meeting that votes. */
export const VotingFields = MeetingFields.omit({ kind: true, itemId: true }).extend({
  decidingBody: DecidingBody,
  route: Route.default('voters'),
  /** How many others one may stand in for, by the charter; one where the charter is silent. */
  mostProxies: z.number().int('写整数').min(0).max(3, '一个人最多代三个人').default(1),
})
export type VotingFields = z.infer<typeof VotingFields>

/** One line of the roll of a meeting. */
export const Line = z.object({
  id: Id,
  entryId: Id,
  personId: Id.nullable(),
  name: z.string(),
  householdKey: z.string(),
  standing: Standing,
  leftOut: LeftOut.nullable(),
  leftOutDecision: z.string().nullable(),
  holderId: Id.nullable(),
  proxyRelation: z.string().nullable(),
  proxyOn: LocalDate.nullable(),
  /** Null until the roll is fixed. */
  present: z.boolean().nullable(),
})
export type Line = z.infer<typeof Line>

/** 列席: speaks and has no vote. */
export const Observer = z.object({
  id: Id,
  name: z.string(),
  capacity: z.string(),
  opinion: z.string().nullable(),
  reply: z.string().nullable(),
})
export type Observer = z.infer<typeof Observer>

export const Correction = z.object({
  id: Id,
  reason: z.string(),
  tally: Tally,
  /** The resolution as it should have been written; null: it stays. */
  text: z.string().nullable(),
  outcome: Outcome,
  proposedBy: z.string().nullable(),
  proposedAt: Instant,
  /** Null: waits for a second person. */
  confirmedBy: z.string().nullable(),
  confirmedAt: Instant.nullable(),
  recordEntryId: Id.nullable(),
})
export type Correction = z.infer<typeof Correction>

/** What two people put right after the vote, with what stood there before; texts are null where the words stay. */
export const PutRight = z.object({
  reason: z.string(),
  wasTally: Tally,
  tally: Tally,
  wasText: z.string().nullable(),
  text: z.string().nullable(),
  recordEntryId: Id.nullable(),
})
export type PutRight = z.infer<typeof PutRight>

/** 中止: the meeting broke off after the roll was fixed. */
export const Cancellation = z.object({
  reason: z.string(),
  proposedBy: z.string().nullable(),
  proposedAt: Instant,
  /** Null: waits for a second person. */
  confirmedBy: z.string().nullable(),
  confirmedAt: Instant.nullable(),
  /** Does it wait for the chair of the meeting? */
  waitsForChair: z.boolean(),
})
export type Cancellation = z.infer<typeof Cancellation>

/** One matter put to the vote: what the door `ballotsOf` gives. `textDigest` is of the text in force; `tally` and `outcome` are those in force, after any correction. */
export const Ballot = z.object({
  id: Id,
  meetingId: Id,
  meetingTitle: z.string(),
  body: DecidingBody,
  heldOn: LocalDate,
  state: BallotState,
  /** SHA-256 of the text, in hexadecimal. */
  textDigest: z.string(),
  rule: RuleOfPlace,
  roll: RollNumbers,
  tally: Tally.nullable(),
  outcome: Outcome.nullable(),
  /** Closed on a later day than the vote: entered from paper (迟录). */
  enteredLate: z.boolean(),
  secret: z.boolean(),
  /** Of the result, or of its breaking off. */
  recordEntryId: Id.nullable(),
  cancelReason: z.string().nullable(),
  putRight: z.array(PutRight),
  chairName: z.string().nullable(),
  recorderName: z.string().nullable(),
  observers: z.array(Observer.omit({ id: true })),
})
export type Ballot = z.infer<typeof Ballot>

/** The same on the page of its meeting. */
export const BallotDetail = Ballot.extend({
  number: z.number().int(),
  subject: BallotSubject,
  title: z.string(),
  text: z.string(),
  legalMatter: LegalMatter,
  ownInterests: z.boolean(),
  cancellation: Cancellation.nullable(),
  /** How many have cast a vote; the votes must add up to it. */
  marks: z.number().int(),
  /** Lines that have cast a vote, each once. */
  marked: z.array(z.object({ lineId: Id, manner: MarkManner })),
  /** Marks that were entered in error and taken back, oldest first. */
  takenBack: z.array(z.object({ lineId: Id, name: z.string(), reason: z.string(), by: z.string().nullable(), at: Instant })),
  recusals: z.array(z.object({ lineId: Id, name: z.string(), reason: z.string() })),
  /** As it was closed, where a correction stands over it. */
  firstTally: Tally.nullable(),
  firstOutcome: Outcome.nullable(),
  firstText: z.string().nullable(),
  corrections: z.array(Correction),
  allowedActions: z.array(z.string()),
})
export type BallotDetail = z.infer<typeof BallotDetail>

/** A paper or a photo that belongs to the meeting, or to one matter of it. */
export const VotingFile = z.object({
  id: Id,
  ballotId: Id.nullable(),
  name: z.string(),
  mediaType: z.enum([...documentTypes, 'image/jpeg']),
  size: z.number().int(),
  /** SHA-256, in hexadecimal. */
  digest: z.string(),
  addedAt: Instant,
})
export type VotingFile = z.infer<typeof VotingFile>

/** A voting meeting in a list. */
export const VotingMeeting = Meeting.omit({ allowedActions: true }).extend({
  decidingBody: DecidingBody,
  ballots: z.number().int(),
  closed: z.number().int(),
})
export type VotingMeeting = z.infer<typeof VotingMeeting>

export const VotingDetail = VotingMeeting.extend({
  chairName: z.string().nullable(),
  recorderName: z.string().nullable(),
  route: Route,
  mostProxies: z.number().int(),
  /** What was wrong with the notice, where the meeting was entered after it was held. */
  noticeFault: z.string().nullable(),
  /** The rule for ordinary matters on the day, in short sentences; empty: there was none. */
  ruleSentences: z.array(z.string()),
  rollDrawnAt: Instant.nullable(),
  rollRecordEntryId: Id.nullable(),
  /** False: the names are for the staff of the unit and its supervisors. */
  opened: z.boolean(),
  numbers: RollNumbers,
  lines: z.array(Line),
  observers: z.array(Observer),
  /** For those to whom the names are opened. */
  files: z.array(VotingFile),
  items: z.array(BallotDetail),
  allowedActions: z.array(z.string()),
})
export type VotingDetail = z.infer<typeof VotingDetail>

/** Whether a matter concerns a member of the board. */
export const Declaration = z.object({
  voterId: Id,
  name: z.string(),
  asks: z.string(),
  /** Null: not declared yet. */
  concerned: z.boolean().nullable(),
  words: z.string(),
  declaredOn: LocalDate.nullable(),
})
export type Declaration = z.infer<typeof Declaration>
