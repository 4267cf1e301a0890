/** Work plans (工作计划): who may do what, and when. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { planPolicy } from './plans.policy.ts'

const path = ['t', 'v']
const now = new Date('2026-03-02T01:00:00Z')
const someone = (role: Role, own: string[]): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: own.at(-1)!, path: own, bodyId: null, deputyFor: null }],
})

test.each([
  // who                                                       a draft of the village      its plan once adopted      an open item
  ['the public', { kind: 'public', townId: 1 }, 'list get', 'list get', 'list get'],
  ['town clerk', someone('townClerk', ['t']), 'list get create edit adopt', 'list get create revise', 'list get create accept drop'],
  ['secretary', someone('villageSecretary', path), 'list get create edit adopt', 'list get create revise', 'list get create accept drop'],
  ['clerk', someone('villageClerk', path), 'list get create edit adopt', 'list get create revise', 'list get create accept drop'],
  ['the clerk next door', someone('villageClerk', ['t', 'w']), 'list get', 'list get', 'list get'],
  ['branch secretary', someone('branchSecretary', ['t', 'v', 'g']), 'list get', 'list get', 'list get'],
] as const)('what %s may do', (_who, actor, draft, adopted, item) => {
  const allowed = (facts: object) => planPolicy.allowed(actor, { path, ...facts }, now).join(' ')
  expect([allowed({ adopted: false }), allowed({ adopted: true }), allowed({ open: true })]).toEqual([draft, adopted, item])
})
