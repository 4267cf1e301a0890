/** Mobilisations (动员): rules as tables; the last column is the reason. */
import { expect, test } from 'vitest'
import { type Problem } from '#platform/shared/problem.ts'
import { branchState, dayWithin, mobilisationState, requireShort } from './mobilisations.rules.ts'

const purgedAt = new Date('2020-04-01T00:20:00+08:00')
test.each([
  ['2020-02-01', '2020-03-01', null, '2020-01-31', 'coming', 'the day before'],
  ['2020-02-01', '2020-03-01', null, '2020-02-01', 'active', 'its first day'],
  ['2020-02-01', '2020-03-01', null, '2020-02-29', 'active', 'its last day'],
  ['2020-02-01', '2020-03-01', null, '2020-03-01', 'over', 'over by itself: nobody has to switch it off'],
  ['2020-02-01', '2020-03-01', purgedAt, '2020-04-01', 'purged', 'the people are gone'],
] as const)('%s until %s, purged %s, on %s: %s (%s)', (startsOn, endsOn, purged, today, state, _why) => {
  expect(mobilisationState({ startsOn, endsOn, purgedAt: purged }, today)).toBe(state)
})

test.each([
  ['2020-02-01', '2020-03-02', '2020-02-01', null, '30 days'],
  ['2020-02-01', '2020-03-03', '2020-02-01', '/problems/mobilisations/too-long', '31 days need another decision'],
  ['2020-02-01', '2020-02-01', '2020-02-01', '/problems/invalid', 'no day at all'],
  ['2020-02-01', '2020-02-10', '2020-02-02', '/problems/invalid', 'decided tomorrow'],
] as const)('from %s until %s, decided on %s: %s (%s)', (from, endsOn, decidedOn, type, _why) => {
  let found: string | null = null
  try {
    requireShort(from, endsOn, decidedOn, '2020-02-01')
  } catch (error) {
    found = (error as Problem).kind.type
  }
  expect(found).toBe(type)
})

test.each([
  ['2020-01-01', '2020-02-01', 'before it begins, its first day'],
  ['2020-02-10', '2020-02-10', 'while it lasts, today'],
  ['2020-03-01', '2020-02-29', 'when it is over, its last day'],
] as const)('on %s the shifts of %s are shown (%s)', (today, day, _why) => {
  expect(dayWithin({ startsOn: '2020-02-01', endsOn: '2020-03-01' }, today)).toBe(day)
})

const none = { approved: null, foundedOn: null, endsOn: null, extensions: 0 }
const founded = { approved: true, foundedOn: '2020-02-05', endsOn: '2020-04-01', extensions: 0 }
test.each([
  [none, '2020-02-01', 'proposed', 'nobody answered'],
  [{ ...none, approved: false }, '2020-02-01', 'declined', 'not approved'],
  [founded, '2020-02-04', 'approved', 'not begun'],
  [founded, '2020-02-05', 'active', 'its first day'],
  [{ ...founded, extensions: 1 }, '2020-03-31', 'extended', 'its last day, after another decision'],
  [{ ...founded, extensions: 2 }, '2020-04-01', 'dissolved', 'dissolved by itself, however often it was extended'],
] as const)('a temporary branch: %j on %s is %s (%s)', (branch, today, state, _why) => {
  expect(branchState(branch, today)).toBe(state)
})
