/** Households (户): days, numbers, what can be taken back, and the two-way choice. */
import { expect, test } from 'vitest'
import { contactMachine, defaultLimits, hasRoom, limitsFault, wishFault } from './households.contacts.rules.ts'
import { canUndoUntil, dayFault, householdMachine, moveInFault, nextCode, householdNumber } from './households.rules.ts'

test('every transition, from every state', () => {
  expect(householdMachine.states.map(state => `${state}: ${householdMachine.possible(state).join(' ')}`)).toEqual([
    'occupied: moveOut merge enterInError',
    'movedOut: undo',
    'merged: undo',
    'enteredInError: undo',
  ])
  expect(contactMachine.states.map(state => `${state}: ${contactMachine.possible(state).join(' ')}`)).toEqual([
    'proposed: begin decline end',
    'active: end',
    'declined: ',
    'ended: resume propose',
  ])
})

const today = '2026-03-02'
test.each([
  ['moveOut', '2026-01-04', '迁出日期要晚于迁入或上次变动（2026-01-05）', 'out before in'],
  ['moveOut', '2026-01-05', '迁出日期要晚于迁入或上次变动（2026-01-05）', 'a day in between is lived there'],
  ['moveOut', '2026-01-06', null, 'the day after'],
  ['moveOut', '2026-03-03', '日期不能晚于今天。到那天再登记', 'tomorrow is entered tomorrow'],
  ['changeHead', '2026-01-05', '日期要晚于迁入或上次变动（2026-01-05）', 'the day that is told already'],
  ['split', today, null, 'today'],
] as const)('%s on %s: %s (%s)', (verb, day, fault, _why) => expect(dayFault(verb, day, '2026-01-05', today)).toBe(fault))

test('a move in is entered when it comes', () => {
  expect(moveInFault(today, today)).toBeNull()
  expect(moveInFault('2026-03-03', today)).not.toBeNull()
})

const change = (id: string, recordedOn: string, undone = false) => ({
  id,
  recordedAt: new Date(`${recordedOn}T23:30:00+08:00`),
  undoneAt: undone ? new Date(0) : null,
})
test.each([
  ['2026-03-02', [], '2026-04-01', 'today, for 30 days'],
  ['2026-01-31', [], '2026-03-02', 'its last day'],
  ['2026-01-30', [], null, 'the 31st day is too late'],
  ['2026-03-01', [change('2', '2026-03-02')], null, 'something was built on it'],
  ['2026-03-01', [change('2', '2026-03-02', true)], '2026-03-31', 'which was taken back'],
  ['2026-03-01', [change('0', '2026-02-01')], '2026-03-31', 'an earlier one is no obstacle'],
])('entered on %s it can be taken back until …', (recordedOn, others, until, _why) =>
  expect(canUndoUntil(change('1', recordedOn), others, today)).toBe(until),
)
test('what was taken back is not taken back again', () => expect(canUndoUntil(change('1', today, true), [], today)).toBeNull())

test.each([
  ['爱国-01-', null, '爱国-01-0001', 'the first of a grid'],
  ['爱国-01-', '爱国-01-0099', '爱国-01-0100', 'after the last'],
])('after the last of %s (%s) comes %s: %s', (stem, last, next, _why) => expect(nextCode(stem, last)).toBe(next))

test.each([
  [' 爱国－0007', '爱国-0007', 'full width'],
  ['ag—0417', 'AG-0417', 'a long dash and small letters'],
  ['爱国 - 0007', '爱国-0007', 'spaces'],
])('%s is read as %s: %s', (typed, number, _why) => expect(householdNumber(typed)).toBe(number))

test.each([
  ['village', null, false, null, 'nobody has agreed yet'],
  ['village', 'present', false, '村里提的不用写依据', 'a basis of nothing'],
  ['member', null, true, null, 'the member himself'],
  ['member', null, false, '替别人登记，要写他是怎么答应的', 'another enters it'],
  ['member', 'byPhone', false, null, 'another enters it, with a basis'],
  ['household', null, true, '替别人登记，要写他是怎么答应的', 'a member does not speak for the household'],
  ['household', 'atHome', false, null, 'entered at the door'],
] as const)('a wish of %s with basis %s: %s', (wishOf, basis, isMember, fault, _why) =>
  expect(wishFault(wishOf, basis, isMember)).toBe(fault),
)

test('limits', () => {
  expect([19, 20].map(count => hasRoom(count, defaultLimits))).toEqual([true, false])
  expect(limitsFault({ least: 5, most: 5 })).toBeNull()
  expect(limitsFault({ least: 6, most: 5 })).not.toBeNull()
})
