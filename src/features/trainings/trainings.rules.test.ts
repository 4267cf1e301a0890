/** Trainings (培训): the rules as tables, and who may do what; the last column is the reason. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { TrainingSessionState } from './trainings.contract.ts'
import { trainingPolicy } from './trainings.policy.ts'
import { creditsOf, hasReached, hoursOf, timeFaults } from './trainings.rules.ts'

const times = (hours: number, length: 'fullDay' | 'halfDay' | 'byHour') => ({
  startsAt: '2026-03-02T00:00:00.000Z',
  endsAt: new Date(Date.parse('2026-03-02T00:00:00Z') + hours * 3_600_000).toISOString(),
  length,
})
test.each([
  [times(8, 'fullDay'), 8, null, 'a full day is 8'],
  [times(6, 'fullDay'), 8, null, 'the least of a full day'],
  [times(5.9, 'fullDay'), 8, '#/length', 'less than a full day'],
  [times(3, 'halfDay'), 4, null, 'half a day is 4'],
  [times(2.9, 'halfDay'), 4, '#/length', 'less than half a day'],
  [times(2.9, 'byHour'), 2, null, 'an hour is an hour, nothing rounded up'],
  [times(0.9, 'byHour'), 0, '#/length', 'less than an hour'],
  [times(10, 'byHour'), 8, null, 'no more than a full day'],
  [times(0, 'byHour'), 0, '#/endsAt', 'no time at all'],
  [times(25, 'byHour'), 8, '#/endsAt', 'more than a day'],
] as const)('%j earns %i hours; at fault: %s', (given, hours, fault, _why) => {
  expect(timeFaults(given)[0]?.pointer ?? null).toBe(fault)
  if (fault !== '#/endsAt') expect(hoursOf(given)).toBe(hours)
})

test.each([
  [false, 32, false, true, 'a member'],
  [false, 31, true, false, 'an hour short'],
  [true, 56, true, true, 'a secretary'],
  [true, 56, false, false, 'no concentrated course'],
  [true, 55, true, false, 'an hour short'],
] as const)('secretary %s, %i hours, concentrated %s: %s', (secretary, hours, concentrated, reached, _why) =>
  expect(hasReached(secretary, hours, concentrated)).toBe(reached),
)

test('hours go to those present and known; who is credited elsewhere at the time gets none, with the place', () => {
  const entry = { id: 'a', personId: 'p', attendance: 'present', excluded: null }
  const entries = [
    entry,
    { ...entry, id: 'b' },
    { ...entry, id: 'c' },
    { ...entry, id: 'd', personId: null },
    { ...entry, id: 'e', attendance: 'absent' },
    { ...entry, id: 'f', excluded: 'byRecorder' },
  ]
  const clashes = new Map([
    ['b', { sessionId: 's', credited: true }],
    ['c', { sessionId: 's', credited: false }],
  ])
  expect(creditsOf(entries, 4, clashes)).toEqual([
    { id: 'a', hours: 4, clashId: null },
    { id: 'b', hours: 0, clashId: 's' },
    { id: 'c', hours: 4, clashId: null },
  ])
})

const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const read = 'courses list get roll hours'
const own = `${read} createCourse create`
test.each([
  [
    'town clerk',
    someone('townClerk', ['t']),
    `${own} edit cancel enterNames candidates changeEntry takeAttendance hold`,
    `${own} candidates reopen`,
  ],
  [
    'village secretary',
    someone('villageSecretary', ['t', 'v']),
    `${own} edit cancel enterNames candidates changeEntry takeAttendance hold`,
    `${own} candidates reopen`,
  ],
  [
    'who credited',
    someone('villageClerk', ['t', 'v'], 'c'),
    `${own} edit cancel enterNames candidates changeEntry takeAttendance hold`,
    `${own} candidates`,
  ],
  ['next door', someone('villageClerk', ['t', 'w']), read, read],
  ['grid leader', someone('gridLeader', ['t', 'v']), read, read],
  ['the public', { kind: 'public', townId: 1 } as const, '', ''],
] as const)('what %s may do with a session that has begun, and with one that is credited', (_who, actor, planned, credited) => {
  const session = (state: TrainingSessionState) => ({
    path: ['t', 'v'],
    state,
    startsAt: new Date(0),
    creditedBy: state === 'credited' ? 'c' : null,
    rollForgottenOn: null,
  })
  expect(trainingPolicy.allowed(actor, session('planned'), new Date(1)).join(' ')).toBe(planned)
  expect(trainingPolicy.allowed(actor, session('credited'), new Date(1)).join(' ')).toBe(credited)
  expect(trainingPolicy.allowed(actor, { ...session('planned'), startsAt: new Date(2) }, new Date(1))).not.toContain('hold')
  for (const state of ['held', 'credited'] as const) {
    const nameless = trainingPolicy.allowed(actor, { ...session(state), rollForgottenOn: '2036-03-02' }, new Date(1))
    expect(nameless, 'what names nobody any more stays as it is').not.toContain(state === 'held' ? 'credit' : 'reopen')
    expect(nameless).not.toContain('enterNames')
  }
})
