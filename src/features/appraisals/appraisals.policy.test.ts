/** Appraisals (述职评议): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import type { AppraisalReportState } from './appraisals.contract.ts'
import { itemPolicy, reportPolicy, roundPolicy, speaksFor } from './appraisals.policy.ts'

const town = ['t']
const village = ['t', 'v']
const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const now = new Date('2021-01-25T01:00:00Z')
const report = (state: AppraisalReportState, heldOn = '2021-01-25') => ({ path: village, presenterId: 's', state, heldOn })

test.each([
  ['the public', { kind: 'public', townId: 1 } as const, ''],
  ['the town’s clerk', someone('townClerk', town), 'list round open namePresenter'],
  ['a leader', someone('townLeader', town), 'list round'],
  ['a secretary', someone('villageSecretary', village, 's'), 'list round'],
] as const)('rounds: what %s may do', (_who, actor, allowed) => {
  expect(roundPolicy.allowed(actor, null, now).join(' ')).toBe(allowed)
})

/** Acts with the post of someone on leave. */
const deputy = (role: Role, path: string[], deputyFor: string): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'd',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor }],
})
const clerk = someone('townClerk', town)
const leader = someone('townLeader', town)
const own = someone('villageSecretary', village, 's')
test.each([
  ['the public', { kind: 'public', townId: 1 } as const, '', '', ''],
  [
    'the town’s clerk',
    clerk,
    'present leaders candidates',
    'takeBack leaders comment candidates',
    'leaders tally decide feedBack candidates',
  ],
  ['a leader', leader, 'leaders', 'leaders comment', 'leaders'],
  ['the presenter', own, 'write', '', ''],
  ['who stands in for the presenter', deputy('villageSecretary', village, 's'), 'write', '', ''],
  ['who stands in for another', deputy('villageSecretary', village, 'q'), '', '', ''],
  ['who stands in for the presenter in another post', deputy('villageClerk', village, 's'), '', '', ''],
  ['who stands in next door', deputy('villageSecretary', ['t', 'w'], 's'), '', '', ''],
  ['the secretary next door', someone('villageSecretary', ['t', 'w'], 'w'), '', '', ''],
  ['the village’s clerk', someone('villageClerk', village), '', '', ''],
  ['the town’s discipline', someone('townDiscipline', town), '', '', ''],
  ['the system’s administrator', someone('systemAdministrator', town), '', '', ''],
] as const)('what %s may do with a report: drafted, presented, commented', (_who, actor, drafted, presented, commented) => {
  const may = (state: AppraisalReportState) =>
    reportPolicy
      .allowed(actor, report(state), now)
      .filter(name => name !== 'get' && name !== 'myItems')
      .join(' ')
  expect([may('drafted'), may('presented'), may('commented')]).toEqual([drafted, presented, commented])
})

test('nobody reports before the day of the meeting', () => {
  expect(reportPolicy.allowed(clerk, report('drafted', '2021-01-26'), now)).not.toContain('present')
})

test.each([
  [clerk, 'l', true, 'the office enters any leader’s words'],
  [leader, 'p', true, 'a leader the own'],
  [leader, 'l', false, 'and no other’s'],
] as const)('whose comment may be entered: %#', (actor, leaderId, may, _why) => {
  expect(speaksFor(actor, report('presented'), leaderId)).toBe(may)
})

const item = { path: village, ownerId: 'o', done: false, verified: false }
test.each([
  ['its owner', someone('villageClerk', village, 'o'), 'finishItem', '', ''],
  ['the town’s clerk', clerk, '', 'verifyItem returnItem', ''],
  ['a leader', leader, '', 'verifyItem returnItem', ''],
  ['the town’s clerk who owns it', someone('townClerk', town, 'o'), 'finishItem', '', ''],
  ['the presenter', own, '', '', ''],
  ['a clerk of another town', someone('townClerk', ['u']), '', '', ''],
] as const)('what %s may do with an item: open, done, verified', (_who, actor, open, done, verified) => {
  expect(itemPolicy.allowed(actor, item, now).join(' ')).toBe(open)
  expect(itemPolicy.allowed(actor, { ...item, done: true }, now).join(' ')).toBe(done)
  expect(itemPolicy.allowed(actor, { ...item, done: true, verified: true }, now).join(' ')).toBe(verified)
})
