/**
 * Standards (制度和工作法): what crosses the wire.
 *
 * A rule is text in clauses. A clause that the program enforces names the check that does; every other says 人工执行.
 * Source: the article, 点亮2021 §2 (党建规范化平台) and 亮身份 §2 (推广到6个城市社区); domain §10.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

export const StandardKind = z.enum(['rule', 'method'])
export type StandardKind = z.infer<typeof StandardKind>
export const standardKindNames: Record<StandardKind, string> = { rule: '制度', method: '工作法' }

export const Clause = z.object({
  text: typed('条文', 2, 500),
  /** What enforces it (standards.checks.rules.ts); null: 人工执行. */
  check: z.string().max(60).nullable().default(null),
})
export type Clause = z.infer<typeof Clause>

export const ShownClause = Clause.extend({ checkName: z.string().nullable(), checkSays: z.string().nullable() })

export const Edition = z.object({
  number: z.number().int(),
  issuer: z.string(),
  clauses: z.array(ShownClause),
  /** Null: the draft. */
  inForceOn: LocalDate.nullable(),
  publishedAt: Instant.nullable(),
})
export type Edition = z.infer<typeof Edition>

export const Adoption = z.object({ id: Id, unitId: Id, unitName: z.string(), from: LocalDate, to: LocalDate.nullable() })

export const StandardSummary = z.object({
  id: Id,
  kind: StandardKind,
  name: z.string(),
  /** The edition in force on the day asked; null: none yet. */
  inForce: z.object({ number: z.number().int(), on: LocalDate }).nullable(),
  adoptions: z.number().int(),
})

export const Standard = z.object({
  id: Id,
  kind: StandardKind,
  name: z.string(),
  version: z.number().int(),
  /** Newest first; the draft, for those who write it, before all. */
  editions: z.array(Edition),
  adoptions: z.array(Adoption),
  allowedActions: z.array(z.string()),
})
export type Standard = z.infer<typeof Standard>

export const problems = {
  nameTaken: {
    type: '/problems/standards/name-taken',
    status: 409,
    title: '已经有这个名称的制度',
    remedy: '请打开已有的那一份，另出一版。',
  },
  noDraft: {
    type: '/problems/standards/no-draft',
    status: 409,
    title: '没有可以施行的草稿',
    remedy: '请先写好草稿。已施行的条文不能再改。',
  },
  notAMethod: {
    type: '/problems/standards/not-a-method',
    status: 409,
    title: '制度全镇施行，不逐个推广',
    remedy: '只有工作法才登记在哪里推广。',
  },
  adoptedAlready: {
    type: '/problems/standards/adopted-already',
    status: 409,
    title: '这里已经推广了',
    remedy: '请看已有的推广记录。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ standardId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  list: defineEndpoint({
    name: 'standards.list',
    method: 'GET',
    path: '/standards',
    summary: 'Rules and methods by name, with what is in force on a day.',
    access: 'public',
    query: z.object({ asOf: LocalDate.optional() }),
    response: z.object({ items: z.array(StandardSummary) }),
  }),
  get: defineEndpoint({
    name: 'standards.get',
    method: 'GET',
    path: '/standards/:standardId',
    summary: 'One rule or method with all its editions, clause by clause, and where it is adopted.',
    access: 'public',
    params: one,
    response: Standard,
  }),
  checks: defineEndpoint({
    name: 'standards.checks',
    method: 'GET',
    path: '/standard-checks',
    summary: 'What the program enforces by itself, for linking clauses to.',
    access: 'public',
    response: z.object({ items: z.array(z.object({ id: z.string(), nameZh: z.string(), says: z.string() })) }),
  }),
  create: defineEndpoint({
    name: 'standards.create',
    method: 'POST',
    path: '/standards',
    summary: 'Begin a rule or a method; its text follows as a draft.',
    access: 'staff',
    body: z.object({ kind: StandardKind, name: typed('名称', 2, 60) }),
    response: Standard,
    creates: true,
    problems: [problems.nameTaken],
  }),
  draft: defineEndpoint({
    name: 'standards.draft',
    method: 'PUT',
    path: '/standards/:standardId/draft',
    summary: 'Write the draft of the next edition; If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: z.object({ issuer: typed('印发单位', 2, 60), clauses: z.array(Clause).min(1, '至少写一条').max(100, '最多100条') }),
    response: Standard,
    problems: versioned,
  }),
  publish: defineEndpoint({
    name: 'standards.publish',
    method: 'PUT',
    path: '/standards/:standardId/publication',
    summary: 'Put the draft in force from a day on; it cannot be changed any more. If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: z.object({ inForceOn: LocalDate }),
    response: Standard,
    problems: [problems.noDraft, ...versioned],
  }),
  adopt: defineEndpoint({
    name: 'standards.adopt',
    method: 'POST',
    path: '/standards/:standardId/adoptions',
    summary: 'Record that a place works by the method from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ unitId: Id, from: LocalDate }),
    response: Standard,
    creates: true,
    problems: [problems.notAMethod, problems.adoptedAlready],
  }),
  endAdoption: defineEndpoint({
    name: 'standards.endAdoption',
    method: 'PUT',
    path: '/standard-adoptions/:adoptionId/end',
    summary: 'Record that a place no longer works by the method from a day on.',
    access: 'staff',
    params: z.object({ adoptionId: Id }),
    body: z.object({ to: LocalDate }),
    response: Standard,
  }),
}
