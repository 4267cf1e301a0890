/**
 * Categories of requests (诉求类别): what crosses the wire when the town office keeps them.
 *
 * A limit or route holds from a day on, adopted by a named person with a reason and the paper that says so. What was
 * adopted is never overwritten.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

/** For anyone who chooses one: those offered today, with today's limit. */
export const Category = z.object({
  id: Id,
  parentId: Id.nullable(),
  code: z.string(),
  name: z.string(),
  workingDays: z.number().int(),
})

export const CategoryVersion = z.object({
  id: Id,
  /** Null: from the start. */
  from: LocalDate.nullable(),
  /** The first day on which it no longer holds. */
  to: LocalDate.nullable(),
  workingDays: z.number().int(),
  routeBodyId: Id.nullable(),
  routeUnitId: Id.nullable(),
  routeName: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.string().nullable(),
  /** Its owner; null: proposed (待本镇确认). */
  adoptedByName: z.string().nullable(),
  adoptedAt: Instant.nullable(),
})
export type CategoryVersion = z.infer<typeof CategoryVersion>

export const CategorySetting = z.object({
  id: Id,
  parentId: Id.nullable(),
  code: z.string(),
  name: z.string(),
  openCases: z.number().int(),
  /** In force today. */
  current: CategoryVersion.nullable(),
  /** Adopted, but not yet in force. */
  coming: CategoryVersion.nullable(),
  /** All of them, newest first. */
  history: z.array(CategoryVersion),
  retired: z
    .object({ on: LocalDate, byName: z.string().nullable(), reason: z.string().nullable(), source: z.string().nullable() })
    .nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type CategorySetting = z.infer<typeof CategorySetting>

const WorkingDays = z.number('请写几个工作日').int('要写整数个工作日').min(1, '至少1个工作日').max(60, '最多60个工作日')
const terms = { from: LocalDate, workingDays: WorkingDays, routeBodyId: Id.nullable(), routeUnitId: Id.nullable() }
const grounds = { reason: typed('原因', 2, 200), source: typed('依据', 2, 80) }
const Name = typed('名称', 2, 30)
const Code = z.string().max(6)
const one = z.object({ categoryId: Id })
const changed = { access: 'staff', response: CategorySetting } as const
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const CategoryProposal = z.discriminatedUnion('act', [
  z.object({ act: z.literal('change'), categoryId: Id, ...terms }),
  z.object({ act: z.literal('retire'), categoryId: Id, from: LocalDate }),
  z.object({ act: z.literal('confirm'), categoryId: Id }),
  z.object({ act: z.literal('add'), name: Name, ...terms }),
])
export type CategoryProposal = z.infer<typeof CategoryProposal>

export const categoryProblems = {
  codeTaken: {
    type: '/problems/requests/category-code-taken',
    status: 409,
    title: '这个编码已经有了',
    remedy: '请换一个编码。停用的类别也占着编码。',
  },
  hasChildren: {
    type: '/problems/requests/category-has-children',
    status: 409,
    title: '下面还有在用的类别',
    remedy: '请先停用下面的类别，再停用这一类。',
  },
} as const satisfies Record<string, ProblemKind>

export const categoryEndpoints = {
  categories: defineEndpoint({
    name: 'requests.categories',
    method: 'GET',
    path: '/request-categories',
    summary: 'The categories with their limits.',
    access: 'public',
    response: z.object({ items: z.array(Category) }),
  }),
  categorySettings: defineEndpoint({
    name: 'requests.categorySettings',
    method: 'GET',
    path: '/request-category-settings',
    summary: 'Every category with its limit, route, owner, reason and history, by code; and where cases can be routed today.',
    access: 'staff',
    response: z.object({
      items: z.array(CategorySetting),
      bodies: z.array(z.object({ id: Id, name: z.string() })),
      units: z.array(z.object({ id: Id, name: z.string() })),
      allowedActions: z.array(z.string()),
    }),
  }),
  previewCategory: defineEndpoint({
    name: 'requests.previewCategory',
    method: 'POST',
    path: '/request-category-previews',
    summary: 'What a change of a category would mean, in sentences; changes nothing.',
    access: 'staff',
    body: CategoryProposal,
    response: z.object({
      sentences: z.array(z.string()),
      /** Why it could not be adopted like this. */
      refusal: z.string().nullable(),
    }),
  }),
  addCategory: defineEndpoint({
    ...changed,
    name: 'requests.addCategory',
    method: 'POST',
    path: '/request-categories',
    summary: 'Add a category from a day on.',
    creates: true,
    body: z.object({ parentId: Id.nullable(), code: Code, name: Name, ...terms, ...grounds }),
    problems: [categoryProblems.codeTaken],
  }),
  changeCategory: defineEndpoint({
    ...changed,
    name: 'requests.changeCategory',
    method: 'POST',
    path: '/request-categories/:categoryId/versions',
    summary: 'Adopt another limit or route from a day on; cases that came before keep theirs. Needs If-Match.',
    creates: true,
    params: one,
    body: z.object({ ...terms, ...grounds }),
    problems: versioned,
  }),
  confirmCategory: defineEndpoint({
    ...changed,
    name: 'requests.confirmCategory',
    method: 'PUT',
    path: '/request-categories/:categoryId/adoption',
    summary: 'Adopt what was only proposed, as it stands (确认采用). Needs If-Match.',
    params: one,
    body: z.object(grounds),
    problems: versioned,
  }),
  retireCategory: defineEndpoint({
    ...changed,
    name: 'requests.retireCategory',
    method: 'PUT',
    path: '/request-categories/:categoryId/retirement',
    summary: 'Take no new cases of this category from a day on; running ones keep it. Needs If-Match.',
    params: one,
    body: z.object({ from: LocalDate, ...grounds }),
    problems: [...versioned, categoryProblems.hasChildren],
  }),
}
