/**
 * Changes of the map (区划变更): what crosses the wire.
 *
 * Each verb has an effective date and can be tried first: with `dryRun` nothing is kept, and the answer
 * is the one that the change itself would give.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { problems, Unit, UnitKind } from './units.contract.ts'

/** What becomes of one unit on the effective day. */
export const UnitChange = z.object({
  unitId: Id,
  kind: UnitKind,
  what: z.enum(['opens', 'closes', 'isRenamed', 'moves', 'movesAlong']),
  before: z.object({ name: z.string(), parentName: z.string().nullable() }).nullable(),
  after: z.object({ name: z.string(), parentName: z.string().nullable() }).nullable(),
})
export type UnitChange = z.infer<typeof UnitChange>

export const unitChangeNames: Record<UnitChange['what'], string> = {
  opens: '设立',
  closes: '撤销',
  isRenamed: '更名',
  moves: '改隶',
  movesAlong: '随上级改隶',
}

export const RecordKind = z.enum(['person', 'post', 'body', 'venue', 'request', 'voter'])
export type RecordKind = z.infer<typeof RecordKind>

/** What is still open at the units that close or move. */
export const recordNames: Record<RecordKind, string> = {
  person: '人员',
  post: '岗位',
  body: '覆盖这里的组织',
  venue: '阵地',
  request: '未办结的诉求',
  voter: '表决权名册上的人',
}

/** A post whose reach changes: the units that its holders come to read, and those they no longer read. */
export const PostChange = z.object({
  postId: Id,
  title: z.string(),
  role: z.string(),
  unitId: Id,
  unitName: z.string(),
  /** People who hold it on the effective day. */
  holders: z.number().int(),
  gained: z.array(z.string()),
  lost: z.array(z.string()),
})

export const ChangeAnswer = z.object({
  dryRun: z.boolean(),
  effectiveOn: LocalDate,
  /** The unit that the verb was about, as it stands on the effective day, or stood before it was closed. */
  unit: Unit,
  changes: z.array(UnitChange),
  records: z.array(z.object({ kind: RecordKind, count: z.number().int() })),
  posts: z.array(PostChange),
})
export type ChangeAnswer = z.infer<typeof ChangeAnswer>

/** The day from which the change holds: today or later; earlier only to correct what was entered today. */
const when = { effectiveOn: LocalDate, dryRun: z.boolean().default(false) }
const named = { name: typed('名称', 2, 50), shortName: typed('简称', 1, 10) }
const one = z.object({ unitId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  create: defineEndpoint({
    name: 'units.create',
    method: 'POST',
    path: '/units',
    summary: 'Set up a unit from a day on.',
    access: 'staff',
    body: z.object({
      kind: UnitKind.exclude(['town']),
      parentId: Id,
      ...named,
      code: z
        .string()
        .regex(/^\d{12}$/, '统计代码是12位数字')
        .nullable()
        .default(null),
      externalCode: typed('代码', 1, 40).nullable().default(null),
      ...when,
    }),
    response: ChangeAnswer,
    creates: true,
    problems: [problems.treeWouldBreak, problems.codeTaken],
  }),
  rename: defineEndpoint({
    name: 'units.rename',
    method: 'PUT',
    path: '/units/:unitId/name',
    summary: 'Give a unit another name from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ ...named, ...when }),
    response: ChangeAnswer,
    problems: versioned,
  }),
  move: defineEndpoint({
    name: 'units.move',
    method: 'PUT',
    path: '/units/:unitId/parent',
    summary: 'Put a unit with everything below it under another one from a day on.',
    access: 'staff',
    params: one,
    body: z.object({ parentId: Id, ...when }),
    response: ChangeAnswer,
    problems: [problems.treeWouldBreak, ...versioned],
  }),
  merge: defineEndpoint({
    name: 'units.merge',
    method: 'POST',
    path: '/units/:unitId/predecessors',
    summary:
      'Merge other units into this one from a day on: they close, what is below them comes along, and their records become its own to read.',
    access: 'staff',
    params: one,
    body: z.object({ predecessorIds: z.array(Id).min(1, '请选要并入的单位').max(50), ...when }),
    response: ChangeAnswer,
    problems: [problems.treeWouldBreak, problems.alreadyEnding, ...versioned],
  }),
  split: defineEndpoint({
    name: 'units.split',
    method: 'POST',
    path: '/units/:unitId/parts',
    summary: 'Split a unit from a day on into new ones beside it, which take the units below it; it stays itself or closes.',
    access: 'staff',
    params: one,
    body: z.object({
      /** Does the unit itself go on with what is left? */
      keep: z.boolean(),
      parts: z
        .array(z.object({ ...named, childIds: z.array(Id).max(500) }))
        .min(1, '请写拆出的单位')
        .max(20),
      ...when,
    }),
    response: ChangeAnswer,
    creates: true,
    problems: [problems.treeWouldBreak, problems.hasChildren, problems.alreadyEnding, ...versioned],
  }),
  close: defineEndpoint({
    name: 'units.close',
    method: 'PUT',
    path: '/units/:unitId/closure',
    summary: 'Close a unit with nothing below it from a day on; the unit above it answers for its records.',
    access: 'staff',
    params: one,
    body: z.object(when),
    response: ChangeAnswer,
    problems: [problems.hasChildren, problems.alreadyEnding, ...versioned],
  }),
}
