/** What of a change of a plan cannot be (改计划的规则). */
import { expect, test } from 'vitest'
import type { PlanChange } from './plans.contract.ts'
import { changeFaults, type KnownPlan } from './plans.rules.ts'

type Aspect = PlanChange['aspects'][number]
type Item = Aspect['goals'][number]['items'][number]

const open = { name: '北街路灯', unitId: 'v', dueOn: '2026-06-30', doneOn: null, droppedOn: null, goalId: 'g' }
const known = (adopted: boolean): KnownPlan => ({
  adopted,
  aspects: new Set(['a']),
  goals: new Map([
    ['g', { name: '修路灯' }],
    ['h', { name: '没有事项的目标' }],
  ]),
  items: new Map<string, typeof open | (Omit<typeof open, 'doneOn'> & { doneOn: string })>([
    ['i', open],
    ['j', { ...open, name: '南街路灯', doneOn: '2026-03-01' }],
  ]),
})
const item = (id: string | null, changes: Partial<Item> = {}): Item => ({
  id,
  name: id === 'j' ? '南街路灯' : '北街路灯',
  unitId: 'v',
  dueOn: '2026-06-30',
  ...changes,
})
const goal = (id: string | null, items: Item[]) => ({ id, name: '修路灯', items }) as Aspect['goals'][number]
const aspect = (id: string | null, ...goals: Aspect['goals']): Aspect => ({ id, name: '民生', goals })
const both = [item('i'), item('j')]

test.each<[aspects: Aspect[], draft: string[], adopted: string[], reason: string]>([
  [[aspect('a', goal('g', both))], [], [], 'a goal without items may go'],
  [[aspect('a', goal('g', [item('i', { name: '北街灯' }), item('j'), item(null)]))], [], [], 'an open item changes, a new one is added'],
  [[aspect('a', goal('g', [item('j')]))], [], ['#/aspects'], 'an adopted item is dropped with a reason, never lost'],
  [[aspect(null, goal('h', []))], [], ['#/aspects', '#/aspects'], 'nor with its goal and its aspect'],
  [
    [aspect('a', goal('g', [item('i'), item('j', { dueOn: '2026-07-01' })]))],
    ['#/aspects/0/goals/0/items/1/name'],
    ['#/aspects/0/goals/0/items/1/name'],
    'what was accepted stays as it was',
  ],
  [
    [aspect('a', goal('g', [item('i')]), goal('h', [item('j')]))],
    ['#/aspects/0/goals/1/items/0/name'],
    ['#/aspects/0/goals/1/items/0/name'],
    'an item is no other goal’s',
  ],
  [[aspect('x', goal('g', both))], ['#/aspects/0/name'], ['#/aspects/0/name'], 'an aspect of another plan'],
  [[aspect('a', goal('g', both), goal('g', []))], ['#/aspects/0/goals/1/name'], ['#/aspects/0/goals/1/name'], 'a goal twice'],
  [[aspect('a', goal('z', [])), aspect(null, goal('g', both))], ['#/aspects/0/goals/0/name'], ['#/aspects/0/goals/0/name'], 'no such goal'],
])('a change of a plan', (aspects, draft, adopted, reason) => {
  const pointers = (isAdopted: boolean) => changeFaults({ aspects }, known(isAdopted)).map(({ pointer }) => pointer)
  expect([pointers(false), pointers(true)], reason).toEqual([draft, adopted])
})
