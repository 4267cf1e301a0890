/** The days beside the unit's clock (层级时限、答复时限): what the log gives, and what a published year moves. */
import { expect, test } from 'vitest'
import type { Calendar } from '#platform/shared/calendar.ts'
import { answerDue, calendarsBefore, levelClock, type ClockEvent } from './requests.clock.rules.ts'

/** 2026 with its 1 to 5 May off; nothing is known of 2027. */
const calendar: Calendar = {
  years: new Set([2025, 2026]),
  exceptions: new Map(['2026-05-01', '2026-05-04', '2026-05-05'].map(day => [day, 'off'] as const)),
}
/** "submit 2026-03-02 @g", "accept 2026-03-03 >accepted": what happened, the level that it names and the state that it leads to. */
const log = (...lines: string[]): ClockEvent[] =>
  lines.map(line => {
    const [verb, day, ...rest] = line.split(' ')
    const named = (mark: string) => rest.find(each => each.startsWith(mark))?.slice(1)
    const [unitId, to] = [named('@'), named('>')]
    return {
      name: `requests.${verb}`,
      at: new Date(`${day}T10:00:00+08:00`),
      actorPersonId: null,
      details: { ...(unitId && { unitId }), ...(to && { to }) },
    }
  })

test.each([
  // log, kind of the level, since, last day to act, why
  [['submit 2026-03-02 @g'], 'householdGroup', '2026-03-02', '2026-03-04', 'from the resident’s word'],
  [['submit 2026-03-02 @v'], 'village', '2026-03-02', '2026-03-09', 'a village has five working days'],
  [['submit 2026-03-02 @g', 'accept 2026-03-03 >accepted'], 'householdGroup', '2026-03-02', '2026-03-04', 'to accept and to give it on'],
  [
    ['submit 2026-03-02 @g', 'accept 2026-03-03 >accepted', 'assign 2026-03-03 >assigned'],
    'householdGroup',
    '2026-03-02',
    null,
    'given on: the level need not act',
  ],
  [
    ['submit 2026-03-02 @g', 'accept 2026-03-03 >accepted', 'assign 2026-03-03 >assigned', 'giveBack 2026-03-10 >returned'],
    'householdGroup',
    '2026-03-02',
    '2026-03-12',
    'returned: it has to act again',
  ],
  [['submit 2026-03-02 @g', 'climb 2026-03-04 @v >submitted'], 'village', '2026-03-04', '2026-03-11', 'it begins anew when it climbs'],
  [['submit 2026-03-02 @g', 'reassign 2026-03-04 @v'], 'village', '2026-03-04', '2026-03-11', 'or is put on another desk'],
  [['submit 2026-03-02 @g', 'reassign 2026-03-04 @g'], 'householdGroup', '2026-03-02', '2026-03-04', 'not if it stays on its own'],
  [['submit 2026-03-02 @g', 'referToDiscipline 2026-03-16 >submitted'], 'town', '2026-03-16', '2026-03-25', 'or goes around the village'],
  [
    ['submit 2026-03-02 @g', 'merge 2026-03-03 >merged', 'separate 2026-03-16 >submitted'],
    'householdGroup',
    '2026-03-16',
    '2026-03-18',
    'or stands for itself again',
  ],
  [['submit 2026-04-30 @g'], 'householdGroup', '2026-04-30', '2026-05-07', 'holidays do not count'],
] as const)('%j at a %s: since %s, to act by %s: %s', (lines, kind, since, dueOn, _why) => {
  const clock = levelClock(log(...lines), calendar, kind)
  expect([clock.since.toISOString().slice(0, 10), clock.dueOn]).toEqual([since, dueOn])
})

test.each([
  // log, last day to answer, why
  [['submit 2026-03-02 @g', 'take 2026-03-02 >inProgress'], null, 'nothing is asked yet'],
  [['submit 2026-03-02 @g', 'propose 2026-03-02 >proposed'], '2026-03-16', 'ten working days'],
  [['submit 2026-03-02 @g', 'decideAnswer 2026-03-02 >proposed', 'remark 2026-03-03'], '2026-03-16', 'a meeting asks as well'],
  [['submit 2026-03-02 @g', 'propose 2026-03-02 >proposed', 'reject 2026-03-03 >rejectedByResident'], null, 'answered'],
] as const)('%j: to be answered by %s: %s', (lines, dueOn, _why) => {
  expect(answerDue(log(...lines), calendar)).toBe(dueOn)
})

test('a case was counted before each year that was published since the resident spoke', () => {
  const before = (day: string) =>
    calendarsBefore(log(`submit ${day} @g`), calendar).map(({ years, exceptions }) => [[...years], exceptions.size])
  expect(before('2026-04-30')).toEqual([[[2025], 0]])
  expect(before('2025-12-30')).toEqual([
    [[2025], 0],
    [[], 0],
  ])
})
