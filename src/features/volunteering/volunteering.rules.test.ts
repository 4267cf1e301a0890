/** Volunteer Xiqiao (志愿西樵): the rules as tables; the last column says why. */
import { expect, test } from 'vitest'
import { capOn, creditLater, flagsOf, gradeOf, isLocked, roundToHalfHours, starOf } from './volunteering.hours.rules.ts'
import { ageOn, refusalOf, registrationFaults, repeatedDays, slotFaults, slotMachine, stateAt, wasExcluded } from './volunteering.rules.ts'
import type { Flag, Grade, VolunteerSlotState } from './volunteering.shapes.contract.ts'

test.each([
  [null, null, false, 'not excluded'],
  ['2026-03-01', '2027-03-01', true, 'the day before'],
  ['2026-03-02', '2027-03-01', false, 'that very day, perhaps after it'],
  ['2025-03-02', '2026-03-02', false, 'over'],
] as const)('excluded from %s until %s, on 2026-03-02: %s, %s', (bannedFrom, bannedUntil, expected, _why) => {
  expect(wasExcluded({ bannedFrom, bannedUntil }, '2026-03-02')).toBe(expected)
})

const at = (text: string) => new Date(`${text}+08:00`)
const slot = (state: VolunteerSlotState, postedOn: string | null = null) => ({
  state,
  startsAt: at('2026-03-02T14:00'),
  endsAt: at('2026-03-02T16:00'),
  postedOn,
})

test.each([
  ['open', null, '2026-03-02T13:59', false, 'open', 'it has not begun'],
  ['open', null, '2026-03-02T14:00', false, 'running', 'it begins'],
  ['full', null, '2026-03-02T16:00', false, 'finished', 'begun and over since the job last ran'],
  ['draft', null, '2026-03-03T10:00', false, 'draft', 'what was never opened does not take place'],
  ['hoursPosted', '2026-03-03', '2026-03-03T23:59', false, 'hoursPosted', 'day one is the day after'],
  ['hoursPosted', '2026-03-03', '2026-03-04T00:00', false, 'disputeWindow', 'day one'],
  ['disputeWindow', '2026-03-03', '2026-03-10T23:59', false, 'disputeWindow', 'the seventh day is one of them'],
  ['disputeWindow', '2026-03-03', '2026-03-11T00:00', false, 'locked', 'seven days are over'],
  ['disputeWindow', '2026-03-03', '2026-04-11T00:00', true, 'disputeWindow', 'somebody waits for an answer'],
  ['hoursPosted', '2026-03-03', '2026-04-11T00:00', false, 'locked', 'both steps at once'],
  ['cancelled', null, '2026-03-02T15:00', false, 'cancelled', 'it is off'],
] as [VolunteerSlotState, string | null, string, boolean, VolunteerSlotState, string][])(
  'a slot that is %s (posted %s) is at %s, disputed %s, %s: %s',
  (state, postedOn, now, disputed, expected) => {
    expect(stateAt(slot(state, postedOn), at(now), disputed)).toBe(expected)
  },
)

test('nothing that served can be called off, and only what is locked is corrected', () => {
  for (const state of ['finished', 'hoursPosted', 'disputeWindow', 'locked', 'corrected', 'cancelled'] as const)
    expect(slotMachine.can(state, 'cancel'), state).toBe(false)
  expect(slotMachine.states.filter(state => slotMachine.can(state, 'correct'))).toEqual(['locked', 'corrected'])
})

test.each([
  ['2010-03-02', '2026-03-01', 15, 'the day before the birthday'],
  ['2010-03-02', '2026-03-02', 16, 'the birthday'],
  ['2008-02-29', '2026-02-28', 17, 'born on a leap day, the day before'],
  ['2008-02-29', '2026-03-01', 18, 'born on a leap day, the day after'],
])('born on %s one is on %s %i years old: %s', (bornOn, day, expected) => {
  expect(ageOn(bornOn, day)).toBe(expected)
})

const grown = { bornOn: null, guardianConsentedOn: null, bannedUntil: null }
const minor = { ...grown, bornOn: '2012-05-01' }
test.each([
  [undefined, 0, 'notVolunteer', 'nobody is a volunteer without consent'],
  [grown, 18, null, 'grown up'],
  [{ ...grown, bannedUntil: '2026-03-03' }, 0, 'banned', 'until the day before'],
  [{ ...grown, bannedUntil: '2026-03-02' }, 0, null, 'the exclusion is over on its day'],
  [minor, 0, 'noGuardian', 'a child without a guardian’s consent'],
  [{ ...minor, guardianConsentedOn: '2026-01-01' }, 12, null, 'with it'],
  [{ ...minor, guardianConsentedOn: '2026-01-01' }, 14, 'underAge', 'consent makes nobody older'],
  [{ ...grown, bornOn: '2008-03-02' }, 18, null, 'grown up since'],
] as const)('%o at an activity from %i: %s (%s)', (standing, minAge, expected, _why) => {
  expect(refusalOf(standing, minAge, '2026-03-02')).toBe(expected)
})

test.each([
  [null, null, false, [], 'a grown-up leaves both out'],
  ['2012-05-01', '陈国强', false, [], 'a child with a guardian'],
  ['2012-05-01', null, false, ['#/guardianName'], 'a child without'],
  [null, '陈国强', false, ['#/bornOn'], 'a guardian of whom'],
  ['2000-05-01', '陈国强', false, ['#/bornOn'], 'no day of birth is kept of grown-ups'],
  ['2000-05-01', null, true, [], 'but it shows that somebody was no minor'],
  ['2027-05-01', '陈国强', true, ['#/bornOn'], 'not born yet'],
] as const)('born %s, guardian %s, kept as a minor %s: %o, %s', (bornOn, guardianName, keptAsMinor, expected, _why) => {
  expect(registrationFaults({ bornOn, guardianName }, '2026-03-02', keptAsMinor).map(({ pointer }) => pointer)).toEqual(expected)
})

test.each([
  ['once', null, ['2026-03-02'], 'one'],
  ['weekly', '2026-03-16', ['2026-03-02', '2026-03-09', '2026-03-16'], 'the last day included'],
  ['fortnightly', '2026-03-29', ['2026-03-02', '2026-03-16'], 'every second week'],
  ['monthly', '2026-05-01', ['2026-03-02', '2026-04-02'], 'the same day of the month'],
] as const)('%s until %s: %o, %s', (repeat, until, expected, _why) => {
  expect(repeatedDays('2026-03-02', repeat, until)).toEqual(expected)
})
test('a month without the day is left out, and nothing goes on for more than a year or 60 slots', () => {
  expect(repeatedDays('2026-01-31', 'monthly', '2026-05-31')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31'])
  expect(repeatedDays('2026-10-31', 'monthly', '2027-01-31')).toEqual(['2026-10-31', '2026-12-31', '2027-01-31'])
  expect(repeatedDays('2026-03-02', 'weekly', '2040-01-01').at(-1)).toBe('2027-03-01')
  expect(repeatedDays('2026-03-02', 'weekly', '2027-03-02')).toHaveLength(53)
})

test.each([
  ['2026-03-02T14:00', '2026-03-02T16:00', [], 'sound'],
  ['2026-03-02T14:00', '2026-03-02T14:00', ['#/endsAt'], 'it must last'],
  ['2026-03-02T14:00', '2026-03-03T02:01', ['#/endsAt'], 'longer than half a day is several slots'],
  ['2026-03-02T09:00', '2026-03-02T12:00', ['#/startsAt'], 'what begins now is not planned'],
])('from %s to %s: %o, %s', (startsAt, endsAt, expected) => {
  const faults = slotFaults({ startsAt: at(startsAt).toISOString(), endsAt: at(endsAt).toISOString() }, at('2026-03-02T09:00'))
  expect(faults.map(({ pointer }) => pointer)).toEqual(expected)
})

test.each([
  [0, 0, 'nothing'],
  [14, 0, 'less than a quarter'],
  [15, 30, 'a quarter counts up'],
  [44, 30, 'nearer to the half'],
  [45, 60, 'nearer to the hour'],
  [120, 120, 'two hours'],
])('%i minutes count as %i: %s', (minutes, expected) => {
  expect(roundToHalfHours(minutes)).toBe(expected)
})

const line = {
  ...slot('finished'),
  personId: 'p',
  volunteerConfirmedAt: at('2026-03-02T14:05'),
  organiserConfirmedAt: at('2026-03-02T14:10'),
  organiserConfirmedBy: 'o',
}
test.each([
  [{}, 'onSite', 'both said so, and they are two'],
  [{ volunteerConfirmedAt: null }, 'organiser', 'the volunteer need not say anything'],
  [{ organiserConfirmedAt: at('2026-03-02T17:01') }, 'organiser', 'the organiser wrote it down afterwards'],
  [{ organiserConfirmedAt: at('2026-03-02T17:00') }, 'onSite', 'an hour after the end is on site still'],
  [{ organiserConfirmedAt: at('2026-03-02T13:29') }, 'organiser', 'too early to have been seen'],
  [{ organiserConfirmedBy: 'p' }, 'organiser', 'who organises cannot confirm to oneself'],
] as [object, Grade, string][])('a line with %o is %s: %s', (changes, expected) => {
  expect(gradeOf({ ...line, ...changes })).toBe(expected)
})

const cap = { fromOn: '2020-01-01', minutesEach: 240, minutesMonthly: 480 }
test.each([
  [300, cap, 0, 240, true, 'five hours, four of which count'],
  [240, cap, 0, 240, false, 'exactly the bound'],
  [240, cap, 300, 180, true, 'what is left of the month'],
  [60, cap, 480, 0, true, 'the month is used up'],
  [60, cap, 600, 0, true, 'a lower bound came later'],
  [60, undefined, 0, 0, true, 'without a rule nothing counts'],
  [100, { ...cap, minutesEach: 95 }, 0, 90, false, 'whole half hours only'],
])('%i minutes under %o after %i: %i, over %s, %s', (minutes, bound, before, credited, over, _why) => {
  expect(creditLater(minutes, bound, before)).toEqual({ credited, over })
})

test('the bound in force is the latest that has begun', () => {
  const later = { ...cap, fromOn: '2026-01-01' }
  expect(capOn([later, cap], '2025-12-31')).toBe(cap)
  expect(capOn([cap, later], '2026-01-01')).toBe(later)
  expect(capOn([later], '2025-12-31')).toBeUndefined()
})

const plain = { grade: 'organiser', minutes: 120, minutesThatDay: 0, signedUp: true, over: false, own: false, laterByTheSame: 0 } as const
test.each([
  [{}, [], 'nothing to look at'],
  [{ minutesThatDay: 480 }, [], 'ten hours'],
  [{ minutesThatDay: 481 }, ['overTenHours'], 'more than ten'],
  [{ own: true }, ['ownHours'], 'whoever entered them served'],
  [{ grade: 'enteredLater' }, ['enteredLater'], 'always looked at'],
  [{ grade: 'enteredLater', signedUp: false, over: true }, ['enteredLater', 'stranger', 'overCap'], 'hours for a stranger'],
  [{ grade: 'enteredLater', laterByTheSame: 9 }, ['enteredLater', 'batch'], 'the tenth of a day'],
] as [object, Flag[], string][])('%o: %o, %s', (changes, expected) => {
  expect(flagsOf({ ...plain, ...changes })).toEqual(expected)
})

const record = (hours: number, changes: object = {}) =>
  ({ grade: 'onSite', state: 'standing', credited: hours * 60, locked: true, ...changes }) as const
test.each([
  [[], 0, 100, 'no record'],
  [[record(99.5)], 0, 100, 'half an hour short'],
  [[record(60), record(40, { grade: 'organiser' })], 1, 300, '① and ② together'],
  [[record(99), record(400, { grade: 'enteredLater' })], 0, 100, '③ never'],
  [[record(99), record(5, { locked: false })], 0, 100, 'not before disputes are over'],
  [[record(99), record(5, { state: 'refused' })], 0, 100, 'what was refused'],
  [[record(300)], 2, 600, 'two'],
  [[record(1499.5)], 4, 1500, 'four'],
  [[record(1500)], 5, null, 'five, and no more'],
] as [Parameters<typeof starOf>[0][number][], number, number | null, string][])(
  '%o: %i stars, next at %s, %s',
  (records, stars, nextAtHours) => {
    expect(starOf(records)).toMatchObject({ stars, nextAtHours })
    expect(starOf(records.toReversed()), 'in whatever order').toEqual(starOf(records))
  },
)

test.each([
  [null, false, false, 'not posted'],
  ['2026-03-02', false, false, 'the seventh day'],
  ['2026-03-01', false, true, 'the eighth'],
  ['2026-03-01', true, false, 'a dispute is open'],
])('posted %s, disputed %s: locked on the 9th %s, %s', (postedOn, disputed, expected, _why) => {
  expect(isLocked({ postedOn, disputed }, '2026-03-09')).toBe(expected)
})
