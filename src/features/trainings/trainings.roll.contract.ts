/** Rolls of trainings (培训名册): what crosses the wire about who attended and what it earned. */
import { z } from 'zod'
import { Attendance, Candidate, Exclusion, Mark } from '#features/meetings/meetings.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'

export type { Mark } from '#features/meetings/meetings.contract.ts'

export const TrainingEntry = z.object({
  id: Id,
  position: z.number().int(),
  personId: Id.nullable(),
  name: z.string(),
  initials: z.string(),
  attendance: Attendance,
  reason: z.string().nullable(),
  excluded: Exclusion.nullable(),
  excludedNote: z.string().nullable(),
  /** Credited hours; null: not credited yet. */
  hours: z.number().int().nullable(),
  /** Another session at the same time in which the person is marked present: a person is in one place. */
  clash: z.string().nullable(),
})
export type TrainingEntry = z.infer<typeof TrainingEntry>

export const TrainingRoll = z.object({
  version: z.number().int(),
  items: z.array(TrainingEntry),
  /** How many were present, and how many entries need a look: a name without a person, or two places at one time. */
  present: z.number().int(),
  unrecorded: z.number().int(),
  unmatched: z.number().int(),
  /** When the names went, ten years after; null: they are there. */
  forgottenOn: LocalDate.nullable(),
  clashes: z.number().int(),
  allowedActions: z.array(z.string()),
})
export type TrainingRoll = z.infer<typeof TrainingRoll>

export const TrainingEntered = z.object({
  roll: TrainingRoll,
  entered: z.number().int(),
  again: z.array(z.string()),
  unknown: z.array(z.string()),
  ambiguous: z.array(z.string()),
  unreadable: z.array(z.string()),
})

const one = z.object({ sessionId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const rollEndpoints = {
  roll: defineEndpoint({
    name: 'trainings.roll',
    method: 'GET',
    path: '/training-sessions/:sessionId/roll',
    summary: 'The roll as far as one may read it: the organiser all of it, others themselves and the people they keep.',
    access: 'staff',
    params: one,
    response: TrainingRoll,
  }),
  enterNames: defineEndpoint({
    name: 'trainings.enterNames',
    method: 'POST',
    path: '/training-sessions/:sessionId/roll/names',
    summary: 'Put a pasted list of names on the roll.',
    access: 'staff',
    params: one,
    body: z.object({ text: typed('名单', 1, 20_000) }),
    response: TrainingEntered,
    problems: versioned,
  }),
  candidates: defineEndpoint({
    name: 'trainings.candidates',
    method: 'GET',
    path: '/training-sessions/:sessionId/candidates',
    summary: 'People near the organiser, by a part of the name, pinyin or initials.',
    access: 'staff',
    params: one,
    query: z.object({ q: z.string().trim().max(50).optional() }),
    response: z.object({ items: z.array(Candidate) }),
  }),
  changeEntry: defineEndpoint({
    name: 'trainings.changeEntry',
    method: 'PUT',
    path: '/training-sessions/:sessionId/roll/:entryId',
    summary: 'Say who a name is, and whether the person counts; nobody is taken off the roll.',
    access: 'staff',
    params: z.object({ sessionId: Id, entryId: Id }),
    body: z.object({ personId: Id.nullable(), excludedNote: typed('原因', 1, 100).nullable().default(null) }),
    response: TrainingRoll,
    problems: versioned,
  }),
  takeAttendance: defineEndpoint({
    name: 'trainings.takeAttendance',
    method: 'PUT',
    path: '/training-sessions/:sessionId/attendance',
    summary: 'Enter who was present, excused or absent; only the changed lines are sent.',
    access: 'staff',
    params: one,
    body: z.object({ marks: z.array(Mark).min(1, '没有要记的人').max(500, '一次最多记500人') }),
    response: TrainingRoll,
    problems: versioned,
  }),
}
