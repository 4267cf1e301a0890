/** Star ratings (评星定级): points, proposal, clocks and decisions as tables. The last column is the reason. */
import { expect, test } from 'vitest'
import type { Calendar } from '#platform/shared/calendar.ts'
import { defaultRules } from './ratings.defaults.rules.ts'
import {
  answererOf,
  cycleMachine,
  decisionFault,
  goesDown,
  pointsOf,
  proposalOf,
  resumedUntil,
  ruleSetFaults,
  starOf,
  totalOf,
  withoutSource,
} from './ratings.rules.ts'

const rules = defaultRules(2025)
const met = (amount: number, due = 1) => ({ source: 'meetings.attendance', amount, due })
const trained = (amount: number) => ({ source: 'trainings.hours', amount, due: amount })
const weekdays: Calendar = { years: new Set([2025, 2026]), exceptions: new Map() }

test.each([
  [[met(1), met(1), trained(32)], 100, 5, 'all meetings, all hours'],
  [[met(1), met(0), trained(32)], 62.5, 1, 'half of 75 and all of 25: the two dimensions that are fed weigh 30 to 10'],
  [[met(1), met(0, 0), trained(32)], 100, 5, 'an accepted excuse takes the meeting out'],
  [[met(1), trained(64)], 100, 5, 'more hours than 32 earn no more'],
  [[met(1)], 75, 2, 'no hours at all'],
  [[met(0), trained(0)], 0, 0, 'nothing was done'],
  [[met(0, 0), trained(16)], 50, 0, 'nothing was due at meetings: hours alone speak'],
] as const)('%j gives %d points and %d stars: %s', (facts, total, star, _why) => {
  expect(totalOf(pointsOf(rules, facts))).toBe(total)
  expect(proposalOf(rules, facts)).toBe(star)
})

test('where the records say nothing, the rules propose nothing', () => {
  const onlyMeetings = { ...rules, dimensions: rules.dimensions.filter(({ key }) => key !== 'duties') }
  expect(pointsOf(onlyMeetings, [])).toEqual([])
  expect(proposalOf(onlyMeetings, [met(0, 0)])).toBeNull()
})

test('dimensions that nothing feeds are named, and the others make up the hundred', () => {
  const bare = { dimensions: rules.dimensions.map(each => (each.key === 'duties' ? { ...each, rules: [] } : each)) }
  expect([withoutSource(bare), withoutSource(rules)]).toEqual([['duties'], []])
  expect(pointsOf(rules, [met(1), trained(32)]).map(({ dimension, weight }) => [dimension, weight])).toEqual([
    ['organisationLife', 75],
    ['duties', 25],
  ])
  expect(rules.dimensions.map(({ weight }) => weight)).toEqual([30, 10, 25, 20, 15])
})

test.each([
  [59.99, 0, 'below the first floor'],
  [60, 1, '60–69'],
  [70, 2, '70–79'],
  [80, 3, '80–89'],
  [89.99, 3, 'not yet'],
  [90, 4, '90–95'],
  [95.99, 4, 'not yet'],
  [96, 5, 'from 96'],
])('%d points are %d stars by the bands of 华宁: %s', (total, star) => {
  expect(starOf(rules.bands, total)).toBe(star)
})

test('last year’s stars come out the same under last year’s rules, whatever the rules are now', () => {
  const facts = [met(1), met(1), met(0), trained(24)]
  const lastYear = structuredClone(rules)
  const now = { ...rules, bands: [10, 20, 30, 40, 50], dimensions: rules.dimensions.map(each => ({ ...each, weight: 20 })) }
  expect(proposalOf(lastYear, facts)).toBe(1)
  expect(proposalOf(now, facts)).toBe(5)
  expect(proposalOf(lastYear, facts)).toBe(1)
  expect(proposalOf(lastYear, [...facts].reverse())).toBe(1)
})

const decision = { star: 3, reason: null, vetoDecision: null }
const on = { proposed: 3, lastYear: null, humanAsked: false }
test.each([
  [decision, on, null, 'follows the proposal'],
  [{ ...decision, star: 4 }, on, 'reason', 'above it'],
  [{ ...decision, star: 2 }, on, 'reason', 'below it'],
  [{ ...decision, star: 2, reason: '少了一次' }, on, null, 'below it, with the reason'],
  [decision, { ...on, lastYear: 4 }, 'reason', 'follows it, but below last year'],
  [decision, { ...on, humanAsked: true }, 'reason', 'the member wants a person’s own judgement'],
  [decision, { ...on, proposed: null }, 'reason', 'the rules proposed nothing'],
  [{ ...decision, star: 0, reason: '受处分' }, on, 'vetoDecision', 'a veto without the number of a decision'],
  [{ star: 0, reason: '受处分', vetoDecision: '南纪决〔2025〕8号' }, on, null, 'a veto with it'],
  [{ star: 2, reason: '受处分', vetoDecision: '南纪决〔2025〕8号' }, on, 'vetoDecision', 'a veto leaves no star'],
  [{ ...decision, star: 0 }, { ...on, proposed: 0 }, null, 'no star by the rules is no veto'],
])('%j after %j: %s (%s)', (what, after, key, _why) => {
  expect(decisionFault(what, after)?.key ?? null).toBe(key)
})

test.each([
  [3, 3, 3, false, 'as proposed, as last year'],
  [4, 3, 3, false, 'up'],
  [2, 3, null, true, 'below the proposal'],
  [3, 3, 4, true, 'below last year'],
  [3, null, null, false, 'nothing to be below of'],
] as const)('%d after %s and %s last year goes down: %s (%s)', (star, proposed, lastYear, down, _why) => {
  expect(goesDown(star, proposed, lastYear)).toBe(down)
})

test.each([
  ['2026-03-09', '2026-03-03', '2026-03-05', '2026-03-11', 'four working days were left'],
  ['2026-03-09', '2026-03-09', '2026-03-10', '2026-03-10', 'stopped on its last day: none was left'],
  ['2026-03-09', '2026-03-06', '2026-03-13', '2026-03-16', 'the weekend is not counted'],
])('shown until %s, stopped on %s, on again on %s: until %s (%s)', (until, paused, today, expected) => {
  expect(resumedUntil(weekdays, until, paused, today).day).toBe(expected)
})

test.each([
  [['a', 'b'], [null], 'a', 'the branch’s secretary first'],
  [['a', 'b'], ['a'], 'b', 'who entered it does not answer'],
  [['a', 'b'], ['b', 'a'], null, 'nobody is left'],
] as const)('of %j without %j answers %s: %s', (candidates, not, answerer, _why) => {
  expect(answererOf(candidates, not)).toBe(answerer)
})

test.each([
  [{}, [], 'the defaults are sound'],
  [{ bands: [60, 60, 80, 90, 96] }, ['#/bands'], 'two stars for one floor'],
  [{ dimensions: [{ ...rules.dimensions[0]!, weight: 90 }] }, ['#/dimensions'], 'ninety is not a hundred'],
  [
    {
      dimensions: [
        { ...rules.dimensions[0]!, weight: 50 },
        { ...rules.dimensions[0]!, weight: 50 },
      ],
    },
    ['#/dimensions'],
    'one dimension twice',
  ],
  [
    { dimensions: [{ ...rules.dimensions[0]!, weight: 100, rules: [{ ...rules.dimensions[0]!.rules[0]!, source: 'accounts.signIns' }] }] },
    ['#/dimensions/0/rules/0/source'],
    'no records of sign-ins are a source',
  ],
])('a rule set with %j is wrong at %j: %s', (changes, pointers, _why) => {
  const known = new Set(rules.dimensions.flatMap(each => each.rules.map(({ source }) => source)))
  expect(ruleSetFaults({ ...rules, ...changes }, known).map(({ pointer }) => pointer)).toEqual(pointers)
})

test('the cycle runs from the draft to the archive, and an objection comes back to the showing', () => {
  const walk = (
    ['startSelfCheck', 'review', 'show', 'object', 'resume', 'confirm', 'notify', 'appeal', 'settle', 'archive'] as const
  ).reduce((states, name) => [...states, cycleMachine.next(states.at(-1)!, name)], ['draft'] as Parameters<typeof cycleMachine.next>[0][])
  expect(walk.join(' ')).toBe(
    'draft selfCheck branchReview shownInBranch objections shownInBranch confirmed notified appeal notified archived',
  )
})
