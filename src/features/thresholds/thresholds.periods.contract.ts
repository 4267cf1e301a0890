/** Periods (天数): what crosses the wire. Days that no law fixes; one person of the town proposes, another adopts. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { problems } from './thresholds.problems.contract.ts'

/** Those of disclosures are named like the type of notice. */
export const PeriodKey = z.enum(['ratification', 'commentReply', 'publication', 'decision', 'result', 'general', 'finance', 'special'])
export type PeriodKey = z.infer<typeof PeriodKey>

export const PeriodEdition = z.object({
  number: z.number().int(),
  days: z.number().int(),
  basis: z.string(),
  proposedBy: z.string().nullable(),
  adoptedBy: z.string().nullable(),
  /** Null: the proposal. */
  inForceOn: LocalDate.nullable(),
  /** Where it is checked in the public record; null: the proposal, or older than the record. */
  recordEntryId: Id.nullable(),
})

export const Period = z.object({
  key: PeriodKey,
  name: z.string(),
  /** Today. */
  days: z.number().int(),
  least: z.number().int(),
  /** The town's document; where it has settled nothing, where the number comes from. */
  source: z.string(),
  /** The town has settled it; if not, it is to be confirmed. */
  isConfirmed: z.boolean(),
  version: z.number().int(),
  /** The proposal, for those who may read it, then the newest. */
  editions: z.array(PeriodEdition),
  allowedActions: z.array(z.string()),
})
export type Period = z.infer<typeof Period>

const one = z.object({ key: PeriodKey })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const periodEndpoints = {
  listPeriods: defineEndpoint({
    name: 'thresholds.listPeriods',
    method: 'GET',
    path: '/periods',
    summary: 'Days that no law fixes: how many today, from where, and whether the town has confirmed them.',
    access: 'public',
    response: z.object({ items: z.array(Period) }),
  }),
  proposePeriod: defineEndpoint({
    name: 'thresholds.proposePeriod',
    method: 'PUT',
    path: '/periods/:key/proposal',
    summary: 'Propose to confirm or change a number of days, with the document that says so; If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: z.object({
      days: z.number('请写天数').int('天数写整数').min(1, '至少1天').max(365, '最多365天'),
      basis: typed('依据', 2, 200),
    }),
    response: Period,
    problems: versioned,
  }),
  adoptPeriod: defineEndpoint({
    name: 'thresholds.adoptPeriod',
    method: 'PUT',
    path: '/periods/:key/adoption',
    summary: 'A second person puts the proposal in force from a day on. What began before keeps its days.',
    access: 'staff',
    params: one,
    body: z.object({ inForceOn: LocalDate }),
    response: Period,
    problems: [problems.noProposal, ...versioned],
  }),
}
