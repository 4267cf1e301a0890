/**
 * Requests (诉求): the shapes that cross the wire.
 *
 * A request is a resident's trouble. It enters at the lowest level that has a handler, always has
 * an owner, and only the resident closes it as solved.
 * Source: design D1; domain §14.4; anchors 5.3.
 */
import { z } from 'zod'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const RequestState = z.enum([
  'submitted',
  'accepted',
  'notAccepted',
  'assigned',
  'inProgress',
  'paused',
  'proposed',
  'rejectedByResident',
  'solved',
  'unanswered',
  'returned',
  'withdrawn',
  'merged',
])
export type RequestState = z.infer<typeof RequestState>

/** How many cases stand in each state; a state left out has none. */
export const StateCounts = z.partialRecord(RequestState, z.number().int())
export type StateCounts = z.infer<typeof StateCounts>

export const Lamp = z.enum(['ok', 'soon', 'late', 'paused', 'waiting', 'done'])
export type Lamp = z.infer<typeof Lamp>
export const Channel = z.enum(['web', 'counter', 'phone', 'visit', 'hotline'])
export type Channel = z.infer<typeof Channel>
export const ConsentBasis = z.enum(['present', 'byPhone', 'atHome', 'hotlineRecord'])
export type ConsentBasis = z.infer<typeof ConsentBasis>
export const RefusalReason = z.enum(['otherAuthority', 'inCourt', 'petition', 'emergency', 'unclear', 'notPlace'])
export type RefusalReason = z.infer<typeof RefusalReason>
export const ReturnReason = z.enum(['notOurDuty', 'notOurPlace', 'otherOwner', 'needsJoint'])
export type ReturnReason = z.infer<typeof ReturnReason>
export const PauseReason = z.enum(['parts', 'weather', 'survey', 'approval', 'residentAway'])
export type PauseReason = z.infer<typeof PauseReason>
export const RevealReason = z.enum(['callBack', 'visit', 'proof', 'urgent'])
export type RevealReason = z.infer<typeof RevealReason>
export const SealedField = z.enum(['name', 'phone', 'address'])
export type SealedField = z.infer<typeof SealedField>

export const Words = typed('说明', 2, 500)
export const optionalText = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())

/** Shown once; the code is nowhere afterwards. */
export const Receipt = z.object({ id: Id, number: z.string(), code: z.string() })

export const Clock = z.object({
  state: z.enum(['running', 'paused', 'waiting', 'ended']),
  /** Working days: allowed, used, and left (negative when late). */
  limit: z.number().int(),
  used: z.number().int(),
  remaining: z.number().int(),
  /** The last day in time; null while the clock stands still. */
  dueOn: LocalDate.nullable(),
  /** A year without published holidays was counted Monday to Friday. */
  estimated: z.boolean(),
  startedOn: LocalDate,
  stops: z.array(
    z.object({
      from: LocalDate,
      to: LocalDate.nullable(),
      kind: z.enum(['pause', 'waiting']),
      reason: PauseReason.nullable(),
      authorName: z.string().nullable(),
    }),
  ),
})

export const RequestRow = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  state: RequestState,
  lamp: Lamp,
  /** Last day in time of the unit's clock; null while it stands still. */
  dueOn: LocalDate.nullable(),
  categoryName: z.string().nullable(),
  unitId: Id,
  unitName: z.string(),
  villageName: z.string(),
  handlerName: z.string(),
  submittedAt: Instant,
  returnCount: z.number().int(),
  jointMeetingOn: LocalDate.nullable(),
  aboutOfficials: z.boolean(),
  allowedActions: z.array(z.string()),
})
export type RequestRow = z.infer<typeof RequestRow>

export const Step = z.object({
  id: Id,
  at: Instant,
  name: z.string(),
  /** What happened, in plain words. */
  sentence: z.string(),
  actorName: z.string().nullable(),
  text: z.string().nullable(),
})
export type Step = z.infer<typeof Step>

export const Photo = z.object({ id: Id, width: z.number().int(), height: z.number().int() })

/** By whose word a case is solved: the resident's alone, by a code that the handling office knows, or entered at a counter. */
export const SolvedBy = z.enum(['resident', 'sharedCode', 'onBehalf'])
export type SolvedBy = z.infer<typeof SolvedBy>

const story = {
  id: Id,
  number: z.string(),
  title: z.string(),
  text: z.string(),
  near: z.string(),
  state: RequestState,
  lamp: Lamp,
  unitName: z.string(),
  villageName: z.string(),
  categoryName: z.string().nullable(),
  handlerName: z.string(),
  submittedAt: Instant,
  closedAt: Instant.nullable(),
  solvedBy: SolvedBy.nullable(),
  /** Days since the resident spoke; it never stops until the case ends. */
  residentDays: z.number().int(),
  clock: Clock,
  answerDueOn: LocalDate.nullable(),
  photos: z.array(Photo),
  steps: z.array(Step),
  mergedIntoNumber: z.string().nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
}

/** What staff see of a case. Contact fields are masked. */
export const RequestDetail = z.object({
  ...story,
  categoryId: Id.nullable(),
  unitId: Id,
  channel: Channel,
  outsideNumber: z.string().nullable(),
  enteredByName: z.string().nullable(),
  consentBasis: ConsentBasis.nullable(),
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() }),
  publicAgreed: z.boolean(),
  publicLine: z.string().nullable(),
  aboutOfficials: z.boolean(),
  returnCount: z.number().int(),
  jointMeetingOn: LocalDate.nullable(),
  /** The last joint meeting chose who has it, or the next one is to. */
  meetingHold: z.enum(['chosen', 'waiting']).nullable(),
  level: z.object({ unitId: Id, unitName: z.string(), since: Instant, dueOn: LocalDate.nullable() }),
  /** Where the category's cases usually go today. */
  suggestedBodyId: Id.nullable(),
  suggestedUnitId: Id.nullable(),
})
export type RequestDetail = z.infer<typeof RequestDetail>

/** What the resident sees: every step, both clocks, and who opened the sealed fields. */
export const ResidentView = z.object({
  ...story,
  readers: z.array(z.object({ at: Instant, sentence: z.string() })),
  /** What the resident is asked now: the step that said it is done. An answer names it. */
  asks: Step.nullable(),
  /** Does the office that handles the case know the query code? Then what is said by it is counted apart. */
  isCodeShared: z.boolean(),
  reopenUntil: LocalDate.nullable(),
})
export type ResidentView = z.infer<typeof ResidentView>

export const CallAbout = z.enum(['accepted', 'notAccepted', 'proposed', 'unanswered', 'merged', 'mergedProposed', 'separated'])
export type CallAbout = z.infer<typeof CallAbout>
export const CallOutcome = z.enum(['reached', 'notReached', 'declined'])
export type CallOutcome = z.infer<typeof CallOutcome>
/** Someone to ring: the number itself is opened on the case, with a reason. */
export const Call = z.object({ id: Id, requestId: Id, about: CallAbout, dueAt: Instant, number: z.string(), title: z.string() })

/** Honest figures of a period: each with its n, open cases counted, silence apart. */
export const Statistics = z.object({
  from: LocalDate,
  to: LocalDate,
  /** Cases submitted in the period; all else counts among these. */
  cases: z.number().int(),
  open: z.number().int(),
  /** Reporters asked whether it is solved, and what they said. */
  asked: z.number().int(),
  answered: z.number().int(),
  satisfied: z.number().int(),
  /** Said by a code that the handling office knows, and entered at a counter: apart, for only the resident closes a case. */
  sharedCode: z.number().int(),
  onBehalf: z.number().int(),
  unanswered: z.number().int(),
  rejectedOnce: z.number().int(),
  reopened: z.number().int(),
  returned: z.number().int(),
  notAccepted: z.number().int(),
  withdrawn: z.number().int(),
  late: z.number().int(),
  /** Calendar days from the first word to the end, of cases solved or unanswered; and days open so far, of those that have not ended. */
  medianDays: z.number().nullable(),
  medianOpenDays: z.number().nullable(),
})

export const problems = {
  wrongReceipt: {
    type: '/problems/requests/wrong-receipt',
    status: 404,
    title: '编号和查询码对不上',
    remedy: '请照着回执再输一次。查询码丢了，先打电话问到哪里换。',
  },
  emergency: {
    type: '/problems/requests/emergency',
    status: 422,
    title: '有危险吗？请先打电话',
    remedy: '有危险请马上打110、119或120。没有危险，请说明再提交。',
  },
  outsideNumberTaken: {
    type: '/problems/requests/outside-number-taken',
    status: 409,
    title: '这个热线编号已经登记过',
    remedy: '请先看登记过的那一件。确实是另一件事，再另外登记。',
  },
  notCapable: { type: '/problems/requests/not-capable', status: 422, title: '不能交给这个人或单位', remedy: '请从列出的人和单位里选。' },
  topLevel: { type: '/problems/requests/top-level', status: 409, title: '已经在镇里，不能再往上转', remedy: '请交给镇里的部门办。' },
  merged: {
    type: '/problems/requests/cannot-merge',
    status: 422,
    title: '这两件事不能合并',
    remedy: '请选另一件还在办的、同一个地方的事。',
  },
  ownCase: {
    type: '/problems/requests/own-case',
    status: 403,
    title: '这件事是您或您单位办的',
    remedy: '请居民到没有经手的窗口去：村里没有，就到镇里。',
  },
  mergedIntoEnded: {
    type: '/problems/requests/merged-into-ended',
    status: 409,
    title: '那一件已经不办了',
    remedy: '请并到另一件还在办的，或者这件单独办。',
  },
  separated: {
    type: '/problems/requests/separated',
    status: 409,
    title: '反映人说没解决，已另外办',
    remedy: '请这件单独办，由反映人说解决没有。',
  },
  answeredAnew: {
    type: '/problems/requests/answered-anew',
    status: 409,
    title: '又有了新的答复',
    remedy: '请先看新的答复，再回答。',
  },
  notSealed: { type: '/problems/requests/nothing-sealed', status: 409, title: '居民没有留这一项', remedy: '没有可看的内容。' },
} as const satisfies Record<string, ProblemKind>
