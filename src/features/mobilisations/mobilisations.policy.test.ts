/** Mobilisations (动员): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { branchPolicy, linePolicy, mobilisationPolicy, mobilisationsPolicy, shiftPolicy } from './mobilisations.policy.ts'

const town = ['t']
const village = ['t', 'v']
const publicActor = { kind: 'public', townId: 1 } as const
const someone = (role: Role, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const now = new Date('2020-02-03T01:00:00Z')
const clerk = someone('townClerk', town, 'c')
const secretary = someone('villageSecretary', village, 's')

const line = { state: 'active', path: village, personId: 'm', line: 'planned' } as const
const branch = { path: village, state: 'proposed', proposedBy: 's' } as const
test.each([
  ['the public', publicActor, '', '', '', '', ''],
  [
    'the town’s clerk',
    clerk,
    'list branches declare proposeBranch',
    'get extend end',
    'addShift roster assign',
    'withdraw confirm',
    'approveBranch declineBranch',
  ],
  [
    'the village’s secretary, who proposed',
    secretary,
    'list branches proposeBranch',
    'get',
    'addShift roster assign',
    'withdraw confirm',
    '',
  ],
  ['the village’s clerk', someone('villageClerk', village), 'list branches', 'get', 'addShift roster assign', 'withdraw confirm', ''],
  ['the secretary next door', someone('villageSecretary', ['t', 'w']), 'list branches proposeBranch', 'get', '', '', ''],
  ['who stands there', someone('gridLeader', village, 'm'), 'list branches', 'get', '', 'withdraw', ''],
  ['a leader of the town', someone('townLeader', town), 'list branches', 'get', '', '', ''],
  ['the system’s administrator', someone('systemAdministrator', town), 'list branches', 'get', '', '', ''],
] as const)('what %s may do: all, one, a shift, a line, a proposal', (_who, actor, all, one, shift, lined, proposed) => {
  const shiftFacts = { state: 'active', path: village } as const
  expect([
    mobilisationsPolicy.allowed(actor, null, now).join(' '),
    mobilisationPolicy.allowed(actor, { state: 'active' }, now).join(' '),
    shiftPolicy.allowed(actor, shiftFacts, now).join(' '),
    linePolicy.allowed(actor, line, now).join(' '),
    branchPolicy.allowed(actor, branch, now).join(' '),
  ]).toEqual([all, one, shift, lined, proposed])
})

test.each([
  ['coming', 'get extend end', 'addShift roster assign', 'it may be prepared'],
  ['over', 'get', 'roster', 'nothing is begun any more'],
  ['purged', 'get', 'roster', 'nothing is begun any more'],
] as const)('a mobilisation that is %s offers %s and %s (%s)', (state, one, shift, _why) => {
  expect(mobilisationPolicy.allowed(clerk, { state }, now).join(' ')).toBe(one)
  expect(shiftPolicy.allowed(clerk, { state, path: village }, now).join(' ')).toBe(shift)
})

test.each([
  ['approved', 'extendBranch appoint dismiss', 'it stands'],
  ['active', 'extendBranch appoint dismiss', 'it stands'],
  ['dissolved', '', 'nothing is left to do'],
  ['declined', '', 'nothing is left to do'],
] as const)('a temporary branch that is %s offers the town %s (%s)', (state, may, _why) => {
  expect(branchPolicy.allowed(clerk, { ...branch, state }, now).join(' ')).toBe(may)
})

test('whoever proposed a branch does not approve it, whatever post they hold', () => {
  expect(branchPolicy.allowed(clerk, { ...branch, proposedBy: 'c' }, now)).toEqual([])
})

test('a confirmed line is touched by nobody; of one whose person is forgotten the number is confirmed', () => {
  expect(linePolicy.allowed(clerk, { ...line, line: 'confirmed' }, now)).toEqual([])
  expect(linePolicy.allowed(clerk, { ...line, personId: null }, now)).toEqual(['confirm'])
})
