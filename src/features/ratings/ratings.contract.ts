/**
 * Star ratings (评星定级): what crosses the wire.
 *
 * The rules propose from reviewed records, a person decides; whoever is rated reads every fact and contests it. A sealed class: the
 * member and the secretaries of branch and village read it, the town counts, and answers where
 * nobody nearer may. No list by points or stars, and no way to ask for one.
 *
 * Source: domain §13, §32.3; anchors 5.9; 个人信息保护法 §24.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import {
  Cycle,
  CycleDetail,
  RatingCycleState,
  Exemption,
  RatingSheet,
  RuleSet,
  RuleSetFields,
  ShownWhere,
  Stars,
} from './ratings.shapes.contract.ts'

export * from './ratings.shapes.contract.ts'

export const problems = {
  refused: { type: '/problems/ratings/refused', status: 422, title: '规则没有过形式主义防线', remedy: '请按每一条的依据改。' },
  noRules: { type: '/problems/ratings/no-rules', status: 409, title: '这一年还没有通过的规则', remedy: '请镇党建办先定规则。' },
  alreadyOpen: { type: '/problems/ratings/already-open', status: 409, title: '这个支部这一年已经开评', remedy: '请打开原来的。' },
  undecided: { type: '/problems/ratings/undecided', status: 409, title: '还有人没有定星', remedy: '请先逐个定下来。' },
  contestOpen: { type: '/problems/ratings/contest-open', status: 409, title: '还有异议没有答复', remedy: '请先答复异议。' },
  tooEarly: { type: '/problems/ratings/too-early', status: 409, title: '日子还没有到', remedy: '请等期限满了再办。' },
  noAnswerer: {
    type: '/problems/ratings/no-answerer',
    status: 409,
    title: '没有合适的人答复',
    remedy: '登记、定星、附议的人不能自己答复。请找镇党委。',
  },
} as const satisfies Record<string, ProblemKind>

const versioned = [common.editedMeanwhile, common.preconditionRequired]
const ruleSet = z.object({ ruleSetId: Id })
const cycle = z.object({ cycleId: Id })
const one = z.object({ ratingId: Id })
const Year = z.coerce.number().int().min(2000).max(2100)

export const CycleStep = z.enum(['startSelfCheck', 'review', 'show', 'confirm', 'notify', 'archive'])
export type CycleStep = z.infer<typeof CycleStep>

export const endpoints = {
  ruleSets: defineEndpoint({
    name: 'ratings.ruleSets',
    method: 'GET',
    path: '/rating-rule-sets',
    summary: 'Versions of the rules, the latest first.',
    access: 'staff',
    response: z.object({ items: z.array(RuleSet), sources: z.array(z.object({ key: z.string(), nameZh: z.string() })) }),
  }),
  draftRules: defineEndpoint({
    name: 'ratings.draftRules',
    method: 'POST',
    path: '/rating-rule-sets',
    summary: 'Draft a version of the rules. What the guard refuses is kept on the public list of refusals instead.',
    access: 'staff',
    body: RuleSetFields,
    response: RuleSet,
    creates: true,
    problems: [problems.refused],
  }),
  editRules: defineEndpoint({
    name: 'ratings.editRules',
    method: 'PUT',
    path: '/rating-rule-sets/:ruleSetId',
    summary: 'Change a draft; the guard weighs it as it weighs a new one.',
    access: 'staff',
    params: ruleSet,
    body: RuleSetFields,
    response: RuleSet,
    problems: [problems.refused, ...versioned],
  }),
  adoptRules: defineEndpoint({
    name: 'ratings.adoptRules',
    method: 'PUT',
    path: '/rating-rule-sets/:ruleSetId/adoption',
    summary: 'Adopt a draft by a decision that is named; it is never changed after.',
    access: 'staff',
    params: ruleSet,
    body: z.object({ decision: typed('决定（文号或会议）', 2, 80) }),
    response: RuleSet,
    problems: versioned,
  }),
  cycles: defineEndpoint({
    name: 'ratings.cycles',
    method: 'GET',
    path: '/rating-cycles',
    summary: 'Cycles of the branches that one leads, the latest year first.',
    access: 'staff',
    response: z.object({
      items: z.array(Cycle),
      /** Branches in which the caller may open one. */
      branches: z.array(z.object({ id: Id, name: z.string() })),
    }),
  }),
  openCycle: defineEndpoint({
    name: 'ratings.openCycle',
    method: 'POST',
    path: '/rating-cycles',
    summary: 'Open the cycle of a branch and year: its members, with what the records say.',
    access: 'staff',
    body: z.object({ bodyId: Id, year: z.number().int().min(2000).max(2100) }),
    response: CycleDetail,
    creates: true,
    problems: [problems.noRules, problems.alreadyOpen],
  }),
  cycle: defineEndpoint({
    name: 'ratings.cycle',
    method: 'GET',
    path: '/rating-cycles/:cycleId',
    summary: 'A cycle with its members by name.',
    access: 'staff',
    params: cycle,
    response: CycleDetail,
  }),
  advance: defineEndpoint({
    name: 'ratings.advance',
    method: 'PUT',
    path: '/rating-cycles/:cycleId/state',
    summary: 'The next step of a cycle: self check, review, showing, confirmation, notice, archive.',
    access: 'staff',
    params: cycle,
    body: z.object({ step: CycleStep, shownWhere: ShownWhere.nullable().default(null) }),
    response: CycleDetail,
    problems: [problems.undecided, problems.contestOpen, problems.tooEarly, ...versioned],
  }),
  get: defineEndpoint({
    name: 'ratings.get',
    method: 'GET',
    path: '/ratings/:ratingId',
    summary: 'One member’s sheet with every fact, its record and what was contested.',
    access: 'staff',
    params: one,
    response: RatingSheet,
  }),
  mine: defineEndpoint({
    name: 'ratings.mine',
    method: 'GET',
    path: '/my-ratings',
    summary: 'One’s own ratings, the latest year first.',
    access: 'staff',
    response: z.object({
      items: z.array(
        z.object({ id: Id, year: z.number().int(), cycleState: RatingCycleState, exempt: Exemption.nullable(), star: Stars.nullable() }),
      ),
    }),
  }),
  exempt: defineEndpoint({
    name: 'ratings.exempt',
    method: 'PUT',
    path: '/ratings/:ratingId/exemption',
    summary: 'Leave a member unrated with the reason, or take it back with null.',
    access: 'staff',
    params: one,
    body: z.object({ reason: Exemption.nullable() }),
    response: RatingSheet,
    problems: versioned,
  }),
  decide: defineEndpoint({
    name: 'ratings.decide',
    method: 'PUT',
    path: '/ratings/:ratingId/star',
    summary: 'Decide the star: with a reason where it differs from the proposal, and by a second person where it goes down.',
    access: 'staff',
    params: one,
    body: z.object({
      star: Stars,
      reason: typed('理由', 2, 200).nullable().default(null),
      vetoDecision: typed('正式决定的文号', 2, 60).nullable().default(null),
    }),
    response: RatingSheet,
    problems: [problems.contestOpen, ...versioned],
  }),
  second: defineEndpoint({
    name: 'ratings.second',
    method: 'PUT',
    path: '/ratings/:ratingId/second-opinion',
    summary: 'The second person agrees to a lower star, or gives it back to be decided anew.',
    access: 'staff',
    params: one,
    body: z.object({ agrees: z.boolean() }),
    response: RatingSheet,
    problems: versioned,
  }),
  askHuman: defineEndpoint({
    name: 'ratings.askHuman',
    method: 'PUT',
    path: '/ratings/:ratingId/human-decision',
    summary: 'The member asks for a person’s own judgement: the star then needs a reason even where it follows the proposal.',
    access: 'staff',
    params: one,
    body: z.object({}),
    response: RatingSheet,
  }),
  contest: defineEndpoint({
    name: 'ratings.contest',
    method: 'POST',
    path: '/ratings/:ratingId/contests',
    summary: 'The member contests a fact, says what is missing, or appeals; someone who did not enter it answers within 5 working days.',
    access: 'staff',
    params: one,
    body: z.object({
      /** The fact that is wrong; null: something is missing, or after the notice an appeal against the star. */
      factId: Id.nullable().default(null),
      /** Of what is missing: the source that it belongs to. */
      source: z.string().max(60).nullable().default(null),
      text: typed('哪里不对', 2, 300),
    }),
    response: RatingSheet,
    creates: true,
    problems: [problems.noAnswerer],
  }),
  answer: defineEndpoint({
    name: 'ratings.answer',
    method: 'PUT',
    path: '/rating-contests/:contestId/answer',
    summary: 'Answer what was contested. Upheld, the fact is put right, the proposal reckoned anew and the star decided anew.',
    access: 'staff',
    params: z.object({ contestId: Id }),
    body: z.object({
      outcome: z.enum(['upheld', 'rejected']),
      answer: typed('答复', 2, 300),
      /** What counts from now on: of the wrong fact, or of the one that was missing. */
      amount: z.number().min(0).max(1000).nullable().default(null),
      /** An excuse was accepted: the wrong fact counts neither way. */
      excused: z.boolean().default(false),
      /** Of what was missing. */
      title: typed('事项', 1, 80).nullable().default(null),
      day: LocalDate.nullable().default(null),
    }),
    response: RatingSheet,
  }),
  counts: defineEndpoint({
    name: 'ratings.counts',
    method: 'GET',
    path: '/rating-counts',
    summary: 'Of each village, by code: how many are rated, not rated, undecided, and how many objections are open. No names, no stars.',
    access: 'staff',
    query: z.object({ year: Year }),
    response: z.object({
      items: z.array(
        z.object({
          unitId: Id,
          unitName: z.string(),
          rated: z.number().int(),
          exempt: z.number().int(),
          undecided: z.number().int(),
          openContests: z.number().int(),
        }),
      ),
    }),
  }),
}
