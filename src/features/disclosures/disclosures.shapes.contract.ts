/** Disclosure (公示公开): the shapes of notices, their versions, findings and objections. */
import { z } from 'zod'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'

export const NoticeType = z.enum([
  'decision',
  'result',
  'general',
  'finance',
  'special',
  'voterList',
  'memberAdmission',
  'appointment',
  'hardship',
  'volunteerRecord',
])
export type NoticeType = z.infer<typeof NoticeType>

/** `ended`: the period is over and the result not yet written. */
export const NoticeStateName = z.enum(['draft', 'checked', 'published', 'ended', 'concluded', 'withdrawn'])
export type NoticeStateName = z.infer<typeof NoticeStateName>
/** As it is kept: whether a period is over, the clock says. */
export const NoticeState = NoticeStateName.exclude(['ended'])
export type StoredState = z.infer<typeof NoticeState>
export type WorkState = 'draft' | 'checked'

export const DayUnit = z.enum(['day', 'workingDay'])
export type DayUnit = z.infer<typeof DayUnit>

/** What a notice cannot do without (NOT-01), and what single types ask beyond. */
export const NoticeElement = z.enum([
  'title',
  'basis',
  'content',
  'table',
  'period',
  'howToObject',
  'issuer',
  'issuedOn',
  'seal',
  'attachments',
  'resultDueOn',
  'pollingOn',
  'purposeEndsOn',
  'audit',
])
export type NoticeElement = z.infer<typeof NoticeElement>

const day = LocalDate.nullable().default(null)
const Cell = typed('表格', 0, 200)
export const NoticeTable = z.object({
  columns: z
    .array(typed('列名', 1, 30))
    .min(1, '至少一列')
    .max(12, '最多12列'),
  rows: z.array(z.array(Cell).max(12)).min(1, '至少一行').max(2000, '最多2000行'),
})
export type NoticeTable = z.infer<typeof NoticeTable>

/** What the office writes; anything may still be missing in a draft. */
export const NoticeFields = z.object({
  title: typed('标题', 0, 80).default(''),
  basis: typed('依据', 0, 300).default(''),
  content: typed('内容', 0, 5000).default(''),
  table: NoticeTable.nullable().default(null),
  days: z.number().int('要填整数').min(1, '至少1天').max(365, '最多365天'),
  objectPhone: typed('异议电话', 0, 30).default(''),
  objectAddress: typed('异议地址', 0, 100).default(''),
  objectWindow: typed('异议窗口', 0, 60).default(''),
  issuer: typed('公示单位', 0, 60).default(''),
  issuedOn: day,
  /** A scan of the sealed sheet among the attachments, or a sheet that needs no seal. */
  seal: z.enum(['scan', 'notNeeded']).nullable().default(null),
  noAttachments: z.boolean().default(false),
  /** By when the second disclosure is owed. */
  resultDueOn: day,
  pollingOn: day,
  /** The last day on which a list of persons is needed. */
  purposeEndsOn: day,
  /** Which day and by whom the members' finance group looked at it first (民主理财小组预审). */
  audit: typed('预审', 0, 100).default(''),
})
export type NoticeFields = z.infer<typeof NoticeFields>

export const NoticeFile = z.object({ id: Id, name: z.string(), mediaType: z.string(), size: z.number().int(), digest: z.string() })
export type NoticeFile = z.infer<typeof NoticeFile>

/** What a published version says, for good. */
export const FrozenContent = NoticeFields.extend({ unitName: z.string(), files: z.array(NoticeFile) })
export type FrozenContent = z.infer<typeof FrozenContent>

/** `unread`: a file in whose pages no text was found, so that a person must look. */
export const FindingKind = z.enum(['idNumber', 'phone', 'bankCard', 'address', 'unread'])
export type FindingKind = z.infer<typeof FindingKind>
export const NoticeFinding = z.object({
  /** Of place, kind and words, in hexadecimal. */
  digest: z.string(),
  place: z.string(),
  kind: FindingKind,
  /** The words around it, the finding already masked. */
  shown: z.string(),
  masked: z.string(),
  mayBeAccepted: z.boolean(),
  accepted: z.boolean(),
})
export type NoticeFinding = z.infer<typeof NoticeFinding>

export const ObjectionChannel = z.enum(['phone', 'paper', 'counter', 'form'])
export type ObjectionChannel = z.infer<typeof ObjectionChannel>
export const NoticeObjectionState = z.enum(['open', 'dismissed', 'upheld'])
export type NoticeObjectionState = z.infer<typeof NoticeObjectionState>
export const ObjectionOutcome = z.enum(['dismissed', 'upheld'])
export const Side = z.enum(['supervisor', 'town'])
export type Side = z.infer<typeof Side>

export const Opinion = z.object({
  side: Side,
  outcome: ObjectionOutcome,
  reason: z.string(),
  by: z.string().nullable(),
  at: Instant,
})
export const Objection = z.object({
  id: Id,
  number: z.number().int(),
  versionNumber: z.number().int(),
  channel: ObjectionChannel,
  receivedOn: LocalDate,
  enteredOn: LocalDate,
  /** Entered on a later day than it was received (迟录). */
  enteredLate: z.boolean(),
  state: NoticeObjectionState,
  decidedOn: LocalDate.nullable(),
  reason: z.string().nullable(),
  /** Null to whoever may not read it. */
  words: z.object({ text: z.string(), name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  opinions: z.array(Opinion),
  allowedActions: z.array(z.string()),
})
export type Objection = z.infer<typeof Objection>

export const NoticeVersion = z.object({
  number: z.number().int(),
  title: z.string(),
  days: z.number().int(),
  dayUnit: DayUnit,
  publishedOn: LocalDate,
  publishedBy: z.string().nullable(),
  submittedBy: z.string().nullable(),
  reason: z.string().nullable(),
  recordEntryId: Id,
  /** Null where it was taken down and one may not read the archive. */
  content: FrozenContent.nullable(),
})
export type NoticeVersion = z.infer<typeof NoticeVersion>

export const Posting = z.object({
  id: Id,
  versionNumber: z.number().int(),
  place: z.string(),
  postedOn: LocalDate,
  removedOn: LocalDate.nullable(),
})
export type Posting = z.infer<typeof Posting>

export const NoticeClock = z.object({
  /** The last day; null while it stands still. */
  endsOn: LocalDate.nullable(),
  /** Whole days of its unit that are still to come. */
  left: z.number().int(),
  isPaused: z.boolean(),
  isOver: z.boolean(),
  estimated: z.boolean(),
  /** 还剩3个工作日 */
  words: z.string(),
})
export type NoticeClock = z.infer<typeof NoticeClock>

export const NoticeSummary = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  type: NoticeType,
  state: NoticeStateName,
  correction: z.enum(['draft', 'checked']).nullable(),
  title: z.string(),
  number: z.number().int(),
  publishedOn: LocalDate.nullable(),
  /** When something of it was last made public. */
  changedOn: LocalDate.nullable(),
  clock: NoticeClock.nullable(),
  openObjections: z.number().int(),
  resultDueOn: LocalDate.nullable(),
  /** The second disclosure is owed and its day has passed. */
  resultOverdue: z.boolean(),
  unpublishedOn: LocalDate.nullable(),
})
export type NoticeSummary = z.infer<typeof NoticeSummary>

export const Notice = NoticeSummary.extend({
  subject: z.object({ kind: z.string(), id: z.string() }),
  leastDays: z.number().int(),
  /** False: as many days as are customary, and the town had not settled them on the day it went out. */
  areDaysConfirmed: z.boolean(),
  versions: z.array(NoticeVersion),
  /** Null to whoever may not read what is being written. */
  work: z.object({ fields: NoticeFields, files: z.array(NoticeFile), near: z.array(Id), reason: z.string().nullable() }).nullable(),
  missing: z.array(NoticeElement),
  objections: z.array(Objection),
  postings: z.array(Posting),
  result: z.object({ text: z.string(), on: LocalDate, by: z.string().nullable() }).nullable(),
  withdrawnOn: LocalDate.nullable(),
  /** Since when and why it no longer counts, whether it hung then or had run its days. */
  recalled: z.object({ on: LocalDate, reason: z.string() }).nullable(),
  unpublishReason: z.string().nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Notice = z.infer<typeof Notice>
