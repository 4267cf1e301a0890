/** Plates (党员户挂牌): who may do what, and when. The village's Party line keeps them, the household and its members decide (P2). */
import { holds, holdsAny, isPerson, postsOf, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { PlateState } from './plates.contract.ts'
import { plateMachine, withdrawal } from './plates.rules.ts'

export interface PlaceFacts {
  /** Ids from the town down to where the household stands. */
  path: readonly string[]
  /** Party bodies of those units, for the clerks of each. */
  line: readonly string[]
}
export interface PlateFacts extends PlaceFacts {
  householdId: string
  state: PlateState
  householdAgreed: boolean
  members: readonly { personId: string; agreedOn: string | null }[]
}

/** The secretaries of village and branch, and the clerk of the village's Party line. */
const keeper = (actor: Actor, { path, line }: PlaceFacts) =>
  holds(actor, ['villageSecretary', 'branchSecretary'], path) ||
  postsOf(actor).some(
    post => post.role === 'villageClerk' && path.includes(post.unitId) && post.bodyId !== null && line.includes(post.bodyId),
  )
const keeperOf = (actor: Actor, place: PlaceFacts | null) => place !== null && keeper(actor, place)
/** A member named: signed in, or with the one-time code of the window. */
const named = (actor: Actor, { members }: PlateFacts) =>
  (isPerson(actor) || actor.kind === 'subject') && members.some(({ personId }) => personId === actor.personId)
const possible = (name: Parameters<typeof plateMachine.can>[1]) => (plate: PlateFacts) => plateMachine.can(plate.state, name)
const lasting = ({ state }: PlateFacts) => withdrawal(state) !== null

export const platePolicy = definePolicy<
  PlateFacts,
  'get' | 'agreeFor' | 'withdrawFor' | 'agree' | 'withdraw' | 'issue' | 'mount' | 'replace' | 'remove'
>('plates', {
  get: {
    who: (actor, plate) => keeper(actor, plate) || named(actor, plate),
    says: 'the village’s Party line, the branch, the members named',
  },
  agreeFor: {
    who: keeper,
    when: possible('complete'),
    says: 'the village’s Party line or the branch, on behalf; while someone has not agreed',
  },
  withdrawFor: { who: keeper, when: lasting, says: 'the village’s Party line or the branch, on behalf; at any time' },
  agree: { who: named, when: possible('complete'), says: 'a member named, for himself alone; while someone has not agreed' },
  withdraw: { who: named, when: lasting, says: 'a member named, at any time' },
  issue: { who: keeper, when: possible('issue'), says: 'the village’s Party line or the branch, once all agreed' },
  mount: { who: keeper, when: possible('mount'), says: 'the village’s Party line or the branch, once issued' },
  replace: { who: keeper, when: possible('replace'), says: 'the village’s Party line or the branch, while it is valid' },
  remove: { who: keeper, when: possible('remove'), says: 'the village’s Party line or the branch, until it is gone' },
})

export const plateCardPolicy = definePolicy<PlateFacts | null, 'showCard' | 'agreeByCard' | 'withdrawByCard'>('plates', {
  showCard: { who: actor => actor.kind === 'household', says: 'the bearer of the household’s card' },
  agreeByCard: {
    who: actor => actor.kind === 'household',
    when: plate => plate !== null && plate.state === 'offered' && !plate.householdAgreed,
    says: 'the household alone, while it is asked',
  },
  withdrawByCard: {
    who: actor => actor.kind === 'household',
    when: plate => plate !== null && lasting(plate),
    says: 'the household alone, at any time',
  },
})

export const plateDoorPolicy = definePolicy<PlaceFacts | null, 'mine' | 'list' | 'offer' | 'sheet' | 'export'>('plates', {
  mine: { who: actor => isPerson(actor) || actor.kind === 'subject', says: 'the member, signed in or with a one-time code' },
  list: { who: isPerson, says: 'anyone signed in: of their branch or village, and those that name them' },
  offer: { who: keeperOf, says: 'the village’s Party line or the branch' },
  sheet: {
    who: actor => holdsAny(actor, ['villageSecretary', 'branchSecretary', 'villageClerk']),
    says: 'the village’s Party line or the branch, their own',
  },
  export: { who: keeperOf, says: 'the village’s Party line or the branch' },
})
