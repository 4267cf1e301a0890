/** Work checklists (工作清单): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { dutyPolicy, templatePolicy } from './duties.policy.ts'

const town = ['t']
const village = ['t', 'v']
const someone = (role: Role, path: string[]): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const reading = 'heldFields templates'

test.each([
  // who                                            the town's draft                  the town's, issued       the village's, issued            a duty the town asks
  ['the public', { kind: 'public', townId: 1 }, 'burden', 'burden', 'burden', ''],
  [
    'town clerk',
    someone('townClerk', town),
    `${reading} preview draft revise issue withdraw form exportForm mapForm burden`,
    `${reading} preview draft withdraw form exportForm mapForm burden`,
    `${reading} preview draft withdraw form exportForm mapForm burden`,
    'list matrix waive',
  ],
  ['town leader', someone('townLeader', town), `${reading} burden`, `${reading} burden`, `${reading} burden`, 'list matrix'],
  [
    'village secretary',
    someone('villageSecretary', village),
    `${reading} burden`,
    `${reading} burden`,
    `${reading} preview draft withdraw form exportForm mapForm burden`,
    'list matrix',
  ],
  [
    'branch secretary',
    someone('branchSecretary', ['t', 'v', 'g']),
    `${reading} burden`,
    `${reading} burden`,
    `${reading} burden`,
    'list matrix',
  ],
] as const)('what %s may do', (_who, actor, ...expected) => {
  const templates = [
    { path: town, state: 'draft' },
    { path: town, state: 'issued' },
    { path: village, state: 'issued' },
  ] as const
  expect([
    ...templates.map(each => templatePolicy.allowed(actor, each, new Date(0)).join(' ')),
    dutyPolicy.allowed(actor, { path: town, state: 'overdue' }, new Date(0)).join(' '),
  ]).toEqual(expected)
})

test('what is done or waived already is not waived, and what is withdrawn is over', () => {
  const clerk = someone('townClerk', town)
  for (const state of ['done', 'waived'] as const)
    expect(dutyPolicy.allowed(clerk, { path: town, state }, new Date(0))).not.toContain('waive')
  const over = templatePolicy.allowed(clerk, { path: town, state: 'withdrawn' }, new Date(0))
  expect(over).not.toEqual(expect.arrayContaining(['issue']))
  expect(over).not.toContain('withdraw')
})
