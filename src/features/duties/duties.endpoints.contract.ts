/** Work checklists (工作清单): what one may ask and do. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, FileAnswer, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import {
  Ask,
  Binds,
  Duty,
  DutyLamp,
  FormColumn,
  HeldField,
  LampCounts,
  MatrixCell,
  Metrics,
  Preview,
  problems,
  Relief,
  Template,
  TemplateFields,
} from './duties.contract.ts'

const oneTemplate = z.object({ templateId: Id })
/** Duties by the day on which they are due, both days included. */
const dueWithin = z.object({ from: LocalDate, to: LocalDate })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  heldFields: defineEndpoint({
    name: 'duties.heldFields',
    method: 'GET',
    path: '/duties/held-fields',
    summary: 'What the system already knows of each body or of each unit, and need not be asked for.',
    access: 'staff',
    query: z.object({ binds: Binds.default('units') }),
    response: z.object({ items: z.array(HeldField) }),
  }),
  templates: defineEndpoint({
    name: 'duties.templates',
    method: 'GET',
    path: '/duty-templates',
    summary: 'Templates by name: those issued, and the drafts of the caller’s own office.',
    access: 'staff',
    response: z.object({ items: z.array(Template) }),
  }),
  preview: defineEndpoint({
    name: 'duties.preview',
    method: 'POST',
    path: '/duty-templates/preview',
    summary: 'What a template would ask: what the system holds of it, what the guard says, what it costs. Writes nothing.',
    access: 'staff',
    body: TemplateFields,
    response: Preview,
  }),
  draft: defineEndpoint({
    name: 'duties.draft',
    method: 'POST',
    path: '/duty-templates',
    summary: 'Write a template. What the guard refuses is kept on the public list of refusals instead.',
    access: 'staff',
    creates: true,
    body: TemplateFields,
    response: Template,
    problems: [problems.refused],
  }),
  revise: defineEndpoint({
    name: 'duties.revise',
    method: 'PUT',
    path: '/duty-templates/:templateId',
    summary: 'Change a draft; the guard weighs it as it weighs a new one. If-Match names the version that was read.',
    access: 'staff',
    params: oneTemplate,
    body: TemplateFields,
    response: Template,
    problems: [problems.refused, ...versioned],
  }),
  issue: defineEndpoint({
    name: 'duties.issue',
    method: 'PUT',
    path: '/duty-templates/:templateId/issue',
    summary: 'Issue a template: each organisation bound gets its duties. If-Match names the version that was read.',
    access: 'staff',
    params: oneTemplate,
    response: Template,
    problems: [problems.refused, problems.notThereYet, ...versioned],
  }),
  withdraw: defineEndpoint({
    name: 'duties.withdraw',
    method: 'PUT',
    path: '/duty-templates/:templateId/withdrawal',
    summary: 'Withdraw a template; what is not yet due of it is waived.',
    access: 'staff',
    params: oneTemplate,
    body: z.object({ reason: typed('理由', 2, 200) }),
    response: Template,
  }),
  list: defineEndpoint({
    name: 'duties.list',
    method: 'GET',
    path: '/duties',
    summary:
      'Duties of a unit and below that fall due in a period, by lamp and due day; each as it stands now. With how many have each lamp.',
    access: 'staff',
    query: dueWithin.extend({
      unitId: Id,
      /** Only the unit’s own: not those of the villages below. */
      own: z.enum(['true', 'false']).optional(),
      templateId: Id.optional(),
      open: z.enum(['true', 'false']).optional(),
      lamp: DutyLamp.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    /** `total` counts what was asked for; `lamps` all of them, whichever lamp was asked for. */
    response: pageOf(Duty).extend({ total: z.number().int(), lamps: LampCounts, asOf: LocalDate }),
  }),
  matrix: defineEndpoint({
    name: 'duties.matrix',
    method: 'GET',
    path: '/duties/matrix',
    summary: 'Expected, actual and on time for each village by code and each template; never in an order of merit.',
    access: 'staff',
    query: dueWithin,
    response: z.object({
      asOf: LocalDate,
      templates: z.array(z.object({ id: Id, name: z.string() })),
      items: z.array(
        z.object({
          unitId: Id,
          unitName: z.string(),
          shortName: z.string(),
          unitCode: z.string().nullable(),
          /** The town’s own, the villages left out. */
          own: z.boolean(),
          metrics: Metrics,
          lamps: LampCounts,
          cells: z.array(MatrixCell),
        }),
      ),
      whole: Metrics,
      lamps: LampCounts,
    }),
  }),
  waive: defineEndpoint({
    name: 'duties.waive',
    method: 'PUT',
    path: '/duties/:dutyId/waiver',
    summary: 'Free an organisation of one duty, with a reason; by the office that asks it.',
    access: 'staff',
    params: z.object({ dutyId: Id }),
    body: z.object({ reason: typed('理由', 2, 200) }),
    response: Duty,
  }),
  form: defineEndpoint({
    name: 'duties.form',
    method: 'GET',
    path: '/duty-templates/:templateId/form',
    summary: 'A superior’s form, filled from records; each column says where it comes from, or who must fill it.',
    access: 'staff',
    params: oneTemplate,
    query: dueWithin,
    response: z.object({
      name: z.string(),
      version: z.number().int(),
      minutes: z.number().int(),
      binds: Binds,
      asks: z.array(Ask),
      columns: z.array(FormColumn),
      items: z.array(z.object({ name: z.string(), code: z.string().nullable(), cells: z.array(z.string().nullable()) })),
      asOf: LocalDate,
      allowedActions: z.array(z.string()),
    }),
  }),
  exportForm: defineEndpoint({
    name: 'duties.exportForm',
    method: 'POST',
    path: '/duty-templates/:templateId/form/exports',
    summary: 'The form as a workbook: filled from records, blank where a person must fill, with a sheet that says who.',
    access: 'staff',
    params: oneTemplate,
    query: dueWithin,
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    limit: 'export',
    problems: [common.tooMany],
  }),
  mapForm: defineEndpoint({
    name: 'duties.mapForm',
    method: 'PUT',
    path: '/duty-templates/:templateId/form/mapping',
    summary: 'Say once where each column of the form comes from, or who fills it. If-Match names the version that was read.',
    access: 'staff',
    params: oneTemplate,
    body: z.object({
      /** What people fill in takes time, each time. */
      minutes: TemplateFields.shape.minutes,
      /** One for each column, in order; their names stay. */
      asks: z.array(Ask.omit({ name: true })).max(20, '最多20栏'),
    }),
    response: Template,
    problems: [problems.refused, ...versioned],
  }),
  burden: defineEndpoint({
    name: 'duties.burden',
    method: 'GET',
    path: '/duties/burden',
    summary: 'Lists and minutes a month for each village by code, and the cap; for everyone.',
    access: 'public',
    response: z.object({
      capMinutes: z.number().int(),
      relief: Relief,
      items: z.array(
        z.object({
          unitId: Id,
          unitName: z.string(),
          unitCode: z.string().nullable(),
          lists: z.number().int(),
          monthlyMinutes: z.number().int(),
        }),
      ),
    }),
  }),
}
