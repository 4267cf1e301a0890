/**
 * Work checklists (工作清单): the shapes that cross the wire.
 *
 * A template says what is to be done, on which basis, how often, by whom and by when; it gives each organisation one duty a
 * period. A duty closes by itself when the real record exists: there is no report to file and no photo to send.
 * Source: domain §10; anchors 5.12; conventions UX-B7.
 */
import { z } from 'zod'
import { Basis, Finding, Price } from '#features/guard/guard.contract.ts'
import { BodyKind } from '#features/bodies/bodies.contract.ts'
import { UnitKind } from '#features/units/units.contract.ts'
import { roles } from '#platform/shared/actor.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

export const Frequency = z.enum(['monthly', 'quarterly', 'yearly', 'once'])
export type Frequency = z.infer<typeof Frequency>
export const frequencyNames: Record<Frequency, string> = { monthly: '每月', quarterly: '每季度', yearly: '每年', once: '一次' }

export const DueRule = z.enum(['dayOfPeriod', 'workingDaysAfter'])
export type DueRule = z.infer<typeof DueRule>

export const DutyTemplateState = z.enum(['draft', 'issued', 'withdrawn'])
export type DutyTemplateState = z.infer<typeof DutyTemplateState>
export const templateStateNames: Record<DutyTemplateState, string> = { draft: '草稿', issued: '已发出', withdrawn: '已撤回' }

export const DutyState = z.enum(['upcoming', 'due', 'done', 'overdue', 'waived'])
export type DutyState = z.infer<typeof DutyState>
export const dutyStateNames: Record<DutyState, string> = {
  upcoming: '未到期',
  due: '待完成',
  done: '已完成',
  overdue: '逾期',
  waived: '已免除',
}

/** Of a duty, the most pressing first; never of a person. */
export const DutyLamp = z.enum(['late', 'soon', 'ok', 'done', 'waived'])
export type DutyLamp = z.infer<typeof DutyLamp>
export const dutyLampNames: Record<DutyLamp, string> = { late: '逾期', soon: '临期', ok: '还没到期', done: '已完成', waived: '已免除' }

export const Binds = z.enum(['bodies', 'units'])
export type Binds = z.infer<typeof Binds>

/** A field asked for: where the system holds it, or who can fill it. */
export const Ask = z.object({
  name: typed('栏名', 1, 30),
  /** Id of a held field; the system fills it. */
  heldIn: z.string().max(80).nullable().default(null),
  filledBy: z.enum(roles).nullable().default(null),
  /** Why it is asked although the system holds it. */
  reason: typed('理由', 0, 200).default(''),
})
export type Ask = z.infer<typeof Ask>

export const TemplateFields = z.object({
  /** Whose office asks. */
  unitId: Id,
  name: typed('工作名称', 2, 60),
  basis: Basis,
  frequency: Frequency,
  binds: Binds,
  kinds: z.array(z.union([BodyKind, UnitKind])).max(20),
  dueRule: DueRule,
  dueCount: z.number('请写天数').int('请写整数').min(1, '至少1天').max(366, '最多366天'),
  /** The indicator whose records fulfil it. */
  fulfilledBy: z.string().max(80).nullable(),
  leastRows: z.number().int().min(1, '至少1次').max(100, '最多100次').default(1),
  asks: z.array(Ask).max(20, '最多20栏').default([]),
  minutes: z.number('请写分钟').int('请写整数').min(0).max(10_000, '太多了'),
  awaitedBy: typed('谁在等', 2, 40).nullable().default(null),
  from: LocalDate,
  to: LocalDate,
})
export type TemplateFields = z.infer<typeof TemplateFields>

export const Template = TemplateFields.extend({
  id: Id,
  unitName: z.string(),
  state: DutyTemplateState,
  /** What fulfils it, by name; null: the system has no such record yet (尚无此功能). */
  fulfilledByName: z.string().nullable(),
  bound: z.number().int(),
  price: Price,
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Template = z.infer<typeof Template>

/** Something that the system already knows. */
export const HeldField = z.object({
  id: z.string(),
  name: z.string(),
  /** Where it stands, e.g. 组织架构. */
  where: z.string(),
})
export type HeldField = z.infer<typeof HeldField>

/** A column of a superior's form: what fills it, and the sentence that says so. */
export const FormColumn = z.object({
  name: z.string(),
  /** `copying`: the system holds it, but a form cannot show it in a cell. */
  filledBy: z.enum(['records', 'copying', 'people', 'nobody']),
  from: z.string(),
})
export type FormColumn = z.infer<typeof FormColumn>

export const Preview = z.object({
  bound: z.number().int(),
  findings: z.array(Finding),
  price: Price,
  /** For each ask, in order: what the system already holds under that name. */
  held: z.array(HeldField.nullable()),
  firstDueOn: LocalDate.nullable(),
  /** The first due day was counted over a year without published holidays. */
  estimated: z.boolean(),
  /** Null: it can be fulfilled. Else why it cannot be issued yet. */
  notThereYet: z.string().nullable(),
})

export const Duty = z.object({
  id: Id,
  templateId: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  bodyId: Id.nullable(),
  bodyName: z.string().nullable(),
  periodFrom: LocalDate,
  periodTo: LocalDate,
  dueOn: LocalDate,
  dueEstimated: z.boolean(),
  state: DutyState,
  lamp: DutyLamp,
  doneOn: LocalDate.nullable(),
  onTime: z.boolean().nullable(),
  /** The console's page of the record that closed it. */
  link: z.string().nullable(),
  /** What is to be recorded, by name. */
  fulfilledByName: z.string().nullable(),
  awaitedBy: z.string().nullable(),
  waivedReason: z.string().nullable(),
  waivedByName: z.string().nullable(),
  allowedActions: z.array(z.string()),
})
export type Duty = z.infer<typeof Duty>

/** DHIS2's five: expected, actual, on time, and the two rates in per cent with one decimal; null: nothing was expected. */
export const Metrics = z.object({
  expected: z.number().int(),
  actual: z.number().int(),
  onTime: z.number().int(),
  rate: z.number().nullable(),
  onTimeRate: z.number().nullable(),
  waived: z.number().int(),
})
export type Metrics = z.infer<typeof Metrics>

/** How many duties have each lamp. */
export const LampCounts = z.object({
  late: z.number().int(),
  soon: z.number().int(),
  ok: z.number().int(),
  done: z.number().int(),
  waived: z.number().int(),
})
export type LampCounts = z.infer<typeof LampCounts>

export const MatrixCell = z.object({ templateId: Id, metrics: Metrics, open: z.number().int(), late: z.number().int() })

/** How far the goals are reached, over a year of the lists in force; each share with what it is a share of. */
export const Relief = z.object({
  cells: z.number().int(),
  prefilled: z.number().int(),
  /** Rounded down, one decimal. Null: no list asks for a field. */
  prefilledPercent: z.number().nullable(),
  /** Facts that people type, by name. */
  facts: z.number().int(),
  /** Of these, asked of one village by two lists, or held by the system already. */
  twice: z.number().int(),
  villages: z.number().int(),
  /** Minutes a month of the village with most. */
  mostMinutes: z.number().int().nullable(),
  /** Villages above the goal. */
  over: z.number().int(),
})
export type Relief = z.infer<typeof Relief>

export const problems = {
  refused: {
    type: '/problems/duties/refused',
    status: 422,
    title: '这张清单不能发',
    remedy: '每一处都写了不能发的理由和条款。请照着改，或不发。',
  },
  notThereYet: {
    type: '/problems/duties/not-there-yet',
    status: 409,
    title: '尚无此功能',
    remedy: '系统里还没有能证明它完成的记录。等有了这项功能再发，不要另交材料。',
  },
} as const satisfies Record<string, ProblemKind>
