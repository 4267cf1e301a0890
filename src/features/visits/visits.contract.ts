/**
 * Visits (入户走访): the endpoints. Each change is a small command whose id the sender makes: sent again, it does nothing again.
 *
 * The household's own stand in visits.card.contract.ts. Source: domain §8.
 */
import { z } from 'zod'
import { NoDanger, problems as requestProblems } from '#features/requests/requests.contract.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { visitCardEndpoints } from './visits.card.contract.ts'
import {
  DueVisit,
  Findings,
  NoteReason,
  PlaceVisits,
  problems,
  Visit,
  VisitCounts,
  VisitOutcome,
  VisitTopic,
  VisitWay,
} from './visits.shapes.contract.ts'

export * from './visits.card.contract.ts'
export * from './visits.shapes.contract.ts'

const oneVisit = z.object({ visitId: Id })
const oneCommand = z.object({ commandId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

/**
 * Who wrote the command, if it may be sent later than it was written: refused when somebody else is signed in by then, and never
 * taken for theirs.
 */
const personId = Id.optional()

export const VisitRecord = Findings.extend({
  personId,
  householdId: Id,
  visitedOn: LocalDate,
  outcome: VisitOutcome,
  way: VisitWay.default('atHome'),
})
export type VisitRecord = z.infer<typeof VisitRecord>

/** An item as it was told at the door; it becomes a case. */
export const RaisedItem = z.object({
  personId,
  /** The visit, or the command that recorded it. */
  visitId: Id,
  text: typed('要办的事', 4, 1000),
  /** Where it is; left out, as by whoever wrote it down before this was asked: somewhere in the grid. */
  near: typed('在哪里', 1, 100).optional(),
  /** The household agreed that its telephone and address go with the case. */
  leaveContact: z.boolean().optional(),
  noDanger: NoDanger,
})
export type RaisedItem = z.infer<typeof RaisedItem>

export const endpoints = {
  today: defineEndpoint({
    name: 'visits.today',
    method: 'GET',
    path: '/visits/today',
    summary: 'The households to visit today, each with why, and visits that still need something done.',
    access: 'staff',
    response: z.object({ due: z.array(DueVisit), toFollow: z.array(Visit), allowedActions: z.array(z.string()) }),
  }),
  plan: defineEndpoint({
    name: 'visits.plan',
    method: 'PUT',
    path: '/visit-plans/today',
    summary: 'Put the households that are due by rule on the list, a few a grid. Again on the same day it adds nothing.',
    access: 'staff',
    response: z.object({ planned: z.number().int() }),
  }),
  ofHousehold: defineEndpoint({
    name: 'visits.ofHousehold',
    method: 'GET',
    path: '/households/:householdId/visits',
    summary: 'The visits to one household, the newest first, and how often it wants somebody.',
    access: 'staff',
    params: z.object({ householdId: Id }),
    response: z.object({
      household: z.object({ id: Id, code: z.string(), unitName: z.string() }),
      monthlySince: LocalDate.nullable(),
      askedOn: LocalDate.nullable(),
      notBefore: LocalDate.nullable(),
      visits: z.array(Visit),
      allowedActions: z.array(z.string()),
    }),
  }),
  get: defineEndpoint({
    name: 'visits.get',
    method: 'GET',
    path: '/visits/:visitId',
    summary: 'One visit; its note stays sealed.',
    access: 'staff',
    params: oneVisit,
    response: Visit,
  }),
  record: defineEndpoint({
    name: 'visits.record',
    method: 'PUT',
    path: '/visit-records/:commandId',
    summary: 'What came of a visit, begun and finished in one command. The id is the sender’s: the same again changes nothing.',
    access: 'staff',
    params: oneCommand,
    body: VisitRecord,
    response: Visit,
    problems: [problems.householdGone, problems.recordDeleted, common.keyReused, common.anotherPerson],
  }),
  raise: defineEndpoint({
    name: 'visits.raise',
    method: 'PUT',
    path: '/visit-items/:commandId',
    summary: 'An item raised at the door becomes a case. The query code is told once: the same command again answers without it.',
    access: 'staff',
    params: oneCommand,
    body: RaisedItem,
    response: z.object({ visit: Visit, number: z.string(), code: z.string().nullable() }),
    problems: [problems.recordDeleted, common.keyReused, common.anotherPerson, requestProblems.emergency],
  }),
  correct: defineEndpoint({
    name: 'visits.correct',
    method: 'PUT',
    path: '/visits/:visitId/findings',
    summary: 'The visitor corrects what was written down, until the visit is closed. Note left out: stays.',
    access: 'staff',
    params: oneVisit,
    body: z.object({
      topics: z.array(VisitTopic).max(6),
      note: typed('备注', 1, 200).nullable().optional(),
      needsFollowUp: z.boolean(),
      mayContact: z.boolean(),
    }),
    response: Visit,
    problems: versioned,
  }),
  close: defineEndpoint({
    name: 'visits.close',
    method: 'PUT',
    path: '/visits/:visitId/closing',
    summary: 'Nothing is left to do about the visit.',
    access: 'staff',
    params: oneVisit,
    response: Visit,
    problems: versioned,
  }),
  withdraw: defineEndpoint({
    name: 'visits.withdraw',
    method: 'PUT',
    path: '/visits/:visitId/withdrawal',
    summary: 'It was entered in error, at the wrong household perhaps: the record is gone and counts nowhere.',
    access: 'staff',
    params: oneVisit,
    response: z.object({ id: Id }),
    problems: [problems.hasItems, ...versioned],
  }),
  openNote: defineEndpoint({
    name: 'visits.openNote',
    method: 'POST',
    path: '/visits/:visitId/note-openings',
    summary: 'Open the sealed note, with a reason that the household reads.',
    access: 'staff',
    params: oneVisit,
    body: z.object({ reason: NoteReason }),
    response: z.object({ note: z.string() }),
  }),
  wishFor: defineEndpoint({
    name: 'visits.wishFor',
    method: 'PUT',
    path: '/households/:householdId/visit-rhythm',
    summary: 'How often the household wants somebody, entered for it because it said so.',
    access: 'staff',
    params: z.object({ householdId: Id }),
    body: z.object({ monthly: z.boolean() }),
    response: z.object({ monthlySince: LocalDate.nullable() }),
  }),
  overview: defineEndpoint({
    name: 'visits.overview',
    method: 'GET',
    path: '/visit-gaps/villages',
    summary: 'Counts for each village in scope, by code, never a ranking.',
    access: 'staff',
    response: z.object({ items: z.array(PlaceVisits) }),
  }),
  gaps: defineEndpoint({
    name: 'visits.gaps',
    method: 'GET',
    path: '/visit-gaps',
    summary: 'A place as counts, its grids by code, and what was talked about; those who keep its homes also read which wait.',
    access: 'staff',
    query: z.object({ unitId: Id, cursor: Cursor.optional(), limit: Limit }),
    response: z.object({
      whole: VisitCounts,
      grids: z.array(PlaceVisits),
      topics: z.array(z.object({ topic: VisitTopic, visits: z.number().int() })),
      /** By number, a page at a time. */
      homes: pageOf(z.object({ householdId: Id, code: z.string(), unitName: z.string(), lastVisitedOn: LocalDate.nullable() })),
    }),
  }),
  ...visitCardEndpoints,
}
