/** Export of cases (诉求导出): with a purpose, masked, recorded. Source: conventions XLS-07; PIPL art. 6, 51. */
import { z } from 'zod'
import { problems as accountProblems } from '#features/accounts/accounts.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { Channel, Lamp, RequestState } from './requests.shapes.contract.ts'

/** What a list may be narrowed to; all of it stands in the address of the page. */
export const Filters = z.object({
  q: z.string().max(60).optional(),
  unitId: Id.optional(),
  state: z.enum([...RequestState.options, 'open', 'closed']).optional(),
  categoryId: Id.optional(),
  lamp: Lamp.optional(),
  channel: Channel.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  handlerId: Id.optional(),
  jointMeeting: z.stringbool().optional(),
  sort: z.enum(['due', 'newest', 'number']).default('due'),
})

export const ExportPurpose = z.enum(['callBack', 'meeting', 'report', 'check'])
export type ExportPurpose = z.infer<typeof ExportPurpose>
export const exportPurposeNames: Record<ExportPurpose, string> = {
  callBack: '回访居民',
  meeting: '开会商量',
  report: '报送上级',
  check: '核对台账',
}

/** More cases than this are asked for in parts. */
export const mostExported = 5_000
/** Whole telephones of more people than this cannot be taken at once. */
export const mostOpened = 200

export const exportProblems = {
  tooMany: {
    type: '/problems/requests/too-many-to-export',
    status: 409,
    title: '一次导出的太多',
    remedy: '请缩小日期或地点的范围，分几次导出。',
  },
} as const satisfies Record<string, ProblemKind>

export const exportEndpoints = {
  export: defineEndpoint({
    name: 'requests.export',
    method: 'POST',
    path: '/requests/exports',
    summary:
      'The cases of a list as a file: for a purpose, telephones masked; whole ones only of cases one handles, after a one-time code.',
    access: 'staff',
    body: z.object({
      filters: Filters.extend({ jointMeeting: z.boolean().optional() }).omit({ sort: true }),
      purpose: ExportPurpose,
      /** What exactly it is for; kept with nobody: only the purpose enters the log. */
      reason: typed('具体用途', 4, 200),
      phones: z.enum(['none', 'masked', 'full']).default('none'),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
    }),
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'],
    limit: 'export',
    problems: [exportProblems.tooMany, accountProblems.codeRequired, common.tooMany],
  }),
}
