/**
 * Requests (诉求): what crosses the wire. The shapes stand in requests.shapes.contract.ts.
 *
 * A request is a resident's trouble. It enters at the lowest level that has a handler, always has
 * an owner, and only the resident closes it as solved.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, Mobile, pageOf } from '#platform/shared/primitives.ts'
import { categoryEndpoints } from './requests.categories.contract.ts'
import { deskEndpoints } from './requests.desk.contract.ts'
import { exportEndpoints, Filters } from './requests.export.contract.ts'
import { Entry, Submission } from './requests.intake.contract.ts'
import { jointEndpoints } from './requests.joint.contract.ts'
import { residentEndpoints } from './requests.resident.contract.ts'
import {
  problems,
  Receipt,
  RequestRow,
  RequestState,
  Call,
  CallOutcome,
  SolvedBy,
  StateCounts,
  Statistics,
} from './requests.shapes.contract.ts'

export * from './requests.shapes.contract.ts'
export * from './requests.intake.contract.ts'
export * from './requests.export.contract.ts'
export * from './requests.categories.contract.ts'
export * from './requests.joint.contract.ts'

export const Box = z.enum(['todo', 'done', 'mine', 'copied'])

export const endpoints = {
  submit: defineEndpoint({
    name: 'requests.submit',
    method: 'POST',
    path: '/requests',
    summary: 'Say what is wrong and where; anyone, no account.',
    access: 'public',
    creates: true,
    limit: 'submit',
    body: Submission,
    response: Receipt,
    problems: [problems.emergency],
  }),
  enter: defineEndpoint({
    name: 'requests.enter',
    method: 'POST',
    path: '/requests/entered',
    summary: 'Enter a case for a resident who came, called or was visited.',
    access: 'staff',
    creates: true,
    body: Entry,
    response: Receipt,
    problems: [problems.emergency, problems.outsideNumberTaken],
  }),
  list: defineEndpoint({
    name: 'requests.list',
    method: 'GET',
    path: '/requests',
    summary: 'Cases within my scope, filtered.',
    access: 'staff',
    query: Filters.extend({ cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(RequestRow),
  }),
  count: defineEndpoint({
    name: 'requests.count',
    method: 'GET',
    path: '/requests/count',
    summary: 'How many cases within my scope match; null: more than are counted. Apart from the list, so that no page waits for it.',
    access: 'staff',
    query: Filters.omit({ sort: true }),
    response: z.object({ total: z.number().int().nullable() }),
  }),
  findByPhone: defineEndpoint({
    name: 'requests.findByPhone',
    method: 'POST',
    path: '/request-searches',
    summary:
      'Cases whose reporter left this telephone number, the newest first; for whoever lost the receipt. Never the number in an address.',
    access: 'staff',
    limit: 'lookUp',
    body: z.object({ phone: Mobile }),
    response: z.object({ items: z.array(RequestRow) }),
  }),
  inbox: defineEndpoint({
    name: 'requests.inbox',
    method: 'GET',
    path: '/inbox',
    summary: 'My work: 待办, 已办, 我发起 or 抄送我, by due day.',
    access: 'staff',
    query: z.object({ box: Box.default('todo'), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(RequestRow),
  }),
  countInbox: defineEndpoint({
    name: 'requests.countInbox',
    method: 'GET',
    path: '/inbox/counts',
    summary: 'How many cases lie in each box.',
    access: 'staff',
    response: z.object({
      todo: z.number().int(),
      done: z.number().int(),
      mine: z.number().int(),
      copied: z.number().int(),
      late: z.number().int(),
    }),
  }),
  overview: defineEndpoint({
    name: 'requests.overview',
    method: 'GET',
    path: '/requests/overview',
    summary: 'Open cases of each village by lamp, sorted by code, never a ranking.',
    access: 'staff',
    response: z.object({
      asOf: LocalDate,
      items: z.array(
        z.object({
          unitId: Id,
          code: z.string().nullable(),
          name: z.string(),
          shortName: z.string(),
          /** The town’s own: not at any village. */
          own: z.boolean(),
          ok: z.number().int(),
          soon: z.number().int(),
          late: z.number().int(),
          paused: z.number().int(),
          waiting: z.number().int(),
        }),
      ),
    }),
  }),
  byState: defineEndpoint({
    name: 'requests.byState',
    method: 'GET',
    path: '/requests/by-state',
    summary: 'Cases received in a period, for each village by code and each state as it is now; never a ranking.',
    access: 'staff',
    query: z.object({ from: LocalDate, to: LocalDate }),
    response: z.object({
      asOf: LocalDate,
      items: z.array(
        z.object({
          unitId: Id,
          code: z.string().nullable(),
          name: z.string(),
          shortName: z.string(),
          /** The town’s own: not at any village. */
          own: z.boolean(),
          received: z.number().int(),
          states: StateCounts,
        }),
      ),
      /** Of all that the caller may read. */
      received: z.number().int(),
      states: StateCounts,
    }),
  }),
  publicCases: defineEndpoint({
    name: 'requests.publicCases',
    method: 'GET',
    path: '/units/:unitId/requests',
    summary: "A unit's cases of a period for anyone: counts, and lines where the reporter agreed.",
    access: 'public',
    params: z.object({ unitId: Id }),
    query: z.object({ from: LocalDate.optional(), to: LocalDate.optional() }),
    response: z.object({
      from: LocalDate,
      to: LocalDate,
      asked: z.number().int(),
      open: z.number().int(),
      proposed: z.number().int(),
      solved: z.number().int(),
      solvedBySharedCode: z.number().int(),
      solvedOnBehalf: z.number().int(),
      unanswered: z.number().int(),
      withdrawn: z.number().int(),
      notAccepted: z.number().int(),
      medianDays: z.number().nullable(),
      lines: z.array(
        z.object({
          number: z.string(),
          line: z.string(),
          state: RequestState,
          solvedBy: SolvedBy.nullable(),
          categoryName: z.string().nullable(),
          submittedOn: LocalDate,
        }),
      ),
      hidden: z.number().int(),
    }),
  }),
  listCalls: defineEndpoint({
    name: 'requests.listCalls',
    method: 'GET',
    path: '/request-calls',
    summary: 'Reporters to ring, once the quiet hours are over.',
    access: 'staff',
    response: z.object({ items: z.array(Call) }),
  }),
  finishCall: defineEndpoint({
    name: 'requests.finishCall',
    method: 'PUT',
    path: '/request-calls/:callId/outcome',
    summary: 'Say what became of a call.',
    access: 'staff',
    params: z.object({ callId: Id }),
    body: z.object({ outcome: CallOutcome }),
    response: z.object({ id: Id }),
  }),
  statistics: defineEndpoint({
    name: 'requests.statistics',
    method: 'GET',
    path: '/requests/statistics',
    summary: 'Asked, answered, satisfied, unanswered, reopened, each with its n; open cases counted; medians.',
    access: 'staff',
    query: z.object({ unitId: Id.optional(), from: LocalDate.optional(), to: LocalDate.optional() }),
    response: Statistics,
  }),
  ...deskEndpoints,
  ...categoryEndpoints,
  ...jointEndpoints,
  ...exportEndpoints,
  ...residentEndpoints,
}
