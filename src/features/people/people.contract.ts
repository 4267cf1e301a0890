/**
 * People (人员): what crosses the wire.
 *
 * A person is kept in as few fields as the work needs. The phone number is sealed: shown masked, opened by a
 * click with a reason, and the person concerned reads who opened it.
 * Source: design D3, D4; conventions DATA-08 to DATA-12, 4.3.
 */
import { z } from 'zod'
import { roles } from '#platform/shared/actor.ts'
import { cleanName, isName } from '#platform/shared/cells.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, LocalDate, Mobile, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

export const PersonName = typed('姓名', 1, 50).transform(cleanName).refine(isName, '姓名写2到50个字，间隔号用“·”')

/** A post that a person holds. */
export const HeldTerm = z.object({
  termId: Id,
  postId: Id,
  role: z.enum(roles),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  bodyId: Id.nullable(),
  bodyName: z.string().nullable(),
  from: LocalDate,
  /** The last day; null: without end. */
  lastOn: LocalDate.nullable(),
  /** The member agreed to be named to residents. */
  shown: z.boolean(),
})
export type HeldTerm = z.infer<typeof HeldTerm>

export const Person = z.object({
  id: Id,
  name: z.string(),
  /** 138****1234; null: none is known. */
  phone: z.string().nullable(),
  unitId: Id,
  unitName: z.string(),
  externalCode: z.string().nullable(),
  /** The day from which telephone and account go, as nothing ties the person to the town any more; null: something does. */
  forgetOn: LocalDate.nullable(),
  /** The day on which they went; the name stays where records tell it. null: the record is in use. */
  forgottenOn: LocalDate.nullable(),
  /** Terms that have not ended. */
  terms: z.array(HeldTerm),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Person = z.infer<typeof Person>

/** Why someone opens a phone number. */
export const PhoneReason = z.enum(['arrangeWork', 'handOver', 'verify', 'urgent', 'askedTo'])
export type PhoneReason = z.infer<typeof PhoneReason>
export const phoneReasonNames: Record<PhoneReason, string> = {
  arrangeWork: '安排工作',
  handOver: '交接工作',
  verify: '核对信息',
  urgent: '紧急联系',
  askedTo: '本人要求',
}

export const TrailEntry = z.object({
  id: Id,
  at: Instant,
  /** E.g. "people.revealPhone". */
  name: z.string(),
  actorName: z.string().nullable(),
  /** What happened, in plain words. */
  sentence: z.string(),
})

export const Reason = z.object({
  postId: Id,
  role: z.enum(roles),
  unitId: Id,
  unitName: z.string(),
  bodyName: z.string().nullable(),
  /** Name of the person on leave in whose place one acts. */
  deputyFor: z.string().nullable(),
  since: LocalDate,
  /** The last day; null: without end. */
  until: LocalDate.nullable(),
  /** Units that the post reaches, itself included. */
  unitCount: z.number().int(),
  /** Units merged into these, whose records are read too. */
  merged: z.array(z.string()),
  sentence: z.string(),
})
export type Reason = z.infer<typeof Reason>

export const problems = {
  codeTaken: {
    type: '/problems/people/code-taken',
    status: 409,
    title: '这个代码已有别的人在用',
    remedy: '请核对代码。代码可以留空。',
  },
  noPhone: { type: '/problems/people/no-phone', status: 409, title: '没有登记电话', remedy: '请先补登电话。' },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ personId: Id })
const fields = { name: PersonName, unitId: Id, externalCode: typed('代码', 1, 40).nullable().default(null) }

export const endpoints = {
  list: defineEndpoint({
    name: 'people.list',
    method: 'GET',
    path: '/people',
    summary: 'People that one may read, by name: found by part of a name, pinyin, initials or phone; of a unit and below; with a role.',
    access: 'staff',
    query: z.object({
      q: z.string().trim().min(1).max(50).optional(),
      below: Id.optional(),
      role: z.enum(roles).optional(),
      /** `soon`: whose telephone goes within the month; `all`: also whose record was closed. */
      forgotten: z.enum(['soon', 'all']).optional(),
      asOf: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Person).extend({ asOf: LocalDate, total: z.number().int() }),
  }),
  get: defineEndpoint({
    name: 'people.get',
    method: 'GET',
    path: '/people/:personId',
    summary: 'One person with the posts held.',
    access: 'staff',
    params: one,
    response: Person,
  }),
  create: defineEndpoint({
    name: 'people.create',
    method: 'POST',
    path: '/people',
    summary: 'Enter a person.',
    access: 'staff',
    body: z.object({ ...fields, phone: Mobile.nullable().default(null) }),
    response: Person,
    creates: true,
    problems: [problems.codeTaken],
  }),
  edit: defineEndpoint({
    name: 'people.edit',
    method: 'PUT',
    path: '/people/:personId',
    summary: 'Change a person; a phone that is left out stays as it is, null removes it.',
    access: 'staff',
    params: one,
    body: z.object({ ...fields, phone: Mobile.nullable().optional() }),
    response: Person,
    problems: [problems.codeTaken, common.editedMeanwhile, common.preconditionRequired],
  }),
  revealPhone: defineEndpoint({
    name: 'people.revealPhone',
    method: 'POST',
    path: '/people/:personId/phone-views',
    summary: 'Open the phone number, with a reason; the person reads who did.',
    access: 'staff',
    params: one,
    body: z.object({ reason: PhoneReason }),
    response: z.object({ phone: z.string() }),
    problems: [problems.noPhone],
  }),
  trail: defineEndpoint({
    name: 'people.trail',
    method: 'GET',
    path: '/people/:personId/trail',
    summary: 'What was done about a person and who opened the phone number, newest first.',
    access: 'staff',
    params: one,
    query: z.object({ limit: Limit }),
    response: z.object({ items: z.array(TrailEntry) }),
  }),
  explainScope: defineEndpoint({
    name: 'people.explainScope',
    method: 'GET',
    path: '/scope',
    summary: 'Why one reads what one reads, in words.',
    access: 'staff',
    response: z.object({
      headline: z.string(),
      reasons: z.array(Reason),
      unitCount: z.number().int(),
      /** Roles whose posts one opens and fills somewhere. */
      grantable: z.array(z.enum(roles)),
    }),
  }),
}
