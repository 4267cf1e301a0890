/**
 * Rolls (签到名册): what crosses the wire about who is to be at a meeting and who was.
 *
 * A roll is taken from the members of the branch, pasted as a list of names, or copied from an earlier one. Nothing that was
 * pasted is lost: who is not found stays as a name, who does not count stays with the reason.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, Instant, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { RollCount } from './meetings.shapes.contract.ts'

export const Part = z.enum(['attendee', 'observer'])
export type Part = z.infer<typeof Part>
export const Attendance = z.enum(['unrecorded', 'present', 'excused', 'absent'])
export type Attendance = z.infer<typeof Attendance>
export const Exclusion = z.enum(['movedAway', 'unitClosed', 'termEnded', 'byRecorder', 'byRule'])
export type Exclusion = z.infer<typeof Exclusion>

export const RollEntry = z.object({
  id: Id,
  position: z.number().int(),
  /** Null: nobody was found for the name yet. */
  personId: Id.nullable(),
  name: z.string(),
  /** "csf" for 陈少芬, for finding by typing. */
  initials: z.string(),
  part: Part,
  /** Attends and speaks, and has no vote. */
  probationary: z.boolean(),
  attendance: Attendance,
  reason: z.string().nullable(),
  /** Why the person does not count; null: counts. */
  excluded: Exclusion.nullable(),
  excludedNote: z.string().nullable(),
})
export type RollEntry = z.infer<typeof RollEntry>

export const Roll = z.object({
  /** The roll's own version, for If-Match. */
  version: z.number().int(),
  items: z.array(RollEntry),
  counts: RollCount,
  allowedActions: z.array(z.string()),
})
export type Roll = z.infer<typeof Roll>

export const Mark = z
  .object({ entryId: Id, attendance: Attendance, reason: typed('请假原因', 1, 100).nullable().default(null) })
  .refine(({ attendance, reason }) => attendance !== 'excused' || reason !== null, { message: '请假要写原因', path: ['reason'] })
export type Mark = z.infer<typeof Mark>

export const Candidate = z.object({ id: Id, name: z.string(), unitName: z.string(), title: z.string().nullable() })
export type Candidate = z.infer<typeof Candidate>

/** What became of each line of a pasted list. */
export const Entered = z.object({
  roll: Roll,
  entered: z.number().int(),
  /** Written more than once, or on the roll already. */
  again: z.array(z.string()),
  /** Nobody near has the name. */
  unknown: z.array(z.string()),
  /** Several have it. */
  ambiguous: z.array(z.string()),
  /** No name at all, such as a telephone number. */
  unreadable: z.array(z.string()),
})
export type Entered = z.infer<typeof Entered>

const one = z.object({ meetingId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const rollEndpoints = {
  roll: defineEndpoint({
    name: 'meetings.roll',
    method: 'GET',
    path: '/meetings/:meetingId/roll',
    summary: 'The roll, for the organisation and for those on it.',
    access: 'staff',
    params: one,
    response: Roll,
  }),
  enterNames: defineEndpoint({
    name: 'meetings.enterNames',
    method: 'POST',
    path: '/meetings/:meetingId/roll/names',
    summary: 'Put a pasted list of names on the roll.',
    access: 'staff',
    params: one,
    body: z.object({ text: typed('名单', 1, 20_000), part: Part.default('attendee') }),
    response: Entered,
    problems: versioned,
  }),
  enterMembers: defineEndpoint({
    name: 'meetings.enterMembers',
    method: 'POST',
    path: '/meetings/:meetingId/roll/members',
    summary: 'Put the members of the branch on the roll, as they stand on the day; who does not count stays with the reason.',
    access: 'staff',
    params: one,
    body: z.object({}),
    response: Entered,
    problems: versioned,
  }),
  copyRoll: defineEndpoint({
    name: 'meetings.copyRoll',
    method: 'POST',
    path: '/meetings/:meetingId/roll/copies',
    summary: 'Put the people of an earlier roll of the same organisation on this one.',
    access: 'staff',
    params: one,
    body: z.object({ fromId: Id }),
    response: Entered,
    problems: versioned,
  }),
  earlierRolls: defineEndpoint({
    name: 'meetings.earlierRolls',
    method: 'GET',
    path: '/meetings/:meetingId/earlier-rolls',
    summary: 'Earlier meetings of the same organisation that have a roll to copy.',
    access: 'staff',
    params: one,
    response: z.object({ items: z.array(z.object({ id: Id, title: z.string(), startsAt: Instant, people: z.number().int() })) }),
  }),
  candidates: defineEndpoint({
    name: 'meetings.candidates',
    method: 'GET',
    path: '/meetings/:meetingId/candidates',
    summary: 'People near the organisation, by a part of the name, pinyin or initials.',
    access: 'staff',
    params: one,
    query: z.object({ q: z.string().trim().max(50).optional() }),
    response: z.object({ items: z.array(Candidate) }),
  }),
  changeEntry: defineEndpoint({
    name: 'meetings.changeEntry',
    method: 'PUT',
    path: '/meetings/:meetingId/roll/:entryId',
    summary: 'Say who a name is, attendee or observer, and whether the person counts; nobody is taken off the roll.',
    access: 'staff',
    params: z.object({ meetingId: Id, entryId: Id }),
    body: z.object({
      personId: Id.nullable(),
      part: Part,
      /** Why the person does not count; null: counts. */
      excludedNote: typed('原因', 1, 100).nullable().default(null),
    }),
    response: Roll,
    problems: versioned,
  }),
  takeAttendance: defineEndpoint({
    name: 'meetings.takeAttendance',
    method: 'PUT',
    path: '/meetings/:meetingId/attendance',
    summary: 'Enter who was present, excused or absent; only the changed lines are sent.',
    access: 'staff',
    params: one,
    body: z.object({ marks: z.array(Mark).min(1, '没有要记的人').max(500, '一次最多记500人') }),
    response: Roll,
    problems: versioned,
  }),
}
