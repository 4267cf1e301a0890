/** Yearly reports (年度报告): who may do what. Pure; one entry per endpoint. */
import { holdsAny, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

const townOffice = (actor: Actor) => holdsAny(actor, ['townClerk'])

export const reportPolicy = definePolicy<null, 'get' | 'compare' | 'document' | 'closeUps' | 'freeze' | 'chooseCloseUps'>('reports', {
  get: { who: () => true, says: 'anyone' },
  compare: { who: () => true, says: 'anyone' },
  document: { who: () => true, says: 'anyone' },
  closeUps: { who: () => true, says: 'anyone' },
  freeze: { who: townOffice, says: "the town's clerk; once the year is over" },
  chooseCloseUps: { who: townOffice, says: "the town's clerk" },
})
