/** Households (户): who may do what, and when. The place's own staff keep the record; the town is told counts. */
import { holds, holdsAny, isPerson, type Actor, type Role } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { HouseholdContactState, HouseholdState } from './households.contract.ts'
import { contactMachine } from './households.contacts.rules.ts'
import { householdMachine } from './households.rules.ts'

/** Posts that open homes: of the grid and of the village. Authority over the tree alone does not (P1). */
export const keeperRoles: readonly Role[] = ['gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary']
export const countRoles: readonly Role[] = [...keeperRoles, 'townClerk', 'townLeader']

export interface HouseholdFacts {
  id: string
  /** Unit ids with authority over the household, from the town down. */
  path: readonly string[]
  state: HouseholdState
  /** Of the open contact. */
  memberId: string | null
  contact: HouseholdContactState | null
}

const keeper = (actor: Actor, { path }: Pick<HouseholdFacts, 'path'>) => holds(actor, keeperRoles, path)
const member = (actor: Actor, { memberId }: Pick<HouseholdFacts, 'memberId'>) => isPerson(actor) && actor.personId === memberId
const own = (actor: Actor, { id }: Pick<HouseholdFacts, 'id'>) => actor.kind === 'household' && actor.householdId === id
const possible = (name: Parameters<typeof householdMachine.can>[1]) => (h: HouseholdFacts) => householdMachine.can(h.state, name)
const occupied = (h: HouseholdFacts) => h.state === 'occupied'

export const householdPolicy = definePolicy<
  HouseholdFacts,
  | 'get'
  | 'moveOut'
  | 'relocate'
  | 'changeHead'
  | 'split'
  | 'merge'
  | 'enterInError'
  | 'undo'
  | 'reachBy'
  | 'reveal'
  | 'issueCard'
  | 'listPeople'
  | 'proposeContact'
>('households', {
  get: { who: (actor, h) => keeper(actor, h) || member(actor, h), says: "staff of the grid or village, or the household's contact member" },
  moveOut: { who: keeper, when: possible('moveOut'), says: 'staff of the grid or village, while occupied' },
  relocate: { who: keeper, when: occupied, says: 'staff of both the old and the new place, while occupied' },
  changeHead: { who: keeper, when: occupied, says: 'staff of the grid or village, while occupied' },
  split: { who: keeper, when: occupied, says: 'staff of the grid or village, while occupied' },
  merge: { who: keeper, when: possible('merge'), says: 'staff of the places of both households, while both are occupied' },
  enterInError: { who: keeper, when: possible('enterInError'), says: 'staff of the grid or village, while occupied' },
  undo: { who: keeper, says: 'staff of the grid or village, within 30 days and while nothing was built on it' },
  reachBy: { who: keeper, when: occupied, says: 'staff of the grid or village, for the household, while occupied' },
  reveal: {
    // Merely proposed, the member was asked nothing yet, and the household has not agreed to anybody.
    who: (actor, h) => keeper(actor, h) || (h.contact === 'active' && member(actor, h)),
    says: 'staff of the grid or village or, once both agreed, the contact member, with a listed reason that the household sees',
  },
  issueCard: { who: keeper, when: occupied, says: 'staff of the grid or village, while occupied' },
  listPeople: { who: keeper, says: 'staff of the grid or village' },
  proposeContact: { who: keeper, when: occupied, says: 'staff of the grid or village, while occupied' },
})

export interface ContactFacts {
  /** Of the household. */
  path: readonly string[]
  memberId: string
  state: HouseholdContactState
}

const either = (actor: Actor, contact: ContactFacts) => keeper(actor, contact) || member(actor, contact)
const next = (name: Parameters<typeof contactMachine.can>[1]) => (contact: ContactFacts) => contactMachine.can(contact.state, name)

export const contactPolicy = definePolicy<ContactFacts, 'agreeContact' | 'declineContact' | 'endContact'>('households', {
  agreeContact: { who: either, when: next('begin'), says: 'the member, or staff of the place on behalf, while proposed' },
  declineContact: { who: either, when: next('decline'), says: 'the member, or staff of the place on behalf, while proposed' },
  endContact: { who: either, when: contact => contact.state === 'active', says: 'the member, or staff of the place, while active' },
})

export interface CardFacts {
  id: string
  state: HouseholdState
  contact: HouseholdContactState | null
  householdAgreed: boolean
  wants: boolean
  silent: boolean
}

export const cardPolicy = definePolicy<
  CardFacts,
  'showCard' | 'acceptMember' | 'declineMember' | 'leaveMember' | 'askForMember' | 'preferContact' | 'withdrawConsent'
>('households', {
  showCard: { who: own, says: "the bearer of the household's card" },
  acceptMember: {
    who: own,
    when: h => h.contact === 'proposed' && !h.householdAgreed,
    says: 'the household alone, while a member is proposed',
  },
  declineMember: { who: own, when: h => h.contact === 'proposed', says: 'the household alone, while a member is proposed' },
  leaveMember: { who: own, when: h => h.contact === 'active', says: 'the household alone, while somebody keeps in touch' },
  askForMember: { who: own, when: h => h.contact === null && !h.wants, says: 'the household alone, while nobody keeps in touch' },
  preferContact: { who: own, when: h => h.state === 'occupied', says: 'the household alone' },
  withdrawConsent: { who: own, when: h => !h.silent, says: 'the household alone, at any time' },
})

/** Where a household would stand, or null where none is meant. */
type Place = { path: readonly string[] } | null

export const householdDoorPolicy = definePolicy<
  Place,
  | 'list'
  | 'findByPhone'
  | 'export'
  | 'moveIn'
  | 'openCard'
  | 'myContacts'
  | 'listExemptions'
  | 'exempt'
  | 'endExemption'
  | 'limits'
  | 'setLimits'
  | 'gaps'
  | 'overview'
>('households', {
  list: { who: isPerson, says: 'anyone signed in, the homes of their grid or village and those they keep in touch with' },
  findByPhone: { who: actor => holdsAny(actor, keeperRoles), says: 'staff of a grid or village, within it' },
  export: { who: (actor, place) => place !== null && keeper(actor, place), says: 'staff of the place; whole fields after a one-time code' },
  moveIn: { who: (actor, place) => place !== null && keeper(actor, place), says: 'staff of the grid or village' },
  openCard: { who: () => true, says: 'anyone with number and code' },
  myContacts: { who: isPerson, says: 'anyone signed in, their own' },
  listExemptions: { who: isPerson, says: 'anyone signed in, of the people of their grid or village' },
  exempt: { who: (actor, place) => place !== null && keeper(actor, place), says: 'staff of the place that keeps the person' },
  endExemption: { who: (actor, place) => place !== null && keeper(actor, place), says: 'staff of the place that keeps the person' },
  limits: { who: isPerson, says: 'anyone signed in' },
  setLimits: { who: actor => holdsAny(actor, ['townClerk']), says: 'the town office' },
  gaps: { who: (actor, place) => place !== null && holds(actor, countRoles, place.path), says: 'offices of the place or above' },
  overview: { who: actor => holdsAny(actor, countRoles), says: 'offices of town, village or grid, within their scope' },
})
