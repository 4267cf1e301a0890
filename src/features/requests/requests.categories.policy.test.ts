/** Categories of requests (诉求类别): who may keep them. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { categoryDoorPolicy, categoryPolicy } from './requests.categories.policy.ts'

const now = new Date('2026-03-10T02:00:00Z')
const someone = (role: Role): Actor => ({
  kind: 'person',
  townId: 1,
  personId: role,
  accountId: role,
  posts: [{ postId: 'p', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})
const anyone: Actor = { kind: 'public', townId: 1 }

test.each([
  // who, proposed and in use, adopted and in use, retired later, retired, doors, why
  [
    someone('townClerk'),
    'changeCategory confirmCategory retireCategory',
    'changeCategory retireCategory',
    'confirmCategory',
    '-',
    4,
    'the town office',
  ],
  [
    someone('systemAdministrator'),
    'changeCategory confirmCategory retireCategory',
    'changeCategory retireCategory',
    'confirmCategory',
    '-',
    4,
    'the administrator',
  ],
  [someone('townLeader'), '-', '-', '-', '-', 2, 'a leader decides, the office enters it'],
  [someone('villageClerk'), '-', '-', '-', '-', 2, 'village staff read'],
  [someone('departmentOfficer'), '-', '-', '-', '-', 2, 'departments read'],
  [anyone, '-', '-', '-', '-', 1, 'anyone may choose one'],
] as const)('%o: %s; %s; %s; %s; %i doors: %s', (actor, proposed, adopted, ending, ended, doors, _why) => {
  const may = (retiredOn: string | null, isProposed: boolean) =>
    categoryPolicy.allowed(actor, { retiredOn, isProposed }, now).join(' ') || '-'
  expect([may(null, true), may(null, false), may('2026-04-01', true), may('2026-03-10', true)]).toEqual([proposed, adopted, ending, ended])
  expect(categoryDoorPolicy.allowed(actor, null, now)).toHaveLength(doors)
})
