/**
 * Bodies (组织): what crosses the wire.
 *
 * Three lines of authority, never merged (domain §2.1): Party organisations, self-government, the
 * collective economy; and the town's departments. A body covers units, and a parent is always of the
 * same line. A Party group (党小组) is not an organisation (DATA-07).
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

/** Kinds of each line, with their Chinese names. */
export const bodyLines = {
  party: { committee: '党委', generalBranch: '党总支', branch: '党支部', jointBranch: '联合党支部', temporaryBranch: '临时党支部' },
  selfGovernment: { villagersCommittee: '村民委员会', residentsCommittee: '居民委员会', supervisionCommittee: '村（居）务监督委员会' },
  economy: { association: '经联社', cooperative: '经济社' },
  department: { department: '镇职能部门' },
} as const

export const BodyLine = z.enum(['party', 'selfGovernment', 'economy', 'department'])
export type BodyLine = z.infer<typeof BodyLine>
export const BodyKind = z.enum([
  'committee',
  'generalBranch',
  'branch',
  'jointBranch',
  'temporaryBranch',
  'villagersCommittee',
  'residentsCommittee',
  'supervisionCommittee',
  'association',
  'cooperative',
  'department',
])
export type BodyKind = z.infer<typeof BodyKind>

export const bodyLineNames: Record<BodyLine, string> = {
  party: '党组织',
  selfGovernment: '自治组织',
  economy: '集体经济组织',
  department: '职能部门',
}
export const bodyKindNames: Record<BodyKind, string> = {
  ...bodyLines.party,
  ...bodyLines.selfGovernment,
  ...bodyLines.economy,
  ...bodyLines.department,
}

export const Body = z.object({
  id: Id,
  line: BodyLine,
  kind: BodyKind,
  name: z.string(),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  /** The units it covers on that day. */
  unitIds: z.array(Id),
  foundedOn: LocalDate,
  /** The first day on which it no longer stands; a temporary branch always has one. */
  dissolvedOn: LocalDate.nullable(),
  externalCode: z.string().nullable(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Body = z.infer<typeof Body>

export const BodyPeriod = z.object({
  from: LocalDate,
  to: LocalDate.nullable(),
  name: z.string(),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
})
export const BodyCover = z.object({ unitId: Id, unitName: z.string(), from: LocalDate, to: LocalDate.nullable() })

/** A body that this one came from or went into. */
export const BodyKin = z.object({ id: Id, name: z.string(), effectiveOn: LocalDate })

export const OpenKind = z.enum(['membership', 'post', 'meeting', 'duty', 'venue', 'request', 'voter'])
export const openNames: Record<z.infer<typeof OpenKind>, string> = {
  membership: '党员',
  post: '岗位',
  meeting: '没开的会',
  duty: '没完成的履职任务',
  venue: '阵地',
  request: '未办结的诉求',
  voter: '表决权名册上的人',
}

/** A body on the effective day. */
const Side = z.object({ name: z.string(), parentName: z.string().nullable(), unitNames: z.array(z.string()) }).nullable()
/** What becomes of one body: from nothing where it is founded, to nothing where it ends. */
export const BodyDifference = z.object({ bodyId: Id, before: Side, after: Side })
export type BodyDifference = z.infer<typeof BodyDifference>

/** What a change of a body does, or would do. */
export const BodyAnswer = z.object({
  dryRun: z.boolean(),
  effectiveOn: LocalDate,
  /** The body that the verb is about first. */
  changes: z.array(BodyDifference),
  /** What is open at the body, or goes over to another with the bodies that end, as far as the reader may see it. */
  open: z.array(z.object({ kind: OpenKind, count: z.number().int() })),
  body: Body,
})

export type BodyAnswer = z.infer<typeof BodyAnswer>

export const problems = {
  lineWouldBreak: {
    type: '/problems/bodies/line-would-break',
    status: 409,
    title: '这样改，组织关系会断开',
    remedy: '请换一个上级组织或生效日期。',
  },
  hasChildren: { type: '/problems/bodies/has-children', status: 409, title: '它还有下级组织', remedy: '请先给下级组织安排去处。' },
  codeTaken: {
    type: '/problems/bodies/code-taken',
    status: 409,
    title: '这个代码已有别的组织在用',
    remedy: '请核对代码。代码可以留空。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ bodyId: Id })
/** The day from which the change holds: today or later; earlier only to correct what was entered today. */
const when = { effectiveOn: LocalDate, dryRun: z.boolean().default(false) }
const name = typed('名称', 2, 80)
const units = z.array(Id).max(100, '最多100个单元')
const versioned = [problems.lineWouldBreak, common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  list: defineEndpoint({
    name: 'bodies.list',
    method: 'GET',
    path: '/bodies',
    summary: 'Bodies that stood on a day, by code and name: of one line, kind or name, under one, or covering a unit or one below it.',
    access: 'public',
    query: z.object({
      asOf: LocalDate.optional(),
      /** Part of the name on that day. */
      q: z.string().max(40, '最多40个字').optional(),
      line: BodyLine.optional(),
      kind: BodyKind.optional(),
      parentId: Id.optional(),
      unitId: Id.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Body).extend({ asOf: LocalDate, total: z.number().int(), allowedActions: z.array(z.string()) }),
  }),
  get: defineEndpoint({
    name: 'bodies.get',
    method: 'GET',
    path: '/bodies/:bodyId',
    summary: 'One body as it stood on a day, with its names, parents, coverage and successions over time.',
    access: 'public',
    params: one,
    query: z.object({ asOf: LocalDate.optional() }),
    response: Body.extend({
      periods: z.array(BodyPeriod),
      coverage: z.array(BodyCover),
      predecessors: z.array(BodyKin),
      successors: z.array(BodyKin),
    }),
  }),
  create: defineEndpoint({
    name: 'bodies.create',
    method: 'POST',
    path: '/bodies',
    summary: 'Found a body from a day on; a temporary branch with its last day.',
    access: 'staff',
    body: z.object({
      kind: BodyKind,
      name,
      parentId: Id.nullable().default(null),
      unitIds: units.default([]),
      externalCode: typed('代码', 1, 40).nullable().default(null),
      dissolvedOn: LocalDate.nullable().default(null),
      ...when,
    }),
    response: BodyAnswer,
    creates: true,
    problems: [problems.lineWouldBreak, problems.codeTaken],
  }),
  rename: defineEndpoint({
    name: 'bodies.rename',
    method: 'PUT',
    path: '/bodies/:bodyId/name',
    summary: 'Give a body another name from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ name, ...when }),
    response: BodyAnswer,
    problems: versioned,
  }),
  move: defineEndpoint({
    name: 'bodies.move',
    method: 'PUT',
    path: '/bodies/:bodyId/parent',
    summary: 'Put a body under another one of its line, or under none, from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ parentId: Id.nullable(), ...when }),
    response: BodyAnswer,
    problems: versioned,
  }),
  cover: defineEndpoint({
    name: 'bodies.cover',
    method: 'PUT',
    path: '/bodies/:bodyId/coverage',
    summary: 'Say which units a body covers from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ unitIds: units, ...when }),
    response: BodyAnswer,
    problems: versioned,
  }),
  merge: defineEndpoint({
    name: 'bodies.merge',
    method: 'POST',
    path: '/bodies/:bodyId/predecessors',
    summary:
      'Merge other bodies of its kind into this one from a day on: they end, and it answers for their places, members, posts and cases.',
    access: 'staff',
    params: one,
    body: z.object({ predecessorIds: z.array(Id).min(1, '请选要并进来的组织').max(50, '最多选50个'), ...when }),
    response: BodyAnswer,
    problems: versioned,
  }),
  split: defineEndpoint({
    name: 'bodies.split',
    method: 'POST',
    path: '/bodies/:bodyId/parts',
    summary: 'Split a body from a day on into new ones of its kind, which take places and bodies below it; it stays itself or ends.',
    access: 'staff',
    params: one,
    body: z.object({
      /** Does the body itself go on with what is left? If not, the first part takes its members, posts, venues and cases. */
      keep: z.boolean(),
      parts: z
        .array(z.object({ name, unitIds: units.default([]), childIds: z.array(Id).max(200, '最多200个下级').default([]) }))
        .min(1, '请写拆出的组织')
        .max(20, '一次最多拆成20个'),
      ...when,
    }),
    response: BodyAnswer,
    creates: true,
    problems: [problems.hasChildren, ...versioned],
  }),
  dissolve: defineEndpoint({
    name: 'bodies.dissolve',
    method: 'PUT',
    path: '/bodies/:bodyId/dissolution',
    summary: 'Dissolve a body with none below it from a day on; a temporary branch may be given another last day.',
    access: 'staff',
    params: one,
    body: z.object(when),
    response: BodyAnswer,
    problems: [problems.hasChildren, ...versioned],
  }),
}
