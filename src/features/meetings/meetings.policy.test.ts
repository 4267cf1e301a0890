/** Meetings (组织生活): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { MeetingState } from './meetings.contract.ts'
import { actionPolicy, meetingPolicy, packPolicy } from './meetings.policy.ts'

const town = ['t']
const village = ['t', 'v']
const branch = ['t', 'v', 'b']
const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const now = new Date('2026-03-02T01:00:00Z')
const meeting = (state: MeetingState, startsAt = '2026-03-02T00:00:00Z') => ({
  path: branch,
  kind: 'generalMeeting' as const,
  rollFixed: false,
  state,
  startsAt: new Date(startsAt),
  lastWriterId: state === 'minuted' ? 'w' : null,
})

const read = 'list get hosts roll'
const keep = `${read} create`
const roll = 'enterNames enterMembers copyRoll earlierRolls candidates changeEntry'
test.each([
  ['the public', { kind: 'public', townId: 1 } as const, '', ''],
  [
    'town clerk',
    someone('townClerk', town),
    `${keep} edit cancel ${roll} takeAttendance hold`,
    `${keep} earlierRolls candidates correct addAction`,
  ],
  [
    'village secretary',
    someone('villageSecretary', village),
    `${keep} edit cancel ${roll} takeAttendance hold`,
    `${keep} earlierRolls candidates correct addAction`,
  ],
  [
    'village clerk',
    someone('villageClerk', village),
    `${keep} edit cancel ${roll} takeAttendance hold`,
    `${keep} earlierRolls candidates correct addAction`,
  ],
  [
    'branch secretary',
    someone('branchSecretary', branch),
    `${keep} edit cancel ${roll} takeAttendance hold`,
    `${keep} earlierRolls candidates correct addAction`,
  ],
  [
    'who wrote the minutes',
    someone('branchSecretary', branch, 'w'),
    `${keep} edit cancel ${roll} takeAttendance hold`,
    `${keep} earlierRolls candidates addAction`,
  ],
  ['branch secretary next door', someone('branchSecretary', ['t', 'v', 'c']), read, read],
  ['town leader', someone('townLeader', town), read, read],
  ['grid leader', someone('gridLeader', branch), read, read],
  ['supervisor', someone('supervisor', village), read, read],
  ['system administrator', someone('systemAdministrator', town), read, read],
] as const)('what %s may do with a meeting that has begun, and with one that has minutes', (_who, actor, begun, minuted) => {
  expect(meetingPolicy.allowed(actor, meeting('planned'), now).join(' ')).toBe(begun)
  expect(meetingPolicy.allowed(actor, meeting('minuted'), now).join(' ')).toBe(minuted)
})

test.each([
  [meeting('planned', '2026-03-02T01:00:00.001Z'), `${keep} edit cancel ${roll}`, 'not begun'],
  [meeting('held'), `${keep} edit ${roll} takeAttendance writeMinutes addAction`, 'held'],
  [meeting('cancelled'), `${keep} earlierRolls candidates`, 'called off'],
] as const)('what a secretary may do: %#', (subject, allowed, _why) => {
  expect(meetingPolicy.allowed(someone('branchSecretary', branch), subject, now).join(' ')).toBe(allowed)
})

const item = { path: branch, kind: 'generalMeeting' as const, ownerId: 'o', done: false, accepted: false }
test.each([
  ['the owner', someone('gridLeader', branch, 'o'), 'finishAction', '', ''],
  ['a secretary', someone('branchSecretary', branch), '', 'acceptAction returnAction', ''],
  ['a secretary who owns it', someone('branchSecretary', branch, 'o'), 'finishAction', '', ''],
  ['a stranger', someone('villageClerk', ['t', 'w']), '', '', ''],
] as const)('what %s may do with an action item: open, done, accepted', (_who, actor, open, done, accepted) => {
  expect(actionPolicy.allowed(actor, item, now).join(' ')).toBe(open)
  expect(actionPolicy.allowed(actor, { ...item, done: true }, now).join(' ')).toBe(done)
  expect(actionPolicy.allowed(actor, { ...item, done: true, accepted: true }, now).join(' ')).toBe(accepted)
})

test('only the town names the items of a pack, while some are unnamed', () => {
  const may = (role: Role, full: boolean) => packPolicy.allowed(someone(role, town), { full }, now).join(' ')
  expect([may('townClerk', false), may('townClerk', true), may('villageSecretary', false)]).toEqual(['packs nameItem', 'packs', 'packs'])
})
