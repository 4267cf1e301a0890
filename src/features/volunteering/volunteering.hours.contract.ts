/** Volunteer hours (志愿时长): what crosses the wire about rolls, hours in three grades, disputes and corrections. */
import { z } from 'zod'
import { Mark } from '#features/meetings/meetings.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Instant, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { problems } from './volunteering.problems.contract.ts'
import { Grade, Hours, Slot, SlotRoll } from './volunteering.shapes.contract.ts'

const oneSlot = z.object({ slotId: Id })
const oneEntry = z.object({ hoursId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const Minutes = z.number().int('分钟写整数').min(0, '分钟不能是负数').max(1440, '一天最多1440分钟')
const Cap = z.object({
  fromOn: LocalDate,
  minutesEach: z.number().int().min(0).max(1440),
  minutesMonthly: z.number().int().min(0).max(10_000),
  source: typed('依据', 4, 200),
})

export const hoursEndpoints = {
  roll: defineEndpoint({
    name: 'volunteering.roll',
    method: 'GET',
    path: '/volunteer-slots/:slotId/roll',
    summary: 'The list of a slot in its order: the organiser all of it, a volunteer the own line.',
    access: 'staff',
    params: oneSlot,
    response: SlotRoll,
  }),
  enterNames: defineEndpoint({
    name: 'volunteering.enterNames',
    method: 'POST',
    path: '/volunteer-slots/:slotId/roll/names',
    summary: 'Put registered volunteers near the organiser on the list from a pasted list of names, until the slot ends.',
    access: 'staff',
    params: oneSlot,
    body: z.object({ text: typed('名单', 1, 20_000) }),
    response: z.object({
      roll: SlotRoll,
      entered: z.number().int(),
      again: z.array(z.string()),
      unknown: z.array(z.string()),
      ambiguous: z.array(z.string()),
      unreadable: z.array(z.string()),
    }),
    problems: versioned,
  }),
  takeAttendance: defineEndpoint({
    name: 'volunteering.takeAttendance',
    method: 'PUT',
    path: '/volunteer-slots/:slotId/attendance',
    summary: 'Enter who served; only the changed lines are sent.',
    access: 'staff',
    params: oneSlot,
    body: z.object({ marks: z.array(Mark).min(1, '没有要记的人').max(500, '一次最多记500人') }),
    response: SlotRoll,
    problems: versioned,
  }),
  confirm: defineEndpoint({
    name: 'volunteering.confirm',
    method: 'PUT',
    path: '/volunteer-sign-ups/:signUpId/confirmation',
    summary: 'The volunteer says on site to be there, once, of one’s own will; without it the hours count all the same, in grade ②.',
    access: 'staff',
    params: z.object({ signUpId: Id }),
    response: z.object({ id: Id }),
  }),
  postHours: defineEndpoint({
    name: 'volunteering.postHours',
    method: 'PUT',
    path: '/volunteer-slots/:slotId/hours',
    summary: 'Post the hours of those who served, as the roll says; from then on each has seven days to dispute.',
    access: 'staff',
    params: oneSlot,
    body: z.object({
      /** Who served for another time than the slot lasted. */
      others: z
        .array(z.object({ signUpId: Id, minutes: Minutes.min(1, '至少1分钟') }))
        .max(500)
        .default([]),
    }),
    response: Slot,
    problems: [problems.rollUnfinished],
  }),
  enterLater: defineEndpoint({
    name: 'volunteering.enterLater',
    method: 'POST',
    path: '/volunteer-slots/:slotId/later-hours',
    summary: 'Enter hours after the event, with a reason that anyone may read; a second person decides, and they count for no star.',
    access: 'staff',
    params: oneSlot,
    body: z.object({ personId: Id, startsAt: Instant, endsAt: Instant, publicReason: typed('补记的原因', 4, 100) }),
    response: Hours,
    creates: true,
    problems: [problems.notVolunteer, problems.busy],
  }),
  decideLater: defineEndpoint({
    name: 'volunteering.decideLater',
    method: 'PUT',
    path: '/volunteer-hours/:hoursId/decision',
    summary: 'Agree to hours entered later, or refuse them; another person than who entered them.',
    access: 'staff',
    params: oneEntry,
    body: z.object({ agreed: z.boolean() }),
    response: Hours,
  }),
  hours: defineEndpoint({
    name: 'volunteering.hours',
    method: 'GET',
    path: '/volunteer-hours',
    summary:
      'Hours that one may read, the latest day first: of a unit and below, of a slot, of a grade, disputed, waiting for a second person.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      slotId: Id.optional(),
      grade: Grade.optional(),
      only: z.enum(['disputed', 'pending', 'corrections']).optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(Hours).extend({ total: z.number().int() }),
  }),
  anomalies: defineEndpoint({
    name: 'volunteering.anomalies',
    method: 'GET',
    path: '/volunteer-anomalies',
    summary: 'Flagged hours that nobody looked at: those of teams for the village, those of villages for the town.',
    access: 'staff',
    query: z.object({ cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Hours),
  }),
  review: defineEndpoint({
    name: 'volunteering.review',
    method: 'PUT',
    path: '/volunteer-hours/:hoursId/review',
    summary: 'Say what was found out about flagged hours.',
    access: 'staff',
    params: oneEntry,
    body: z.object({ note: typed('核对结果', 2, 200) }),
    response: Hours,
  }),
  dispute: defineEndpoint({
    name: 'volunteering.dispute',
    method: 'POST',
    path: '/volunteer-hours/:hoursId/disputes',
    summary: 'The volunteer says within seven days what is wrong.',
    access: 'staff',
    params: oneEntry,
    body: z.object({ text: typed('哪里不对', 2, 500) }),
    response: Hours,
    creates: true,
  }),
  answerDispute: defineEndpoint({
    name: 'volunteering.answerDispute',
    method: 'PUT',
    path: '/volunteer-hours/:hoursId/dispute',
    summary: 'Answer a dispute: put the minutes right, keeping the old ones, or say why not.',
    access: 'staff',
    params: oneEntry,
    body: z.object({ minutes: Minutes.nullable(), answer: typed('答复', 2, 500) }),
    response: Hours,
  }),
  proposeCorrection: defineEndpoint({
    name: 'volunteering.proposeCorrection',
    method: 'POST',
    path: '/volunteer-hours/:hoursId/corrections',
    summary: 'Ask for locked hours to be put right, by the volunteer or the organiser, with the reason.',
    access: 'staff',
    params: oneEntry,
    body: z.object({ minutes: Minutes, reason: typed('原因', 2, 200) }),
    response: Hours,
    creates: true,
  }),
  decideCorrection: defineEndpoint({
    name: 'volunteering.decideCorrection',
    method: 'PUT',
    path: '/volunteer-hours/:hoursId/correction',
    summary: 'Agree to a correction, or refuse it; it is made when a second person agrees.',
    access: 'staff',
    params: oneEntry,
    body: z.object({ agreed: z.boolean() }),
    response: Hours,
  }),
  caps: defineEndpoint({
    name: 'volunteering.caps',
    method: 'GET',
    path: '/volunteer-caps',
    summary: 'What hours entered later are bounded by, with the rule that says so.',
    access: 'public',
    response: z.object({ items: z.array(Cap) }),
  }),
  setCap: defineEndpoint({
    name: 'volunteering.setCap',
    method: 'POST',
    path: '/volunteer-caps',
    summary: 'Set the bound from a later day on; bounds of the past stay.',
    access: 'staff',
    body: Cap,
    response: z.object({ items: z.array(Cap) }),
    creates: true,
  }),
}
