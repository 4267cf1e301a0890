/** The verbs on bodies (组织变更): their words. */
import type { bodyPolicy } from '../bodies.policy.ts'

export type Verb = Exclude<(typeof bodyPolicy)['names'][number], 'list' | 'get'>

/** What can be done to one that stands. */
export const changingVerbs = ['rename', 'move', 'cover', 'merge', 'split', 'dissolve'] as const satisfies readonly Verb[]

export const verbNames: Record<Verb, string> = {
  create: '成立',
  rename: '更名',
  move: '换上级',
  cover: '改范围',
  merge: '合并',
  split: '拆分',
  dissolve: '撤销',
}
