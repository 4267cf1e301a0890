/** Thresholds (表决门槛): the permission matrix. */
import { expect, test } from 'vitest'
import { roles, type Actor, type Role } from '#platform/shared/actor.ts'
import { thresholdPolicy } from './thresholds.policy.ts'

const holder = (role: Role, unitId: string, path: string[]): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId, path, bodyId: null, deputyFor: null }],
})
const now = new Date(0)
const allowed = (actor: Actor, path: string[], proposedBy: string | null = 'other') =>
  thresholdPolicy.allowed(actor, { path, proposedBy }, now).join(' ')

test.each(roles)('what a %s of the town may do', role => {
  const expected: Partial<Record<Role, string>> = {
    townClerk: 'list get propose adopt',
    townLeader: 'list get adopt',
    villageSecretary: 'list get propose',
  }
  expect(allowed(holder(role, 't', ['t']), ['t'])).toBe(expected[role] ?? 'list get')
})

test.each([
  ['villageSecretary', ['t', 'v'], 'other', 'list get propose', 'the own village, stricter only'],
  ['villageSecretary', ['t', 'v', 'c'], 'other', 'list get propose', 'a cooperative of the village'],
  ['villageSecretary', ['t'], 'other', 'list get', 'never the town'],
  ['villageSecretary', ['t', 'w'], 'other', 'list get', 'never another village'],
] as const)('%s of v for %j, proposed by %s: %s (%s)', (role, path, proposedBy, names, _why) =>
  expect(allowed(holder(role, 'v', ['t', 'v']), [...path], proposedBy)).toBe(names),
)

test('whoever proposed does not adopt', () => {
  expect(allowed(holder('townClerk', 't', ['t']), ['t'], 'p')).toBe('list get propose')
  expect(allowed(holder('townClerk', 't', ['t']), ['t'], null)).toBe('list get propose adopt')
})

test('what anyone may do', () => expect(allowed({ kind: 'public', townId: 1 }, ['t'])).toBe('list get'))
