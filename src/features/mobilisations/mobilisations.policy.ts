/**
 * Mobilisations (动员): who may do what, and when.
 *
 * The town decides, villages keep their rosters, nobody confirms himself, and who proposed a branch does not approve it.
 */
import { holds, holdsAny, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { BranchState, MobilisationState } from './mobilisations.contract.ts'

const office: readonly Role[] = ['townClerk']
const desks: readonly Role[] = ['townClerk', 'villageSecretary', 'villageClerk', 'branchSecretary']
/** Who can propose a branch: those who lead the Party's work somewhere. */
export const proposers: readonly Role[] = ['townClerk', 'villageSecretary', 'branchSecretary']
const signedIn = { who: isPerson, says: 'anyone signed in' }

export interface MobilisationFacts {
  state: MobilisationState
}
const inForce = ({ state }: MobilisationFacts) => state === 'active' || state === 'coming'

export const mobilisationsPolicy = definePolicy<null, 'list' | 'declare' | 'branches' | 'proposeBranch'>('mobilisations', {
  list: signedIn,
  branches: signedIn,
  declare: { who: actor => holdsAny(actor, office), says: 'the town’s clerk, with the town’s decision' },
  proposeBranch: {
    who: actor => holdsAny(actor, proposers),
    says: 'the town’s clerk, a village’s or branch’s secretary, for their own unit',
  },
})

export const mobilisationPolicy = definePolicy<MobilisationFacts, 'get' | 'extend' | 'end'>('mobilisations', {
  get: signedIn,
  extend: { who: actor => holdsAny(actor, office), when: inForce, says: 'the town’s clerk, with another decision; until it is over' },
  end: { who: actor => holdsAny(actor, office), when: inForce, says: 'the town’s clerk, with a decision; until it is over' },
})

export interface ShiftFacts extends MobilisationFacts {
  /** Ids from the town down to the unit where the shift is. */
  path: readonly string[]
}
const desk = (actor: Actor, { path }: ShiftFacts) => holds(actor, desks, path)

export const shiftPolicy = definePolicy<ShiftFacts, 'addShift' | 'roster' | 'assign'>('mobilisations', {
  addShift: { who: desk, when: inForce, says: 'the town’s clerk and the offices above the unit; until it is over' },
  roster: { who: desk, says: 'the town’s clerk and the offices above the unit' },
  assign: { who: desk, when: inForce, says: 'the town’s clerk and the offices above the unit; until it is over' },
})

export interface LineFacts extends ShiftFacts {
  personId: string | null
  line: 'planned' | 'confirmed' | 'withdrawn'
}
const planned = ({ line }: LineFacts) => line === 'planned'

export const linePolicy = definePolicy<LineFacts, 'withdraw' | 'confirm'>('mobilisations', {
  withdraw: {
    who: (actor, line) => desk(actor, line) || (isPerson(actor) && actor.personId === line.personId),
    when: line => planned(line) && line.personId !== null,
    says: 'the offices above the unit, or the person; until confirmed',
  },
  confirm: {
    who: desk,
    when: planned,
    says: 'the offices above the unit, never the person; after the people are cleared, their number for three days',
  },
})

export interface BranchFacts {
  path: readonly string[]
  state: BranchState
  proposedBy: string | null
}
const keeper = (actor: Actor, { path }: BranchFacts) => holds(actor, proposers, path)
const other = (actor: Actor, { path, proposedBy }: BranchFacts) =>
  holds(actor, office, path) && isPerson(actor) && actor.personId !== proposedBy
const standing = ({ state }: BranchFacts) => state === 'approved' || state === 'active' || state === 'extended'

export const branchPolicy = definePolicy<BranchFacts, 'approveBranch' | 'declineBranch' | 'extendBranch' | 'appoint' | 'dismiss'>(
  'mobilisations',
  {
    approveBranch: { who: other, when: ({ state }) => state === 'proposed', says: 'the town’s clerk, never who proposed it' },
    declineBranch: { who: other, when: ({ state }) => state === 'proposed', says: 'the town’s clerk, never who proposed it' },
    extendBranch: { who: other, when: standing, says: 'the town’s clerk, never who proposed it; until it is dissolved' },
    appoint: { who: keeper, when: standing, says: 'the town’s clerk, the village’s or branch’s secretary; while it stands' },
    dismiss: { who: keeper, when: standing, says: 'the town’s clerk, the village’s or branch’s secretary; while it stands' },
  },
)
