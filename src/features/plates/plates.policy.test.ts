/** Plates (党员户挂牌): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { PlateState } from './plates.contract.ts'
import { plateCardPolicy, plateDoorPolicy, platePolicy } from './plates.policy.ts'

const someone = (role: Role, path: string[], bodyId: string | null = null, personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId, deputyFor: null }],
})
const plate = {
  householdId: 'h',
  state: 'offered' as PlateState,
  householdAgreed: false,
  members: [{ personId: 'm', agreedOn: null }],
  path: ['t', 'v', 'b'],
  line: ['branch', 'committee'],
}
const now = new Date('2026-03-02T01:00:00Z')

test.each([
  ['the public', { kind: 'public', townId: 1 } as const, '', ''],
  ['village secretary', someone('villageSecretary', ['t', 'v']), 'get agreeFor withdrawFor remove', 'mine list offer sheet export'],
  ['branch secretary', someone('branchSecretary', ['t', 'v', 'b']), 'get agreeFor withdrawFor remove', 'mine list offer sheet export'],
  [
    'clerk of the village’s Party line',
    someone('villageClerk', ['t', 'v'], 'committee'),
    'get agreeFor withdrawFor remove',
    'mine list offer sheet export',
  ],
  ['clerk of the residents’ committee', someone('villageClerk', ['t', 'v'], 'residents'), '', 'mine list sheet'],
  ['secretary next door', someone('branchSecretary', ['t', 'v', 'c']), '', 'mine list sheet'],
  ['town clerk', someone('townClerk', ['t']), '', 'mine list'],
  ['town leader', someone('townLeader', ['t']), '', 'mine list'],
  ['grid leader', someone('gridLeader', ['t', 'v', 'b']), '', 'mine list'],
  ['the member with a one-time code', { kind: 'subject', townId: 1, personId: 'm' } as const, 'get agree withdraw', 'mine'],
  ['another with a one-time code', { kind: 'subject', townId: 1, personId: 'n' } as const, '', 'mine'],
  ['the member', someone('gridLeader', ['t', 'x'], null, 'm'), 'get agree withdraw', 'mine list'],
] as const)('what %s may do', (_who, actor, allowed, doors) => {
  expect(platePolicy.allowed(actor, plate, now).join(' ')).toBe(allowed)
  expect(plateDoorPolicy.allowed(actor, plate, now).join(' ')).toBe(doors)
})

test.each([
  ['offered', 'get agreeFor withdrawFor remove'],
  ['consented', 'get withdrawFor issue remove'],
  ['issued', 'get withdrawFor mount replace remove'],
  ['mounted', 'get withdrawFor replace remove'],
  ['withdrawn', 'get remove'],
  ['replaced', 'get'],
  ['removed', 'get'],
] as const)('a plate that is %s: %s', (state, allowed) => {
  expect(platePolicy.allowed(someone('villageSecretary', ['t', 'v']), { ...plate, state }, now).join(' ')).toBe(allowed)
})

test.each([
  ['offered', false, 'showCard agreeByCard withdrawByCard', 'it is asked'],
  ['offered', true, 'showCard withdrawByCard', 'it said yes and may say no'],
  ['mounted', true, 'showCard withdrawByCard', 'the plate hangs'],
  ['withdrawn', true, 'showCard', 'it said no'],
] as const)('the household, while %s and agreed %s: %s, %s', (state, householdAgreed, allowed, _why) => {
  const actor = { kind: 'household', townId: 1, householdId: 'h' } as const
  expect(plateCardPolicy.allowed(actor, { ...plate, state, householdAgreed }, now).join(' ')).toBe(allowed)
  expect(plateCardPolicy.allowed(actor, null, now).join(' ')).toBe('showCard')
  expect(plateCardPolicy.allowed(someone('townClerk', ['t']), { ...plate, state, householdAgreed }, now)).toEqual([])
})
