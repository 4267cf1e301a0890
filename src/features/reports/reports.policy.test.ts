/** Yearly reports (年度报告): the permission matrix. */
import { expect, test } from 'vitest'
import { roles, type Actor, type Role } from '#platform/shared/actor.ts'
import { reportPolicy } from './reports.policy.ts'

const someone = (role: Role): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})
const now = new Date(0)

test.each(roles)('what a %s may do', role => {
  const expected =
    role === 'townClerk' ? 'get compare records document closeUps freeze chooseCloseUps' : 'get compare records document closeUps'
  expect(reportPolicy.allowed(someone(role), null, now).join(' ')).toBe(expected)
})

test('what anyone may do', () => {
  expect(reportPolicy.allowed({ kind: 'public', townId: 1 }, null, now).join(' ')).toBe('get compare records document closeUps')
})
