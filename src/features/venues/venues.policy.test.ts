/** Venues (阵地): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { venuePolicy } from './venues.policy.ts'

const town = ['t']
const village = ['t', 'v']
const group = ['t', 'v', 'g']
const someone = (role: Role, path: string[]): Actor => ({
  kind: 'person',
  townId: 1,
  personId: 'p',
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }],
})
const facts = (status: 'inUse' | 'closed', path: string[]) => ({ status, path })

test.each([
  // who                                                        the village's, in use       closed                the town's
  ['the public', { kind: 'public', townId: 1 }, 'list get', 'list get', 'list get'],
  ['town clerk', someone('townClerk', town), 'list get create edit close', 'list get create', 'list get create edit close'],
  ['town leader', someone('townLeader', town), 'list get', 'list get', 'list get'],
  ['village clerk', someone('villageClerk', village), 'list get create edit close', 'list get create', 'list get'],
  ['village secretary', someone('villageSecretary', village), 'list get create edit close', 'list get create', 'list get'],
  ['clerk next door', someone('villageClerk', ['t', 'w']), 'list get', 'list get', 'list get'],
  ['branch secretary of the village itself', someone('branchSecretary', village), 'list get edit', 'list get', 'list get'],
  ['branch secretary of a group', someone('branchSecretary', group), 'list get', 'list get', 'list get'],
  ['system administrator', someone('systemAdministrator', town), 'list get', 'list get', 'list get'],
] as const)('what %s may do', (_who, actor, ...expected) => {
  const subjects = [facts('inUse', village), facts('closed', village), facts('inUse', town)]
  expect(subjects.map(venue => venuePolicy.allowed(actor, venue, new Date(0)).join(' '))).toEqual(expected)
})
