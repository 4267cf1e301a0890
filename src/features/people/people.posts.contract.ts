/**
 * Posts, terms and leave (岗位、任职、请假): what crosses the wire.
 *
 * A post exists whether or not anyone holds it (Popolo). A term that ends hands its open work over, and leave
 * names a deputy, who acts with the posts of the one on leave.
 */
import { z } from 'zod'
import { roles } from '#platform/shared/actor.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { HeldTerm } from './people.contract.ts'

export const Term = z.object({
  id: Id,
  personId: Id,
  personName: z.string().nullable(),
  from: LocalDate,
  /** The last day; null: without end. */
  lastOn: LocalDate.nullable(),
  shown: z.boolean(),
  allowedActions: z.array(z.string()),
})

export const Post = z.object({
  id: Id,
  role: z.enum(roles),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  bodyId: Id.nullable(),
  bodyName: z.string().nullable(),
  openedOn: LocalDate,
  /** The first day on which it no longer exists. */
  closedOn: LocalDate.nullable(),
  /** Who holds it on the day asked for. */
  terms: z.array(Term),
  /** Who will hold it later. */
  coming: z.array(Term),
  /** The first day of a vacancy that lasts to the day asked for; null while someone holds it. */
  vacantSince: LocalDate.nullable(),
  /** Another number whenever it was closed or a term of it began, ended or changed; send it back as If-Match to be refused if someone was faster. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Post = z.infer<typeof Post>

export const Leave = z.object({
  id: Id,
  personId: Id,
  deputyId: Id,
  deputyName: z.string().nullable(),
  from: LocalDate,
  lastOn: LocalDate,
})

/** A holder of a post who may stand in or take over. */
export const Colleague = z.object({ id: Id, name: z.string(), title: z.string() })

/** Something that someone still has in hand. */
export const Work = z.object({ kind: z.string(), id: Id, label: z.string() })

export const problems = {
  openWork: {
    type: '/problems/people/open-work',
    status: 409,
    title: '手上还有没办完的事',
    remedy: '请指定接手的人，再结束任职。',
  },
  postHeld: { type: '/problems/people/post-held', status: 409, title: '岗位上还有人', remedy: '请先结束任职，再撤销岗位。' },
  postClosed: { type: '/problems/people/post-closed', status: 409, title: '岗位在这段时间不存在', remedy: '请核对岗位和日期。' },
  heldTwice: { type: '/problems/people/held-twice', status: 409, title: '这段时间已在这个岗位上', remedy: '请核对日期。' },
  administratorsApart: {
    type: '/problems/people/administrators-apart',
    status: 409,
    title: '三类管理员要分开',
    remedy: '系统、安全、审计管理员要由不同的人担任。',
  },
  alreadyAway: { type: '/problems/people/already-away', status: 409, title: '这段时间已有人请假', remedy: '请核对日期，或换一位代理人。' },
} as const satisfies Record<string, ProblemKind>

const person = z.object({ personId: Id })
const post = z.object({ postId: Id })
const term = z.object({ termId: Id })

const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  listPosts: defineEndpoint({
    name: 'people.listPosts',
    method: 'GET',
    path: '/posts',
    summary: 'Posts that exist on a day, by unit and role, with their holders then: of a unit and below, of a role, of a body, or vacant.',
    access: 'staff',
    query: z.object({
      asOf: LocalDate.optional(),
      below: Id.optional(),
      bodyId: Id.optional(),
      role: z.enum(roles).optional(),
      vacant: z.enum(['true', 'false']).optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Post).extend({ asOf: LocalDate, total: z.number().int() }),
  }),
  openPost: defineEndpoint({
    name: 'people.openPost',
    method: 'POST',
    path: '/posts',
    summary: 'Open a post at a unit.',
    access: 'staff',
    body: z.object({
      role: z.enum(roles),
      title: typed('职务名称', 1, 40),
      unitId: Id,
      bodyId: Id.nullable().default(null),
      openedOn: LocalDate,
    }),
    response: Post,
    creates: true,
  }),
  closePost: defineEndpoint({
    name: 'people.closePost',
    method: 'PUT',
    path: '/posts/:postId/closure',
    summary: 'Close a post that nobody holds from a day on.',
    access: 'staff',
    params: post,
    body: z.object({ closedOn: LocalDate }),
    response: Post,
    problems: [problems.postHeld, ...versioned],
  }),
  beginTerm: defineEndpoint({
    name: 'people.beginTerm',
    method: 'POST',
    path: '/posts/:postId/terms',
    summary: 'Give a post to a person from a day on. Nobody gives himself one.',
    access: 'staff',
    params: post,
    body: z.object({ personId: Id, from: LocalDate, lastOn: LocalDate.nullable().default(null), shown: z.boolean().default(false) }),
    response: Post,
    creates: true,
    problems: [problems.heldTwice, problems.administratorsApart, problems.postClosed, ...versioned],
  }),
  listTerms: defineEndpoint({
    name: 'people.listTerms',
    method: 'GET',
    path: '/people/:personId/terms',
    summary: "All of a person's terms, those that ended too, the latest first.",
    access: 'staff',
    params: person,
    response: z.object({ items: z.array(HeldTerm.extend({ postVersion: z.number().int(), allowedActions: z.array(z.string()) })) }),
  }),
  openWork: defineEndpoint({
    name: 'people.openWork',
    method: 'GET',
    path: '/terms/:termId/open-work',
    summary: 'What would lie open if the term ended on a last day (left out: yesterday), and who may take it over.',
    access: 'staff',
    params: term,
    query: z.object({ lastOn: LocalDate.optional() }),
    response: z.object({ items: z.array(Work), successors: z.array(Colleague) }),
  }),
  endTerm: defineEndpoint({
    name: 'people.endTerm',
    method: 'PUT',
    path: '/terms/:termId/end',
    summary: 'End a term; open work goes to the successor named, and without one the end is refused.',
    access: 'staff',
    params: term,
    body: z.object({ lastOn: LocalDate, successorId: Id.nullable().default(null) }),
    response: Post,
    problems: [problems.openWork, problems.heldTwice, problems.administratorsApart, problems.postClosed, ...versioned],
  }),
  showTerm: defineEndpoint({
    name: 'people.showTerm',
    method: 'PUT',
    path: '/terms/:termId/shown',
    summary: 'Enter whether the member agreed to be named to the residents of the unit.',
    access: 'staff',
    params: term,
    body: z.object({ shown: z.boolean() }),
    response: Post,
    problems: versioned,
  }),
  listLeaves: defineEndpoint({
    name: 'people.listLeaves',
    method: 'GET',
    path: '/people/:personId/leaves',
    summary: "A person's leave, newest first, and the colleagues who may stand in.",
    access: 'staff',
    params: person,
    response: z.object({
      items: z.array(Leave),
      deputies: z.array(Colleague),
      allowedActions: z.array(z.string()),
    }),
  }),
  takeLeave: defineEndpoint({
    name: 'people.takeLeave',
    method: 'POST',
    path: '/people/:personId/leaves',
    summary: 'Enter leave with a deputy, who acts with the posts meanwhile.',
    access: 'staff',
    params: person,
    body: z.object({ deputyId: Id, from: LocalDate, lastOn: LocalDate }),
    response: Leave,
    creates: true,
    problems: [problems.alreadyAway, problems.administratorsApart],
  }),
  endLeave: defineEndpoint({
    name: 'people.endLeave',
    method: 'PUT',
    path: '/leaves/:leaveId/end',
    summary: 'End leave earlier, or call it off before it begins (lastOn null).',
    access: 'staff',
    params: z.object({ leaveId: Id }),
    body: z.object({ lastOn: LocalDate.nullable() }),
    response: z.object({ items: z.array(Leave) }),
  }),
}
