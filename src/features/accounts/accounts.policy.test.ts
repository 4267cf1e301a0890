import { describe, expect, test } from 'vitest'
import type { PersonActor, Role, SignedInBy } from '#platform/shared/actor.ts'
import { accountPolicy, accountsPolicy } from './accounts.policy.ts'

const now = new Date('2026-03-02T01:00:00Z')
const session: SignedInBy = { kind: 'session', id: 's', codeGivenAt: null }
const someone = (role: Role, via: SignedInBy = session): PersonActor => ({
  kind: 'person',
  townId: 1,
  personId: role,
  accountId: role,
  posts: [{ postId: 'p', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
  via,
})
const account = (personId: string, state: 'invited' | 'active' | 'disabled', linkAskedBy: string | null = null) => ({
  personId,
  state,
  linkAskedBy,
})

describe('what may be done to an account', () => {
  test.each([
    // who                     active                                 invited                                disabled                           their own
    ['systemAdministrator', 'get invite disable', 'get invite disable', 'get enable', 'get invite'],
    [
      'securityAdministrator',
      'get unlock endSessions resetCode',
      'get unlock endSessions resetCode',
      'get unlock endSessions resetCode',
      'get unlock endSessions',
    ],
    ['auditAdministrator', '-', '-', '-', '-'],
    ['townClerk', '-', '-', '-', '-'],
    ['villageSecretary', '-', '-', '-', '-'],
  ] as const)('by a %s', (role, ...expected) => {
    const subjects = [account('x', 'active'), account('x', 'invited'), account('x', 'disabled'), account(role, 'active')]
    expect(subjects.map(subject => accountPolicy.allowed(someone(role), subject, now).join(' ') || '-')).toEqual(expected)
  })
})

test.each([
  ['securityAdministrator', account('x', 'invited', 'system'), true, 'whoever did not ask for it'],
  ['systemAdministrator', account('x', 'invited', 'system'), false, 'who makes accounts holds no key of one'],
  ['auditAdministrator', account('x', 'invited', 'system'), false, 'reads only'],
  ['securityAdministrator', account('securityAdministrator', 'invited', 'system'), false, 'the own account'],
  ['securityAdministrator', account('x', 'invited'), false, 'nobody asked'],
  ['securityAdministrator', account('x', 'disabled', 'system'), false, 'disabled meanwhile'],
] as const)('a %s releases the link of %j: %s (%s)', (role, subject, yes, _why) =>
  expect(accountPolicy.allowed(someone(role), subject, now).includes('release')).toBe(yes),
)

const own = 'mine listMySessions endMySession listMyTokens'
test.each([
  ['systemAdministrator', `${own} createToken revokeToken list create`],
  ['securityAdministrator', `${own} createToken revokeToken list`],
  ['auditAdministrator', `${own} createToken revokeToken listEvents`],
  ['townLeader', `${own} createToken revokeToken`],
] as const)('a %s may %s', (role, expected) => {
  expect(accountsPolicy.allowed(someone(role), null, now).join(' ')).toBe(expected)
})

test('a token makes no tokens', () => {
  expect(accountsPolicy.allows('createToken', someone('townClerk', { kind: 'token', id: 't', scopes: ['write'] }), null)).toBe(false)
})

test('nobody signed in may do nothing', () => {
  expect(accountsPolicy.allowed({ kind: 'public', townId: 1 }, null, now)).toEqual([])
  expect(accountPolicy.allowed({ kind: 'public', townId: 1 }, account('x', 'active'), now)).toEqual([])
})
