/**
 * Trainings (培训): what crosses the wire.
 *
 * Courses of the town's Party school (镇党校) and of the villages' teaching points (村居分教点), their sessions, the organiser's
 * rolls, and hours. Hours come from the roll alone, never from time on line (UX-B1, domain §9.4).
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'
import { rollEndpoints } from './trainings.roll.contract.ts'
import { Audience, PlaceKind, SessionLength, TrainingSessionState } from './trainings.shapes.contract.ts'

export * from './trainings.roll.contract.ts'
export * from './trainings.shapes.contract.ts'

export const Course = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  audience: Audience,
  concentrated: z.boolean(),
  sessions: z.number().int(),
})
export type Course = z.infer<typeof Course>

export const SessionFields = z.object({
  courseId: Id,
  startsAt: Instant,
  endsAt: Instant,
  placeKind: PlaceKind,
  place: typed('地点', 0, 100).default(''),
  teacher: typed('讲课人', 0, 50).default(''),
  length: SessionLength,
})
export type SessionFields = z.infer<typeof SessionFields>

export const Session = z.object({
  id: Id,
  courseId: Id,
  title: z.string(),
  audience: Audience,
  concentrated: z.boolean(),
  unitId: Id,
  unitName: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  placeKind: PlaceKind,
  place: z.string(),
  teacher: z.string(),
  length: SessionLength,
  hours: z.number().int(),
  state: TrainingSessionState,
  cancelReason: z.string().nullable(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type Session = z.infer<typeof Session>

export const HoursRow = z.object({
  personId: Id,
  name: z.string(),
  unitName: z.string(),
  /** 32 a year; 56 with one concentrated course for secretaries. */
  wanted: z.number().int(),
  hours: z.number().int(),
  concentrated: z.boolean(),
  reached: z.boolean(),
})
export type HoursRow = z.infer<typeof HoursRow>

export const problems = {
  rollUnfinished: {
    type: '/problems/trainings/roll-unfinished',
    status: 409,
    title: '名册还没有记完',
    remedy: '请先记清每个人到没到，再记学时。',
  },
  titleTaken: {
    type: '/problems/trainings/title-taken',
    status: 409,
    title: '这个单位已有同名的课程',
    remedy: '请直接用那门课程，或换一个名称。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ sessionId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  courses: defineEndpoint({
    name: 'trainings.courses',
    method: 'GET',
    path: '/training-courses',
    summary: 'Courses by title, with how many sessions each has.',
    access: 'staff',
    response: z.object({ items: z.array(Course) }),
  }),
  createCourse: defineEndpoint({
    name: 'trainings.createCourse',
    method: 'POST',
    path: '/training-courses',
    summary: 'Enter a course of a unit.',
    access: 'staff',
    body: z.object({ unitId: Id, title: typed('课程名称', 2, 60), audience: Audience, concentrated: z.boolean().default(false) }),
    response: Course,
    creates: true,
    problems: [problems.titleTaken],
  }),
  list: defineEndpoint({
    name: 'trainings.list',
    method: 'GET',
    path: '/training-sessions',
    summary: 'Sessions, the latest first: of a unit and below, for an audience, of a state, in a stretch of days.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      audience: Audience.optional(),
      state: TrainingSessionState.optional(),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Session).extend({ total: z.number().int() }),
  }),
  get: defineEndpoint({
    name: 'trainings.get',
    method: 'GET',
    path: '/training-sessions/:sessionId',
    summary: 'One session.',
    access: 'staff',
    params: one,
    response: Session,
  }),
  create: defineEndpoint({
    name: 'trainings.create',
    method: 'POST',
    path: '/training-sessions',
    summary: 'Plan a session of a course.',
    access: 'staff',
    body: SessionFields,
    response: Session,
    creates: true,
  }),
  edit: defineEndpoint({
    name: 'trainings.edit',
    method: 'PUT',
    path: '/training-sessions/:sessionId',
    summary: 'Change a session until its hours are credited.',
    access: 'staff',
    params: one,
    body: SessionFields,
    response: Session,
    problems: versioned,
  }),
  cancel: defineEndpoint({
    name: 'trainings.cancel',
    method: 'PUT',
    path: '/training-sessions/:sessionId/cancellation',
    summary: 'Call a planned session off, with the reason; it stays on record.',
    access: 'staff',
    params: one,
    body: z.object({ reason: typed('原因', 2, 200) }),
    response: Session,
  }),
  hold: defineEndpoint({
    name: 'trainings.hold',
    method: 'PUT',
    path: '/training-sessions/:sessionId/holding',
    summary: 'Say that the session took place; never before it has begun.',
    access: 'staff',
    params: one,
    response: Session,
  }),
  credit: defineEndpoint({
    name: 'trainings.credit',
    method: 'PUT',
    path: '/training-sessions/:sessionId/credit',
    summary: 'Credit the hours to those present, once each; who was credited elsewhere at the same time is shown with no hours.',
    access: 'staff',
    params: one,
    response: Session,
    problems: [problems.rollUnfinished],
  }),
  reopen: defineEndpoint({
    name: 'trainings.reopen',
    method: 'PUT',
    path: '/training-sessions/:sessionId/reopening',
    summary: 'Take the hours back to put the roll right, by someone else than who credited them.',
    access: 'staff',
    params: one,
    response: Session,
  }),
  ...rollEndpoints,
  hours: defineEndpoint({
    name: 'trainings.hours',
    method: 'GET',
    path: '/training-hours',
    summary: 'Hours of a year by person, as far as one may read them, by name; there is no order by hours.',
    access: 'staff',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100), below: Id.optional(), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(HoursRow).extend({ total: z.number().int() }),
  }),
}
