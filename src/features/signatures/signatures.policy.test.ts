/** Signatures (签名核对): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { approvalPolicy, sheetPolicy, signingPolicy } from './signatures.policy.ts'

const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const path = ['t', 'v', 'b']
const now = new Date('2026-03-02T01:00:00Z')
const assembly = { path, kind: 'assembly' as const }
const sheet = { ...assembly, state: 'underComparison' as const, broughtBy: 'w', compared: false, heldBeside: [] }
const code = { kind: 'subject', townId: 1, personId: 'm' } as const

test.each([
  ['the public', { kind: 'public', townId: 1 } as const, '', '', ''],
  ['town clerk', someone('townClerk', ['t']), 'get setText bring', 'picture compare', 'mine approve'],
  ['village secretary', someone('villageSecretary', ['t', 'v']), 'get setText bring', 'picture compare', 'mine approve'],
  ['village clerk', someone('villageClerk', ['t', 'v']), 'get setText bring', 'picture compare', 'mine approve'],
  ['branch secretary', someone('branchSecretary', path), 'get setText bring', 'picture compare', 'mine approve'],
  ['cooperative director', someone('cooperativeDirector', path), 'get setText bring', 'picture compare', 'mine approve'],
  ['supervisor', someone('supervisor', ['t', 'v']), 'get', 'picture compare', 'mine approve'],
  ['who brought the sheet', someone('villageClerk', ['t', 'v'], 'w'), 'get setText bring', 'picture', 'mine approve'],
  ['branch secretary next door', someone('branchSecretary', ['t', 'v', 'c']), '', '', 'mine approve'],
  ['town leader', someone('townLeader', ['t']), '', '', 'mine approve'],
  ['grid leader', someone('gridLeader', path), '', '', 'mine approve'],
  ['who has a one-time code', code, '', '', 'mine approve'],
] as const)('what %s may do', (_who, actor, signing, sheets, own) => {
  expect(signingPolicy.allowed(actor, { ...assembly, hasText: true, cancelled: false, settled: false }, now).join(' ')).toBe(signing)
  expect(sheetPolicy.allowed(actor, sheet, now).join(' ')).toBe(sheets)
  expect(approvalPolicy.allowed(actor, { signs: true }, now).join(' ')).toBe(own)
})

test.each([
  [{ hasText: false, cancelled: false, settled: false }, 'get setText', 'nothing to sign yet: no sheet either'],
  [{ hasText: true, cancelled: true, settled: false }, 'get', 'a meeting that was called off signs nothing'],
  [
    { hasText: true, cancelled: false, settled: true },
    'get bring',
    'what was signed about a vote that is over stays; more sheets may come',
  ],
])('%j → %s: %s', (facts, allowed, _why) =>
  expect(signingPolicy.allowed(someone('villageClerk', ['t', 'v']), { ...assembly, ...facts }, now).join(' ')).toBe(allowed),
)

test.each([
  [{ state: 'accepted' as const }, 'there is nothing to compare'],
  [{ state: 'refused' as const }, 'it has been decided'],
  [{ compared: true }, 'everyone says it once'],
])('no comparison of %j: %s', (facts, _why) =>
  expect(sheetPolicy.allowed(someone('supervisor', ['t', 'v']), { ...sheet, ...facts }, now)).toEqual(['picture']),
)

test('a sheet of elsewhere is looked at by those who hold it beside one of theirs, and not by others there', () => {
  const elsewhere = { ...sheet, path: ['t', 'w'], heldBeside: [{ path, kind: 'generalMeeting' as const }] }
  expect(sheetPolicy.allowed(someone('branchSecretary', path), elsewhere, now)).toEqual(['picture'])
  expect(sheetPolicy.allowed(someone('cooperativeDirector', path), elsewhere, now), 'Party life').toEqual([])
  expect(sheetPolicy.allowed(someone('gridLeader', path), elsewhere, now)).toEqual([])
})

test('who does not take part in a meeting approves nothing there', () => {
  expect(approvalPolicy.allowed(code, { signs: false }, now)).toEqual(['mine'])
})

test('of Party life a director keeps nothing and compares nothing', () => {
  const party = { path, kind: 'generalMeeting' as const }
  const director = someone('cooperativeDirector', path)
  expect(signingPolicy.allowed(director, { ...party, hasText: true, cancelled: false, settled: false }, now)).toEqual([])
  expect(sheetPolicy.allowed(director, { ...sheet, ...party }, now)).toEqual([])
  expect(
    signingPolicy.allowed(someone('branchSecretary', path), { ...party, hasText: true, cancelled: false, settled: false }, now),
  ).toHaveLength(3)
})
