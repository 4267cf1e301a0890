/** Public record (公开存证): the permission matrix. */
import { expect, test } from 'vitest'
import { roles, type Actor, type Role } from '#platform/shared/actor.ts'
import { nobodys, recordPolicy } from './record.policy.ts'

const someone = (role: Role): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})
const now = new Date(0)
const beyond: Partial<Record<Role, string>> = { townClerk: ' addWitness endWitness require', systemAdministrator: ' rotateKey' }

test.each(roles)('what a %s may do', role => {
  expect(recordPolicy.allowed(someone(role), nobodys, now).join(' ')).toBe(`get list cosign${beyond[role] ?? ''}`)
})

test('what anyone may do', () => {
  expect(recordPolicy.allowed({ kind: 'public', townId: 1 }, nobodys, now).join(' ')).toBe('get list cosign')
})

test.each([
  ['nobody proposed, a tree is signed', null, true, ' proposeVolume'],
  ['nobody proposed, nothing is signed', null, false, ''],
  ['another proposed', 'other', true, ' beginVolume dropVolume'],
  ['another proposed, nothing is signed', 'other', false, ' dropVolume'],
  ['they proposed it themselves', 'p', true, ' dropVolume'],
])('a new volume takes two administrators: %s', (_, proposedBy, isSigned, then) => {
  const allowed = recordPolicy.allowed(someone('systemAdministrator'), { ...nobodys, proposedBy, isSigned }, now).join(' ')
  expect(allowed).toBe(`get list cosign rotateKey${then}`)
})

test('no key after a key that has signed nothing yet', () => {
  const allowed = recordPolicy.allowed(someone('systemAdministrator'), { ...nobodys, keyWaits: true }, now)
  expect(allowed).not.toContain('rotateKey')
})
