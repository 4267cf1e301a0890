/** Visits (入户走访): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { VisitState } from './visits.contract.ts'
import { visitCardPolicy, visitDoorPolicy, visitHomePolicy, visitPolicy } from './visits.policy.ts'

const grid = ['t', 'v', 'c', 'g']
const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const nobody = (personId: string): Actor => ({ kind: 'person', townId: 1, personId, accountId: 'a', posts: [] })
const card: Actor = { kind: 'household', townId: 1, householdId: 'h' }
const now = new Date(0)
const visit = (state: VisitState) => ({
  path: grid,
  pathThen: grid,
  memberId: 'm',
  state,
  personId: 'p',
  visitorListens: true,
  hasNote: true,
  needsFollowUp: false,
})

const mine = 'get raise correct close withdraw openNote'
test.each([
  ['the public', { kind: 'public', townId: 1 }, '', ''],
  ['the grid leader who went', someone('gridLeader', grid), mine, 'ofHousehold record wishFor'],
  ['the grid leader who did not', someone('gridLeader', grid, 'q'), 'get openNote', 'ofHousehold record wishFor'],
  ['grid leader next door', someone('gridLeader', ['t', 'v', 'c', 'x']), '', ''],
  ['branch secretary', someone('branchSecretary', ['t', 'v', 'c'], 'q'), 'get openNote', 'ofHousehold record wishFor'],
  ['village clerk', someone('villageClerk', ['t', 'v'], 'q'), 'get openNote', 'ofHousehold record wishFor'],
  ['village secretary', someone('villageSecretary', ['t', 'v'], 'q'), 'get openNote', 'ofHousehold record wishFor'],
  ['supervisor', someone('supervisor', ['t', 'v'], 'q'), '', ''],
  ['town clerk', someone('townClerk', ['t'], 'q'), '', ''],
  ['town leader', someone('townLeader', ['t'], 'q'), '', ''],
  ['the contact member', nobody('m'), 'get openNote', 'ofHousehold record wishFor'],
  ['another member', nobody('n'), '', ''],
  ['who went, and no longer keeps in touch', nobody('p'), '', ''],
  ['the household, by another door', card, '', ''],
] as const)('what %s may do with a visit of today, and with its household', (_who, actor, visits, homes) => {
  expect(visitPolicy.allowed(actor, visit('done'), now).join(' ')).toBe(visits)
  expect(visitHomePolicy.allowed(actor, { path: grid, memberId: 'm' }, now).join(' ')).toBe(homes)
})

test.each([
  ['planned', 'get openNote', 'nobody was there yet'],
  ['attempted', 'get withdraw openNote', 'there is nothing to correct'],
  ['declined', 'get withdraw openNote', 'nor to ask'],
  ['done', mine, ''],
  ['itemsRaised', 'get raise correct withdraw openNote', 'an item is open'],
  ['allFollowed', mine, 'something else may come up'],
  ['closed', 'get openNote', 'it is over'],
] as const)('what the visitor may do while it is %s: %s %s', (state, expected, _why) => {
  expect(visitPolicy.allowed(someone('gridLeader', grid), visit(state), now).join(' ')).toBe(expected)
})
test.each([
  ['the next grid leader', someone('gridLeader', grid, 'q'), 'get close openNote', 'goes on for who left'],
  ['the contact member of now', nobody('m'), 'get close openNote', 'so does the member'],
  ['who went, and no longer keeps in touch', nobody('p'), '', 'that is over'],
  ['grid leader next door', someone('gridLeader', ['t', 'v', 'c', 'x'], 'q'), '', 'no home of theirs'],
] as const)('what %s may do with a visit whose visitor no longer listens: %s, %s', (_who, actor, expected, _why) => {
  expect(visitPolicy.allowed(actor, { ...visit('done'), visitorListens: false }, now).join(' ')).toBe(expected)
})

test.each([
  ['the leader of the grid it moved to', someone('gridLeader', ['t', 'v', 'c', 'x'], 'q'), 'get', 'the note stays where it was written'],
  ['village clerk of both', someone('villageClerk', ['t', 'v'], 'q'), 'get openNote', 'keeps both grids'],
  ['the contact member', nobody('m'), 'get openNote', 'keeps in touch as before'],
] as const)('what %s may do with a visit of before the home moved: %s, %s', (_who, actor, expected, _why) => {
  expect(visitPolicy.allowed(actor, { ...visit('done'), path: ['t', 'v', 'c', 'x'] }, now).join(' ')).toBe(expected)
})

test('no note, nothing to open', () => {
  expect(visitPolicy.allowed(someone('gridLeader', grid), { ...visit('done'), hasNote: false }, now)).not.toContain('openNote')
  expect(VisitState.options.length).toBe(7)
})

test('the card is the household’s alone', () => {
  expect(visitCardPolicy.allowed(card, null, now)).toEqual(['showMine', 'deleteMine', 'wishMonthly', 'ask'])
  expect(visitCardPolicy.allowed(someone('villageSecretary', ['t', 'v']), null, now)).toEqual([])
})

test.each([
  ['the public', { kind: 'public', townId: 1 }, '', ''],
  ['grid leader', someone('gridLeader', grid), 'today plan overview gaps', 'today plan overview'],
  ['town clerk', someone('townClerk', ['t']), 'today plan overview gaps', 'today plan overview gaps'],
  ['town leader', someone('townLeader', ['t']), 'today plan overview gaps', 'today plan overview gaps'],
  ['supervisor', someone('supervisor', ['t', 'v']), 'today plan', 'today plan'],
  ['a member without post', nobody('m'), 'today plan', 'today plan'],
] as const)('what %s may ask of the grid, and next door', (_who, actor, here, there) => {
  expect(visitDoorPolicy.allowed(actor, { path: grid }, now).join(' ')).toBe(here)
  expect(visitDoorPolicy.allowed(actor, { path: ['t', 'w'] }, now).join(' ')).toBe(there)
})
