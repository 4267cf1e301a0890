/** Volunteer Xiqiao (志愿西樵): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { hoursPolicy, type HoursFacts } from './volunteering.hours.policy.ts'
import { activityPolicy, signUpPolicy, slotPolicy, volunteerPolicy, type SlotFacts } from './volunteering.policy.ts'

const someone = (role: Role | null, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: personId,
  posts: role === null ? [] : [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const village = ['t', 'v']
const now = new Date('2026-03-02T06:30:00Z')
const facts = { path: village, teamId: 'team', leaderId: 'lead' }
const drafted = { ...facts, states: ['draft', 'checked'] as const }
const running: SlotFacts = {
  ...facts,
  state: 'running',
  startsAt: new Date('2026-03-02T06:00:00Z'),
  endsAt: new Date('2026-03-02T08:00:00Z'),
}
const reading = 'openSlots slot'
const kept = 'cancelSlot finishCall enterNames takeAttendance'

test.each([
  // who                                                                    an activity with drafts                            a running slot
  ['the public', { kind: 'public', townId: 1 }, 'activity', reading],
  ['a volunteer', someone(null, []), 'activities activity', `${reading} roll calls`],
  [
    'the team’s leader',
    someone(null, [], 'lead'),
    'activities activity createActivity editActivity addSlots open',
    `${reading} roll calls ${kept}`,
  ],
  [
    'the village’s clerk',
    someone('villageClerk', village),
    'activities activity createActivity editActivity addSlots check open',
    `${reading} roll calls ${kept}`,
  ],
  [
    'the town’s clerk',
    someone('townClerk', ['t']),
    'activities activity createActivity editActivity addSlots check open',
    `${reading} roll calls ${kept}`,
  ],
  ['a town leader', someone('townLeader', ['t']), 'activities activity', `${reading} roll calls`],
  ['a clerk elsewhere', someone('villageClerk', ['t', 'w']), 'activities activity', `${reading} roll calls`],
] as [string, Actor, string, string][])('what %s may do', (_who, actor, activities, slots) => {
  expect(activityPolicy.allowed(actor, drafted, now).join(' ')).toBe(activities)
  expect(slotPolicy.allowed(actor, running, now).join(' ')).toBe(slots)
})

test('a list changes by the volunteer, the organiser, and the office at home', () => {
  const open = { ...running, state: 'open', personId: 'v', homePath: ['t', 'home'], standing: true, offered: false } as const
  const may = (actor: Actor, changes: object = {}) => signUpPolicy.allowed(actor, { ...open, ...changes }, now).join(' ')
  expect(may(someone(null, [], 'v'))).toBe('withdraw offerSwap')
  expect(may(someone(null, [], 'v'), { offered: true })).toBe('withdraw withdrawSwap')
  expect(may(someone(null, [], 'v'), { state: 'running' })).toBe('confirm')
  expect(may(someone(null, [], 'v'), { state: 'finished', endsAt: new Date('2026-03-02T05:00:00Z') }), 'long over').toBe('')
  expect(may(someone(null, [], 'v'), { standing: false })).toBe('')
  expect(may(someone('villageClerk', ['t', 'home']))).toBe('signUpFor withdraw')
  expect(may(someone('villageClerk', village))).toBe('signUpFor withdraw')
  expect(may(someone('villageClerk', ['t', 'w']))).toBe('')
})

test('a volunteer is known to the office at home, and excluded by the secretary or the town', () => {
  const person = { personId: 'v', path: village, banned: false, hasGuardian: true }
  const may = (actor: Actor) => volunteerPolicy.allowed(actor, person, now).join(' ')
  expect(may(someone(null, [], 'v'))).toBe('mine register withdrawConsent record')
  expect(may(someone('villageClerk', village))).toBe('volunteers mine register record revealGuardian')
  expect(may(someone('villageSecretary', village))).toBe('volunteers mine register record ban revealGuardian')
  expect(may(someone('villageSecretary', village, 'v')), 'never oneself').not.toContain('ban')
  expect(may(someone('villageClerk', ['t', 'w']))).toBe('volunteers mine')
})

const entry: HoursFacts = {
  ...facts,
  personId: 'v',
  enteredBy: 'lead',
  state: 'standing',
  postedOn: '2026-03-01',
  locked: false,
  disputed: false,
  flagged: false,
  correction: null,
}
const clerk = someone('villageClerk', village, 'clerk')
const volunteer = someone(null, [], 'v')
const leader = someone(null, [], 'lead')
test.each([
  ['the volunteer', volunteer, {}, 'dispute', 'within seven days'],
  ['the volunteer', volunteer, { postedOn: '2026-02-22' }, '', 'seven days are over'],
  ['the volunteer', volunteer, { disputed: true }, '', 'once at a time'],
  ['the volunteer', volunteer, { locked: true, postedOn: '2026-01-01' }, 'proposeCorrection', 'once locked'],
  ['the leader', leader, { disputed: true }, 'answerDispute', 'who organises answers'],
  ['the leader', leader, { state: 'pending', postedOn: null }, '', 'entered them, and holds no post'],
  ['the clerk', clerk, { state: 'pending', postedOn: null }, 'decideLater', 'a second person'],
  ['the clerk', clerk, { state: 'pending', postedOn: null, enteredBy: 'clerk' }, '', 'not the same person'],
  ['the clerk', clerk, { state: 'pending', postedOn: null, personId: 'clerk' }, '', 'not about own hours'],
  ['the clerk', clerk, { flagged: true }, 'review', 'the village looks at its teams'],
  ['the clerk', clerk, { flagged: true, teamId: null, leaderId: null }, '', 'the town looks at the village'],
  ['the town', someone('townClerk', ['t'], 'town'), { flagged: true, teamId: null, leaderId: null }, 'review', 'the town does'],
  ['the clerk', clerk, { locked: true, correction: { agreedBy: null } }, 'decideCorrection', 'the first of two'],
  ['the clerk', clerk, { locked: true, correction: { agreedBy: 'clerk' } }, '', 'agreed already'],
  ['the clerk', clerk, { locked: true, correction: { agreedBy: 'o' } }, 'decideCorrection', 'the second'],
  ['the leader', leader, { locked: true, correction: { agreedBy: null } }, '', 'two of the office'],
] as [string, Actor, object, string, string][])('%s, %#: %o → %s (%s)', (_who, actor, changes, expected) => {
  const reading = ['hours', 'anomalies', 'caps', 'setCap']
  const allowed = hoursPolicy.allowed(actor, { ...entry, ...changes }, now).filter(name => !reading.includes(name))
  expect(allowed.join(' ')).toBe(expected)
})
