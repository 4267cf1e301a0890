/**
 * Important matters (重要事权清单): the shapes that cross the wire.
 *
 * An entry says what a matter is, who decides it by which steps, and what is disclosed for how long. Quorum and majority are
 * not written here: they follow from the body and the day (thresholds). Source: domain §4, §5.
 */
import { z } from 'zod'
import { DecidingBody, LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'

export const MatterListState = z.enum(['draft', 'consulted', 'adopted', 'filed', 'inForce', 'superseded'])
export type MatterListState = z.infer<typeof MatterListState>

export const MatterLevel = z.enum(['village', 'collective', 'both'])
export type MatterLevel = z.infer<typeof MatterLevel>

export const MatterCategory = z.enum(['planning', 'charter', 'finance', 'works', 'land', 'assets', 'members', 'people', 'welfare'])
export type MatterCategory = z.infer<typeof MatterCategory>

/** The steps a matter can go through, in their order. */
export const Stage = z.enum([
  'proposal',
  'branchProposal',
  'boardConsultation',
  'committeeConsultation',
  'membersFirst',
  'partyResearch',
  'membersReview',
  'assembly',
  'decisionDisclosure',
  'resultDisclosure',
])
export type Stage = z.infer<typeof Stage>

/** From this amount on, this body decides; below the first band, the entry's own bodies do. */
export const AmountBand = z.object({
  fromFen: z.number('请写金额').int('金额写到分').min(1, '金额要大于0').max(100_000_000_000_00, '金额太大'),
  body: DecidingBody,
})
export type AmountBand = z.infer<typeof AmountBand>

export const MatterFields = z.object({
  name: typed('事项名称', 2, 60),
  level: MatterLevel,
  category: MatterCategory,
  /** What makes a matter fall under the entry, beside amounts: an area, a term. */
  trigger: typed('什么情况要走这个程序', 0, 200).default(''),
  /** None: whatever the amount. */
  bands: z.array(AmountBand).max(6, '金额最多分6档').default([]),
  /** Any of them may decide. */
  bodies: z
    .array(DecidingBody)
    .min(1, '至少选一个决定的会议')
    .max(4, '最多选4个会议')
    .refine(bodies => new Set(bodies).size === bodies.length, '同一个会议只选一次'),
  legalMatter: LegalMatter.default('ordinary'),
  stages: z
    .array(Stage)
    .min(1, '至少选一步')
    .refine(stages => new Set(stages).size === stages.length, '同一步只选一次'),
  /** More than the rule asks for; null: as the rule says. */
  noticeDays: z.number('请写天数').int('天数写整数').min(1, '天数至少1').max(90, '天数最多90').nullable().default(null),
  disclosureDays: z.number('请写天数').int('天数写整数').min(1, '天数至少1').max(90, '天数最多90').default(7),
  attachments: z
    .array(typed('要附的材料', 2, 40))
    .max(10, '材料最多10样')
    .default([]),
  townPreCheck: z.boolean().default(false),
  assetPlatform: z.boolean().default(false),
  basis: typed('依据', 2, 300),
})
export type MatterFields = z.infer<typeof MatterFields>

export const MatterCode = z.string().regex(/^[A-Z][0-9]{1,3}$/, '编号写成A1、C12这样')

export const MatterEntry = MatterFields.extend({
  code: MatterCode,
  /** The list that it stands in: a running matter keeps the one it began under. */
  listId: Id,
  /** Added or made stricter by the village. */
  ofVillage: z.boolean(),
})
export type MatterEntry = z.infer<typeof MatterEntry>

export const ListStep = z.object({
  state: MatterListState,
  reachedOn: LocalDate,
  document: z.string(),
  recordedBy: z.string().nullable(),
  recordedAt: Instant,
})

export const MatterListSummary = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  number: z.number().int(),
  state: MatterListState,
  /** It still says what the program proposed. */
  seeded: z.boolean(),
  inForceOn: LocalDate.nullable(),
  supersededOn: LocalDate.nullable(),
  entries: z.number().int(),
})
export type MatterListSummary = z.infer<typeof MatterListSummary>

export const MatterList = MatterListSummary.omit({ entries: true }).extend({
  entries: z.array(MatterEntry),
  steps: z.array(ListStep),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type MatterList = z.infer<typeof MatterList>

/** One box of a process chart. */
export const ChartStep = z.object({
  stage: Stage,
  name: z.string(),
  who: z.string(),
  says: z.array(z.string()),
  source: z.string().nullable(),
})
export type ChartStep = z.infer<typeof ChartStep>
export const Chart = z.object({ line: z.enum(['village', 'collective']), title: z.string(), steps: z.array(ChartStep) })
export type Chart = z.infer<typeof Chart>
