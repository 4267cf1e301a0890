/**
 * The joint meeting (联席会议): what crosses the wire.
 *
 * A case that was returned three times, or that the town office put on the list with a reason, waits for the meeting. What
 * it decides is entered for each case with who decided, and is a step of the case.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, LocalDate } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { optionalText, problems, RequestDetail, RequestState, Words } from './requests.shapes.contract.ts'

export const DecisionKind = z.enum(['handler', 'split', 'answer'])
export type DecisionKind = z.infer<typeof DecisionKind>

const Named = z.object({ id: Id, name: z.string() })

export const JointCase = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  state: RequestState,
  villageName: z.string(),
  categoryName: z.string().nullable(),
  handlerName: z.string(),
  /** On the list since. */
  jointMeetingOn: LocalDate,
  returnCount: z.number().int(),
  /** Its returns, and why it was put on the list, in order. */
  reasons: z.array(z.object({ at: Instant, sentence: z.string(), actorName: z.string().nullable(), text: z.string().nullable() })),
  /** Desks on its way up, to which it can be given besides the departments. */
  units: z.array(Named),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type JointCase = z.infer<typeof JointCase>

const JointDecision = z.object({
  requestId: Id,
  number: z.string(),
  title: z.string(),
  kind: DecisionKind,
  handlerName: z.string().nullable(),
  withNames: z.array(z.string()),
  decidedByName: z.string(),
})
export const JointMeeting = z.object({
  id: Id,
  heldOn: LocalDate,
  present: z.array(z.string()),
  decisions: z.array(JointDecision),
})
export type JointMeeting = z.infer<typeof JointMeeting>

/** One case's outcome. `handler` and `split` name exactly one handler; `split` also those who do a part; `answer` none. */
const Decision = z.object({
  requestId: Id,
  /** The version that was read. */
  version: z.number().int(),
  kind: DecisionKind,
  bodyId: Id.optional(),
  unitId: Id.optional(),
  withBodyIds: z.array(Id).max(5, '最多5家一起办').default([]),
  decidedBy: Id,
  /** What was said: for `answer` the answer to the resident, for `split` who does what. */
  text: optionalText(Words),
})
export type Decision = z.infer<typeof Decision>

export const jointProblems = {
  decidedAlready: {
    type: '/problems/requests/decided-at-meeting',
    status: 409,
    title: '联席会议已经决定由您办',
    remedy: '会上听过的理由不能再用来退回。情况变了，请另写原因或找镇党建办。',
  },
  boundByMeeting: {
    type: '/problems/requests/bound-by-meeting',
    status: 409,
    title: '联席会议已经定了由谁办',
    remedy: '由会上定的单位来办。情况变了，请镇党建办再提请联席会议。',
  },
  waitsForMeeting: {
    type: '/problems/requests/waits-for-meeting',
    status: 409,
    title: '等联席会议定由谁办',
    remedy: '开了会，由镇党建办登记决定。会前不再改派。',
  },
} as const satisfies Record<string, ProblemKind>

export const jointEndpoints = {
  jointList: defineEndpoint({
    name: 'requests.jointList',
    method: 'GET',
    path: '/joint-meetings',
    summary: 'Cases that wait for the joint meeting, by code, with their returns; and what the last meetings decided.',
    access: 'staff',
    response: z.object({
      items: z.array(JointCase),
      meetings: z.array(JointMeeting),
      /** Departments, villages and communities that can be present. */
      bodies: z.array(Named),
      units: z.array(Named),
      /** Who can decide. */
      people: z.array(Named.extend({ title: z.string() })),
    }),
  }),
  putOnJointList: defineEndpoint({
    name: 'requests.putOnJointList',
    method: 'PUT',
    path: '/requests/:requestId/joint-meeting',
    summary: 'Put a case on the list for the joint meeting, with the reason.',
    access: 'staff',
    params: z.object({ requestId: Id }),
    body: z.object({ text: Words }),
    response: RequestDetail,
    problems: [common.editedMeanwhile],
  }),
  decide: defineEndpoint({
    name: 'requests.decide',
    method: 'POST',
    path: '/joint-meetings',
    summary: 'Record what a joint meeting decided: the day, who was present, and each case with who decided.',
    access: 'staff',
    creates: true,
    body: z.object({
      heldOn: LocalDate,
      bodyIds: z.array(Id).max(20),
      unitIds: z.array(Id).max(20),
      decisions: z.array(Decision).min(1, '请至少写一件的决定').max(50, '一次最多50件'),
    }),
    response: z.object({ id: Id }),
    problems: [common.editedMeanwhile, problems.notCapable],
  }),
}
