/** Important matters (重要事权清单): the permission matrix. */
import { expect, test } from 'vitest'
import { roles, type Actor, type Role } from '#platform/shared/actor.ts'
import { matterPolicy } from './matters.policy.ts'
import type { MatterListState } from './matters.contract.ts'

const holder = (role: Role, unitId: string, path: string[]): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId, path, bodyId: null, deputyFor: null }],
})
const now = new Date(0)
const allowed = (actor: Actor, path: string[], state: MatterListState, adoptedBy: string | null = 'other') =>
  matterPolicy.allowed(actor, { path, state, adoptedBy }, now).join(' ').replace('catalogue entry lists get', '').trim()

const draft = 'create add write remove consult'
test.each(roles)('what a %s of the town may do with a draft of the town', role => {
  const expected: Partial<Record<Role, string>> = { townClerk: draft, villageSecretary: draft, villageClerk: draft }
  // A village's office has no post at the town; here the role stands at the town only to show that the place decides.
  expect(allowed(holder(role, 't', ['t']), ['t'], 'draft')).toBe(expected[role] ?? '')
})

// oxfmt-ignore
test.each([
  ['townClerk', 't', ['t'], 'consulted', 'create revise adopt', 'adopted, or back'],
  ['townClerk', 't', ['t'], 'adopted', 'create revise file', 'filed by another than who recorded the adoption'],
  ['townLeader', 't', ['t'], 'adopted', 'file', 'a leader only files'],
  ['townClerk', 't', ['t', 'v'], 'filed', 'create revise enforce', 'for a village too'],
  ['townClerk', 't', ['t'], 'inForce', 'create', 'what is in force is not changed'],
  ['townClerk', 't', ['t'], 'superseded', 'create', 'nor what was'],
  ['villageSecretary', 'v', ['t', 'v'], 'draft', draft, 'the own village'],
  ['villageSecretary', 'v', ['t', 'v'], 'adopted', 'create revise', 'the town files'],
  ['villageSecretary', 'v', ['t'], 'draft', '', 'never the town'],
  ['villageSecretary', 'v', ['t', 'w'], 'draft', '', 'never another village'],
  ['supervisor', 'v', ['t', 'v'], 'draft', '', 'watches'],
] as const)('%s of %s for %j, %s: %s (%s)', (role, unitId, path, state, names, _why) =>
  expect(allowed(holder(role, unitId, unitId === 't' ? ['t'] : ['t', 'v']), [...path], state)).toBe(names))

test('whoever recorded the adoption does not file it', () => {
  expect(allowed(holder('townClerk', 't', ['t']), ['t'], 'adopted', 'p')).toBe('create revise')
})

test('what anyone may do', () =>
  expect(matterPolicy.allowed({ kind: 'public', townId: 1 }, { path: ['t'], state: 'draft', adoptedBy: null }, now)).toEqual([
    'catalogue',
    'entry',
    'lists',
    'get',
  ]))
