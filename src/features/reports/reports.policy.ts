/** Yearly reports (年度报告): who may do what. Pure; one entry per endpoint. */
import { holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

const townOffice = (actor: Actor) => holdsAny(actor, ['townClerk'])

export const reportPolicy = definePolicy<null, 'get' | 'compare' | 'records' | 'document' | 'closeUps' | 'freeze' | 'chooseCloseUps'>(
  'reports',
  {
    get: { who: () => true, says: 'anyone' },
    compare: { who: () => true, says: 'anyone' },
    records: { who: () => true, says: 'anyone' },
    document: { who: () => true, says: 'anyone' },
    closeUps: { who: () => true, says: 'anyone' },
    freeze: { who: townOffice, says: "the town's clerk; once the year is over" },
    chooseCloseUps: { who: townOffice, says: "the town's clerk" },
  },
)

/**
 * A report counts some forty numbers, twice where it is frozen: those who are not signed in have it counted one after the other and wait
 * without a connection, and who asks the same meanwhile is answered with it. Nobody can so take the connections of the whole town.
 */
export const reading = { queue: { name: 'reports', who: (actor: Actor) => !isPerson(actor), shares: true } } as const
