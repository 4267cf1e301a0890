/**
 * Work plans (工作计划): what crosses the wire. A plan has aspects, an aspect goals, and a goal is worked off by items, by
 * duties or by what an indicator counts; it names the figure of the yearly report that it stands under.
 *
 * Source: the article, 三年行动计划's five aspects and 点亮2021 (T25, P01–P05).
 */
import { z } from 'zod'
import { figures } from '#features/reports/reports.figures.contract.ts'
import { VenueKind } from '#features/venues/venues.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'

export const Selection = z.enum(['modelCentre', 'starStation'])
export const selectionNames: Record<z.infer<typeof Selection>, string> = { modelCentre: '示范党群服务中心', starStation: '星级站点' }

const Figure = z.enum(
  figures.map(({ id }) => id),
  '请从年度报告的数里选',
)

export const GoalFields = z.object({
  name: typed('目标', 2, 120),
  target: z.number().int().min(1, '目标数至少是1').max(100_000_000).nullable().default(null),
  measure: typed('单位', 0, 10).default(''),
  /** Counts its course. */
  indicator: z.string().max(80).nullable().default(null),
  templateId: Id.nullable().default(null),
  /** Its places are items, as many as the target says; those not listed are added. */
  selection: Selection.nullable().default(null),
  figure: Figure.nullable().default(null),
  dueOn: LocalDate.nullable().default(null),
  /** One item for each standing venue of the kind. */
  eachVenue: VenueKind.nullable().default(null),
  items: z
    .array(z.object({ name: typed('事项', 2, 120), unitId: Id, dueOn: LocalDate }))
    .max(500)
    .default([]),
})
export type GoalFields = z.infer<typeof GoalFields>

export const PlanFields = z.object({
  unitId: Id,
  name: typed('计划名称', 2, 80),
  from: LocalDate,
  to: LocalDate,
  aspects: z
    .array(z.object({ name: typed('方面', 2, 40), goals: z.array(GoalFields).min(1, '每个方面至少一个目标').max(30) }))
    .min(1, '至少写一个方面')
    .max(20),
})
export type PlanFields = z.infer<typeof PlanFields>

const known = { id: Id.nullable().default(null) }

/** A plan as it is to be from now on: known parts by id, new ones with null; what is left out goes. */
export const PlanChange = PlanFields.omit({ unitId: true, aspects: true }).extend({
  aspects: z
    .array(
      z.object({
        ...known,
        name: typed('方面', 2, 40),
        goals: z
          .array(
            GoalFields.extend({
              ...known,
              items: z
                .array(z.object({ ...known, name: typed('事项', 2, 120), unitId: Id, dueOn: LocalDate }))
                .max(500)
                .default([]),
            }),
          )
          .min(1, '每个方面至少一个目标')
          .max(30),
      }),
    )
    .min(1, '至少写一个方面')
    .max(20),
})
export type PlanChange = z.infer<typeof PlanChange>

/** A plan as it read at some time: words and numbers alone. */
export const PlanText = z.object({
  name: z.string(),
  from: LocalDate,
  to: LocalDate,
  aspects: z.array(
    z.object({
      name: z.string(),
      goals: z.array(
        z.object({
          name: z.string(),
          target: z.number().int().nullable(),
          measure: z.string(),
          dueOn: LocalDate.nullable(),
          items: z.array(z.object({ name: z.string(), unitName: z.string(), dueOn: LocalDate })),
        }),
      ),
    }),
  ),
})
export type PlanText = z.infer<typeof PlanText>

export const PlanSummary = z.object({
  id: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  from: LocalDate,
  to: LocalDate,
  /** Null: a draft, which its office alone sees. */
  adoptedOn: LocalDate.nullable(),
  version: z.number().int(),
})
export type PlanSummary = z.infer<typeof PlanSummary>

export const PlanItem = z.object({
  id: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  dueOn: LocalDate,
  doneOn: LocalDate.nullable(),
  acceptedByName: z.string().nullable(),
  droppedOn: LocalDate.nullable(),
  droppedReason: z.string().nullable(),
  lamp: z.enum(['ok', 'soon', 'late', 'done', 'dropped']),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type PlanItem = z.infer<typeof PlanItem>

export const PlanGoal = z.object({
  id: Id,
  name: z.string(),
  target: z.number().int().nullable(),
  measure: z.string(),
  figure: z.string().nullable(),
  selection: Selection.nullable(),
  dueOn: LocalDate.nullable(),
  /** How far it is, in words: "12/33个", "尚无记录", "尚无此功能". */
  course: z.string(),
  /** The indicator to open for the records behind it. */
  indicator: z.string().nullable(),
  /** The list of duties that counts its course. */
  templateId: Id.nullable(),
  items: z.array(PlanItem),
})
export type PlanGoal = z.infer<typeof PlanGoal>

export const Plan = PlanSummary.extend({
  aspects: z.array(z.object({ id: Id, name: z.string(), goals: z.array(PlanGoal) })),
  /** The latest first, each with what it replaced. */
  revisions: z.array(z.object({ id: Id, revisedOn: LocalDate, revisedByName: z.string().nullable(), reason: z.string(), old: PlanText })),
  allowedActions: z.array(z.string()),
})
export type Plan = z.infer<typeof Plan>

const onePlan = z.object({ planId: Id })
const oneItem = z.object({ itemId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  list: defineEndpoint({
    name: 'plans.list',
    method: 'GET',
    path: '/plans',
    summary: 'The plans, the latest first.',
    access: 'public',
    response: z.object({ items: z.array(PlanSummary), allowedActions: z.array(z.string()) }),
  }),
  get: defineEndpoint({
    name: 'plans.get',
    method: 'GET',
    path: '/plans/:planId',
    summary: 'A plan with its aspects, goals and items, each goal with how far it is.',
    access: 'public',
    params: onePlan,
    response: Plan,
  }),
  create: defineEndpoint({
    name: 'plans.create',
    method: 'POST',
    path: '/plans',
    summary: 'Enter a plan whole, as a draft.',
    access: 'staff',
    creates: true,
    body: PlanFields,
    response: Plan,
  }),
  edit: defineEndpoint({
    name: 'plans.edit',
    method: 'PUT',
    path: '/plans/:planId',
    summary: 'Change a draft. If-Match names the version that was read.',
    access: 'staff',
    params: onePlan,
    body: PlanChange,
    response: Plan,
    problems: versioned,
  }),
  adopt: defineEndpoint({
    name: 'plans.adopt',
    method: 'PUT',
    path: '/plans/:planId/adoption',
    summary: 'Adopt a draft: from then on it is public and counts. If-Match names the version that was read.',
    access: 'staff',
    params: onePlan,
    body: z.object({ adoptedOn: LocalDate }),
    response: Plan,
    problems: versioned,
  }),
  revise: defineEndpoint({
    name: 'plans.revise',
    method: 'PUT',
    path: '/plans/:planId/revision',
    summary: 'Change an adopted plan, with a reason; the old text is kept, and no item is lost. If-Match names the version that was read.',
    access: 'staff',
    params: onePlan,
    body: PlanChange.extend({ reason: typed('理由', 2, 200) }),
    response: Plan,
    problems: versioned,
  }),
  accept: defineEndpoint({
    name: 'plans.accept',
    method: 'PUT',
    path: '/plan-items/:itemId/acceptance',
    summary: 'Accept an item as done; by the office whose plan it is, not by who did it.',
    access: 'staff',
    params: oneItem,
    body: z.object({ doneOn: LocalDate }),
    response: PlanItem,
  }),
  drop: defineEndpoint({
    name: 'plans.drop',
    method: 'PUT',
    path: '/plan-items/:itemId/dropping',
    summary: 'Take an item out of the plan, with a reason; it stays on record and is no longer counted.',
    access: 'staff',
    params: oneItem,
    body: z.object({ reason: typed('理由', 2, 200) }),
    response: PlanItem,
  }),
}
