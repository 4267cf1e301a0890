/** The two clocks of a request (两个时钟): tables, and properties where an example would be luck. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, isWorkingDay, type Calendar } from '#platform/shared/calendar.ts'
import { lampOf, residentDays, unitClock, type ClockEvent } from './requests.clock.rules.ts'

/** 2026: the Spring Festival of February, with its worked Saturdays, as published by 国务院办公厅. */
const calendar: Calendar = {
  years: new Set([2025, 2026]),
  exceptions: new Map([
    ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'].map(day => [day, 'off'] as const),
    ['2026-02-14', 'work'],
    ['2026-02-28', 'work'],
  ]),
}

/** "submit 2026-03-02", "accept 2026-03-02 7": what happened on which day, and the limit in working days if it sets one. */
const log = (...lines: string[]): ClockEvent[] =>
  lines.map(line => {
    const [verb, day, workingDays] = line.split(' ')
    return {
      name: `requests.${verb}`,
      at: new Date(`${day}T10:00:00+08:00`),
      actorPersonId: null,
      details: workingDays ? { workingDays: Number(workingDays) } : {},
    }
  })

describe("the unit's clock", () => {
  test.each([
    // log, today, state, used, remaining, due, lamp, why
    [
      log('submit 2026-03-02'),
      '2026-03-02',
      'running',
      0,
      2,
      '2026-03-04',
      'soon',
      'two days to accept; the day itself does not count (art. 201)',
    ],
    [log('submit 2026-03-06'), '2026-03-09', 'running', 1, 1, '2026-03-10', 'soon', 'a weekend does not count'],
    [log('submit 2026-03-02'), '2026-03-05', 'running', 3, -1, '2026-03-04', 'late', 'late from the day after the last'],
    [
      log('submit 2026-03-02', 'accept 2026-03-03 7'),
      '2026-03-03',
      'running',
      0,
      7,
      '2026-03-12',
      'ok',
      'acceptance begins the category’s limit',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-03 7'),
      '2026-03-10',
      'running',
      5,
      2,
      '2026-03-12',
      'soon',
      'yellow with two working days left',
    ],
    [log('submit 2026-03-02', 'accept 2026-03-03 7'), '2026-03-12', 'running', 7, 0, '2026-03-12', 'soon', 'the last day is still in time'],
    [
      log('submit 2026-03-02', 'accept 2026-03-03 30'),
      '2026-04-07',
      'running',
      25,
      5,
      '2026-04-14',
      'soon',
      'a long limit turns yellow at a fifth: here 6 days',
    ],
    [
      log('submit 2026-02-12', 'accept 2026-02-13 5'),
      '2026-02-27',
      'running',
      5,
      0,
      '2026-02-27',
      'soon',
      'the festival is off and Saturday the 14th is worked',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 7', 'pause 2026-03-04'),
      '2026-03-20',
      'paused',
      1,
      6,
      null,
      'paused',
      'paused on a day: that day did not end running',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 7', 'pause 2026-03-04', 'resume 2026-03-09'),
      '2026-03-09',
      'running',
      2,
      5,
      '2026-03-16',
      'ok',
      'the pause moves the limit by its working days',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 7', 'propose 2026-03-05'),
      '2026-03-19',
      'waiting',
      2,
      5,
      null,
      'waiting',
      'it stands still while the resident considers',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 7', 'propose 2026-03-05', 'reject 2026-03-12'),
      '2026-03-12',
      'running',
      3,
      4,
      '2026-03-18',
      'ok',
      'rejected: it runs on, it does not begin anew',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 7', 'propose 2026-03-05', 'confirm 2026-03-06'),
      '2026-06-01',
      'ended',
      2,
      5,
      null,
      'done',
      'the end is the end',
    ],
    [
      log(
        'submit 2026-03-02',
        'accept 2026-03-02 7',
        'giveBack 2026-03-05',
        'passOn 2026-03-05',
        'climb 2026-03-06',
        'accept 2026-03-06 7',
      ),
      '2026-03-06',
      'running',
      4,
      3,
      '2026-03-11',
      'ok',
      'handing a case round never resets its clock',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 2', 'propose 2026-03-03', 'confirm 2026-03-03', 'reopen 2026-03-20 5'),
      '2026-03-20',
      'running',
      0,
      5,
      '2026-03-27',
      'ok',
      'reopened: a second round with the same limit',
    ],
    [
      log('submit 2026-03-02', 'accept 2026-03-02 7', 'edit 2026-03-04 15'),
      '2026-03-04',
      'running',
      2,
      13,
      '2026-03-23',
      'ok',
      'another category: its limit from the same start',
    ],
    [
      log('submit 2026-03-02', 'edit 2026-03-02 7'),
      '2026-03-05',
      'running',
      3,
      -1,
      '2026-03-04',
      'late',
      'a category written in before acceptance gives nobody more time to accept',
    ],
    [
      log('submit 2026-03-02', 'edit 2026-03-02 7', 'accept 2026-03-04 15', 'edit 2026-03-05 7'),
      '2026-03-05',
      'running',
      1,
      6,
      '2026-03-13',
      'ok',
      'acceptance sets the limit, and an edit after it does',
    ],
  ] as const)('%j on %s → %s: %s', (events, today, state, used, remaining, dueOn, lamp, _why) => {
    const clock = unitClock(events, calendar, today)
    expect({ state: clock.state, used: clock.used, remaining: clock.remaining, dueOn: clock.dueOn, lamp: lampOf(clock, today) }).toEqual({
      state,
      used,
      remaining,
      dueOn,
      lamp,
    })
  })

  test('stops are told with their reason and author, the open one without an end', () => {
    const events = log('submit 2026-03-02', 'accept 2026-03-02 7', 'pause 2026-03-04', 'resume 2026-03-06', 'propose 2026-03-09')
    events[2]!.details.reason = 'parts'
    events[2]!.actorPersonId = 'someone'
    expect(unitClock(events, calendar, '2026-03-10').stops).toEqual([
      { from: '2026-03-04', to: '2026-03-06', kind: 'pause', reason: 'parts', authorId: 'someone' },
      { from: '2026-03-09', to: null, kind: 'waiting', reason: null, authorId: null },
    ])
  })

  test('a year without published holidays is counted Monday to Friday and marked as an estimate', () => {
    expect(unitClock(log('submit 2026-12-30', 'accept 2026-12-30 7'), calendar, '2026-12-31')).toMatchObject({
      estimated: true,
      dueOn: '2027-01-08',
    })
    expect(unitClock(log('submit 2026-03-02'), calendar, '2026-03-02').estimated).toBe(false)
  })
})

test('whatever is edited before acceptance changes nothing of the clock', () => {
  const steps = fc.constantFrom('climb 2026-03-03', 'edit 2026-03-03', 'edit 2026-03-03 7', 'edit 2026-03-03 30')
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 5 }), fc.boolean(), fc.integer({ min: 0, max: 40 }), (waiting, isAccepted, after) => {
      const accepted = isAccepted ? ['accept 2026-03-04 15'] : []
      const clockOf = (lines: string[]) =>
        unitClock(log('submit 2026-03-02', ...lines, ...accepted), calendar, addDays('2026-03-04', after))
      expect(clockOf(waiting)).toEqual(clockOf(waiting.filter(step => !step.startsWith('edit'))))
    }),
  )
})

/** Any order of pauses, proposals, rejections and hand-overs, each some days after the last. */
const histories = fc
  .array(
    fc.tuple(
      fc.constantFrom('pause', 'resume', 'propose', 'reject', 'giveBack', 'passOn', 'climb', 'accept'),
      fc.integer({ min: 0, max: 9 }),
    ),
    { maxLength: 12 },
  )
  .map(steps => {
    let day = '2026-03-02'
    return log(
      'submit 2026-03-02',
      'accept 2026-03-02 7',
      ...steps.map(([verb, after]) => `${verb} ${(day = addDays(day, after))}${verb === 'accept' ? ' 7' : ''}`),
    )
  })

test('the clock never runs backwards, and at most one working day a day', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 120 }), (events, after) => {
      const last = events.at(-1)!.at.toISOString().slice(0, 10)
      const day = addDays(last, after)
      const [today, tomorrow] = [unitClock(events, calendar, day), unitClock(events, calendar, addDays(day, 1))]
      const step = tomorrow.used - today.used
      expect(step).toBe(today.state === 'running' && isWorkingDay(calendar, addDays(day, 1)) ? 1 : 0)
      expect(today.used + today.remaining).toBe(today.limit)
    }),
  )
})

test('while it runs it is late exactly after its due day, and yellow before it is red', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 60 }), (events, after) => {
      const today = addDays(events.at(-1)!.at.toISOString().slice(0, 10), after)
      const clock = unitClock(events, calendar, today)
      if (clock.state !== 'running') return
      expect(clock.dueOn).not.toBeNull()
      expect(lampOf(clock, today) === 'late').toBe(today > clock.dueOn!)
      expect(clock.soonOn! <= clock.dueOn!).toBe(true)
    }),
  )
})

test("the resident's clock never stops until the end", () => {
  const spoke = new Date('2026-03-02T20:14:00+08:00')
  expect(residentDays(spoke, null, '2026-03-13')).toBe(11)
  expect(residentDays(spoke, new Date('2026-03-05T00:10:00+08:00'), '2026-06-01')).toBe(3)
})
