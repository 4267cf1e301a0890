/** Star ratings (评星定级): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { contestPolicy, cyclePolicy, ratingPolicy, ruleSetPolicy } from './ratings.policy.ts'

const someone = (role: Role, path: string[], bodyId: string | null = null, personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId, deputyFor: null }],
})
const place = { path: ['t', 'v', 'b'], bodyId: 'branch' }
const rating = {
  ...place,
  state: 'branchReview' as const,
  personId: 'm',
  exempt: null,
  decidedBy: null,
  awaitsSecond: false,
  humanAsked: false,
  appealOver: false,
}
const now = new Date('2026-03-02T01:00:00Z')
const publicActor = { kind: 'public', townId: 1 } as const
const member: Actor = { kind: 'person', townId: 1, personId: 'm', accountId: 'a', posts: [] }
const read = 'mine get'

test.each([
  ['the public', publicActor, '', ''],
  ['branch secretary', someone('branchSecretary', ['t', 'v', 'b']), `${read} exempt decide`, 'cycles cycle openCycle advance'],
  [
    'secretary of the branch of an office',
    someone('branchSecretary', ['t', 'x'], 'branch'),
    `${read} exempt decide`,
    'cycles cycle openCycle advance',
  ],
  ['village secretary', someone('villageSecretary', ['t', 'v']), `${read} exempt decide`, 'cycles cycle openCycle advance'],
  ['secretary next door', someone('branchSecretary', ['t', 'v', 'c']), read, 'cycles'],
  ['village clerk', someone('villageClerk', ['t', 'v']), read, 'cycles'],
  ['town clerk', someone('townClerk', ['t']), read, 'cycles'],
  ['town leader', someone('townLeader', ['t']), read, 'cycles'],
  ['the member', member, `${read} askHuman contest`, 'cycles'],
  [
    'the member, who is secretary',
    someone('branchSecretary', ['t', 'v', 'b'], null, 'm'),
    `${read} askHuman contest`,
    'cycles cycle openCycle advance',
  ],
] as const)('what %s may do in the review', (_who, actor, ofSheet, ofCycle) => {
  expect(ratingPolicy.allowed(actor, rating, now).join(' ')).toBe(ofSheet)
  expect(cyclePolicy.allowed(actor, rating, now).join(' ')).toBe(ofCycle)
})

const secretary = someone('branchSecretary', ['t', 'v', 'b'])
test.each([
  ['draft', {}, 'exempt', '', 'nobody has read it yet'],
  ['selfCheck', {}, 'exempt', 'askHuman contest', 'the member reads'],
  ['branchReview', { decidedBy: 'q' }, 'exempt decide', 'contest', 'may still be changed'],
  ['shownInBranch', { decidedBy: 'q' }, '', 'contest', 'what is shown stands'],
  ['shownInBranch', {}, 'decide', 'contest', 'after an objection was upheld'],
  ['branchReview', { decidedBy: 'q', awaitsSecond: true }, 'exempt decide second', 'contest', 'a lower star'],
  ['branchReview', { decidedBy: 'p', awaitsSecond: true }, 'exempt decide', 'contest', 'never the same person twice'],
  ['branchReview', { exempt: 'ill' }, 'exempt', 'contest', 'not rated is not decided'],
  ['confirmed', {}, '', '', 'nobody has been told'],
  ['notified', { decidedBy: 'q' }, '', 'contest', 'appeal'],
  ['notified', { decidedBy: 'q', appealOver: true }, '', '', 'too late'],
  ['appeal', { decidedBy: null }, 'decide', 'contest', 'an appeal was upheld'],
  ['archived', { decidedBy: 'q' }, '', '', 'over'],
] as const)('in %s with %j the secretary may %s, the member %s: %s', (state, changes, ofSecretary, ofMember, _why) => {
  const ask = (actor: Actor) =>
    ratingPolicy
      .allowed(actor, { ...rating, ...changes, state }, now)
      .filter(name => name !== 'mine' && name !== 'get')
      .join(' ')
  expect([ask(secretary), ask(member)]).toEqual([ofSecretary, ofMember])
})

test.each([
  ['draft', 'advance'],
  ['shownInBranch', 'advance'],
  ['objections', ''],
  ['appeal', ''],
  ['archived', ''],
] as const)('a cycle in %s: %s', (state, expected) => {
  expect(
    cyclePolicy
      .allowed(secretary, { ...place, state }, now)
      .filter(name => name === 'advance')
      .join(''),
  ).toBe(expected)
})

test.each([
  ['town clerk', someone('townClerk', ['t']), 'ruleSets draftRules editRules counts'],
  ['town leader', someone('townLeader', ['t']), 'ruleSets adoptRules'],
  ['village secretary', someone('villageSecretary', ['t', 'v']), 'ruleSets counts'],
  ['branch secretary', secretary, 'ruleSets'],
  ['the public', publicActor, ''],
] as const)('what %s may do with a draft of the rules', (_who, actor, allowed) => {
  expect(ruleSetPolicy.allowed(actor, { state: 'draft' }, now).join(' ')).toBe(allowed)
  expect(ruleSetPolicy.allowed(actor, { state: 'adopted' }, now)).not.toContain('editRules')
})

const contest = { ...place, personId: 'm', answererId: 'p', concerned: ['r'], state: 'open' as const, overdue: false }
test.each([
  [secretary, {}, true, 'the one named'],
  [someone('villageSecretary', ['t', 'v'], null, 'q'), {}, false, 'another secretary, in time'],
  [someone('villageSecretary', ['t', 'v'], null, 'q'), { overdue: true }, true, 'another secretary, once overdue'],
  [someone('villageSecretary', ['t', 'v'], null, 'r'), { overdue: true }, false, 'who entered it, never'],
  [someone('branchSecretary', ['t', 'v', 'b'], null, 'm'), { overdue: true }, false, 'the member, never'],
  [someone('branchSecretary', ['t', 'v', 'c']), {}, false, 'named, but leads another branch now'],
  [someone('townLeader', ['t']), {}, true, 'a leader of the town, where nobody nearer may'],
  [someone('townLeader', ['t'], null, 'q'), { overdue: true }, false, 'a leader who is not named, never'],
  [someone('townClerk', ['t']), {}, false, 'named, but leads nothing now'],
  [secretary, { state: 'upheld' as const }, false, 'answered already'],
] as const)('who answers: %#', (actor, changes, expected, why) => {
  expect(contestPolicy.allowed(actor, { ...contest, ...changes }, now).includes('answer'), why).toBe(expected)
})
