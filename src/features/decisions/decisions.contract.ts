/**
 * Decisions (四议两公开): what crosses the wire.
 *
 * A matter of the list walks its steps one by one. A gate that refuses says why in words; what a step came to is put on the
 * public record before the next opens. Source: domain §5.2, §6.
 */
import { z } from 'zod'
import { MatterCategory, MatterCode, Stage } from '#features/matters/matters.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { outcomeEndpoints } from './decisions.outcome.contract.ts'
import { paperEndpoints } from './decisions.papers.contract.ts'
import {
  Adoption,
  Capacity,
  Decision,
  DecisionLamp,
  DecisionState,
  DecisionSummary,
  Interest,
  Line,
  Opinion,
  ProposerKind,
  problems,
} from './decisions.shapes.contract.ts'

export * from './decisions.shapes.contract.ts'

const one = z.object({ decisionId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const gated = [problems.gateClosed, ...versioned]
const words = {
  title: typed('题目', 2, 60),
  text: typed('议题的内容', 10, 5000),
  amountFen: z.number('请写金额').int('金额写到分').min(1, '金额要大于0').max(100_000_000_000_00, '金额太大').nullable().default(null),
}
const document = typed('依据的文件或会议', 2, 100)
const reason = typed('理由', 4, 500)
const dated = z.object({ onDay: LocalDate, document })
/** Who presided, who kept the minutes, and who spoke against. */
const held = {
  /** Null for a vote: the meeting says when it was held. */
  heldOn: LocalDate.nullable().default(null),
  chairId: Id,
  recorderId: Id,
  dissent: typed('不同意见', 0, 1000).default(''),
  document: typed('材料', 0, 200).default(''),
}

export const endpoints = {
  list: defineEndpoint({
    name: 'decisions.list',
    method: 'GET',
    path: '/decisions',
    summary: 'Matters on their way or decided, newest first; at a place and below, in a state, of a category, under a lamp.',
    access: 'public',
    query: z.object({
      below: Id.optional(),
      state: DecisionState.optional(),
      category: MatterCategory.optional(),
      lamp: DecisionLamp.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    /** `total`: null where there are more than anyone counts. */
    response: pageOf(DecisionSummary).extend({ total: z.number().int().nullable() }),
  }),
  get: defineEndpoint({
    name: 'decisions.get',
    method: 'GET',
    path: '/decisions/:decisionId',
    summary: 'One matter with its steps, ballots, notices and opinions.',
    access: 'public',
    params: one,
    response: Decision,
  }),
  begin: defineEndpoint({
    name: 'decisions.begin',
    method: 'POST',
    path: '/decisions',
    summary: 'Begin a matter from an entry of the list in force at the place.',
    access: 'staff',
    body: z.object({
      unitId: Id,
      code: MatterCode,
      line: Line,
      ...words,
      proposerKind: ProposerKind,
      proposerId: Id.nullable().default(null),
      proposingBody: typed('提议的组织', 2, 60).nullable().default(null),
    }),
    response: Decision,
    creates: true,
    problems: [problems.notInForce],
  }),
  write: defineEndpoint({
    name: 'decisions.write',
    method: 'PUT',
    path: '/decisions/:decisionId',
    summary: 'Write the text of a draft anew; votes on the text before no longer count.',
    access: 'staff',
    params: one,
    body: z.object(words),
    response: Decision,
    problems: versioned,
  }),
  submit: defineEndpoint({
    name: 'decisions.submit',
    method: 'PUT',
    path: '/decisions/:decisionId/registration',
    summary: 'Register the matter; from now on everybody sees it.',
    access: 'staff',
    params: one,
    body: dated.omit({ document: true }),
    response: Decision,
    problems: gated,
  }),
  withdraw: defineEndpoint({
    name: 'decisions.withdraw',
    method: 'PUT',
    path: '/decisions/:decisionId/withdrawal',
    summary: 'Take the matter back into the draft before it is decided; its steps begin anew.',
    access: 'staff',
    params: one,
    body: z.object({ reason }),
    response: Decision,
    problems: versioned,
  }),
  refuse: defineEndpoint({
    name: 'decisions.refuse',
    method: 'PUT',
    path: '/decisions/:decisionId/refusal',
    summary: 'Send a registered matter back to who proposed it, with reasons.',
    access: 'staff',
    params: one,
    body: z.object({ reason }),
    response: Decision,
    problems: versioned,
  }),
  declare: defineEndpoint({
    name: 'decisions.declare',
    method: 'POST',
    path: '/decisions/:decisionId/declarations',
    summary: 'Record what somebody says about their own interest, once for each capacity; the newest counts.',
    access: 'staff',
    params: one,
    body: z.object({ personId: Id, capacity: Capacity, interest: Interest, recused: z.boolean() }),
    response: Decision,
    creates: true,
  }),
  replaceSupervisor: defineEndpoint({
    name: 'decisions.replaceSupervisor',
    method: 'PUT',
    path: '/decisions/:decisionId/supervisors/:personId/replacement',
    summary: 'The town has another watch over this matter in place of a supervisor who stands too near.',
    access: 'staff',
    params: one.extend({ personId: Id }),
    body: z.object({ document }),
    response: Decision,
    problems: [problems.alreadyAnswered],
  }),
  table: defineEndpoint({
    name: 'decisions.table',
    method: 'PUT',
    path: '/decisions/:decisionId/agenda',
    summary: 'Put the text on the agenda of a voting meeting, for the step that stands open.',
    access: 'staff',
    params: one,
    body: z.object({ meetingId: Id, ownInterests: z.boolean() }),
    response: Decision,
    problems: gated,
  }),
  conclude: defineEndpoint({
    name: 'decisions.conclude',
    method: 'PUT',
    path: '/decisions/:decisionId/stages/:stage',
    summary: 'Record what the open step came to; of a vote the closed ballot says it.',
    access: 'staff',
    params: one.extend({
      stage: Stage.extract(['branchProposal', 'boardConsultation', 'committeeConsultation', 'partyResearch', 'membersReview', 'assembly']),
    }),
    body: z.object({
      ...held,
      /** For the Party organisation's study, which is no vote. */
      outcome: z.enum(['passed', 'returned']).nullable().default(null),
      reason: typed('理由', 0, 1000).default(''),
      /** Where the step decides the matter. */
      resultDueOn: LocalDate.nullable().default(null),
    }),
    response: Decision,
    problems: gated,
  }),
  advise: defineEndpoint({
    name: 'decisions.advise',
    method: 'PUT',
    path: '/decisions/:decisionId/opinion',
    summary: 'Record what the branch’s members advise before the assembly; "reconsider" sends the draft back once.',
    access: 'staff',
    params: one,
    body: z.object({ ...held, heldOn: LocalDate, opinion: Opinion, reason: typed('理由', 0, 1000).default('') }),
    response: Decision,
    problems: gated,
  }),
  answerOpinion: defineEndpoint({
    name: 'decisions.answerOpinion',
    method: 'PUT',
    path: '/decisions/:decisionId/opinion/answer',
    summary: 'Say what became of the branch’s newest opinion: adopted, in part or not, and why.',
    access: 'staff',
    params: one,
    body: z.object({ adoption: Adoption, reason }),
    response: Decision,
    problems: [problems.gateClosed, problems.alreadyAnswered],
  }),
  comment: defineEndpoint({
    name: 'decisions.comment',
    method: 'POST',
    path: '/decisions/:decisionId/comments',
    summary: 'Say what one thinks of a matter before it is decided; no name, no account.',
    access: 'public',
    limit: 'submit',
    params: one,
    body: z.object({ content: typed('意见', 4, 500) }),
    response: z.object({ replyBy: LocalDate }),
    creates: true,
  }),
  reply: defineEndpoint({
    name: 'decisions.reply',
    method: 'PUT',
    path: '/decision-comments/:commentId/reply',
    summary: 'Answer a resident’s opinion; both are public from then on.',
    access: 'staff',
    params: z.object({ commentId: Id }),
    body: z.object({ reply: typed('答复', 4, 1000) }),
    response: Decision,
    problems: [problems.alreadyAnswered],
  }),
  ...paperEndpoints,
  ...outcomeEndpoints,
}
