/** Households (户): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { HouseholdContactState, HouseholdState } from './households.contract.ts'
import { cardPolicy, contactPolicy, householdDoorPolicy, householdPolicy } from './households.policy.ts'

const town = ['t']
const village = ['t', 'v']
const grid = ['t', 'v', 'c', 'g']
const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const nobody = (personId: string): Actor => ({ kind: 'person', townId: 1, personId, accountId: 'a', posts: [] })
const card = (householdId: string): Actor => ({ kind: 'household', townId: 1, householdId })
const now = new Date(0)
const home = (state: HouseholdState, kept: HouseholdContactState = 'active') => ({
  id: 'h',
  path: grid,
  state,
  memberId: 'm',
  contact: kept,
})
const contact = (state: HouseholdContactState) => ({ path: grid, memberId: 'm', state })

const keep =
  'get moveOut relocate changeHead split merge enterInError undo reachBy reveal issueCard listPeople proposeContact | get undo reveal listPeople'
const people = [
  ['the public', { kind: 'public', townId: 1 } as Actor, ' | ', ' | '],
  ['grid leader', someone('gridLeader', grid), keep, 'agreeContact declineContact | endContact'],
  ['grid leader next door', someone('gridLeader', ['t', 'v', 'c', 'x']), ' | ', ' | '],
  ['branch secretary', someone('branchSecretary', ['t', 'v', 'c']), keep, 'agreeContact declineContact | endContact'],
  ['village clerk', someone('villageClerk', village), keep, 'agreeContact declineContact | endContact'],
  ['village secretary', someone('villageSecretary', village), keep, 'agreeContact declineContact | endContact'],
  ['supervisor', someone('supervisor', village), ' | ', ' | '],
  ['town clerk', someone('townClerk', town), ' | ', ' | '],
  ['town leader', someone('townLeader', town), ' | ', ' | '],
  ['the contact member', nobody('m'), 'get reveal | get reveal', 'agreeContact declineContact | endContact'],
  ['another member', nobody('n'), ' | ', ' | '],
  ['the household itself', card('h'), ' | ', ' | '],
] as const

test.each(people)(
  'what %s may do with a home that is lived in, or left; with a contact proposed, or active',
  (_who, actor, homes, contacts) => {
    const of = (states: readonly HouseholdState[]) => states.map(state => householdPolicy.allowed(actor, home(state), now).join(' '))
    expect(of(['occupied', 'movedOut']).join(' | ')).toBe(homes)
    expect(of(['merged', 'enteredInError'])).toEqual([homes.split(' | ')[1], homes.split(' | ')[1]])
    const chosen = (['proposed', 'active'] as const).map(state => contactPolicy.allowed(actor, contact(state), now).join(' '))
    expect(chosen.join(' | ')).toBe(contacts)
    for (const state of ['declined', 'ended'] as const) expect(contactPolicy.allowed(actor, contact(state), now)).toEqual([])
  },
)

test('a member who is proposed, and not yet agreed to, opens nothing', () => {
  expect(householdPolicy.allowed(nobody('m'), home('occupied', 'proposed'), now)).toEqual(['get'])
})

const facts = { id: 'h', state: 'occupied' as const, contact: null, householdAgreed: false, wants: false, silent: false }
test.each([
  ['nobody is there yet', {}, 'showCard askForMember preferContact withdrawConsent'],
  ['it asked', { wants: true }, 'showCard preferContact withdrawConsent'],
  ['a member is proposed', { contact: 'proposed' as const }, 'showCard acceptMember declineMember preferContact withdrawConsent'],
  ['it agreed', { contact: 'proposed' as const, householdAgreed: true }, 'showCard declineMember preferContact withdrawConsent'],
  ['somebody keeps in touch', { contact: 'active' as const }, 'showCard leaveMember preferContact withdrawConsent'],
  ['it withdrew its consent', { silent: true }, 'showCard askForMember preferContact'],
])('what a card does while %s; no other card and no staff does it', (_when, change, expected) => {
  expect(cardPolicy.allowed(card('h'), { ...facts, ...change }, now).join(' ')).toBe(expected)
  expect(cardPolicy.allowed(card('x'), { ...facts, ...change }, now)).toEqual([])
  expect(cardPolicy.allowed(someone('villageSecretary', village), { ...facts, ...change }, now)).toEqual([])
})

const signedIn = 'list openCard myContacts listExemptions limits'
test.each([
  ['the public', { kind: 'public', townId: 1 }, 'openCard', 'openCard'],
  [
    'grid leader',
    someone('gridLeader', grid),
    'list findByPhone export moveIn openCard myContacts listExemptions exempt endExemption limits gaps overview',
    'list findByPhone openCard myContacts listExemptions limits overview',
  ],
  ['town clerk', someone('townClerk', town), `${signedIn} setLimits gaps overview`, `${signedIn} setLimits gaps overview`],
  ['town leader', someone('townLeader', town), `${signedIn} gaps overview`, `${signedIn} gaps overview`],
  ['supervisor', someone('supervisor', village), signedIn, signedIn],
] as const)('what %s may do in the grid, and next door', (_who, actor, here, there) => {
  expect(householdDoorPolicy.allowed(actor, { path: grid }, now).join(' ')).toBe(here)
  expect(householdDoorPolicy.allowed(actor, { path: ['t', 'w'] }, now).join(' ')).toBe(there)
})
