/** Venues (阵地): the rules. */
import { describe, expect, test } from 'vitest'
import { closingFault, faults, mayBecome, venueMachine } from './venues.rules.ts'

const today = '2026-03-02'

test('every transition, from every status', () => {
  expect(venueMachine.states.map(state => `${state}: ${venueMachine.possible(state).join(' ') || '-'}`)).toEqual([
    'planned: build open close',
    'building: open close',
    'inUse: rebuild close',
    'closed: -',
  ])
})

test.each([
  ['planned', 'planned', true, 'no change'],
  ['planned', 'inUse', true, 'a room that stands already'],
  ['inUse', 'building', true, 'rebuilding'],
  ['inUse', 'planned', false, 'what was in use is no plan'],
  ['closed', 'inUse', false, 'a new place is a new record'],
] as const)('%s to %s: %s, %s', (from, to, expected, _why) => {
  expect(mayBecome(from, to)).toBe(expected)
})

describe('fields taken together', () => {
  test.each([
    ['planned', null, [], 'a plan has no opening yet'],
    ['planned', '2026-09-01', [], 'or an expected one'],
    ['inUse', null, ['#/openedOn'], 'figures count by the day of opening'],
    ['inUse', '2026-03-02', [], 'opened today'],
    ['inUse', '2026-03-03', ['#/openedOn'], 'tomorrow it will be in use'],
  ] as const)('%s, opened %s: %j, %s', (status, openedOn, expected, _why) => {
    expect(faults({ status, openedOn }, today).map(({ pointer }) => pointer)).toEqual(expected)
  })
})

describe('the day of closing', () => {
  test.each([
    ['2026-03-02', '2020-01-01', true, 'today'],
    ['2026-03-03', '2020-01-01', false, 'not ahead of time'],
    ['2020-01-01', '2020-01-01', false, 'not on the day of opening'],
    ['2025-01-01', null, true, 'a plan given up'],
  ] as const)('%s, opened %s: %s, %s', (closedOn, openedOn, sound, _why) => {
    expect(closingFault(closedOn, openedOn, today) === null).toBe(sound)
  })
})
