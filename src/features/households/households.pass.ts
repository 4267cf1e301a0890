/** The pass of a card (联系卡凭证): of one household, in a cookie or "Authorization: Household …". */
import { passesOf } from '#platform/server/pass.ts'
import { findCodeDigest } from './households.queries.ts'

export const cardPass = passesOf({
  place: 'household.pass',
  cookie: 'household',
  scheme: 'Household',
  codeOf: findCodeDigest,
  actorOf: (townId, householdId) => ({ kind: 'household', townId, householdId }),
})
