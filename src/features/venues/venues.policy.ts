/** Venues (阵地): who may do what, and when. Where one can go is public; the place's own office keeps the record. */
import { holds, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { VenueStatus } from './venues.contract.ts'

export interface VenueFacts {
  /** Ids from the town down to the venue's unit. */
  path: readonly string[]
  status: VenueStatus
}

const office = (actor: Actor, { path }: Pick<VenueFacts, 'path'>) => holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], path)
const standing = ({ status }: VenueFacts) => status !== 'closed'

export const venuePolicy = definePolicy<VenueFacts | null, 'list' | 'get' | 'create' | 'edit' | 'close'>('venues', {
  list: { who: () => true, says: 'anyone' },
  get: { who: () => true, says: 'anyone' },
  create: { who: (actor, venue) => venue !== null && office(actor, venue), says: 'the office of the unit or above' },
  edit: {
    who: (actor, venue) => venue !== null && (office(actor, venue) || holds(actor, ['branchSecretary'], venue.path)),
    when: venue => venue !== null && standing(venue),
    says: 'the office of the unit or above, or the branch secretary of the unit; while not closed',
  },
  close: {
    who: (actor, venue) => venue !== null && office(actor, venue),
    when: venue => venue !== null && standing(venue),
    says: 'the office of the unit or above; while not closed',
  },
})
