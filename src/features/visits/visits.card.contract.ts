/** Visits on the household's card (联系卡上的走访): the endpoints of the household itself, by number and code. Nobody asks it why. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id } from '#platform/shared/primitives.ts'
import { CardVisits } from './visits.shapes.contract.ts'

const asHousehold = { access: 'household', response: CardVisits } as const

export const visitCardEndpoints = {
  showMine: defineEndpoint({
    ...asHousehold,
    name: 'visits.showMine',
    method: 'GET',
    path: '/household-cards/mine/visits',
    summary: 'The visits to us with everything written down, and who opened the note.',
  }),
  deleteMine: defineEndpoint({
    ...asHousehold,
    name: 'visits.deleteMine',
    method: 'DELETE',
    path: '/household-cards/mine/visits/:visitId',
    summary: 'We delete a record. That there was a visit that day in our grid still counts, without us.',
    params: z.object({ visitId: Id }),
  }),
  wishMonthly: defineEndpoint({
    ...asHousehold,
    name: 'visits.wishMonthly',
    method: 'PUT',
    path: '/household-cards/mine/visit-rhythm',
    summary: 'We should like somebody every month, or no longer.',
    body: z.object({ monthly: z.boolean() }),
  }),
  ask: defineEndpoint({
    ...asHousehold,
    name: 'visits.ask',
    method: 'PUT',
    path: '/household-cards/mine/visit-wish',
    summary: 'Please come by; also after we declined.',
  }),
}
