/** Posts and wishes (领岗履职、微心愿): who may do what, and when. */
import { holds, isPerson, type Actor } from '#platform/shared/actor.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import { isSelf, keeper, keepsDuties, readable, self, type DutyPlace } from './commitments.policy.ts'
import { beginsOn, holdingMachine, wishMachine } from './commitments.rules.ts'
import type { PostHoldingState, WishState } from './commitments.shapes.contract.ts'

export interface HoldingFacts extends DutyPlace {
  personId: string
  state: PostHoldingState
  publishedOn: string | null
}
export interface WishFacts {
  path: readonly string[]
  state: WishState
  claimedBy: string | null
  /** The actor is a member here, or has reported to here. */
  belongs: boolean
}

const keepsHere = (actor: Actor, place: DutyPlace | null) => place !== null && keepsDuties(actor, place)

export const postPolicy = definePolicy<
  DutyPlace | null,
  | 'postKinds'
  | 'adoptPostKinds'
  | 'servicePosts'
  | 'definePost'
  | 'closePost'
  | 'exemptFromPosts'
  | 'liftPostExemption'
  | 'membersWithoutPost'
  | 'postExemptions'
>('commitments', {
  postKinds: readable,
  adoptPostKinds: { who: (actor, place) => place !== null && holds(actor, ['townClerk'], place.path), says: 'the town office' },
  servicePosts: readable,
  definePost: { who: keepsHere, says: 'the Party line of the unit, or the town office' },
  closePost: { who: keepsHere, says: 'the Party line of the unit, or the town office' },
  exemptFromPosts: { who: keepsHere, says: 'the Party line of the member’s branch, or the town office' },
  liftPostExemption: { who: keepsHere, says: 'the Party line of the member’s branch, or the town office' },
  membersWithoutPost: readable,
  postExemptions: readable,
})

const possible = (name: Parameters<typeof holdingMachine.can>[1]) => (of: HoldingFacts | null) =>
  of !== null && holdingMachine.can(of.state, name)
const step = (name: Parameters<typeof holdingMachine.can>[1]) => ({
  who: keeper,
  when: possible(name),
  says: 'the Party line of the unit, never of oneself; as the state allows',
})
const serving = (of: HoldingFacts | null) => of !== null && (of.state === 'serving' || of.state === 'evaluated')
const oneself = (actor: Actor, of: HoldingFacts | null) =>
  of !== null && (isPerson(actor) || actor.kind === 'subject') && actor.personId === of.personId
const either = (actor: Actor, of: HoldingFacts | null) => self(actor, of) || keeper(actor, of)

export const holdingPolicy = definePolicy<
  HoldingFacts | null,
  | 'holdings'
  | 'applyForPost'
  | 'decideHolding'
  | 'declineHolding'
  | 'publishHolding'
  | 'beginHolding'
  | 'logDuty'
  | 'reviewOneself'
  | 'evaluateHolding'
  | 'settleHolding'
  | 'endHolding'
  | 'ownPosts'
  | 'showName'
>('commitments', {
  holdings: readable,
  applyForPost: { who: either, says: 'the member, or the Party line of the unit for a member' },
  decideHolding: step('decide'),
  declineHolding: { who: either, when: possible('decline'), says: 'the Party line, or the member; before it begins' },
  publishHolding: step('publish'),
  beginHolding: {
    who: keeper,
    when: (of, now) => possible('begin')(of) && of!.publishedOn !== null && dayOf(now) >= beginsOn(of!.publishedOn),
    says: 'the Party line of the unit, never of oneself; once shown for five days',
  },
  logDuty: { who: either, when: serving, says: 'the holder, or the Party line for the holder; while serving' },
  reviewOneself: { who: self, when: possible('evaluate'), says: 'the holder; while serving' },
  evaluateHolding: step('evaluate'),
  settleHolding: step('renew'),
  endHolding: { who: either, when: possible('end'), says: 'the holder, or the Party line; while serving' },
  ownPosts: { who: actor => isPerson(actor) || actor.kind === 'subject', says: 'the holder, signed in or with a one-time code' },
  showName: {
    who: oneself,
    when: of => of!.state === 'published' || serving(of),
    says: 'the holder, signed in or with a one-time code; once published',
  },
})

const local = (actor: Actor, of: WishFacts | null) =>
  of !== null && holds(actor, ['villageSecretary', 'villageClerk', 'branchSecretary', 'gridLeader'], of.path)
const near = (actor: Actor, of: WishFacts | null) => local(actor, of) || (of !== null && holds(actor, ['townClerk'], of.path))
const claimer = (actor: Actor, of: WishFacts | null) => of?.claimedBy !== undefined && of.claimedBy !== null && isSelf(actor, of.claimedBy)
const ripe = (name: Parameters<typeof wishMachine.can>[1]) => (of: WishFacts | null) => of !== null && wishMachine.can(of.state, name)
const byClaimer = (name: Parameters<typeof wishMachine.can>[1]) => ({
  who: claimer,
  when: ripe(name),
  says: 'who took it up; as the state allows',
})

export const wishPolicy = definePolicy<
  WishFacts | null,
  | 'wishes'
  | 'postWish'
  | 'recipient'
  | 'claimWish'
  | 'beginWish'
  | 'deliverWish'
  | 'giveBackWish'
  | 'confirmWish'
  | 'closeWish'
  | 'withdrawWish'
>('commitments', {
  wishes: readable,
  postWish: { who: local, says: 'the staff of the village, not the town' },
  recipient: {
    who: (actor, of) => local(actor, of) || claimer(actor, of),
    when: of => of !== null && !['closed', 'expired', 'withdrawn'].includes(of.state),
    says: 'the staff of the village, and who took it up; until it is filed',
  },
  claimWish: {
    who: (actor, of) => isPerson(actor) && of !== null && of.belongs,
    when: ripe('claimWish'),
    says: 'a member of the village or one who reported to it; while open',
  },
  beginWish: byClaimer('beginWish'),
  deliverWish: byClaimer('deliverWish'),
  giveBackWish: {
    who: (actor, of) => claimer(actor, of) || near(actor, of),
    when: ripe('giveBackWish'),
    says: 'who took it up, or the staff of the village for someone who cannot; until it is delivered',
  },
  confirmWish: {
    who: (actor, of) => near(actor, of) && !claimer(actor, of),
    when: ripe('confirmWish'),
    says: 'the staff of the village, never who fulfilled it',
  },
  closeWish: { who: near, when: ripe('closeWish'), says: 'the staff of the village; once confirmed' },
  withdrawWish: { who: near, when: ripe('withdrawWish'), says: 'the staff of the village; before it is begun' },
})
