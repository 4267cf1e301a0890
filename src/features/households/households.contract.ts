/** Households (户): the endpoints of those who keep the record. Contacts, gaps and the card's own stand in files beside this one. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { problems as accountProblems } from '#features/accounts/accounts.contract.ts'
import { Cursor, FileAnswer, Id, Limit, LocalDate, Mobile, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import { cardEndpoints } from './households.card.contract.ts'
import { contactEndpoints } from './households.contacts.contract.ts'
import {
  Address,
  ConsentBasis,
  ContactPreference,
  HeadName,
  Household,
  HouseholdCard,
  HouseholdLine,
  ContactFilter,
  HouseholdState,
  problems,
  ChosenRevealReason,
  SealedField,
} from './households.shapes.contract.ts'

export * from './households.card.contract.ts'
export * from './households.contacts.contract.ts'
export * from './households.shapes.contract.ts'

const one = z.object({ householdId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]
const verb = { access: 'staff', params: one, response: Household, problems: versioned } as const

/** What a list is taken out for. */
export const ExportPurpose = z.enum(['check', 'visit', 'move'])
export type ExportPurpose = z.infer<typeof ExportPurpose>

/** Homes that one export takes out; more are asked for grid by grid. */
export const mostExported = 2_000

/** Letters and digits of a number, as it is kept. */
export const longestNumber = 40

export const MoveIn = z.object({
  unitId: Id,
  /** Left out: numbered after the last household of the grid. Kept in capital letters, with plain dashes and without spaces. */
  code: typed('户号', 1, longestNumber).nullable().default(null),
  head: HeadName,
  address: Address,
  phone: Mobile.nullable().default(null),
  contactPreference: ContactPreference.default('atHome'),
  effectiveOn: LocalDate,
})

export const endpoints = {
  list: defineEndpoint({
    name: 'households.list',
    method: 'GET',
    path: '/households',
    summary: 'Households by number, of one unit and below; names, addresses and telephones stay sealed.',
    access: 'staff',
    query: z.object({
      below: Id.optional(),
      state: HouseholdState.optional(),
      contact: ContactFilter.optional(),
      /** The beginning of the number. */
      code: typed('户号', 1, longestNumber).optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(HouseholdLine).extend({ total: z.number().int() }),
  }),
  findByPhone: defineEndpoint({
    name: 'households.findByPhone',
    method: 'POST',
    path: '/household-searches',
    summary: 'Households that gave this telephone number; several may share one.',
    access: 'staff',
    body: z.object({ phone: Mobile }),
    response: z.object({ items: z.array(HouseholdLine) }),
  }),
  get: defineEndpoint({
    name: 'households.get',
    method: 'GET',
    path: '/households/:householdId',
    summary: 'One household with its history, contacts, and who opened its sealed fields.',
    access: 'staff',
    params: one,
    response: Household,
  }),
  moveIn: defineEndpoint({
    name: 'households.moveIn',
    method: 'POST',
    path: '/households',
    summary: 'A household moves in.',
    access: 'staff',
    creates: true,
    body: MoveIn,
    response: Household,
    problems: [problems.codeTaken],
  }),
  moveOut: defineEndpoint({
    ...verb,
    name: 'households.moveOut',
    method: 'PUT',
    path: '/households/:householdId/departure',
    summary: 'The household moves out; that day is the first on which it no longer lives there.',
    body: z.object({ effectiveOn: LocalDate }),
  }),
  relocate: defineEndpoint({
    ...verb,
    name: 'households.relocate',
    method: 'PUT',
    path: '/households/:householdId/place',
    summary: 'The household has another address, in this grid or another one.',
    body: z.object({ unitId: Id, address: Address, effectiveOn: LocalDate }),
  }),
  changeHead: defineEndpoint({
    ...verb,
    name: 'households.changeHead',
    method: 'PUT',
    path: '/households/:householdId/head',
    summary: 'Somebody else is the head of the household.',
    body: z.object({ head: HeadName, effectiveOn: LocalDate }),
  }),
  split: defineEndpoint({
    ...verb,
    name: 'households.split',
    method: 'POST',
    path: '/households/:householdId/splits',
    summary: 'A part of the household becomes one of its own, in the same grid. Answers the new one.',
    body: MoveIn.omit({ unitId: true }),
    creates: true,
    problems: [problems.codeTaken, ...versioned],
  }),
  merge: defineEndpoint({
    ...verb,
    name: 'households.merge',
    method: 'PUT',
    path: '/households/:householdId/merger',
    summary: 'The household becomes one with another, whose number goes on. Answers the other.',
    body: z.object({ intoId: Id, effectiveOn: LocalDate }),
  }),
  enterInError: defineEndpoint({
    ...verb,
    name: 'households.enterInError',
    method: 'PUT',
    path: '/households/:householdId/error',
    summary: 'The household was never there; the record stays and counts nowhere.',
    body: z.object({}),
  }),
  undo: defineEndpoint({
    name: 'households.undo',
    method: 'PUT',
    path: '/households/:householdId/changes/:changeId/undoing',
    summary: 'Take a change back within 30 days, while nothing was built on it.',
    access: 'staff',
    params: one.extend({ changeId: Id }),
    response: Household,
    problems: [problems.undoTooLate, problems.builtOn, ...versioned],
  }),
  reachBy: defineEndpoint({
    ...verb,
    name: 'households.reachBy',
    method: 'PUT',
    path: '/households/:householdId/reaching',
    summary: 'How the household wants to be reached, entered for it. Telephone left out: stays; null: forgotten.',
    body: z.object({ contactPreference: ContactPreference, phone: Mobile.nullable().optional(), basis: ConsentBasis }),
  }),
  reveal: defineEndpoint({
    name: 'households.reveal',
    method: 'POST',
    path: '/households/:householdId/reveals',
    summary: 'Open one sealed field, with a reason that the household reads.',
    access: 'staff',
    params: one,
    body: z.object({ field: SealedField, reason: ChosenRevealReason }),
    response: z.object({ field: SealedField, value: z.string() }),
    problems: [problems.notSealed, problems.forgotten],
  }),
  issueCard: defineEndpoint({
    name: 'households.issueCard',
    method: 'PUT',
    path: '/households/:householdId/card',
    summary: 'Print a card with a new code; the code before it opens nothing any more.',
    access: 'staff',
    params: one,
    response: HouseholdCard,
  }),
  export: defineEndpoint({
    name: 'households.export',
    method: 'POST',
    path: '/household-exports',
    summary: 'The homes of a place and their contacts as a workbook that goes in again; masked unless asked otherwise.',
    access: 'staff',
    body: z.object({ unitId: Id, purpose: ExportPurpose, sealed: z.enum(['masked', 'full']).default('masked') }),
    response: FileAnswer,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    limit: 'export',
    problems: [problems.tooManyHomes, accountProblems.codeRequired],
  }),
  ...contactEndpoints,
  ...cardEndpoints,
}
