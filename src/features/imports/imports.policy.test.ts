/** Imports (工作簿导入导出): who may do what. The matrix is the promise. */
import { expect, test } from 'vitest'
import type { Actor, Role } from '#platform/shared/actor.ts'
import { SheetKey, type ImportState } from './imports.contract.ts'
import { importPolicy, sheetsOf } from './imports.policy.ts'

const someone = (role: Role, personId = 'p'): Actor => ({
  kind: 'person',
  townId: 1,
  personId,
  accountId: 'a',
  posts: [{ postId: 'x', role, unitId: 't', path: ['t'], bodyId: null, deputyFor: null }],
})
const states = ['uploaded', 'checked', 'done', 'discarded'] as const satisfies readonly ImportState[]

test.each([
  // state       who brought it                         a colleague
  ['uploaded', 'get check discard errorWorkbook', ''],
  ['checked', 'get check commit discard errorWorkbook', ''],
  ['done', 'get errorWorkbook', ''],
  ['discarded', 'get errorWorkbook', ''],
] as const)('of the offices, %s: %s', (state, ...expected) => {
  const allowed = (role: Role) =>
    ['p', 'q'].map(id => importPolicy.allowed(someone(role, id), { personId: 'p', state }, new Date(0)).join(' '))
  const both = (...last: string[]) => expected.map(own => ['template upload list', own, ...last].filter(Boolean).join(' '))
  expect(allowed('townClerk')).toEqual(both('export'))
  // nothing goes out of the villages
  expect(allowed('villageClerk')).toEqual(both())
  expect(allowed('villageSecretary')).toEqual(both())
})

test.each([
  ['the public', { kind: 'public', townId: 1 }],
  ['the night', { kind: 'job', townId: 1, name: 'imports.forget' }],
  ['branch secretary', someone('branchSecretary')],
  ['town leader', someone('townLeader')],
  ['department officer', someone('departmentOfficer')],
  ['system administrator', someone('systemAdministrator')],
] as const)('%s may do nothing, not even with their own', (_who, actor) => {
  for (const state of states) expect(importPolicy.allowed(actor, { personId: 'p', state }, new Date(0))).toEqual([])
})

test.each([
  ['townClerk', SheetKey.options],
  ['villageClerk', ['people', 'terms', 'venues']],
  ['villageSecretary', ['people', 'terms', 'venues']],
] as const)('%s may bring %j', (role, sheets) => expect(sheetsOf(someone(role))).toEqual(sheets))
