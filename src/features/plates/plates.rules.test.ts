/** Plates (党员户挂牌): the rules, as tables; the last column says why. */
import { expect, test } from 'vitest'
import { isComplete, mountFault, nextNumber, plateMachine, withdrawal } from './plates.rules.ts'
import { rowFault } from './plates.rows.rules.ts'

const yes = { agreedOn: '2026-03-02' }
const no = { agreedOn: null }
test.each([
  ['2026-03-02', [yes], true, 'the household and its member'],
  [null, [yes], false, 'the household is concerned too'],
  ['2026-03-02', [yes, no], false, 'one member has not answered: silence is no consent'],
  ['2026-03-02', [], false, 'a plate about nobody'],
] as const)('household %s, members %j: %s, %s', (householdAgreedOn, members, expected, _why) => {
  expect(isComplete({ householdAgreedOn, members })).toBe(expected)
})

test.each([
  ['offered', 'decline', 'nothing was made'],
  ['consented', 'decline', 'nothing was made'],
  ['issued', 'withdraw', 'a plate was made and may be printed'],
  ['mounted', 'withdraw', 'it has to be taken down'],
  ['withdrawn', null, 'it is withdrawn'],
  ['replaced', null, 'the new plate carries the consent'],
  ['removed', null, 'it is gone'],
] as const)('taking the consent back of a plate that is %s: %s, %s', (state, expected, _why) => {
  expect(withdrawal(state)).toBe(expected)
})

test.each([
  ['offered', 'issue', false, 'nobody agreed'],
  ['consented', 'mount', false, 'no plate was made'],
  ['withdrawn', 'mount', false, 'the consent is gone'],
  ['withdrawn', 'replace', false, 'a new plate needs a new consent'],
  ['withdrawn', 'remove', true, 'that is what is left to do'],
  ['removed', 'remove', false, 'once is enough'],
] as const)('%s → %s: %s, %s', (state, name, expected, _why) => expect(plateMachine.can(state, name)).toBe(expected))

test.each([
  [null, '爱国-0001', 'the first'],
  ['爱国-0009', '爱国-0010', 'the next'],
  ['爱国-9999', '爱国-10000', 'the ten thousandth is written in full'],
] as const)('after %s comes %s: %s', (last, expected, _why) => expect(nextNumber('爱国-', last)).toBe(expected))

test.each([
  ['2026-03-02', null, 'today'],
  ['2026-03-01', null, 'on the day it was made'],
  ['2026-02-28', '不能早于制牌那天：2026-03-01', 'before it was made'],
  ['2026-03-03', '挂牌日期不能在以后', 'tomorrow'],
] as const)('fixed on %s: %s, %s', (on, expected, _why) => expect(mountFault(on, '2026-03-01', '2026-03-02')).toBe(expected))

const line = { agreedOn: '2020-03-01', number: '爱国-0001', mountedOn: '2020-04-01' }
test.each([
  [{}, null, 'as it should be'],
  [{ agreedOn: '2026-03-03' }, 'agreedOn', 'a consent of tomorrow'],
  [{ number: null }, 'number', 'hangs without a number'],
  [{ number: '一' }, 'number', 'a number too short'],
  [{ mountedOn: '2020-02-01' }, 'mountedOn', 'hung before anyone agreed'],
  [{ mountedOn: '2026-03-03' }, 'mountedOn', 'hangs tomorrow'],
  [{ agreedOn: '2020-03-02' }, 'agreedOn', 'the household agreed on two days'],
  [{ number: '爱国-0002' }, 'number', 'two plates at one door'],
  [{ mountedOn: '2020-04-02' }, 'mountedOn', 'hung on two days'],
] as const)('a line with %j: %s, %s', (changes, key, _why) => {
  expect(rowFault({ ...line, ...changes }, line, '2026-03-02')?.key ?? null).toBe(key)
})
