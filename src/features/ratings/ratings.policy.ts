/**
 * Star ratings (评星定级): who may do what, and when.
 *
 * The secretaries of branch and village rate, never themselves; the member reads, contests and asks for a person's judgement; a lower
 * star takes a second person; whoever entered a fact does not answer for it, and where nobody nearer may, a leader of the town does. The
 * town makes the rules and reads counts.
 */
import { holds, holdsAny, isPerson, postsOf, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { ContestState, RatingCycleState, Exemption, RuleSetState } from './ratings.shapes.contract.ts'

const readable = { who: isPerson, says: 'anyone signed in, of what they may read' }

export const ruleSetPolicy = definePolicy<
  { state: RuleSetState } | null,
  'ruleSets' | 'draftRules' | 'editRules' | 'adoptRules' | 'counts'
>('ratings', {
  ruleSets: { who: isPerson, says: 'anyone signed in' },
  draftRules: { who: actor => holdsAny(actor, ['townClerk']), says: 'the town’s clerk' },
  editRules: {
    who: actor => holdsAny(actor, ['townClerk']),
    when: set => set?.state === 'draft',
    says: 'the town’s clerk; while a draft',
  },
  adoptRules: {
    who: actor => holdsAny(actor, ['townLeader']),
    when: set => set?.state === 'draft',
    says: 'a leader of the town, naming the decision; while a draft',
  },
  counts: {
    who: actor => holdsAny(actor, ['townClerk', 'villageSecretary']),
    says: 'the town’s clerk and villages’ secretaries: counts only',
  },
})

export interface BranchFacts {
  /** Ids from the town down to the unit that the branch stands for. */
  path: readonly string[]
  bodyId: string
}
export interface CycleFacts extends BranchFacts {
  state: RatingCycleState
}

/** The secretaries of the branch and of the village. */
export const leads = (actor: Actor, { path, bodyId }: BranchFacts) =>
  holds(actor, ['villageSecretary', 'branchSecretary'], path) ||
  postsOf(actor).some(post => post.role === 'branchSecretary' && post.bodyId === bodyId)

const moving: readonly RatingCycleState[] = ['draft', 'selfCheck', 'branchReview', 'shownInBranch', 'confirmed', 'notified']

export const cyclePolicy = definePolicy<CycleFacts | null, 'cycles' | 'cycle' | 'openCycle' | 'advance'>('ratings', {
  cycles: readable,
  cycle: { who: (actor, cycle) => cycle !== null && leads(actor, cycle), says: 'the secretaries of the branch and of the village' },
  openCycle: { who: (actor, cycle) => cycle !== null && leads(actor, cycle), says: 'the secretaries of the branch and of the village' },
  advance: {
    who: (actor, cycle) => cycle !== null && leads(actor, cycle),
    when: cycle => cycle !== null && moving.includes(cycle.state),
    says: 'the secretaries of the branch and of the village; while nothing contested lies open',
  },
})

export interface RatingFacts extends CycleFacts {
  personId: string
  exempt: Exemption | null
  decidedBy: string | null
  awaitsSecond: boolean
  humanAsked: boolean
  /** Has the time to appeal run out? */
  appealOver: boolean
}

const member = (actor: Actor, rating: RatingFacts | null) => rating !== null && isPerson(actor) && actor.personId === rating.personId
const rater = (actor: Actor, rating: RatingFacts | null) => rating !== null && leads(actor, rating) && !member(actor, rating)
const early: readonly RatingCycleState[] = ['draft', 'selfCheck', 'branchReview']
const contestable: readonly RatingCycleState[] = ['selfCheck', 'branchReview', 'shownInBranch', 'objections']
const told: readonly RatingCycleState[] = ['notified', 'appeal']
const reopened: readonly RatingCycleState[] = ['shownInBranch', 'objections', 'appeal']

export const ratingPolicy = definePolicy<RatingFacts | null, 'mine' | 'get' | 'exempt' | 'decide' | 'second' | 'askHuman' | 'contest'>(
  'ratings',
  {
    mine: { who: isPerson, says: 'anyone signed in, of themselves' },
    get: readable,
    exempt: {
      who: rater,
      when: rating => rating !== null && early.includes(rating.state),
      says: 'the secretaries, never of oneself; until the list is shown',
    },
    decide: {
      who: rater,
      when: rating =>
        rating !== null &&
        rating.exempt === null &&
        (rating.state === 'branchReview' || (reopened.includes(rating.state) && rating.decidedBy === null)),
      says: 'the secretaries, never of oneself; in the review, and again after an objection was upheld',
    },
    second: {
      who: (actor, rating) => rater(actor, rating) && isPerson(actor) && rating!.decidedBy !== actor.personId,
      when: rating => rating !== null && rating.awaitsSecond,
      says: 'another secretary than who decided, never of oneself; where a star goes down',
    },
    askHuman: {
      who: member,
      when: rating =>
        rating !== null &&
        rating.exempt === null &&
        !rating.humanAsked &&
        rating.decidedBy === null &&
        ['selfCheck', 'branchReview'].includes(rating.state),
      says: 'the member, before the star is decided',
    },
    contest: {
      who: member,
      when: rating => rating !== null && (contestable.includes(rating.state) || (told.includes(rating.state) && !rating.appealOver)),
      says: 'the member; from the self check on, and until the time to appeal is over',
    },
  },
)

export interface ContestFacts extends BranchFacts {
  personId: string
  answererId: string
  /** Those who may not answer: who entered the fact, and who decided or seconded the star that is appealed against. */
  concerned: readonly (string | null)[]
  state: ContestState
  overdue: boolean
}

/** Where no secretary of branch and village may answer, a leader of the town is named. */
const isNamedAbove = (actor: Actor, { path, answererId }: ContestFacts) =>
  isPerson(actor) && actor.personId === answererId && holds(actor, ['townLeader'], path)

export const contestPolicy = definePolicy<ContestFacts, 'answer'>('ratings', {
  answer: {
    who: (actor, contest) =>
      isPerson(actor) &&
      actor.personId !== contest.personId &&
      !contest.concerned.includes(actor.personId) &&
      (leads(actor, contest) ? actor.personId === contest.answererId || contest.overdue : isNamedAbove(actor, contest)),
    when: contest => contest.state === 'open',
    says: 'the one named, or when overdue another secretary; never who entered the fact, decided or seconded the star, or raised it',
  },
})
