/** Decisions (四议两公开): what crosses the wire once a matter is decided, in an emergency, and when an order cuts across it. */
import { z } from 'zod'
import { Stage } from '#features/matters/matters.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { Decision, problems } from './decisions.shapes.contract.ts'

const one = z.object({ decisionId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const gated = [problems.gateClosed, ...versioned]
const document = typed('依据的文件或会议', 2, 100)
const reason = typed('理由', 4, 500)
const dated = z.object({ onDay: LocalDate, document })

export const outcomeEndpoints = {
  urge: defineEndpoint({
    name: 'decisions.urge',
    method: 'PUT',
    path: '/decisions/:decisionId/urgency',
    summary: 'Ask to act at once, with the reason: the first of two signatures.',
    access: 'staff',
    params: one,
    body: z.object({ reason, document }),
    response: Decision,
    problems: versioned,
  }),
  confirmUrgency: defineEndpoint({
    name: 'decisions.confirmUrgency',
    method: 'PUT',
    path: '/decisions/:decisionId/urgency/confirmation',
    summary: 'The second signature, of somebody else: it is acted on at once and ratified within a number of days.',
    access: 'staff',
    params: one,
    response: Decision,
    problems: versioned,
  }),
  followCorrection: defineEndpoint({
    name: 'decisions.followCorrection',
    method: 'PUT',
    path: '/decisions/:decisionId/corrected-result',
    summary: 'Take up a result that two people corrected after it was concluded: the matter stands where that result puts it.',
    access: 'staff',
    params: one,
    /** Needed where the corrected result passes the matter. */
    body: z.object({ resultDueOn: LocalDate.nullable().default(null) }),
    response: Decision,
    problems: gated,
  }),
  draftNotice: defineEndpoint({
    name: 'decisions.draftNotice',
    method: 'POST',
    path: '/decisions/:decisionId/notices',
    summary: 'Draft the disclosure of the decision, or of its result; the office completes and publishes it.',
    access: 'staff',
    params: one,
    body: z.object({ stage: Stage.extract(['decisionDisclosure', 'resultDisclosure']), content: typed('公开的内容', 10, 5000) }),
    response: Decision,
    creates: true,
    problems: [problems.gateClosed],
  }),
  implement: defineEndpoint({
    name: 'decisions.implement',
    method: 'PUT',
    path: '/decisions/:decisionId/implementation',
    summary: 'Begin to carry out what was decided, once the decision was disclosed and no objection is open.',
    access: 'staff',
    params: one,
    body: dated,
    response: Decision,
    problems: gated,
  }),
  sendBack: defineEndpoint({
    name: 'decisions.sendBack',
    method: 'PUT',
    path: '/decisions/:decisionId/return',
    summary: 'Return the matter to a step, because an objection was upheld or a correction ordered; later steps are gone through anew.',
    access: 'staff',
    params: one,
    body: z.object({ stage: Stage }),
    response: Decision,
    problems: gated,
  }),
  close: defineEndpoint({
    name: 'decisions.close',
    method: 'PUT',
    path: '/decisions/:decisionId/closure',
    summary: 'Close the matter once its result was disclosed.',
    access: 'staff',
    params: one,
    body: dated,
    response: Decision,
    problems: gated,
  }),
  archive: defineEndpoint({
    name: 'decisions.archive',
    method: 'PUT',
    path: '/decisions/:decisionId/archive',
    summary: 'Put a closed or rejected matter into the village’s archive.',
    access: 'staff',
    params: one,
    body: dated,
    response: Decision,
    problems: versioned,
  }),
  order: defineEndpoint({
    name: 'decisions.order',
    method: 'PUT',
    path: '/decisions/:decisionId/directive',
    summary: 'Record that a court or the town annulled the decision or ordered its correction.',
    access: 'staff',
    params: one,
    body: z.object({
      kind: z.enum(['annulled', 'correctionOrdered']),
      authority: z.enum(['court', 'town']),
      orderedOn: LocalDate,
      document,
    }),
    response: Decision,
    problems: versioned,
  }),
}
