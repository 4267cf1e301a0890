/** Contacts of households (联系户): the endpoints of the two-way choice, of exemptions, limits and gaps. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate, typed } from '#platform/shared/primitives.ts'
import { problems as common } from '#platform/shared/problem.ts'
import {
  ConsentBasis,
  ContactSide,
  ContactWish,
  EndReason,
  ExemptReason,
  HouseholdContact,
  HouseholdLine,
  problems,
} from './households.shapes.contract.ts'

const oneHousehold = z.object({ householdId: Id })
const oneContact = z.object({ contactId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

/** Reasons that people choose; the others follow from what becomes of the household. */
export const ChosenEndReason = EndReason.exclude(['movedOut', 'merged', 'enteredInError', 'memberFull', 'consentWithdrawn'])
export type ChosenEndReason = z.infer<typeof ChosenEndReason>

export const Exemption = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  reason: ExemptReason,
  validFrom: LocalDate,
  /** The first day on which it no longer holds. */
  validTo: LocalDate.nullable(),
})

export const ContactLimits = z.object({
  least: z.number().int(),
  most: z.number().int(),
  source: z.string(),
  version: z.number().int(),
  allowedActions: z.array(z.string()),
})

/** A place and how many of its homes and grids lack what. */
export const VillageGaps = z.object({
  unitId: Id,
  name: z.string(),
  shortName: z.string(),
  households: z.number().int(),
  withContact: z.number().int(),
  withoutContact: z.number().int(),
  grids: z.number().int(),
  gridsWithoutLeader: z.number().int(),
  gridsWithoutHousehold: z.number().int(),
})
export type VillageGaps = z.infer<typeof VillageGaps>

export const GridGap = z.object({ unitId: Id, name: z.string(), placeName: z.string(), since: LocalDate.nullable() })
export type GridGap = z.infer<typeof GridGap>

export const contactEndpoints = {
  listPeople: defineEndpoint({
    name: 'households.listPeople',
    method: 'GET',
    path: '/households/:householdId/people',
    summary: 'People of the place who may be asked to keep in touch, with how many households they have.',
    access: 'staff',
    params: oneHousehold,
    response: z.object({
      items: z.array(z.object({ id: Id, name: z.string(), households: z.number().int(), isExempt: z.boolean() })),
    }),
  }),
  proposeContact: defineEndpoint({
    name: 'households.proposeContact',
    method: 'POST',
    path: '/households/:householdId/contacts',
    summary: 'Propose a member to a household. It begins when both have agreed.',
    access: 'staff',
    creates: true,
    params: oneHousehold,
    body: z.object({
      personId: Id,
      /** Whose wish it is. Whoever wishes has agreed; one who is not here is entered with a basis. */
      wishOf: ContactWish.default('village'),
      basis: ConsentBasis.nullable().default(null),
      /** The member agrees that the household reads the name. */
      nameShown: z.boolean().default(false),
    }),
    response: HouseholdContact,
    problems: [problems.openContact, problems.contactFull, problems.exempt, problems.householdDeclines],
  }),
  myContacts: defineEndpoint({
    name: 'households.myContacts',
    method: 'GET',
    path: '/household-contacts/mine',
    summary: 'The households that I keep in touch with or am asked to.',
    access: 'staff',
    response: z.object({ items: z.array(HouseholdContact), exemption: Exemption.nullable() }),
  }),
  agreeContact: defineEndpoint({
    name: 'households.agreeContact',
    method: 'PUT',
    path: '/household-contacts/:contactId/agreement',
    summary: 'One side agrees: the member alone, or either side entered on behalf with a basis.',
    access: 'staff',
    params: oneContact,
    body: z.object({ side: ContactSide, basis: ConsentBasis.nullable().default(null), nameShown: z.boolean().default(false) }),
    response: HouseholdContact,
    problems: [problems.contactFull, ...versioned],
  }),
  declineContact: defineEndpoint({
    name: 'households.declineContact',
    method: 'PUT',
    path: '/household-contacts/:contactId/refusal',
    summary: 'One side does not want it; nobody asks why.',
    access: 'staff',
    params: oneContact,
    response: HouseholdContact,
    problems: versioned,
  }),
  endContact: defineEndpoint({
    name: 'households.endContact',
    method: 'PUT',
    path: '/household-contacts/:contactId/end',
    summary: 'End a contact, with one of the listed reasons.',
    access: 'staff',
    params: oneContact,
    body: z.object({ reason: ChosenEndReason }),
    response: HouseholdContact,
    problems: versioned,
  }),
  listExemptions: defineEndpoint({
    name: 'households.listExemptions',
    method: 'GET',
    path: '/contact-exemptions',
    summary: 'Who is exempt from keeping in touch today.',
    access: 'staff',
    response: z.object({ items: z.array(Exemption) }),
  }),
  exempt: defineEndpoint({
    name: 'households.exempt',
    method: 'POST',
    path: '/contact-exemptions',
    summary: 'Exempt a member, with a reason, from a day on.',
    access: 'staff',
    creates: true,
    body: z.object({ personId: Id, reason: ExemptReason, from: LocalDate }),
    response: Exemption,
  }),
  endExemption: defineEndpoint({
    name: 'households.endExemption',
    method: 'PUT',
    path: '/contact-exemptions/:exemptionId/end',
    summary: 'An exemption no longer holds from a day on, today or earlier.',
    access: 'staff',
    params: z.object({ exemptionId: Id }),
    body: z.object({ until: LocalDate }),
    response: Exemption,
  }),
  limits: defineEndpoint({
    name: 'households.limits',
    method: 'GET',
    path: '/contact-limits',
    summary: 'How many households a member keeps in touch with, and whose number that is.',
    access: 'staff',
    response: ContactLimits,
  }),
  setLimits: defineEndpoint({
    name: 'households.setLimits',
    method: 'PUT',
    path: '/contact-limits',
    summary: 'Set the numbers, with their source.',
    access: 'staff',
    body: z.object({
      least: z.number().int().min(0, '最少0户').max(100, '最多100户'),
      most: z.number().int().min(1, '上限至少1户').max(100, '最多100户'),
      source: typed('依据', 2, 100),
    }),
    response: ContactLimits,
    problems: versioned,
  }),
  gaps: defineEndpoint({
    name: 'households.gaps',
    method: 'GET',
    path: '/household-gaps',
    summary: 'What is missing at a place, sorted by number and never ranked: homes without contact, grids without leader or homes.',
    access: 'staff',
    query: z.object({ unitId: Id }),
    response: z.object({
      households: z.array(HouseholdLine),
      /** Homes without contact in all; those beyond the list are counted only. */
      householdCount: z.number().int(),
      gridsWithoutLeader: z.array(GridGap),
      gridsWithoutHousehold: z.array(GridGap),
    }),
  }),
  overview: defineEndpoint({
    name: 'households.overview',
    method: 'GET',
    path: '/household-gaps/villages',
    summary: 'The same as counts for each village in scope, by code.',
    access: 'staff',
    response: z.object({ items: z.array(VillageGaps) }),
  }),
}
