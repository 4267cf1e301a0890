/** Units (组织单元): who may do what. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { unitPolicy } from './units.policy.ts'

const someone = (role: Role, path: string[]): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const reading = 'list get history'
const all = `${reading} create rename move merge split close`

test.each([
  ['the public', { kind: 'public', townId: 1 }, reading],
  ['town clerk', someone('townClerk', ['t']), all],
  ['town leader', someone('townLeader', ['t']), reading],
  ['system administrator', someone('systemAdministrator', ['t']), reading],
  ['clerk of another town', someone('townClerk', ['s']), reading],
  ['village clerk', someone('villageClerk', ['t', 'v']), reading],
  ['village secretary', someone('villageSecretary', ['t', 'v']), reading],
] as const)('what %s may do to a village', (_who, actor, expected) => {
  expect(unitPolicy.allowed(actor, { path: ['t', 'v'] }, new Date(0)).join(' ')).toBe(expected)
})
