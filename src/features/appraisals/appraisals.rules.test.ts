/** Appraisals (述职评议): the workflow and what entries must be, as tables. */
import { expect, test } from 'vitest'
import type { AppraisalReportState } from './appraisals.contract.ts'
import { dueFault, meetingDayFault, pastDayFault, periodOf, problemsOf, reportMachine, tallyFaults } from './appraisals.rules.ts'

test.each<[AppraisalReportState, string, string]>([
  ['scheduled', 'write', 'nothing to present before it is written'],
  ['drafted', 'write present', 'may be written again until presented'],
  ['presented', 'takeBack comment', 'one report, one comment'],
  ['commented', 'feedBack', 'a second comment is refused'],
  ['fedBack', 'addItem close', 'nothing to put right: it may be put away'],
  ['rectifying', 'addItem close', 'more may be given'],
  ['verified', '', 'put away for good'],
])('from %s: %s (%s)', (state, possible) => {
  expect(reportMachine.possible(state).join(' ')).toBe(possible)
})

test.each([
  [2020, '2021-01-25', null, 'the newspaper’s round'],
  [2020, '2020-12-30', null, 'held before the year is over'],
  [2020, '2019-12-31', '述职会要在那一年或下一年开', 'before the year'],
  [2020, '2022-01-01', '述职会要在那一年或下一年开', 'two years later'],
])('a meeting about %i on %s: %s', (year, heldOn, fault, _why) => {
  expect(meetingDayFault(year, heldOn)).toBe(fault)
})

test.each([
  [2020, '2021-01-25', '2020-12-31', 'the year is over: its last day'],
  [2021, '2021-01-25', '2021-01-25', 'the year goes on: today'],
])('figures of %i asked on %s are as of %s', (year, today, asOf, _why) => {
  expect(periodOf(year, today)).toEqual({ from: `${year}-01-01`, to: `${year}-12-31`, asOf })
})

const tally = (changes: object = {}) => ({
  voters: 'peers' as const,
  eligible: 32,
  good: 20,
  fairlyGood: 10,
  average: 1,
  poor: 1,
  ...changes,
})
test.each([
  [[tally()], [], 'everyone gave a grade'],
  [[tally({ good: 0 })], [], 'some gave none'],
  [[tally({ eligible: 0, good: 0, fairlyGood: 0, average: 0, poor: 0 })], [], 'a group that was not asked'],
  [[tally({ good: 21 })], ['#/tallies/0/eligible'], 'more grades than people'],
  [[tally(), tally()], ['#/tallies/1/voters'], 'one group twice'],
])('tallies %#: wrong at %j (%s)', (tallies, pointers) => {
  expect(tallyFaults(tallies).map(({ pointer }) => pointer)).toEqual(pointers)
})

test.each([
  ['2026-03-01', '期限最早是今天', 'yesterday'],
  ['2026-03-02', null, 'today'],
  ['2028-03-02', null, 'in two years'],
  ['2028-03-03', '期限最晚是两年内', 'a day later'],
])('due on %s, seen on 2026-03-02: %s (%s)', (day, fault, _why) => {
  expect(dueFault(day, '2026-03-02')).toBe(fault)
})

test.each([
  ['2021-01-24', '日期不能早于述职那天', 'before the meeting'],
  ['2021-01-25', null, 'on its day'],
  ['2021-02-02', '日期不能在今天以后', 'in the future'],
])('said to be of %s: %s (%s)', (day, fault, _why) => {
  expect(pastDayFault(day, { notBefore: '2021-01-25', today: '2021-02-01' })).toBe(fault)
})

test('problems of a report: those given to someone with what became of them, then those only named', () => {
  const report = { id: 'r', year: 2019, ownProblems: ['路灯', '饭堂'] }
  const items = [
    { problem: '饭堂', doneOn: '2020-05-01', verifiedOn: null },
    { problem: '走访', doneOn: '2020-05-01', verifiedOn: '2020-06-01' },
    { problem: '公示', doneOn: null, verifiedOn: null },
  ]
  expect(problemsOf(report, items).map(({ problem, state }) => [problem, state])).toEqual([
    ['饭堂', 'done'],
    ['走访', 'verified'],
    ['公示', 'open'],
    ['路灯', 'unlisted'],
  ])
})
