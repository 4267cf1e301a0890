/** Star volunteer communities (星级志愿服务社区): the village applies, the town decides, and never the same person. */
import { holds, holdsAny, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { StarCommunityState } from './volunteering.communities.contract.ts'
import { communityMachine } from './volunteering.communities.rules.ts'

export interface CommunityPlace {
  path: readonly string[]
}
export interface CommunityFiled extends CommunityPlace {
  state: StarCommunityState
  proposedBy: string
}
const village = (actor: Actor, place: CommunityPlace | null) =>
  place !== null && holds(actor, ['villageSecretary', 'villageClerk', 'townClerk'], place.path)

export const communityDoorPolicy = definePolicy<
  CommunityPlace | null,
  'communities' | 'communityRules' | 'setCommunityRule' | 'communityFacts' | 'proposeCommunity'
>('volunteering', {
  communities: { who: () => true, says: 'anyone, of titles granted; the village and the town, of applications' },
  communityRules: { who: () => true, says: 'anyone' },
  setCommunityRule: { who: actor => holdsAny(actor, ['townClerk']), says: 'the town’s office' },
  communityFacts: { who: village, says: 'the village’s office, or the town’s' },
  proposeCommunity: {
    who: (actor, place) => place !== null && holds(actor, ['villageSecretary', 'villageClerk'], place.path),
    says: 'the village’s office',
  },
})
export const communityPolicy = definePolicy<CommunityFiled, 'decideCommunity'>('volunteering', {
  decideCommunity: {
    who: (actor, { proposedBy }) => holdsAny(actor, ['townClerk']) && isPerson(actor) && actor.personId !== proposedBy,
    when: ({ state }) => communityMachine.can(state, 'grant'),
    says: 'the town’s office, another person than who applied; while it waits',
  },
})
