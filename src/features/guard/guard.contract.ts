/**
 * The formalism guard (形式主义防线): what crosses the wire.
 *
 * A demand is anything an office asks of those below it: a duty, a checklist, a rule of a rating. Before it goes out it is
 * held against the bans, and its price in minutes is told. What was refused, and why, is public.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'

export const DemandKind = z.enum(['duty', 'checklist', 'rating'])
export type DemandKind = z.infer<typeof DemandKind>
export const demandKindNames: Record<DemandKind, string> = { duty: '工作清单', checklist: '填表要求', rating: '评定规则' }

/** What a record may be asked to carry as proof. */
export const EvidenceKind = z.enum(['none', 'photo', 'video', 'screenshot', 'location', 'track', 'checkIn'])
export type EvidenceKind = z.infer<typeof EvidenceKind>
export const evidenceNames: Record<EvidenceKind, string> = {
  none: '不要材料',
  photo: '照片',
  video: '视频',
  screenshot: '截图',
  location: '定位',
  track: '轨迹',
  checkIn: '打卡',
}

export const Source = z.object({ name: z.string(), article: z.string() })

export const Basis = z.object({
  /** The rule's own name, e.g. 《中国共产党支部工作条例（试行）》. */
  name: typed('依据的名称', 0, 80),
  /** 第十一条 */
  article: typed('条款', 0, 40),
  /** Who made the rule. */
  issuer: typed('发布机关', 0, 40),
})
export type Basis = z.infer<typeof Basis>

/** An emergency may switch on check-in for one named task, and it ends by itself (UX-B9). */
export const Emergency = z.object({
  task: typed('任务', 2, 80),
  legalReason: typed('法律依据', 2, 200),
  officer: typed('负责人', 1, 50),
  from: LocalDate,
  to: LocalDate,
})

export const Demand = z.object({
  kind: DemandKind,
  /** Every text of the demand, with the place in the form that it stands in. */
  texts: z.array(z.object({ pointer: z.string(), text: z.string() })).max(60),
  basis: Basis.nullable(),
  evidence: z.array(z.object({ pointer: z.string(), kind: EvidenceKind, required: z.boolean() })).max(60),
  /** Does it put places or people in an order of merit? */
  ranks: z.boolean(),
  /** How many must answer. */
  fillers: z.number().int().min(0),
  /** Minutes for one answer. */
  minutes: z.number().int().min(0).max(10_000),
  timesAYear: z.number().int().min(1).max(366),
  /** Working days from hearing of it to the last day. */
  workingDaysToAnswer: z.number().int().nullable(),
  emergency: Emergency.nullable().default(null),
})
export type Demand = z.infer<typeof Demand>

export const Finding = z.object({
  /** Id of the ban. */
  ban: z.string(),
  /** UX-B1… of the conventions. */
  rule: z.string(),
  pointer: z.string(),
  /** What is wrong, in a sentence. */
  detail: z.string(),
  /** What to do instead. */
  remedy: z.string(),
  source: Source,
})
export type Finding = z.infer<typeof Finding>

export const Price = z.object({
  /** Minutes of all who answer, for one period. */
  minutesEachTime: z.number().int(),
  yearlyMinutes: z.number().int(),
  /** The sum as people say it: 全年约33小时，33个单位各做12次，每次5分钟。 */
  words: z.string(),
})
export type Price = z.infer<typeof Price>

export const Ban = z.object({
  id: z.string(),
  rule: z.string(),
  bans: z.string(),
  examples: z.array(z.string()),
  source: Source,
  remedy: z.string(),
})

/** What is shown in place of a title that is not listed. */
export const withheldTitle = '标题里有个人信息，未列出'

export const RefusedDemand = z.object({
  id: Id,
  kind: DemandKind,
  /** What was asked; `withheldTitle` where it held personal data. */
  title: z.string(),
  unitName: z.string(),
  refusedOn: LocalDate,
  findings: z.array(Finding.pick({ ban: true, rule: true, detail: true, source: true })),
  yearlyMinutes: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type RefusedDemand = z.infer<typeof RefusedDemand>

export const endpoints = {
  rules: defineEndpoint({
    name: 'guard.rules',
    method: 'GET',
    path: '/guard/bans',
    summary: 'The bans with rule and article: what no duty, checklist or rating may be built on.',
    access: 'public',
    response: z.object({ items: z.array(Ban) }),
  }),
  check: defineEndpoint({
    name: 'guard.check',
    method: 'POST',
    path: '/guard/checks',
    summary: 'Holds a demand against the bans and tells its price in minutes. Writes nothing.',
    access: 'staff',
    body: Demand,
    response: z.object({ findings: z.array(Finding), price: Price }),
  }),
  refusals: defineEndpoint({
    name: 'guard.refusals',
    method: 'GET',
    path: '/guard/refusals',
    summary: 'Demands that were refused, newest first: what was asked and why it was refused, never by whom.',
    access: 'public',
    query: z.object({ cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(RefusedDemand).extend({ total: z.number().int() }),
  }),
  withhold: defineEndpoint({
    name: 'guard.withhold',
    method: 'PUT',
    path: '/guard/refusals/:refusalId/withholding',
    summary: 'Take the title of a refused demand off the public list, with the words quoted from it; why it was refused stays.',
    access: 'staff',
    params: z.object({ refusalId: Id }),
    body: z.object({}),
    response: RefusedDemand,
  }),
}
