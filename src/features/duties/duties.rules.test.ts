/** Work checklists (工作清单): periods, due days, states, lamps, counts and reminders. */
import { describe, expect, test } from 'vitest'
import type { Calendar } from '#platform/shared/calendar.ts'
import type { DutyState } from './duties.contract.ts'
import { dueDay, lampOf, metricsOf, periodsOf, reminderOf, stateOn } from './duties.rules.ts'

const calendar: Calendar = { years: new Set([2026]), exceptions: new Map([['2026-04-06', 'off']]) }

test.each([
  [
    'monthly',
    '2026-01-15',
    '2026-03-01',
    ['2026-01-01 2026-01-31', '2026-02-01 2026-02-28', '2026-03-01 2026-03-31'],
    'the month it begins in',
  ],
  ['monthly', '2024-02-29', '2024-02-29', ['2024-02-01 2024-02-29'], 'a leap day'],
  ['quarterly', '2025-12-31', '2026-01-01', ['2025-10-01 2025-12-31', '2026-01-01 2026-03-31'], 'over a new year'],
  ['yearly', '2026-06-01', '2026-12-31', ['2026-01-01 2026-12-31'], 'the calendar’s year'],
  ['once', '2026-06-03', '2026-06-20', ['2026-06-03 2026-06-20'], 'the days themselves'],
] as const)('%s from %s to %s: %o: %s', (frequency, from, to, expected, _why) => {
  expect(periodsOf(frequency, from, to).map(period => `${period.from} ${period.to}`)).toEqual(expected)
})

test.each([
  ['dayOfPeriod', 20, '2026-03-20', false, 'the 20th day'],
  ['dayOfPeriod', 92, '2026-03-31', false, 'a month has no 92nd day'],
  ['workingDaysAfter', 3, '2026-04-03', false, 'three working days later'],
  ['workingDaysAfter', 4, '2026-04-07', false, 'a weekend and a holiday between'],
] as const)('March, %s %i is due on %s: %s', (dueRule, dueCount, day, estimated, _why) => {
  expect(dueDay({ dueRule, dueCount }, { from: '2026-03-01', to: '2026-03-31' }, calendar)).toEqual({ day, estimated })
})

test('working days of a year without a holiday table are an estimate, and said to be one', () => {
  const period = { from: '2027-01-01', to: '2027-01-31' }
  expect(dueDay({ dueRule: 'workingDaysAfter', dueCount: 3 }, period, calendar)).toEqual({ day: '2027-02-03', estimated: true })
  expect(dueDay({ dueRule: 'workingDaysAfter', dueCount: 1 }, { from: '2026-12-01', to: '2026-12-31' }, calendar).estimated).toBe(true)
  expect(dueDay({ dueRule: 'dayOfPeriod', dueCount: 31 }, period, calendar).estimated).toBe(false)
})

const by = '019c0000-0000-7000-8000-000000000001'
const march = (state: DutyState) => ({
  state,
  waivedBy: state === 'waived' ? by : null,
  gone: false,
  periodFrom: '2026-03-01',
  dueOn: '2026-03-20',
})
test.each([
  ['upcoming', false, '2026-02-28', 'upcoming', 'its month has not begun'],
  ['upcoming', false, '2026-03-01', 'due', 'it has'],
  ['due', false, '2026-03-20', 'due', 'the last day counts'],
  ['due', false, '2026-03-21', 'overdue', 'it is over'],
  ['overdue', true, '2026-03-25', 'done', 'late, but done'],
  ['done', false, '2026-03-10', 'due', 'the meeting was cancelled: open again'],
  ['done', false, '2026-03-25', 'overdue', 'cancelled after the day'],
  ['waived', true, '2026-03-10', 'waived', 'a waiver stands'],
] as const)('%s, record %s, on %s is %s: %s', (state, recorded, today, expected, _why) => {
  expect(stateOn(march(state), recorded, today)).toBe(expected)
})

test.each([
  ['due', null, false, '2026-03-10', 'waived', 'it is gone before the day'],
  ['overdue', null, false, '2026-03-21', 'waived', 'or was, when the day came'],
  ['due', null, true, '2026-03-10', 'done', 'what it did before counts'],
  ['waived', null, false, '2026-03-10', 'waived', 'waived by itself, and still gone'],
  ['waived', by, true, '2026-03-10', 'waived', 'a person freed it'],
] as const)('owed by one who is gone, %s, freed by %s, record %s, on %s is %s: %s', (state, waivedBy, recorded, today, expected, _why) => {
  expect(stateOn({ ...march(state), waivedBy, gone: true }, recorded, today)).toBe(expected)
})

test('who was gone by mistake owes again what was waived by itself', () => {
  const back = { ...march('waived'), waivedBy: null }
  expect(['2026-02-28', '2026-03-20', '2026-03-21'].map(today => stateOn(back, false, today))).toEqual(['upcoming', 'due', 'overdue'])
})

test.each([
  ['done', '2026-03-20', 'done'],
  ['waived', '2026-03-20', 'waived'],
  ['overdue', '2026-03-21', 'late'],
  ['due', '2026-03-18', 'soon'],
  ['due', '2026-03-17', 'ok'],
  ['upcoming', '2026-02-27', 'ok'],
] as const)('a duty that is %s on %s has the lamp %s', (state, today, lamp) => {
  expect(lampOf({ state, dueOn: '2026-03-20' }, today, calendar)).toBe(lamp)
})

describe('the five metrics', () => {
  const duty = (state: DutyState, doneOn: string | null = null, dueOn = '2026-03-20', count = 1) => ({
    state,
    dueOn,
    onTime: doneOn === null ? null : doneOn <= dueOn,
    count,
  })
  test.each([
    [[], 0, 0, 0, null, null, 'nothing expected is not nothing done'],
    [[duty('done', '2026-03-20'), duty('done', '2026-03-25'), duty('overdue')], 3, 2, 1, 66.7, 33.3, 'one on time, one late, one missing'],
    [
      [duty('done', '2026-03-20', '2026-03-20', 200), duty('overdue', null, '2026-03-20', 100)],
      300,
      200,
      200,
      66.7,
      66.7,
      'many that stand alike',
    ],
    [[duty('waived'), duty('done', '2026-03-01')], 1, 1, 1, 100, 100, 'what was waived is not expected'],
    [[duty('due', null, '2026-04-20'), duty('upcoming', null, '2026-05-20')], 0, 0, 0, null, null, 'what is not due yet is not missing'],
    [[duty('done', '2026-03-05', '2026-04-20')], 1, 1, 1, 100, 100, 'done early is done'],
  ] as const)('%o: expected %i, actual %i, on time %i, %s %%, %s %%: %s', (duties, expected, actual, onTime, rate, onTimeRate, _why) => {
    expect(metricsOf(duties, '2026-03-31')).toMatchObject({ expected, actual, onTime, rate, onTimeRate })
  })
})

test.each([
  ['due', '2026-03-12', null, 'none', 'six working days left: silence'],
  ['due', '2026-03-13', null, 'own', 'five: its own office sees it'],
  ['due', '2026-03-20', '居民', 'own', 'nobody above, before it is late'],
  ['overdue', '2026-03-23', null, 'own', 'late, but nobody waits: it does not rise'],
  ['overdue', '2026-03-23', '居民', 'above', 'late, and others wait'],
  ['overdue', '2026-04-20', '居民', 'above', 'a month late'],
  ['overdue', '2026-04-21', '居民', 'none', 'its time is gone; it is no longer chased'],
  ['done', '2026-03-23', '居民', 'none', 'done'],
  ['waived', '2026-03-23', '居民', 'none', 'waived'],
] as const)('%s on %s, awaited by %s: reminds %s: %s', (state, today, awaitedBy, expected, _why) => {
  expect(reminderOf({ state, dueOn: '2026-03-20' }, awaitedBy, today, calendar)).toBe(expected)
})
