/** Rights over one's own data (个人信息权利): workflow, clock, codes and who may, as tables. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { RightsRequestState } from './rights.contract.ts'
import { rightsPolicy } from './rights.policy.ts'
import { codeFrom, lampOf, plainCode } from './rights.rules.ts'

test.each([
  ['received', '2026-03-20', 'ok', 'far off'],
  ['received', '2026-03-05', 'soon', 'three days left'],
  ['located', '2026-03-02', 'soon', 'today is still in time'],
  ['located', '2026-03-01', 'late', 'yesterday'],
  ['answered', '2026-03-01', 'done', 'an answer stops the clock'],
  ['refused', '2026-03-01', 'done', 'a refusal with reasons does too'],
] as const)('%s, due %s: %s (%s)', (state, dueOn, lamp, _why) => expect(lampOf(state, dueOn, '2026-03-02')).toBe(lamp))

test('a code has 20 characters of 30 in groups of five, and is read however it is typed', () => {
  const code = codeFrom([240, 255, ...Array.from({ length: 20 }, (_, index) => index)])
  expect(code).toBe('23456-789AB-CDEFG-HJKMN')
  expect(plainCode(' ２３４５６ 789ab—cdefghjkmn')).toBe('23456789ABCDEFGHJKMN')
  expect(() => codeFrom([1, 2, 3])).toThrow()
})

const someone = (role: Role, personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})
const own = 'mine download ask hideName openCode'
test.each([
  ['the public', { kind: 'public', townId: 1 } as const, 'received', 'openCode'],
  ['a bearer of a code', { kind: 'subject', townId: 1, personId: 'm' } as const, 'received', own],
  ['a village secretary', someone('villageSecretary'), 'received', own],
  ['the privacy officer', someone('privacyOfficer'), 'received', `${own} list checkIdentity refuse`],
  ['the town office', someone('townClerk'), 'identityChecked', `${own} list locate refuse`],
  ['the town office', someone('townClerk'), 'located', `${own} list answer refuse`],
  ['the town office', someone('townClerk'), 'answered', `${own} list close`],
  ['the one who asked, of the office', someone('townClerk', 'm'), 'received', `${own} list`],
] as [string, Actor, RightsRequestState, string][])('what %s may do with a request %2$s', (_who, actor, state, allowed) => {
  expect(rightsPolicy.allowed(actor, { personId: 'm', state }, new Date('2026-03-02T01:00:00Z')).join(' ')).toBe(allowed)
})
