/** People and posts (人员与任职): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { personPolicy, postPolicy } from './people.policy.ts'

const town = ['t']
const village = ['t', 'v']
const someone = (role: Role | null, path: string[], personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: role ? [{ postId: 'x', role, unitId: path.at(-1)!, path, bodyId: null, deputyFor: null }] : [],
})
const now = new Date(0)
const reading = 'list get'
const own = `${reading} revealPhone trail explainScope listLeaves takeLeave endLeave`
const office = `${reading} create edit revealPhone trail explainScope`

test.each([
  // who                                              a villager's record                                     a town officer's record
  ['the public', { kind: 'public', townId: 1 }, '', ''],
  ['town clerk', someone('townClerk', town), `${office} listLeaves takeLeave endLeave`, `${office} listLeaves takeLeave endLeave`],
  ['village secretary', someone('villageSecretary', village), `${office} listLeaves takeLeave endLeave`, `${reading} explainScope`],
  ['village clerk', someone('villageClerk', village), office, `${reading} explainScope`],
  ['clerk next door', someone('villageClerk', ['t', 'w']), `${reading} explainScope`, `${reading} explainScope`],
  ['grid leader', someone('gridLeader', village), `${reading} explainScope`, `${reading} explainScope`],
  ['the person concerned', someone(null, town, 'q'), own, own],
  [
    'system administrator',
    someone('systemAdministrator', town),
    `${reading} create edit trail explainScope listLeaves takeLeave endLeave`,
    `${reading} create edit trail explainScope listLeaves takeLeave endLeave`,
  ],
  ['audit administrator', someone('auditAdministrator', town), `${reading} explainScope`, `${reading} explainScope`],
] as const)('what %s may do with people', (_who, actor, ...expected) => {
  const subjects = [village, town].map(path => ({ personId: 'q', path }))
  expect(subjects.map(person => personPolicy.allowed(actor, person, now).join(' '))).toEqual(expected)
})

const all = 'listPosts listTerms openPost closePost beginTerm openWork endTerm showTerm'
test.each([
  // who                                        a grid leader's post    the secretary's post    an administrator's     one's own term
  ['the public', { kind: 'public', townId: 1 }, '', '', '', ''],
  ['town clerk', someone('townClerk', town), all, all, 'listPosts listTerms', 'listPosts listTerms'],
  ['village secretary', someone('villageSecretary', village), all, 'listPosts listTerms', 'listPosts listTerms', 'listPosts listTerms'],
  ['village clerk', someone('villageClerk', village), all, 'listPosts listTerms', 'listPosts listTerms', 'listPosts listTerms'],
  [
    'grid leader',
    someone('gridLeader', village),
    'listPosts listTerms',
    'listPosts listTerms',
    'listPosts listTerms',
    'listPosts listTerms',
  ],
  ['system administrator', someone('systemAdministrator', town), all, all, 'listPosts listTerms', 'listPosts listTerms'],
  [
    'security administrator',
    someone('securityAdministrator', town),
    'listPosts listTerms',
    'listPosts listTerms',
    all,
    'listPosts listTerms',
  ],
] as const)('what %s may do with posts', (_who, actor, ...expected) => {
  const subjects = [
    { role: 'gridLeader', path: village, personId: 'q' },
    { role: 'villageSecretary', path: village, personId: 'q' },
    { role: 'systemAdministrator', path: town, personId: 'q' },
    { role: 'gridLeader', path: village, personId: 'p' },
  ] as const
  expect(subjects.map(post => postPolicy.allowed(actor, { ...post, guarded: true }, now).join(' '))).toEqual(expected)
})

test.each([
  ['systemAdministrator', true, 'p', 'listPosts listTerms', 'not beside a security administrator'],
  ['systemAdministrator', false, 'p', all, 'a town that begins has nobody else'],
  ['securityAdministrator', true, 'p', all, 'gives what the system administrator makes accounts for'],
  ['securityAdministrator', true, 'q', 'listPosts listTerms', 'never the own'],
  ['auditAdministrator', true, 'p', 'listPosts listTerms openWork endTerm', 'ends the term of one who has gone'],
  ['auditAdministrator', true, 'q', 'listPosts listTerms', 'never the own'],
] as const)('a %s (guarded: %s) of a security administrator’s term as %s: %s (%s)', (role, guarded, personId, names, _why) => {
  const post = { role: 'securityAdministrator', path: town, personId: 'q', guarded } as const
  expect(postPolicy.allowed(someone(role, town, personId), post, now).join(' ')).toBe(names)
})
