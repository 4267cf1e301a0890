/** Party membership (党籍): who may do what. The Party line keeps its members; the town's authority over places does not open it (P2). */
import { holds, holdsAny, isPerson, postsOf, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'

export interface MembershipFacts {
  personId: string
  /** Ids from the town down to the unit that the branch stands for. */
  path: readonly string[]
  bodyId: string | null
  /** Bodies of the Party line from the branch up, for the clerks of each. */
  line: readonly string[]
  ended: boolean
}

/** The branch's secretary, the village's secretary and Party clerk, the town office. */
export const keepsMembers = (actor: Actor, { path, bodyId, line }: Pick<MembershipFacts, 'path' | 'bodyId' | 'line'>) =>
  holds(actor, ['townClerk', 'villageSecretary', 'branchSecretary'], path) ||
  postsOf(actor).some(
    post =>
      (post.role === 'branchSecretary' && post.bodyId !== null && post.bodyId === bodyId) ||
      (post.role === 'villageClerk' && path.includes(post.unitId) && post.bodyId !== null && line.includes(post.bodyId)),
  )

const keeper = (actor: Actor, member: MembershipFacts | null) =>
  member !== null && keepsMembers(actor, member) && isPerson(actor) && actor.personId !== member.personId
const lasting = (member: MembershipFacts | null) => member !== null && !member.ended

const readable = {
  who: isPerson,
  says: 'anyone signed in, of what they may read: the branch, the village’s Party line, the town office, the member',
}
const kept = { who: keeper, when: lasting, says: 'who keeps the members of the branch, never of oneself; while the membership holds' }

export const membershipPolicy = definePolicy<
  MembershipFacts | null,
  | 'list'
  | 'get'
  | 'eligible'
  | 'gridGaps'
  | 'gridPeople'
  | 'decisions'
  | 'admit'
  | 'becomeFull'
  | 'changeKind'
  | 'end'
  | 'beginTransfer'
  | 'completeTransfer'
  | 'cancelTransfer'
  | 'exclude'
  | 'liftExclusion'
  | 'assignGrid'
  | 'moveGrid'
>('memberships', {
  list: readable,
  get: readable,
  eligible: {
    who: (actor, branch) => branch !== null && keepsMembers(actor, branch),
    says: 'who keeps the members of the branch',
  },
  decisions: {
    who: (actor, branch) => branch !== null && keepsMembers(actor, branch),
    says: 'who keeps the members of the branch',
  },
  gridPeople: {
    who: (actor, grid) => grid !== null && keepsMembers(actor, grid),
    says: 'who keeps the members of the grid',
  },
  gridGaps: {
    who: actor => holdsAny(actor, ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary']),
    says: 'who keeps members: the town how many, a village who',
  },
  admit: { who: keeper, says: 'who keeps the members of the branch, never oneself' },
  becomeFull: kept,
  changeKind: kept,
  end: kept,
  beginTransfer: kept,
  completeTransfer: { who: keeper, when: lasting, says: 'who keeps the members of the new branch' },
  cancelTransfer: { who: keeper, when: lasting, says: 'who keeps the members of either branch' },
  exclude: kept,
  liftExclusion: kept,
  assignGrid: kept,
  moveGrid: kept,
})
