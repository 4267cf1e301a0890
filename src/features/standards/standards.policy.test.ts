/** Standards (制度和工作法): the permission matrix. */
import { expect, test } from 'vitest'
import { roles, type Actor, type Role } from '#platform/shared/actor.ts'
import { standardPolicy } from './standards.policy.ts'

const someone = (role: Role): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})
const now = new Date(0)

test.each(roles)('what a %s may do', role => {
  const expected = role === 'townClerk' ? 'list get checks create draft publish adopt endAdoption' : 'list get checks'
  expect(standardPolicy.allowed(someone(role), null, now).join(' ')).toBe(expected)
})

test('what anyone may do', () => {
  expect(standardPolicy.allowed({ kind: 'public', townId: 1 }, null, now).join(' ')).toBe('list get checks')
})
