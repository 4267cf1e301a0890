/** Bodies (组织): who may do what. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { bodyPolicy } from './bodies.policy.ts'

const someone = (role: Role): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})

test.each([
  ['the public', { kind: 'public', townId: 1 }, 'list get'],
  ['town clerk', someone('townClerk'), 'list get create rename move cover merge split dissolve'],
  ['town leader', someone('townLeader'), 'list get'],
  ['village secretary', someone('villageSecretary'), 'list get'],
  ['branch secretary', someone('branchSecretary'), 'list get'],
  ['system administrator', someone('systemAdministrator'), 'list get'],
] as const)('what %s may do', (_who, actor, expected) => {
  expect(bodyPolicy.allowed(actor, null, new Date(0)).join(' ')).toBe(expected)
})
