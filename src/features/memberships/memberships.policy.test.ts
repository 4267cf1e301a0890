/** Party membership (党籍): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { membershipPolicy } from './memberships.policy.ts'

const someone = (role: Role, path: string[], bodyId: string | null = null, personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId, deputyFor: null }],
})
const member = { personId: 'm', path: ['t', 'v', 'b'], bodyId: 'branch', line: ['branch', 'committee'], ended: false }
const now = new Date('2026-03-02T01:00:00Z')
const read = 'list get'
const keep = 'admit becomeFull changeKind end beginTransfer completeTransfer cancelTransfer exclude liftExclusion assignGrid moveGrid'

test.each([
  ['the public', { kind: 'public', townId: 1 } as const, ''],
  ['town clerk', someone('townClerk', ['t']), `${read} eligible decisions gridPeople gridGaps ${keep}`],
  ['village secretary', someone('villageSecretary', ['t', 'v']), `${read} eligible decisions gridPeople gridGaps ${keep}`],
  ['branch secretary', someone('branchSecretary', ['t', 'v', 'b']), `${read} eligible decisions gridPeople gridGaps ${keep}`],
  [
    'secretary of the branch of an office',
    someone('branchSecretary', ['t', 'x'], 'branch'),
    `${read} eligible decisions gridPeople gridGaps ${keep}`,
  ],
  [
    'clerk of the village’s Party line',
    someone('villageClerk', ['t', 'v'], 'committee'),
    `${read} eligible decisions gridPeople gridGaps ${keep}`,
  ],
  ['clerk of the residents’ committee', someone('villageClerk', ['t', 'v'], 'residents'), `${read} gridGaps`],
  ['clerk without a body', someone('villageClerk', ['t', 'v']), `${read} gridGaps`],
  ['secretary next door', someone('branchSecretary', ['t', 'v', 'c']), `${read} gridGaps`],
  ['town leader', someone('townLeader', ['t']), read],
  ['grid leader', someone('gridLeader', ['t', 'v', 'b']), read],
  ['system administrator', someone('systemAdministrator', ['t']), read],
  [
    'the member, who is secretary',
    someone('branchSecretary', ['t', 'v', 'b'], null, 'm'),
    `${read} eligible decisions gridPeople gridGaps`,
  ],
] as const)('what %s may do', (_who, actor, allowed) => {
  expect(membershipPolicy.allowed(actor, member, now).join(' ')).toBe(allowed)
})

test('a membership that has ended is changed no more', () => {
  const allowed = membershipPolicy.allowed(someone('townClerk', ['t']), { ...member, ended: true }, now)
  expect(allowed.join(' ')).toBe('list get eligible decisions gridPeople gridGaps admit')
})
