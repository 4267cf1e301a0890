/** Small wishes (微心愿): their endpoints. What is wished is public; for whom it is stays sealed. Source: domain §11; PIPL art. 25. */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, pageOf, typed } from '#platform/shared/primitives.ts'
import { Wish, WishState } from './commitments.shapes.contract.ts'

const one = z.object({ wishId: Id })
const step = <const N extends `commitments.${string}`>(name: N, path: string, summary: string) =>
  defineEndpoint({ name, method: 'PUT', path: `/wishes/:wishId/${path}`, summary, access: 'staff', params: one, response: Wish })

export const wishEndpoints = {
  wishes: defineEndpoint({
    name: 'commitments.wishes',
    method: 'GET',
    path: '/wishes',
    summary: 'Wishes that one may read, the oldest first: of a unit and below, of a state.',
    access: 'staff',
    query: z.object({ below: Id.optional(), state: WishState.optional(), cursor: Cursor.optional(), limit: Limit }),
    response: pageOf(Wish),
  }),
  postWish: defineEndpoint({
    name: 'commitments.postWish',
    method: 'POST',
    path: '/wishes',
    summary: 'Post a wish without the person: names, numbers and illnesses are refused. For whom it is is sealed.',
    access: 'staff',
    body: z.object({ unitId: Id, text: typed('心愿', 4, 60), whom: typed('为谁', 2, 60), expiresOn: LocalDate }),
    response: Wish,
    creates: true,
  }),
  recipient: defineEndpoint({
    name: 'commitments.recipient',
    method: 'POST',
    path: '/wishes/:wishId/recipient',
    summary: 'Read for whom a wish is: the village, and who took it up. Each reading is kept on record.',
    access: 'staff',
    params: one,
    response: z.object({ whom: z.string() }),
  }),
  claimWish: step('commitments.claimWish', 'claim', 'Take a wish up.'),
  beginWish: step('commitments.beginWish', 'beginning', 'Begin with it.'),
  deliverWish: step('commitments.deliverWish', 'delivery', 'Say that it is fulfilled.'),
  giveBackWish: step('commitments.giveBackWish', 'return', 'Give it back; others may take it up.'),
  confirmWish: step('commitments.confirmWish', 'confirmation', 'The village confirms that it is fulfilled; never who fulfilled it.'),
  closeWish: step('commitments.closeWish', 'closing', 'File it.'),
  withdrawWish: step('commitments.withdrawWish', 'withdrawal', 'It is no longer wished.'),
}
