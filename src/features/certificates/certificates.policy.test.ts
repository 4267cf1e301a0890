/** Volunteer certificates (志愿服务证明): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { VolunteerCertificateState } from './certificates.contract.ts'
import { certificateDoorPolicy, certificatePolicy } from './certificates.policy.ts'

const someone = (role: Role | null, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: personId,
  posts: role === null ? [] : [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const certificate = {
  personId: 'v',
  path: ['t', 'v'],
  state: 'posted' as VolunteerCertificateState,
  isNoticeOver: true,
  revokeAskedBy: null as string | null,
}
const now = new Date('2026-03-02T01:00:00Z')
const clerk = someone('villageClerk', ['t', 'v'], 'clerk')

test.each([
  ['the public', { kind: 'public', townId: 1 }, '', 'check posted'],
  ['the volunteer', someone(null, [], 'v'), 'get withdraw', 'mine ask check posted'],
  ['the volunteer with a one-time code', { kind: 'subject', townId: 1, personId: 'v' }, 'get withdraw', 'mine ask check posted'],
  ['another volunteer', someone(null, []), '', 'mine ask check posted'],
  ['the village’s clerk', clerk, 'get refuse issue', 'mine ask askFor list export check posted'],
  ['the village’s secretary', someone('villageSecretary', ['t', 'v']), 'get refuse issue', 'mine ask askFor list export check posted'],
  ['the town’s clerk', someone('townClerk', ['t']), 'get refuse issue', 'mine ask askFor list export check posted'],
  ['the clerk, of one’s own', someone('villageClerk', ['t', 'v'], 'v'), 'get withdraw', 'mine ask askFor list export check posted'],
  ['a clerk elsewhere', someone('villageClerk', ['t', 'w']), '', 'mine ask list check posted'],
  ['a branch secretary', someone('branchSecretary', ['t', 'v', 'b']), '', 'mine ask check posted'],
  ['a town leader', someone('townLeader', ['t']), '', 'mine ask check posted'],
  ['the security administrator', someone('securityAdministrator', ['t']), '', 'mine ask check posted renewKey'],
  ['the bearer of a household’s card', { kind: 'household', townId: 1, householdId: 'h' }, '', 'check posted'],
] as [string, Actor, string, string][])('what %s may do', (_who, actor, allowed, doors) => {
  expect(certificatePolicy.allowed(actor, certificate, now).join(' ')).toBe(allowed)
  expect(certificateDoorPolicy.allowed(actor, actor.kind === 'household' ? null : { path: ['t', 'v'] }, now).join(' ')).toBe(doors)
})

test.each([
  ['posted', false, null, 'get refuse', 'not posted long enough'],
  ['posted', true, null, 'get refuse issue', 'seven days are over'],
  ['issued', true, null, 'get credential proposeRevocation', 'it holds'],
  ['revoking', true, 'other', 'get credential decideRevocation', 'a second person decides'],
  ['revoking', true, 'clerk', 'get credential', 'not whoever proposed it'],
  ['revoked', true, 'other', 'get', 'no more'],
  ['expired', true, null, 'get', 'no more'],
  ['refused', true, null, 'get', 'closed'],
  ['withdrawn', true, null, 'get', 'closed'],
] as const)('the clerk, while it is %s (notice over: %s, proposed by %s): %s; %s', (state, isNoticeOver, revokeAskedBy, allowed, _why) => {
  expect(certificatePolicy.allowed(clerk, { ...certificate, state, isNoticeOver, revokeAskedBy }, now).join(' ')).toBe(allowed)
})
