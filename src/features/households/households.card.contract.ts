/** The household's card (联系卡): the endpoints of the household itself, by number and code. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { LocalDate, typed } from '#platform/shared/primitives.ts'
import { ContactPreference, ContactWish, HouseholdContactState, problems, Reader } from './households.shapes.contract.ts'

/** What a household reads about itself; nothing in it names the household. */
export const CardView = z.object({
  number: z.string(),
  unitName: z.string(),
  occupiedFrom: LocalDate,
  contactPreference: ContactPreference,
  hasPhone: z.boolean(),
  wantsContactOn: LocalDate.nullable(),
  /** Who listens, or is proposed to. */
  contact: z
    .object({
      state: HouseholdContactState,
      /** Null: the member did not agree to be named here. */
      memberName: z.string().nullable(),
      proposedBy: ContactWish,
      proposedOn: LocalDate,
      startedOn: LocalDate.nullable(),
      householdAgreed: z.boolean(),
    })
    .nullable(),
  readers: z.array(Reader),
  allowedActions: z.array(z.string()),
})
export type CardView = z.infer<typeof CardView>

const asHousehold = { access: 'household', response: CardView } as const

export const cardEndpoints = {
  openCard: defineEndpoint({
    name: 'households.openCard',
    method: 'POST',
    path: '/household-cards',
    summary: 'Open a household by number and code: a pass for 30 minutes.',
    access: 'public',
    limit: 'lookUp',
    body: z.object({ number: typed('户号', 1, 40), code: typed('卡上的码', 4, 40) }),
    response: z.object({ pass: z.string() }),
    problems: [problems.wrongCard],
  }),
  showCard: defineEndpoint({
    ...asHousehold,
    name: 'households.showCard',
    method: 'GET',
    path: '/household-cards/mine',
    summary: 'What is kept about my household, who listens to us, and who looked.',
  }),
  acceptMember: defineEndpoint({
    ...asHousehold,
    name: 'households.acceptMember',
    method: 'PUT',
    path: '/household-cards/mine/agreement',
    summary: 'We agree to the member who is proposed.',
    problems: [problems.contactFull],
  }),
  declineMember: defineEndpoint({
    ...asHousehold,
    name: 'households.declineMember',
    method: 'PUT',
    path: '/household-cards/mine/refusal',
    summary: 'We do not want the member who is proposed; nobody asks why.',
  }),
  leaveMember: defineEndpoint({
    ...asHousehold,
    name: 'households.leaveMember',
    method: 'PUT',
    path: '/household-cards/mine/end',
    summary: 'We end the contact; nobody asks why.',
  }),
  askForMember: defineEndpoint({
    ...asHousehold,
    name: 'households.askForMember',
    method: 'PUT',
    path: '/household-cards/mine/wish',
    summary: 'We should like somebody who listens.',
  }),
  preferContact: defineEndpoint({
    ...asHousehold,
    name: 'households.preferContact',
    method: 'PUT',
    path: '/household-cards/mine/reaching',
    summary: 'How we want to be reached.',
    body: z.object({ contactPreference: ContactPreference }),
  }),
  withdrawConsent: defineEndpoint({
    ...asHousehold,
    name: 'households.withdrawConsent',
    method: 'PUT',
    path: '/household-cards/mine/withdrawal',
    summary: 'We take back our consent: the contact ends, our telephone is forgotten, nobody reaches out.',
  }),
}
