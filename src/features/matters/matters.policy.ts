/**
 * Important matters (重要事权清单): who may do what, and when.
 *
 * The town's clerk keeps the town's list; a village's secretary and clerk keep the village's own entries. The town files, and not by
 * who recorded the adoption.
 */
import { holds, isPerson, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { MatterListState } from './matters.contract.ts'
import { listMachine, type ListTransition } from './matters.rules.ts'

export interface ListFacts {
  /** Ids from the town down to the place of the list. */
  path: readonly string[]
  state: MatterListState
  /** Who recorded the adoption. */
  adoptedBy: string | null
}

const anyone = { who: () => true, says: 'anyone; what is on its way is shown where it was made and above' }
const office = (actor: Actor, { path }: ListFacts) => holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], path)
const keeps = "the office of the place: the town's clerk, for a village also its secretary and clerk"
const drafted = { who: office, when: ({ state }: ListFacts) => state === 'draft', says: `${keeps}; while a draft` }
const moves = (name: ListTransition, says: string) => ({ who: office, when: ({ state }: ListFacts) => listMachine.can(state, name), says })

type Name =
  | 'catalogue'
  | 'entry'
  | 'lists'
  | 'get'
  | 'create'
  | 'add'
  | 'write'
  | 'remove'
  | 'consult'
  | 'revise'
  | 'adopt'
  | 'file'
  | 'enforce'
export const matterPolicy = definePolicy<ListFacts, Name>('matters', {
  catalogue: anyone,
  entry: anyone,
  lists: anyone,
  get: anyone,
  create: { who: office, says: keeps },
  add: drafted,
  write: drafted,
  remove: drafted,
  consult: moves('consult', `${keeps}; while a draft`),
  revise: moves('revise', `${keeps}; before it is in force`),
  adopt: moves('adopt', `${keeps}; once the villagers were consulted`),
  file: {
    who: (actor, { path, adoptedBy }) => holds(actor, ['townClerk', 'townLeader'], path) && isPerson(actor) && actor.personId !== adoptedBy,
    when: ({ state }) => listMachine.can(state, 'file'),
    says: "the town's clerk or a leader of the town, not who recorded the adoption; once adopted",
  },
  enforce: moves('enforce', `${keeps}; once filed`),
})
