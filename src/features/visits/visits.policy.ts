/** Visits (入户走访): who may do what, and when. The place's own staff and the member who keeps in touch; the town is told counts. */
import { holds, holdsAny, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { VisitState } from './visits.contract.ts'
import { visitMachine } from './visits.rules.ts'

/** Posts that open homes: of the grid and of the village (P1). Authority over the tree alone does not. */
const keeperRoles: readonly Role[] = ['gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary']
export const countRoles: readonly Role[] = [...keeperRoles, 'townClerk', 'townLeader']

export interface HomeFacts {
  /** Unit ids with authority over the household today, from the town down. */
  path: readonly string[]
  /** The member who keeps in touch with it now. */
  memberId: string | null
}
export interface VisitFacts extends HomeFacts {
  state: VisitState
  /** The units with authority over where it stood then. */
  pathThen: readonly string[]
  /** Who was there. */
  personId: string | null
  /** Does the visitor still listen to the household? */
  visitorListens: boolean
  hasNote: boolean
  needsFollowUp: boolean
}

const listener = (actor: Actor, { path, memberId }: HomeFacts) =>
  isPerson(actor) && (holds(actor, keeperRoles, path) || (memberId !== null && actor.personId === memberId))
const visitor = (actor: Actor, visit: VisitFacts) => listener(actor, visit) && isPerson(actor) && actor.personId === visit.personId
/** Whoever listens to the household now goes on for a visitor who no longer does. */
const follower = (actor: Actor, visit: VisitFacts) => visitor(actor, visit) || (listener(actor, visit) && !visit.visitorListens)
/** Notes stay with the grid in which they were written: a home that moves brings none along. The member goes on keeping in touch. */
const reader = (actor: Actor, visit: VisitFacts) => listener(actor, visit) && listener(actor, { ...visit, path: visit.pathThen })
const unclosed = ({ state }: VisitFacts) => state !== 'planned' && state !== 'closed'
const says = "staff of the grid or village, or the household's contact member"

export const visitPolicy = definePolicy<VisitFacts, 'get' | 'raise' | 'correct' | 'close' | 'withdraw' | 'openNote'>('visits', {
  get: { who: listener, says },
  raise: {
    who: visitor,
    when: ({ state }) => visitMachine.can(state, 'raise'),
    says: 'the visitor, once they talked and until it is closed',
  },
  correct: {
    who: visitor,
    when: ({ state }) => state === 'done' || state === 'itemsRaised' || state === 'allFollowed',
    says: 'the visitor, once they talked and until it is closed',
  },
  close: {
    who: follower,
    when: ({ state }) => visitMachine.can(state, 'close'),
    says: 'the visitor, once no item is open; whoever listens to the household, if the visitor no longer does',
  },
  withdraw: { who: visitor, when: unclosed, says: 'the visitor, without items and until it is closed' },
  openNote: {
    who: reader,
    when: ({ hasNote }) => hasNote,
    says: `${says}, of where it lived then, with a listed reason that the household sees`,
  },
})

export const visitHomePolicy = definePolicy<HomeFacts, 'ofHousehold' | 'record' | 'wishFor'>('visits', {
  ofHousehold: { who: listener, says },
  record: { who: listener, says: `${says}, of a day on which it lived there` },
  wishFor: { who: listener, says: `${says}, because the household said so` },
})

export const visitCardPolicy = definePolicy<null, 'showMine' | 'deleteMine' | 'wishMonthly' | 'ask'>('visits', {
  showMine: { who: actor => actor.kind === 'household', says: "the bearer of the household's card" },
  deleteMine: { who: actor => actor.kind === 'household', says: 'the household alone, at any time' },
  wishMonthly: { who: actor => actor.kind === 'household', says: 'the household alone, at any time' },
  ask: { who: actor => actor.kind === 'household', says: 'the household alone, at any time' },
})

export const visitDoorPolicy = definePolicy<{ path: readonly string[] } | null, 'today' | 'plan' | 'overview' | 'gaps'>('visits', {
  today: { who: isPerson, says: 'anyone signed in, of their grid or village and the households they keep in touch with' },
  plan: { who: isPerson, says: 'anyone signed in, of their grid or village and the households they keep in touch with' },
  overview: { who: actor => holdsAny(actor, countRoles), says: 'offices of town, village or grid, within their scope' },
  gaps: { who: (actor, place) => place !== null && holds(actor, countRoles, place.path), says: 'offices of the place or above' },
})
