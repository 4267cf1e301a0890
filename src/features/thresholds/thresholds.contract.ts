/**
 * Thresholds (表决门槛): what crosses the wire.
 *
 * The law's rules are in the program, with their articles. A town confirms the numbers that are open, and it or a village
 * may be stricter: one person proposes, another adopts. Source: domain §3, §27, §29; D4.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { periodEndpoints } from './thresholds.periods.contract.ts'
import { problems } from './thresholds.problems.contract.ts'
import { Parts, Rule, RuleOfPlace } from './thresholds.shapes.contract.ts'

export * from './thresholds.problems.contract.ts'
export * from './thresholds.shapes.contract.ts'

export const ThresholdEdition = z.object({
  number: z.number().int(),
  parts: Parts,
  basis: z.string(),
  /** The article of the new text that says less than the old one did; null: nothing is less. */
  article: z.string().nullable(),
  proposedBy: z.string().nullable(),
  adoptedBy: z.string().nullable(),
  adoptedAt: Instant.nullable(),
  /** Null: the proposal. */
  inForceOn: LocalDate.nullable(),
})
export type ThresholdEdition = z.infer<typeof ThresholdEdition>

/** One rule at one place on one day: the law, what the place has of it, and how it came to that. */
export const Threshold = z.object({
  law: Rule,
  rule: RuleOfPlace,
  /** The same in short sentences. */
  lawSentences: z.array(z.string()),
  sentences: z.array(z.string()),
  unitId: Id,
  unitName: z.string(),
  /** Goes up by one at each change, nought before the first; send it back as If-Match. */
  version: z.number().int(),
  /** The place's own, newest first; the proposal, for those who may read it, before all. */
  editions: z.array(ThresholdEdition),
  allowedActions: z.array(z.string()),
})
export type Threshold = z.infer<typeof Threshold>

const one = z.object({ ruleKey: z.string().max(80), unitId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  list: defineEndpoint({
    name: 'thresholds.list',
    method: 'GET',
    path: '/thresholds',
    summary: 'The rules of a day at a place (the town if left out), each with the law and what the place made of it.',
    access: 'public',
    query: z.object({ unitId: Id.optional(), day: LocalDate.optional() }),
    response: z.object({ day: LocalDate, unitId: Id, unitName: z.string(), items: z.array(Threshold) }),
  }),
  get: defineEndpoint({
    name: 'thresholds.get',
    method: 'GET',
    path: '/thresholds/:ruleKey/places/:unitId',
    summary: 'One rule at one place, with how it came to what it is.',
    access: 'public',
    params: one,
    response: Threshold,
  }),
  propose: defineEndpoint({
    name: 'thresholds.propose',
    method: 'PUT',
    path: '/thresholds/:ruleKey/places/:unitId/proposal',
    summary: 'Propose to settle open numbers or to be stricter, with the document that says so; If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: Parts.extend({ basis: typed('依据', 2, 200), article: typed('新法条文', 2, 200).nullable().default(null) }),
    response: Threshold,
    problems: [problems.easierThanAbove, problems.townFirst, problems.articleMissing, ...versioned],
  }),
  adopt: defineEndpoint({
    name: 'thresholds.adopt',
    method: 'PUT',
    path: '/thresholds/:ruleKey/places/:unitId/adoption',
    summary:
      'A second person puts the proposal in force from a day on; it is never changed again. If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: z.object({ inForceOn: LocalDate }),
    response: Threshold,
    problems: [problems.noProposal, problems.easierThanAbove, problems.townFirst, problems.articleMissing, ...versioned],
  }),
  ...periodEndpoints,
}
