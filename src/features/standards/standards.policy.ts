/** Standards (制度和工作法): who may do what. Pure; one entry per endpoint. */
import { holdsAny, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

const townOffice = { who: (actor: Actor) => holdsAny(actor, ['townClerk']), says: "the town's clerk" }
const anyone = { who: () => true, says: 'anyone; drafts are shown to those who write them' }

type Name = 'list' | 'get' | 'checks' | 'create' | 'draft' | 'publish' | 'adopt' | 'endAdoption'
export const standardPolicy = definePolicy<null, Name>('standards', {
  list: anyone,
  get: anyone,
  checks: { who: () => true, says: 'anyone' },
  create: townOffice,
  draft: townOffice,
  publish: townOffice,
  adopt: townOffice,
  endAdoption: townOffice,
})
