/**
 * Star volunteer communities (星级志愿服务社区): what crosses the wire.
 *
 * A village applies with what its records show, and the town decides with a document; nothing is computed into an order.
 * Source: domain §23 (the village applies; teams, volunteers, hours, activities); conventions UX-B2.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

export const StarCommunityState = z.enum(['proposed', 'granted', 'declined'])
export type StarCommunityState = z.infer<typeof StarCommunityState>

export const communityProblems = {
  criteriaUnmet: {
    type: '/problems/volunteering/criteria-unmet',
    status: 409,
    title: '记录还没有达到这一年的条件',
    remedy: '请看每一项还差什么。',
  },
  appliedAlready: {
    type: '/problems/volunteering/applied-already',
    status: 409,
    title: '这个村（社区）这一年已经申请',
    remedy: '请打开那一份看。',
  },
  ruleInUse: {
    type: '/problems/volunteering/rule-in-use',
    status: 409,
    title: '这一年已有村（社区）按原来的条件申请',
    remedy: '请从下一年起改。',
  },
} as const satisfies Record<string, ProblemKind>

const Year = z.coerce.number().int('年份写四位数').min(2000, '年份写四位数').max(2100, '年份写四位数')
const least = (most: number) => z.number('请写一个数').int('请写整数').min(0, '不能是负数').max(most, `最多写${most}`)
export const CommunityFacts = z.object({
  teams: z.number().int(),
  slots: z.number().int(),
  volunteers: z.number().int(),
  /** Minutes by grade. */
  onSite: z.number().int(),
  organiser: z.number().int(),
})
export type CommunityFacts = z.infer<typeof CommunityFacts>
export const Criterion = z.object({
  key: z.enum(['teams', 'slots', 'volunteers', 'minutes']),
  least: z.number().int(),
  value: z.number().int(),
  met: z.boolean(),
})
export type Criterion = z.infer<typeof Criterion>

/** What the records of a year must show, from a year on. */
export const CommunityRule = z.object({
  fromYear: Year,
  leastTeams: least(100),
  leastSlots: least(1000),
  leastVolunteers: least(100_000),
  leastMinutes: least(10_000_000),
  source: typed('依据', 4, 200),
})
export type CommunityRule = z.infer<typeof CommunityRule>

export const StarCommunity = CommunityFacts.extend({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  year: z.number().int(),
  state: StarCommunityState,
  proposedOn: LocalDate,
  decidedOn: LocalDate.nullable(),
  basis: z.string().nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type StarCommunity = z.infer<typeof StarCommunity>

export const communityEndpoints = {
  communityRules: defineEndpoint({
    name: 'volunteering.communityRules',
    method: 'GET',
    path: '/star-community-rules',
    summary: 'What the records of a year must show for the title, by the year from which it holds, with the document that says so.',
    access: 'public',
    response: z.object({ items: z.array(CommunityRule) }),
  }),
  setCommunityRule: defineEndpoint({
    name: 'volunteering.setCommunityRule',
    method: 'POST',
    path: '/star-community-rules',
    summary: 'Set what the records must show from this year or a later one on; years gone by keep their rule.',
    access: 'staff',
    body: CommunityRule,
    response: z.object({ items: z.array(CommunityRule) }),
    creates: true,
    problems: [communityProblems.ruleInUse],
  }),
  communities: defineEndpoint({
    name: 'volunteering.communities',
    method: 'GET',
    path: '/star-communities',
    summary: 'Star communities of a year in the order of villages; applications only for the village and the town.',
    access: 'public',
    query: z.object({ year: Year.optional() }),
    response: z.object({ items: z.array(StarCommunity) }),
  }),
  communityFacts: defineEndpoint({
    name: 'volunteering.communityFacts',
    method: 'GET',
    path: '/star-communities/facts',
    summary: 'What the records of a village show of a year, beside what the rule of that year asks.',
    access: 'staff',
    query: z.object({ unitId: Id, year: Year }),
    response: z.object({ facts: CommunityFacts, criteria: z.array(Criterion), source: z.string() }),
  }),
  proposeCommunity: defineEndpoint({
    name: 'volunteering.proposeCommunity',
    method: 'POST',
    path: '/star-communities',
    summary: 'The village applies for a year; its records must meet the rule.',
    access: 'staff',
    body: z.object({ unitId: Id, year: Year }),
    response: StarCommunity,
    creates: true,
    problems: [communityProblems.criteriaUnmet, communityProblems.appliedAlready],
  }),
  decideCommunity: defineEndpoint({
    name: 'volunteering.decideCommunity',
    method: 'PUT',
    path: '/star-communities/:communityId/decision',
    summary: 'The town grants the title with a document, or declines with the reason; another person than who applied.',
    access: 'staff',
    params: z.object({ communityId: Id }),
    body: z.object({ granted: z.boolean(), basis: typed('文件或原因', 4, 200) }),
    response: StarCommunity,
    problems: [common.editedMeanwhile, common.preconditionRequired],
  }),
}
