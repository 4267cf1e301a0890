/**
 * Rights over one's own data (个人信息权利): what crosses the wire.
 *
 * A person reads everything that is kept, with an account or a one-time code from the counter, and asks. Source: 个人信息保护法
 * §44–50; domain §32.1, §32.5.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { FileAnswer, Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

export const RightsKind = z.enum(['access', 'correction', 'objection', 'deletion', 'explanation'])
export type RightsKind = z.infer<typeof RightsKind>
export const RightsRequestState = z.enum(['received', 'identityChecked', 'located', 'answered', 'refused', 'closed'])
export type RightsRequestState = z.infer<typeof RightsRequestState>
export const Outcome = z.enum(['access', 'corrected', 'deleted', 'restricted', 'explained', 'refused'])
export type Outcome = z.infer<typeof Outcome>

export const RightsRequest = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  kind: RightsKind,
  text: z.string(),
  state: RightsRequestState,
  outcome: Outcome.nullable(),
  answer: z.string().nullable(),
  appeal: z.string().nullable(),
  receivedAt: Instant,
  dueOn: LocalDate,
  /** Counted over a year whose holidays are not published. */
  dueEstimated: z.boolean(),
  lamp: z.enum(['ok', 'soon', 'late', 'done']),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type RightsRequest = z.infer<typeof RightsRequest>

export const Kept = z.object({
  title: z.string(),
  purpose: z.string(),
  basis: z.string(),
  retention: z.string(),
  rows: z.array(z.object({ name: z.string(), text: z.string() })),
})
export const Mine = z.object({
  name: z.string(),
  kept: z.array(Kept),
  /** Who opened a sealed field or gave out a code, newest first. */
  looks: z.array(z.object({ at: Instant, who: z.string().nullable(), what: z.string() })),
  requests: z.array(RightsRequest),
  /** May the name be hidden from residents again? */
  shown: z.boolean(),
})
export type Mine = z.infer<typeof Mine>

export const problems = {
  codeSpent: {
    type: '/problems/rights/code-spent',
    status: 409,
    title: '查看码不对、用过或过期了',
    remedy: '请带身份证到窗口，换一个新的。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ requestId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const step = <const N extends string>(name: N, path: string, summary: string) => ({
  name: `rights.${name}` as const,
  method: 'PUT' as const,
  path: `/rights-requests/:requestId/${path}` as const,
  summary,
  access: 'staff' as const,
  params: one,
  response: RightsRequest,
  problems: versioned,
})

export const endpoints = {
  mine: defineEndpoint({
    name: 'rights.mine',
    method: 'GET',
    path: '/my/data',
    summary: 'Everything that is kept about oneself, who looked, and what one asked.',
    access: 'subject',
    response: Mine,
  }),
  download: defineEndpoint({
    name: 'rights.download',
    method: 'GET',
    path: '/my/data/file',
    summary: 'The same as a file.',
    access: 'subject',
    query: z.object({ format: z.enum(['json', 'xlsx']).default('json') }),
    response: FileAnswer,
    download: ['application/json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    limit: 'export',
  }),
  ask: defineEndpoint({
    name: 'rights.ask',
    method: 'POST',
    path: '/my/requests',
    summary: 'Ask for correction, deletion, an explanation, or object.',
    access: 'subject',
    body: z.object({ kind: RightsKind, text: typed('要说的', 2, 500) }),
    response: RightsRequest,
    creates: true,
  }),
  hideName: defineEndpoint({
    name: 'rights.hideName',
    method: 'PUT',
    path: '/my/consents/shown',
    summary: 'Withdraw the consent to be named to residents.',
    access: 'subject',
    body: z.object({}),
    response: z.object({ hidden: z.number().int() }),
  }),
  openCode: defineEndpoint({
    name: 'rights.openCode',
    method: 'POST',
    path: '/my/code',
    summary: 'Use a one-time code up; answers a pass for 30 minutes.',
    access: 'public',
    body: z.object({ code: typed('查看码', 1, 60) }),
    response: z.object({ pass: z.string() }),
    limit: 'lookUp',
    problems: [problems.codeSpent],
  }),
  issueCode: defineEndpoint({
    name: 'rights.issueCode',
    method: 'POST',
    path: '/people/:personId/subject-codes',
    summary: 'Give a person at the counter, whose identity was checked, a one-time code for 24 hours.',
    access: 'staff',
    params: z.object({ personId: Id }),
    body: z.object({ identity: z.enum(['idCard', 'knownInPerson']) }),
    response: z.object({ code: z.string(), expiresAt: Instant }),
    creates: true,
  }),
  list: defineEndpoint({
    name: 'rights.list',
    method: 'GET',
    path: '/rights-requests',
    summary: 'What people ask about their data, open ones by due day first.',
    access: 'staff',
    response: z.object({ items: z.array(RightsRequest) }),
  }),
  checkIdentity: defineEndpoint({
    ...step('checkIdentity', 'identity', 'It is the person; signed in, or with a code from the counter.'),
    body: z.object({}),
  }),
  locate: defineEndpoint({ ...step('locate', 'location', 'What is kept was found.'), body: z.object({}) }),
  answer: defineEndpoint({
    ...step('answer', 'answer', 'Done, with what was done.'),
    body: z.object({ outcome: Outcome.exclude(['refused']), text: typed('答复', 2, 500) }),
  }),
  refuse: defineEndpoint({
    ...step('refuse', 'refusal', 'Refused, with the reason and how to go on.'),
    body: z.object({ reason: typed('理由', 2, 500), appeal: typed('怎么申诉', 2, 200) }),
  }),
  close: defineEndpoint({ ...step('close', 'close', 'The person was told.'), body: z.object({}) }),
}
